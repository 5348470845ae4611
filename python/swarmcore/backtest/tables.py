"""The tables of a result, as Arrow."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from swarmcore.backtest.results import BacktestResult

__all__ = ["decisions_table", "equity_table", "fills_table", "iso_time", "trades_table"]

_TIME = pa.timestamp("ns", tz="UTC")
_VOTE = pa.struct(
    [
        ("agent", pa.string()),
        ("side", pa.int8()),
        ("confidence", pa.float64()),
        ("weight", pa.float64()),
        ("reason", pa.string()),
    ]
)
_VETO = pa.struct([("agent", pa.string()), ("reason", pa.string())])
_DECISION_FIGURES = ("score", "score_threshold", "confidence", "confidence_threshold", "flux")


def iso_time(ts: int) -> str:
    """A time in nanoseconds UTC as ISO 8601 text, to the second."""
    return datetime.fromtimestamp(ts // 1_000_000_000, tz=UTC).isoformat()


def equity_table(result: BacktestResult) -> pa.Table:
    """One row an instant."""
    equity = result.equity_curve
    highest = np.maximum.accumulate(
        np.concatenate(([result.money(result.initial_cash_units)], equity))
    )[1:]
    return pa.table(
        {
            "ts": pa.array(result.times, _TIME),
            "equity": equity,
            "cash": [result.money(units) for units in result.cash_units],
            "benchmark": result.benchmark_curve,
            "drawdown": equity / highest - 1.0,
        }
    )


def trades_table(result: BacktestResult) -> pa.Table:
    """One row a round trip."""
    trips = result.round_trips
    entries = [result.money(trip.entry) for trip in trips]
    exits = [result.money(trip.exit) for trip in trips]
    quantities = [
        float(result.instruments[trip.instrument].quantity(trip.quantity)) for trip in trips
    ]
    multipliers = [float(result.instruments[trip.instrument].multiplier) for trip in trips]
    sizes = [quantity * each for quantity, each in zip(quantities, multipliers, strict=True)]
    profits = [result.money(trip.profit) for trip in trips]
    return pa.table(
        {
            "symbol": pa.array([trip.symbol for trip in trips], pa.string()),
            "side": pa.array([trip.side for trip in trips], pa.int8()),
            "quantity": pa.array(quantities, pa.float64()),
            "entry_ts": pa.array([trip.entry_ts for trip in trips], _TIME),
            "entry_price": pa.array(_divide(entries, sizes), pa.float64()),
            "exit_ts": pa.array([trip.exit_ts for trip in trips], _TIME),
            "exit_price": pa.array(_divide(exits, sizes), pa.float64()),
            "fees": pa.array([result.money(trip.fees) for trip in trips], pa.float64()),
            "profit": pa.array(profits, pa.float64()),
            "profit_ratio": pa.array(_divide(profits, entries), pa.float64()),
            "open": pa.array([trip.exit_ts is None for trip in trips], pa.bool_()),
        }
    )


def fills_table(result: BacktestResult) -> pa.Table:
    """One row a fill; ``decision_id`` is 0 where the order was an agent's own."""
    fills = result.fill_messages
    instruments = result.instruments
    decisions = {order.id: order.decision for order in result.orders}
    return pa.table(
        {
            "ts": pa.array([fill.ts for fill in fills], _TIME),
            "order_id": pa.array([fill.order_id for fill in fills], pa.int64()),
            "decision_id": pa.array([decisions[fill.order_id] for fill in fills], pa.int64()),
            "agent": pa.array([fill.agent for fill in fills], pa.string()),
            "symbol": pa.array([fill.symbol for fill in fills], pa.string()),
            "side": pa.array([fill.side for fill in fills], pa.int8()),
            "price": pa.array(
                [float(instruments[fill.instrument].price(fill.price)) for fill in fills],
                pa.float64(),
            ),
            "quantity": pa.array(
                [float(instruments[fill.instrument].quantity(fill.quantity)) for fill in fills],
                pa.float64(),
            ),
            "taker": pa.array([fill.taker for fill in fills], pa.bool_()),
        }
    )


def decisions_table(result: BacktestResult) -> pa.Table:
    """One row a decision."""
    decisions = result.decision_messages
    votes = [
        [
            {
                "agent": vote.agent,
                "side": vote.side,
                "confidence": vote.confidence,
                "weight": weight,
                "reason": vote.reason,
            }
            for vote, weight in zip(decision.votes, decision.weights, strict=True)
        ]
        for decision in decisions
    ]
    vetoes = [
        [{"agent": veto.agent, "reason": veto.reason} for veto in decision.vetoes]
        for decision in decisions
    ]
    return pa.table(
        {
            "id": pa.array([decision.id for decision in decisions], pa.int64()),
            "ts": pa.array([decision.ts for decision in decisions], _TIME),
            "symbol": pa.array([decision.symbol for decision in decisions], pa.string()),
            "side": pa.array([decision.side for decision in decisions], pa.int8()),
            "reason": pa.array([decision.reason for decision in decisions], pa.string()),
            "strategy": pa.array([decision.strategy for decision in decisions], pa.string()),
            **{
                name: pa.array([getattr(each, name) for each in decisions], pa.float64())
                for name in _DECISION_FIGURES
            },
            "quorum": pa.array([decision.quorum for decision in decisions], pa.int64()),
            "voters": pa.array([decision.voters for decision in decisions], pa.int64()),
            "vetoed_side": pa.array([decision.vetoed_side for decision in decisions], pa.int8()),
            "vetoes": pa.array(vetoes, pa.list_(_VETO)),
            "votes": pa.array(votes, pa.list_(_VOTE)),
        }
    )


def _divide(numerators: list[float], denominators: list[float]) -> list[float]:
    return [
        numerator / denominator if denominator else float("nan")
        for numerator, denominator in zip(numerators, denominators, strict=True)
    ]
