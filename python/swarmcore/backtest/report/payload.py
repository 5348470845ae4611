"""What the charts of the page show, as plain values that become JSON.

An array is ``{"dtype": "f8", "bdata": <base64 of little-endian bytes>}``, as Plotly spells it, and
a time is milliseconds since 1970 UTC. A bar is named by its index in its symbol's arrays.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from swarmcore.market.bars import BarSeries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swarmcore.agents.messages import Decision
    from swarmcore.backtest.results import BacktestResult

__all__ = ["MAX_CELLS", "MAX_INSTANTS", "encoded", "payload"]

MAX_CELLS = 300_000
"""Columns times candles of all symbols together, some 6 MB of page; above it each candle stands for
several bars."""

MAX_INSTANTS = 20_000
"""Points of an equity curve."""


def payload(
    result: BacktestResult,
    *,
    max_cells: int = MAX_CELLS,
    max_instants: int = MAX_INSTANTS,
) -> dict[str, Any]:
    """Bars, votes, decisions, trades and equity of a result.

    Args:
        result: What to show.
        max_cells: See MAX_CELLS.
        max_instants: See MAX_INSTANTS.
    """
    agents = sorted({vote.agent for each in result.decision_messages for vote in each.votes})
    columns = len(BarSeries._fields) + len(agents)
    bars_per_candle = -(-len(result.bars) * columns // max_cells)
    reasons: dict[str, int] = {"": 0}
    decisions: dict[str, list[Decision]] = {symbol: [] for symbol in result.bars.symbols}
    for decision in result.decision_messages:
        decisions[decision.symbol].append(decision)
    times = {symbol: result.bars.of(symbol).ts for symbol in result.bars.symbols}
    symbols = [
        {
            "name": symbol,
            **_candles(result.bars.of(symbol), bars_per_candle),
            **_votes(decisions[symbol], times[symbol], bars_per_candle, agents, reasons),
        }
        for symbol in result.bars.symbols
    ]
    return {
        "bars_per_candle": bars_per_candle,
        "agents": agents,
        "symbols": symbols,
        "reasons": list(reasons),
        "trades": _trades(result, times, bars_per_candle),
        "equity": _equity(result, max_instants),
    }


def encoded(values: NDArray[Any]) -> dict[str, str]:
    """An array as its type and the base64 text of its bytes."""
    little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    kind = f"{little.dtype.kind}{little.dtype.itemsize}"
    return {"dtype": kind, "bdata": base64.b64encode(little.data).decode("ascii")}


def _milliseconds(ts: NDArray[np.int64]) -> NDArray[np.float64]:
    return ts / 1e6


def _candles(series: BarSeries, bars_per_candle: int) -> dict[str, Any]:
    starts = np.arange(0, len(series.ts), bars_per_candle)
    ends = np.append(starts[1:], len(series.ts)) - 1
    return {
        "ts": encoded(_milliseconds(series.ts[starts])),
        "open": encoded(series.open[starts]),
        "high": encoded(np.maximum.reduceat(series.high, starts)),
        "low": encoded(np.minimum.reduceat(series.low, starts)),
        "close": encoded(series.close[ends]),
        "volume": encoded(np.add.reduceat(series.volume, starts)),
    }


def _places(ts: NDArray[np.int64], times: Sequence[int], bars_per_candle: int) -> list[int]:
    """The candle at each time, or the last before it; -1 before the first."""
    found = np.searchsorted(ts, np.array(times, np.int64), side="right") - 1
    places: list[int] = (found // bars_per_candle).tolist()
    return places


def _votes(
    decisions: Sequence[Decision],
    ts: NDArray[np.int64],
    bars_per_candle: int,
    agents: Sequence[str],
    reasons: dict[str, int],
) -> dict[str, Any]:
    """Decisions and votes by candle (the last of one counts); NaN where there is none.

    Reasons repeat: each is an index into the page's one list of them, which is added to.
    """
    count = -(-len(ts) // bars_per_candle)
    score, threshold = np.full((2, count), np.nan)
    confidence, confidence_threshold = np.full((2, count), np.nan, np.float32)
    side = np.zeros(count, np.int8)
    rows = {agent: row for row, agent in enumerate(agents)}
    confidences, weights = np.full((2, len(agents), count), np.nan, np.float32)
    sides = np.zeros((len(agents), count), np.int8)
    reason = np.zeros((len(agents), count), np.uint32)
    places = _places(ts, [decision.ts for decision in decisions], bars_per_candle)
    for decision, place in zip(decisions, places, strict=True):
        if place < 0:
            continue
        score[place] = decision.score
        threshold[place] = decision.score_threshold
        confidence[place] = decision.confidence
        confidence_threshold[place] = decision.confidence_threshold
        side[place] = decision.side
        confidences[:, place] = np.nan
        for vote, weight in zip(decision.votes, decision.weights, strict=True):
            row = rows[vote.agent]
            sides[row, place] = vote.side
            confidences[row, place] = vote.confidence
            weights[row, place] = weight
            reason[row, place] = reasons.setdefault(vote.reason, len(reasons))
    return {
        "score": encoded(score),
        "threshold": encoded(threshold),
        "confidence": encoded(confidence),
        "confidence_threshold": encoded(confidence_threshold),
        "side": encoded(side),
        "votes": [
            {
                "side": encoded(sides[row]),
                "confidence": encoded(confidences[row]),
                "weight": encoded(weights[row]),
                "reason": encoded(reason[row]),
            }
            for row in range(len(agents))
        ],
    }


def _trades(
    result: BacktestResult, times: dict[str, NDArray[np.int64]], bars_per_candle: int
) -> dict[str, Any]:
    """Round trips as columns, an open one last and without exit time."""
    table = result.trades
    trips = result.round_trips
    entry = np.array([trip.entry_ts for trip in trips], np.int64)
    last = int(result.times[-1])
    left = np.array([last if trip.exit_ts is None else trip.exit_ts for trip in trips], np.int64)
    symbols = np.array([trip.instrument for trip in trips], np.uint32)
    entry_index = np.full(len(trips), -1, np.int32)
    exit_index = np.full(len(trips), -1, np.int32)
    for number, symbol in enumerate(result.bars.symbols):
        own = symbols == number
        entry_index[own] = _places(times[symbol], entry[own].tolist(), bars_per_candle)
        exit_index[own] = _places(times[symbol], left[own].tolist(), bars_per_candle)
    columns: dict[str, NDArray[Any]] = {
        "symbol": symbols,
        "side": np.array([trip.side for trip in trips], np.int8),
        "entry_ts": _milliseconds(entry),
        "entry_index": entry_index,
        "exit_ts": _milliseconds(left),
        "exit_index": exit_index,
        "open": np.array([trip.exit_ts is None for trip in trips], np.uint8),
    }
    for name in ("quantity", "entry_price", "exit_price", "fees", "profit", "profit_ratio"):
        columns[name] = table[name].to_numpy().astype(np.float64)
    return {name: encoded(column) for name, column in columns.items()}


def _equity(result: BacktestResult, max_instants: int) -> dict[str, Any]:
    start = result.money(result.initial_cash_units)
    own, held = result.equity_curve, result.benchmark_curve
    shown = _shown_instants(own, held, max_instants)
    curves = {
        "equity": own,
        "benchmark": held,
        "drawdown": _drawdown(own, start),
        "benchmark_drawdown": _drawdown(held, start),
    }
    return {
        "ts": encoded(_milliseconds(result.times[shown])),
        **{name: encoded(curve[shown]) for name, curve in curves.items()},
    }


def _drawdown(equity: NDArray[np.float64], start: float) -> NDArray[np.float64]:
    highest = np.maximum(np.maximum.accumulate(equity), start)
    drawdown: NDArray[np.float64] = equity / highest - 1.0
    return drawdown


def _shown_instants(
    own: NDArray[np.float64], held: NDArray[np.float64], most: int
) -> NDArray[np.intp]:
    """All instants, or of each of equal stretches the ends and both curves' highs and lows."""
    count = len(own)
    if count <= most:
        return np.arange(count)
    length = -(-count // (most // 5))
    kept = {0, count - 1}
    for first in range(0, count, length):
        for curve in (own, held):
            part = curve[first : first + length]
            kept.update((first, first + int(part.argmin()), first + int(part.argmax())))
    return np.array(sorted(kept), np.intp)
