"""The parts of the page that need no script: heading, figures, tables. All text is escaped."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from swarmcore.config import to_toml

if TYPE_CHECKING:
    from swarmcore.backtest.results import BacktestResult
    from swarmcore.risk.report import ReportRow

__all__ = ["DASH", "sections"]

DASH = "\u2013"
"""Stands where a figure is not defined."""

_SHOWN_SYMBOLS = 12
_SHOWN_ROWS = 200


def sections(result: BacktestResult) -> dict[str, str]:
    """HTML by the name of its place in the template."""
    symbols = _some(result.bars.symbols)
    start, end = _date(int(result.times[0])), _date(int(result.times[-1]))
    return {
        "title": escape(f"Backtest of {symbols}, {start} to {end}"),
        "heading": escape(f"Backtest of {symbols}"),
        "period": escape(f"{start} to {end}"),
        "tiles": _tiles(result),
        "facts": _facts(result),
        "metrics": _metrics(result),
        "faults": _faults(result),
        "denied": _denied(result),
        "configuration": escape(to_toml(result.settings)),
    }


def _tiles(result: BacktestResult) -> str:
    start = result.money(result.initial_cash_units)
    own, held = result.report, result.benchmark_report
    final, benchmark = float(result.equity_curve[-1]), float(result.benchmark_curve[-1])
    closed = [trip for trip in result.round_trips if trip.exit_ts is not None]
    won = sum(trip.profit > 0 for trip in closed)
    share = f"{won / len(closed):.0%} with a profit" if closed else "none closed"
    still_open = len(result.round_trips) - len(closed)
    tiles = [
        ("Final equity", _money(final), f"from {_money(start)}"),
        (
            "Total return",
            _signed(final / start - 1.0),
            f"buy and hold {_signed(benchmark / start - 1.0)}",
        ),
        (
            "Maximum drawdown",
            _percent(own.max_drawdown),
            f"buy and hold {_percent(held.max_drawdown)}",
        ),
        (
            "Sharpe ratio",
            _ratio(own.sharpe_ratio),
            f"buy and hold {_ratio(held.sharpe_ratio)}",
        ),
        (
            "Round trips",
            f"{len(closed):,}",
            f"{share}, {still_open:,} still open" if still_open else share,
        ),
        ("Fees paid", _money(result.money(result.fee_units)), _count(len(result.orders), "order")),
    ]
    return "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd><dd>{escape(note)}</dd></div>"
        for name, text, note in tiles
    )


def _facts(result: BacktestResult) -> str:
    provenance = result.provenance
    grid = provenance.get("assumed_grid")
    skipped = len(result.bars.skipped)
    facts = [
        ("Data", str(provenance["data"])),
        ("Data hash", str(provenance["data_hash"])[:16]),
        ("Symbols", _some(result.bars.symbols)),
        ("Bars", f"{len(result.bars):,}" + (f", {skipped:,} rows skipped" if skipped else "")),
        ("Seed", str(result.settings.run.seed)),
        ("State hash", f"{result.state_hash:016x}"),
        ("Version", f"swarmcore {provenance['swarmcore']}, Python {provenance['python']}"),
    ]
    if grid:
        steps = f"tick {grid['tick_size']}, lot {grid['lot_size']}"
        facts.append(("Assumed grid", f"{steps} (no instrument was defined)"))
    return "".join(f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)


def _metrics(result: BacktestResult) -> str:
    """Alpha and beta stand beside a dash: buy and hold is what they measure against."""
    held = {row.name: row for row in result.benchmark_report.rows()}
    return "".join(
        f'<tr><th scope="row">{escape(own.name)}</th>'
        f"<td>{escape(_metric(own))}</td><td>{escape(_metric(held.get(own.name)))}</td></tr>"
        for own in result.report.rows()
    )


def _faults(result: BacktestResult) -> str:
    faults = result.faults
    if not faults:
        return ""
    rows = [
        (
            _time(fault.ts),
            fault.agent,
            fault.hook,
            fault.error,
            "left out" if fault.left_out else "started again",
        )
        for fault in faults
    ]
    return _section("Faults", ("Time", "Agent", "Hook", "Error", "Then"), rows)


def _denied(result: BacktestResult) -> str:
    denied = [order for order in result.orders if order.status == "denied"]
    if not denied:
        return ""
    counts = Counter(order.reason for order in denied)
    reasons = ", ".join(f"{reason} ({count:,})" for reason, count in counts.most_common())
    rows = [
        (
            _time(order.ts),
            order.symbol,
            order.agent,
            "buy" if order.side > 0 else "sell",
            f"{result.instruments[order.instrument].quantity(order.quantity):f}",
            order.reason,
        )
        for order in denied
    ]
    columns = ("Time", "Symbol", "Agent", "Side", "Quantity", "Reason")
    return _section("Denied orders", columns, rows, f"By reason: {reasons}.")


def _section(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], note: str = ""
) -> str:
    """A section with a table of the first rows."""
    if len(rows) > _SHOWN_ROWS:
        note = f"{note} The first {_SHOWN_ROWS} of {len(rows):,} are shown.".strip()
    name = title.lower().replace(" ", "-")
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(row) for row in rows[:_SHOWN_ROWS])
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(title)}'
        f'<span class="count">{len(rows):,}</span></h2>'
        f"{f'<p>{escape(note)}</p>' if note else ''}"
        f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></section>"
    )


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN_SYMBOLS])
    more = len(names) - _SHOWN_SYMBOLS
    return f"{shown} and {more:,} more" if more > 0 else shown


def _date(ts: int) -> str:
    return str(np.datetime64(ts, "ns").astype("datetime64[D]"))


def _time(ts: int) -> str:
    """A date, with the time of day where it is not midnight."""
    moment = np.datetime64(ts, "ns").astype("datetime64[s]")
    return str(moment).replace("T", " ").removesuffix(" 00:00:00")


def _metric(row: ReportRow | None) -> str:
    return DASH if row is None else _defined(row.value, row.text)


def _defined(value: float, text: str) -> str:
    return text if math.isfinite(value) else DASH


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def _money(value: float) -> str:
    return _defined(value, f"{value:,.2f}" if abs(value) < 1e6 else f"{value:,.0f}")


def _signed(value: float) -> str:
    rounded = round(value, 3)
    return _defined(value, f"{rounded:+.1%}" if rounded else "0.0%")


def _percent(value: float) -> str:
    # Adding 0 makes a negative zero a positive one.
    return _defined(value, f"{round(value, 3) + 0.0:.1%}")


def _ratio(value: float) -> str:
    return _defined(value, f"{round(value, 2) + 0.0:.2f}")
