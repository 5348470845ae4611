"""A picture of every indicator on the bundled sample, as an SVG that is written into its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache

import numpy as np
import numpy.typing as npt
from swarmcore import indicators as ta
from swarmcore.market import sample_bars

Floats = npt.NDArray[np.float64]

SYMBOL, OTHER = "GOOG", "IBM"
SHOWN = 120
"""Rows of a chart; the rows before them are for the warm-up."""
AROUND = 12
"""Candles on either side of the last one that a pattern was found at."""

WIDTH, TOP, BELOW, MARGIN = 640, 130, 90, 18
COLORS = ("#3b82f6", "#f97316", "#10b981", "#a855f7")
DOMAINS = {
    "acos": (-1.0, 1.0),
    "asin": (-1.0, 1.0),
    "ln": (0.01, 4.0),
    "log10": (0.01, 4.0),
    "sqrt": (0.0, 4.0),
}
SWINGS = {"swinghigh": -1, "swinglow": 1}
"""Outputs that mark bars, and whether above (-1) or below."""


@cache
def columns(symbol: str) -> Mapping[str, Floats]:
    """Every input that an indicator can have, and the times, of a symbol of the sample."""
    bars = sample_bars().select(symbol)
    names = ("open", "high", "low", "close", "volume")
    rows = np.arange(len(bars.ts))
    own = {name: getattr(bars, name).copy() for name in names}
    other = sample_bars().select(OTHER).close[-len(rows) :].copy()
    return own | {
        "ts": bars.ts.astype(np.float64),
        "real0": own["close"],
        "real1": other,
        "periods": 2.0 + rows % 29,
        # The first bar of each quarter or so.
        "anchor": (rows % 63 == 0).astype(np.float64),
    }


def _results(indicator: ta.Indicator, inputs: list[Floats]) -> dict[str, Floats]:
    result = indicator.series(*inputs)
    results = result if isinstance(result, tuple) else (result,)
    return dict(zip(indicator.outputs, results, strict=True))


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:.4g}"


class _Panel:
    """A part of a picture, with a scale of its own for what is drawn in it."""

    def __init__(self, top: float, height: float, shown: list[Floats]) -> None:
        values = np.concatenate(shown)
        values = values[np.isfinite(values)]
        self.least, self.most = float(values.min()), float(values.max())
        self.top, self.height = top, height
        self.parts: list[str] = []
        self.names: list[str] = []

    def x(self, row: float, rows: int) -> float:
        return 2 + (row + 0.5) * (WIDTH - 70) / rows

    def y(self, value: float) -> float:
        share = (value - self.least) / ((self.most - self.least) or 1)
        return self.top + MARGIN + (1 - share) * (self.height - MARGIN - 6)

    def line(self, name: str, values: Floats, color: str, strength: float = 1) -> None:
        """A line that is broken where a value is missing."""
        path, broken = [], True
        for row, value in enumerate(values):
            if np.isfinite(value):
                path.append(
                    f"{'M' if broken else 'L'}{self.x(row, len(values)):.1f} {self.y(value):.1f}"
                )
            broken = not np.isfinite(value)
        self.draw(
            name,
            f'<path d="{"".join(path)}" fill="none" stroke="{color}" '
            f'stroke-opacity="{strength}" stroke-width="1.4"/>',
            color,
        )

    def ranges(self, high: Floats, low: Floats) -> None:
        """A thin line from high to low for each bar."""
        path = "".join(
            f"M{self.x(row, len(high)):.1f} {self.y(top):.1f}V{self.y(bottom):.1f}"
            for row, (top, bottom) in enumerate(zip(high, low, strict=True))
        )
        self.parts.append(f'<path d="{path}" stroke="currentColor" stroke-opacity="0.3"/>')

    def candles(self, prices: list[Floats]) -> None:
        """Hollow candles closed at or above their open, full ones below."""
        self.ranges(prices[1], prices[2])
        rows = len(prices[0])
        half = (WIDTH - 70) / rows * 0.3
        for row, (opened, closed) in enumerate(zip(prices[0], prices[3], strict=True)):
            top, bottom = sorted((self.y(opened), self.y(closed)))
            inside = (
                "var(--color-background-primary, white)" if closed >= opened else "currentColor"
            )
            self.parts.append(
                f'<rect x="{self.x(row, rows) - half:.1f}" y="{top:.1f}" width="{2 * half:.1f}" '
                f'height="{max(bottom - top, 1):.1f}" fill="{inside}" stroke="currentColor"/>'
            )

    def marks(self, values: Floats, high: Floats, low: Floats) -> None:
        """A triangle below each bullish candle and above each bearish one."""
        for row in np.flatnonzero(np.nan_to_num(values)):
            x, rising = self.x(row, len(values)), values[row] > 0
            y = self.y(low[row]) + 4 if rising else self.y(high[row]) - 4
            step, color = (7, COLORS[2]) if rising else (-7, COLORS[1])
            self.parts.append(f'<path d="M{x:.1f} {y:.1f}l5 {step}h-10z" fill="{color}"/>')

    def draw(self, name: str, part: str, color: str) -> None:
        """Add a part and its name to the legend."""
        self.parts.append(part)
        self.names.append(f'<tspan fill="{color}">{name}</tspan>')

    def __str__(self) -> str:
        right = WIDTH - 64
        return "".join([
            f'<path d="M0 {self.top + self.height}H{WIDTH}" stroke="currentColor" '
            'stroke-opacity="0.2"/>',
            *self.parts,
            f'<text x="2" y="{self.top + 12}">{"  ".join(self.names)}</text>',
            f'<text x="{right}" y="{self.y(self.most) + 4:.0f}">{_number(self.most)}</text>',
            f'<text x="{right}" y="{self.y(self.least):.0f}">{_number(self.least)}</text>'
            if self.most > self.least else "",
        ])  # fmt: skip


def _svg(panels: list[_Panel], label: str) -> str:
    height = panels[-1].top + panels[-1].height + 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        'style="max-width:100%;height:auto" fill="currentColor" font-size="11" '
        f'font-family="sans-serif" xml:space="preserve" role="img" aria-label="{label}">'
        f"<title>{label}</title>{''.join(map(str, panels))}</svg>"
    )


def _span(times: Floats) -> str:
    first, last = (datetime.fromtimestamp(ts / 1e9, UTC).date() for ts in (times[0], times[-1]))
    return f"{first} to {last}"


def _graph(indicator: ta.Indicator) -> str:
    """A function of one number, over where it is defined."""
    least, most = DOMAINS.get(indicator.name, (-3.0, 3.0))
    results = _results(indicator, [np.linspace(least, most, SHOWN)])
    if indicator.name == "tan":
        # Its poles would hide the rest.
        results = {name: np.where(abs(y) > 8, np.nan, y) for name, y in results.items()}
    panel = _Panel(0, TOP, list(results.values()))
    for (name, values), color in zip(results.items(), COLORS, strict=False):
        panel.line(name, values, color)
    return _svg([panel], f"{indicator.name} from {least:g} to {most:g}")


def _pattern(indicator: ta.Indicator) -> str:
    """The candles around the last one that the pattern was found at; empty where none was."""
    last: tuple[float, str, int, Floats] | None = None
    for symbol in sample_bars().symbols:
        bars = columns(symbol)
        found = _results(indicator, [bars[name] for name in indicator.inputs])["integer"]
        rows = np.flatnonzero(np.nan_to_num(found[:-AROUND]))
        if len(rows) and (last is None or bars["ts"][rows[-1]] > last[0]):
            last = (bars["ts"][rows[-1]], symbol, int(rows[-1]), found)
    if last is None:
        return ""
    _, symbol, row, found = last
    shown = slice(max(row - AROUND, 0), row + AROUND + 1)
    prices = [columns(symbol)[name][shown] for name in indicator.inputs]
    panel = _Panel(0, TOP, prices[1:3])
    # Room for the marks.
    panel.top, panel.height = 8, TOP - 16
    panel.candles(prices)
    panel.marks(found[shown], prices[1], prices[2])
    panel.top, panel.height = 0, TOP
    label = f"{symbol}, {_span(columns(symbol)['ts'][shown])}"
    panel.names.append(f"<tspan>{label}</tspan>")
    return _svg([panel], f"{indicator.name} on {label}")


def _base(indicator: ta.Indicator) -> Iterator[tuple[str, Floats]]:
    """What is drawn above: the compared series, the volume, or the closing price."""
    bars = columns(SYMBOL)
    if indicator.inputs[0] == "real0":
        yield from ((f"{each} close", columns(SYMBOL)[name])
                    for name, each in (("real0", SYMBOL), ("real1", OTHER)))  # fmt: skip
    elif indicator.inputs == ("volume",):
        yield f"{SYMBOL} volume", bars["volume"]
    else:
        yield f"{SYMBOL} close", bars["close"]


def _chart(indicator: ta.Indicator) -> str:
    """Prices, with the outputs that are prices on them and the others below."""
    bars = columns(SYMBOL)
    results = _results(indicator, [bars[name] for name in indicator.inputs])
    shown = {name: values[-SHOWN:] for name, values in results.items()}
    base = [(name, values[-SHOWN:]) for name, values in _base(indicator)]
    high, low = bars["high"][-SHOWN:], bars["low"][-SHOWN:]
    room = 0.3 * (high.max() - low.min())
    swings, prices, below = {}, {}, {}
    for name, values in shown.items():
        if name in SWINGS:
            swings[name] = values
        elif np.nanmin(values) > low.min() - room and np.nanmax(values) < high.max() + room:
            prices[name] = values
        else:
            below[name] = values
    ranged = "high" in indicator.inputs
    above = _Panel(0, TOP, [*dict(base).values(), *prices.values(), *[high, low] * ranged])
    if ranged:
        above.ranges(high, low)
    for name, values in base:
        above.line(name, values, "currentColor", 0.45)
    for name, values in swings.items():
        above.marks(values * SWINGS[name], high, low)
    colors = dict(zip(shown, COLORS, strict=False))
    for name, values in prices.items():
        above.line(name, values, colors[name])
    panels = [above]
    if below:
        panels.append(_Panel(TOP, BELOW, [*below.values()]))
        for name, values in below.items():
            panels[1].line(name, values, colors[name])
    return _svg(panels, f"{indicator.name} on {SYMBOL}, {_span(bars['ts'][-SHOWN:])}")


def picture(indicator: ta.Indicator) -> str:
    """The SVG; empty for a pattern that the sample does not hold."""
    if indicator.group == "Math Transform":
        return _graph(indicator)
    if indicator.group == "Pattern Recognition":
        return _pattern(indicator)
    return _chart(indicator)
