"""Backtest a market maker in a replayed market: queue positions, fills, fees and inventory.

    python 06_market_making_backtest.py                              a synthetic market, no file
    python 06_market_making_backtest.py AAPL_message_50.csv          orders of LOBSTER
    python 06_market_making_backtest.py btcusdt.gz --symbol BTC/USDT --tick 0.1 --lot 0.001
                                                                     levels of Binance

It prints what the maker earned and where the price was after its fills, and writes
market_making.html, which opens offline. Nobody in the synthetic market knows more than the maker:
on a recording the price moves against it after its fills, and this one loses money.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from functools import partial
from typing import Any

import numpy as np
import swarmcore as sc
from plotly.subplots import make_subplots
from swarmcore import feed, risk, sim

BUY, SELL, SECOND = 1, -1, 1_000_000_000
BID, ASK, INK, MARKET = "#0072b2", "#c74a00", "#16191d", "#9aa4b0"


class Maker:
    """Quotes an order a side around the reservation price r, half the spread s away from it.

    r = m - q g v T and s = g v T + 2 / g ln(1 + g / k): m is the microprice, v its variance a
    second, q the inventory in orders, g the aversion to risk and T a horizon in seconds. Fills fade
    with distance at the rate k, taken so that without risk s is nearly the market's mean spread.
    Prices are in ticks. Source: Avellaneda and Stoikov, High-frequency trading in a limit order
    book, 2006, equations 29 and 30.
    """

    every, aversion, horizon, memory = SECOND // 20, 0.01, 10.0, 0.005

    def __init__(self, symbol: str, size: int, end: int) -> None:
        self.symbol, self.size, self.end = symbol, size, end
        self.micro, self.variance, self.spread = math.nan, 0.0, 1.0
        self.orders, self.prices = {BUY: 0, SELL: 0}, {BUY: 0, SELL: 0}
        self.denied: Counter[str] = Counter()
        self.rows: list[tuple[float, ...]] = []

    def on_start(self, replay: sim.Replay) -> None:
        self.replay = replay
        replay.wake_at(replay.first_ts + SECOND)

    def on_wake(self, ts: int) -> None:
        replay, position = self.replay, self.replay.position(self.symbol)
        if ts >= self.end:  # go home flat
            for order in filter(replay.open_quantity, self.orders.values()):
                replay.cancel(order)
            if position:
                replay.order(self.symbol, SELL if position > 0 else BUY, abs(position))
            return
        replay.wake_at(ts + self.every)
        bid, ask = replay.best_bid(self.symbol), replay.best_ask(self.symbol)
        if bid is None or ask is None:
            return
        # What it learns: means that forget half within 7 seconds.
        micro = (bid[0] * ask[1] + ask[0] * bid[1]) / (bid[1] + ask[1])
        if not math.isnan(self.micro):
            square = (micro - self.micro) ** 2 * SECOND / self.every
            self.variance += self.memory * (square - self.variance)
        self.micro, self.spread = micro, self.spread + self.memory * (ask[0] - bid[0] - self.spread)
        # Where it wants to stand, never through the other side.
        danger = self.aversion * self.variance * self.horizon
        center = micro - position / self.size * danger
        half = danger / 2 + math.log(1 + self.aversion * self.spread / 2) / self.aversion
        self.quote(BUY, min(math.floor(center - half), ask[0] - 1))
        self.quote(SELL, max(math.ceil(center + half), bid[0] + 1))
        # For the picture: no agent could know its place in the queue.
        ahead = [replay.queue_ahead(order) for order in self.orders.values()]
        own = (*self.prices.values(), *self.orders.values())
        queue = (math.nan if lots is None else lots for lots in ahead)
        self.rows.append((ts, bid[0], ask[0], *own, *queue, position, replay.profit))

    def quote(self, side: int, price: int) -> None:
        """Stand at a price; who stands there already keeps the place in the queue."""
        if self.replay.open_quantity(self.orders[side]):
            if price == self.prices[side]:
                return
            self.replay.cancel(self.orders[side])
        order = self.replay.order(self.symbol, side, self.size, price=price, post_only=True)
        self.orders[side], self.prices[side] = order, price
        if not order:
            self.denied[self.replay.verdict] += 1


def read(path: str | None, instrument: sc.Instrument) -> list[Any]:
    """The streams of a market; what kind of file it is, its first bytes tell."""
    if path is None:
        market = sim.OrderFlow(instrument, seed=5, rate=200.0, decay=20.0, orders=120, reach=40)
        return [market.messages(30_000)]
    with feed.open_bytes(path) as file:
        if b"{" in file.read(100):
            names = {instrument.symbol.replace("/", ""): instrument}
            return feed.replay_streams(feed.read_binance(path, names))
    return [feed.read_lobster(path, instrument, on_error="skip")]  # hidden trades off the grid


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("path", nargs="?", help="a recording; a synthetic market without one")
parser.add_argument("--symbol", default="ACME")
parser.add_argument("--tick", default="0.01", help="step of prices")
parser.add_argument("--lot", default="1", help="step of quantities")
parser.add_argument("--size", default=100, type=int, help="of an order, lots")
arguments = parser.parse_args()
instrument = sc.Instrument(arguments.symbol, tick_size=arguments.tick, lot_size=arguments.lot)
unit, currency = instrument.symbol.split("/") if "/" in instrument.symbol else ("shares", "USD")
tick, lot, most = float(arguments.tick), float(arguments.lot), 3 * arguments.size

# 1. The backtest: half a millisecond to the venue at most, a rebate for makers, a gate.
streams = read(arguments.path, instrument)
replay = sim.Replay(
    [instrument],
    streams,
    order_latency=sim.JitteredLatency(200_000, 300_000, seed=5),
    data_latency=sim.ConstantLatency(100_000),
    fees=sim.FeeSchedule(maker="-0.00002", taker="0.00005"),
    queue=sim.PowerQueue(2.0),  # where the feed is by price, and a place can only be estimated
    limits=risk.GateLimits(max_quantity=most, max_notional=2**62, max_position=most),
    on_fault="skip",
)
end = max(int(stream["ts"][-1]) for stream in streams) - SECOND
maker = Maker(instrument.symbol, arguments.size, end)
result = replay.run(maker)
ts, bid, ask, own_bid, own_ask, bid_order, ask_order, bid_ahead, ask_ahead, position, profit = (
    np.array(maker.rows).T
)

# 2. What came of it.
fills, mid = result.fills, (bid + ask) / 2
made = fills[fills["maker"]]
share = made["quantity"].sum() / fills["quantity"].sum()
print(f"{result.rows:,} rows of market data, {result.refused:,} of them refused by the book")
print(f"{len(result.commands):,} commands; denied by the gate: {dict(maker.denied) or 'none'}")
print(f"{len(fills):,} fills of {fills['quantity'].sum() * lot:,.8g} {unit}, {share:.1%} as maker")
print(f"profit {result.profit:+,.2f} {currency}, of it rebates less fees {-result.fees_paid:+,.2f}")
print(f"largest inventory {np.abs(position).max() * lot:,.8g} of at most {most * lot:,.8g} {unit}")
assert np.abs(position).max() <= most
assert result.positions[instrument.symbol] == fills["side"] @ fills["quantity"]
for delay, name in ((0, "before"), (SECOND, "1 s after"), (5 * SECOND, "5 s after")):
    known = made[made["ts"] + delay <= ts[-1]]
    then = mid[np.searchsorted(ts, known["ts"] + delay, side="right") - 1]
    gain = np.average(known["side"] * (then - known["price"]), weights=known["quantity"])
    print(f"mark-out: the mid {name} a passive fill was {gain:+.3f} ticks better than its price")

# 3. The picture. A line of the queue ends at 0 where the order was filled, above where it moved.
figure = make_subplots(4, 1, shared_xaxes=True, row_heights=[4, 3, 2, 2], vertical_spacing=0.04)
times = ts.astype("datetime64[ns]")
draw = partial(figure.add_scatter, x=times, mode="lines", line_shape="hv", line_width=1.5, col=1)
draw(y=bid * tick, line_color=MARKET, showlegend=False, row=1)
draw(y=ask * tick, line_color=MARKET, name="best bid and ask", fill="tonexty", row=1)
for side, name, colour, symbol, price, order, ahead in (
    (BUY, "bid", BID, "triangle-up", own_bid, bid_order, bid_ahead),
    (SELL, "ask", ASK, "triangle-down", own_ask, ask_order, ask_ahead),
):
    draw(y=np.where(order, price * tick, np.nan), line_color=colour, name=f"own {name}", row=1)
    queue = np.where(np.diff(order, prepend=0), np.nan, ahead * lot)  # a line for each order
    draw(y=queue, line_color=colour, showlegend=False, row=2)
    own = made[made["side"] == side]
    dots = {"symbol": symbol, "color": colour, "size": 8, "line": {"color": "white", "width": 1}}
    for row, y in ((1, own["price"] * tick), (2, 0 * own["price"])):
        figure.add_scatter(
            x=own["ts"].astype("datetime64[ns]"),
            y=y,
            mode="markers",
            marker=dots,
            name=f"fill of an own {name}",
            showlegend=row == 1,
            row=row,
            col=1,
        )
draw(y=position * lot, line_color=INK, showlegend=False, row=3)
draw(y=profit, line_color=INK, showlegend=False, row=4)
titles = f"price, {currency}", f"queue ahead,<br>{unit}", f"inventory,<br>{unit}"
for row, title in enumerate((*titles, f"profit,<br>{currency}"), 1):
    figure.update_yaxes(title_text=title, row=row, col=1)
figure.update_xaxes(range=[times[0], times[-1]], tickformat="%H:%M:%S", nticks=5)
figure.update_xaxes(title_text=f"{instrument.symbol}, time of day", row=4, col=1)
figure.update_layout(
    template="plotly_white",
    font={"family": "system-ui, sans-serif", "color": INK},
    legend={"orientation": "h", "y": 1, "yanchor": "bottom", "traceorder": "normal"},
    margin={"l": 20, "r": 10, "t": 10, "b": 10},
)
figure.write_html(
    "market_making.html",
    div_id="chart",  # the same page for the same figure
    config={"displayModeBar": False},
    post_script="""
        document.body.style.margin = 0;
        document.head.insertAdjacentHTML(  // as wide as a phone, not shrunk to fit one
            "beforeend", "<meta name=viewport content='width=device-width'>");
    """,
)
print("picture: market_making.html")
