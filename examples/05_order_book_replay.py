"""Replay a feed of orders: mirror the book, read it, and draw its depth over time.

    python 05_order_book_replay.py                                 a synthetic market, no file
    python 05_order_book_replay.py AAPL_message_50.csv             LOBSTER
    python 05_order_book_replay.py orders.csv                      Bitstamp
    python 05_order_book_replay.py 20190730.NASDAQ_ITCH50.gz AAPL  ITCH 5.0

Files may be packed (.gz, .zst, .zip). It prints what became of the messages and what the book says
at the end, and writes order_book_depth.html, which opens offline.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import swarmcore as sc
from plotly.subplots import make_subplots
from swarmcore import feed, sim

COLUMNS, ROWS = 600, 160  # of the picture
BID, ASK, INK = "#0072b2", "#c74a00", "#16191d"


def read(path: str | None, symbol: str | None) -> tuple[sc.Instrument, Any]:
    """An instrument and its messages; what kind of file it is, its first bytes tell."""
    if path is None:
        instrument = sc.Instrument("ACME", tick_size="0.01", lot_size="1")
        return instrument, sim.OrderFlow(instrument, seed=5).messages(60_000)
    with feed.open_bytes(path) as file:
        head = file.read(100)
    if head.startswith(b"\0"):  # the length of a message
        if symbol is None:
            raise SystemExit("symbol: expected one of those in a recording of ITCH, was none")
        instrument = sc.Instrument(symbol, tick_size="0.0001", lot_size="1")
        return instrument, feed.read_itch(path, [instrument])
    if re.match(rb"[\d.]+,\d,", head):  # seconds after midnight, type
        instrument = sc.Instrument(symbol or Path(path).name, tick_size="0.0001", lot_size="1")
        return instrument, feed.read_lobster(path)
    instrument = sc.Instrument(symbol or "BTC/USD", tick_size="0.01", lot_size="0.00000001")
    messages = feed.read_bitstamp(path, instrument)
    return instrument, messages[messages["flags"] & feed.PRINT_FLAG == 0]  # executes say the same


class Tape:
    """Every trade of the market: a replay knows what the order was that an execution names."""

    def __init__(self) -> None:
        self.trades: list[sc.Trade] = []

    def on_trade(self, trade: sc.Trade) -> None:
        self.trades.append(trade)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("path", nargs="?", help="a recording; a synthetic market without one")
parser.add_argument("symbol", nargs="?", help="whose messages to read from ITCH; elsewhere a name")
arguments = parser.parse_args()
instrument, messages = read(arguments.path, arguments.symbol)
tick, lot = float(instrument.tick_size), float(instrument.lot_size)
unit, currency = instrument.symbol.split("/") if "/" in instrument.symbol else ("shares", "USD")

# 1. Mirror the book, and read it at the end of each of COLUMNS equal spans of time.
book = sc.OrderBook(instrument)
ends = np.linspace(messages["ts"][0], messages["ts"][-1], COLUMNS + 1)[1:].astype(np.int64)
stops = np.searchsorted(messages["ts"], ends, side="right")
refused: Counter[str] = Counter()
quotes = np.full((COLUMNS, 2), np.nan)  # best bid and ask, ticks
flow = np.zeros(COLUMNS)  # order-flow imbalance, lots
levels = []  # column, price, quantity: of asks below 0
for column, (start, stop) in enumerate(zip((0, *stops), stops, strict=False)):
    report = feed.apply_counting(book, messages[start:stop])
    refused.update({cause.name.lower(): count for cause, count in report.refused.items()})
    flow[column] = book.order_flow_imbalance()
    bids, asks = book.depth(1000)
    if len(bids) and len(asks):
        quotes[column] = bids[0, 0], asks[0, 0]
    for side, depth in ((1, bids), (-1, asks)):
        levels.append(np.c_[np.full(len(depth), column), depth[:, 0], side * depth[:, 1]])

# 2. The trades, from a replay of the same messages.
tape = Tape()
result = sim.Replay([instrument], messages, on_fault="skip").run(tape)
assert (result.rows, result.refused) == (len(messages), refused.total())

# 3. What there is to know.
seconds, trades = (messages["ts"][-1] - messages["ts"][0]) / 1e9, tape.trades
causes = ", ".join(f"{count:,} for {cause}" for cause, count in refused.items())
print(f"{instrument.symbol}: {len(messages):,} messages, {len(trades):,} trades, {seconds:,.1f} s")
print(f"refused by the book: {causes or 'none'}; resting at the end: {len(book):,} orders")
for bid, ask in zip(bids[:5], asks[:5], strict=False):
    print(f"{bid[1] * lot:12,.6g} {bid[0] * tick:10,.2f} | ", end="")
    print(f"{ask[0] * tick:,.2f} {ask[1] * lot:,.6g}")
spreads = (quotes[:, 1] - quotes[:, 0]) * tick
assert book.spread is not None
assert book.microprice is not None
print(f"spread {book.spread * tick:.4f}, {np.nanmean(spreads):.4f} in the mean", end="; ")
# A feed that does not tell of every order leaves behind those that are long gone.
print(f"at or below 0 at {np.mean(spreads <= 0):.1%} of the samples")
print(f"microprice {book.microprice * tick:,.4f}, imbalance of 5 levels {book.imbalance(5):+.2f}")
moves = np.diff(quotes.mean(axis=1))
known = np.isfinite(moves)
together = np.corrcoef(moves[known], flow[1:][known])[0, 1]
print(f"order-flow imbalance and moves of the mid: correlation {together:+.2f}")

# 4. The picture: what was displayed by price and time, bids above 0 and asks below.
table = np.concatenate(levels)
low, high = np.nanquantile(quotes, [0.01, 0.99])
span = 2 * (high - low)  # as much again around the best prices
grain = int(np.gcd.reduce(table[:, 1]))  # what all prices are multiples of
step = grain * max(1, round(span / ROWS / grain))
low = int((low - span / 4) // step) * step
row, rows = (table[:, 1] - low) // step, int(span // step) + 1
inside = (row >= 0) & (row < rows)
image = np.zeros((rows, COLUMNS), np.float32)
np.add.at(image, (row[inside], table[inside, 0]), table[inside, 2] * lot)
most = float(np.quantile(np.abs(image[image != 0]), 0.97))
much = float(f"{0.6 * most:.1g}")
times = ends.astype("datetime64[ns]")
figure = make_subplots(2, 1, shared_xaxes=True, row_heights=[4, 1], vertical_spacing=0.04)
figure.add_heatmap(
    x=times,
    y=(low + step * np.arange(rows) + (step - grain) / 2) * tick,
    z=np.where(image == 0, np.nan, image),
    zmin=-most,
    zmax=most,
    colorscale=[(0, ASK), (0.4, "#efc3a8"), (0.5, "white"), (0.6, "#a8cfe6"), (1, BID)],
    colorbar={
        "title": {"text": f"displayed, {unit}: asks, bids", "side": "top"},
        "tickvals": [-much, 0, much],
        "ticktext": [f"{much:,.6g}", "0", f"{much:,.6g}"],
        "orientation": "h",
        "thickness": 10,
        "yref": "container",
        "y": 0,
        "yanchor": "bottom",
    },
    hovertemplate="%{x|%H:%M:%S} %{y}: %{z}<extra></extra>",
)
draw = partial(figure.add_scatter, x=times, mode="lines", line={"color": INK, "width": 1})
draw(y=quotes[:, 0] * tick, line_shape="hv", name="best bid and ask")
draw(y=quotes[:, 1] * tick, line_shape="hv", showlegend=False)
for side, name, colour, symbol in (
    (1, "buyers", BID, "triangle-up"),
    (-1, "sellers", ASK, "triangle-down"),
):
    largest = sorted((t for t in trades if t.side == side), key=lambda trade: trade.size)[-150:]
    edge = {"color": "white", "width": 1}
    figure.add_scatter(
        x=np.array([trade.ts for trade in largest], "datetime64[ns]"),
        y=[trade.price for trade in largest],
        mode="markers",
        marker={"symbol": symbol, "color": colour, "size": 8, "line": edge},
        name=f"largest trades of {name}",
    )
bar = {"color": INK, "line": {"width": 0}}
figure.add_bar(x=times, y=flow * lot, marker=bar, showlegend=False, row=2, col=1)
figure.update_xaxes(range=[times[0], times[-1]], tickformat="%H:%M:%S", nticks=5)
figure.update_xaxes(title_text=f"{instrument.symbol}, time of day", row=2, col=1)
shown = [low * tick, (low + rows * step) * tick]
figure.update_yaxes(title_text=f"price, {currency}", range=shown, row=1, col=1)
figure.update_yaxes(title_text=f"order-flow<br>imbalance,<br>{unit}", row=2, col=1)
figure.update_layout(
    template="plotly_white",
    font={"family": "system-ui, sans-serif", "color": INK},
    legend={"orientation": "h", "y": 1, "yanchor": "bottom"},
    margin={"l": 20, "r": 10, "t": 10, "b": 110},
)
figure.write_html(
    "order_book_depth.html",
    div_id="chart",  # the same page for the same figure
    config={"displayModeBar": False},
    post_script="""
        document.body.style.margin = 0;
        document.head.insertAdjacentHTML(  // as wide as a phone, not shrunk to fit one
            "beforeend", "<meta name=viewport content='width=device-width'>");
    """,
)
print("picture: order_book_depth.html")
