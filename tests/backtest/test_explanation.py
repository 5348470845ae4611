"""Any order of a run can be explained, from the result and from what it leaves on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult, replay
from swarmcore.book import TimeInForce
from swarmcore.errors import OrderError
from swarmcore.market import Instrument
from swarmcore.market.messages import Bar, Quote
from swarmcore.sim import OrderFlow

from .conftest import MakeResult, Script


class Own(Agent):
    """Sends one order of its own, far from the market."""

    def on_bar(self, bar: Bar) -> None:
        if not getattr(self, "sent", None):
            price = self.environment.instruments[bar.symbol].ticks("50")
            self.sent = self.order(bar.symbol, 1, 100, price=price, time_in_force=TimeInForce.IOC)


@pytest.fixture(scope="module")
def result(make_result: MakeResult) -> BacktestResult:
    """A run of an agent that votes and one that orders on its own."""
    return make_result(Script(sides=[1, 1, -1, -1]), Own())


def test_every_trade_leads_to_who_voted_for_it(result: BacktestResult) -> None:
    """An order names its decision, whose side it carries out, and the page of lines names both."""
    decisions = {each.id: each for each in result.decision_messages}
    assert list(decisions) == list(range(1, len(decisions) + 1))
    carried_out = [order for order in result.orders if order.agent == "execution"]
    assert len(carried_out) > 10
    for order in carried_out:
        decision = decisions[order.decision]
        assert (decision.symbol, decision.side, decision.ts) == (
            order.symbol,
            order.side,
            order.ts,
        )
        text = result.explain(order.id)
        assert text.startswith(f"order {order.id} of execution at ")
        assert decision.explain() in text
        (vote,) = decision.votes
        assert f"script (weight {decision.weights[0]:.3f})" in text
        assert vote.reason in text
        fills = [each for each in result.fill_messages if each.order_id == order.id]
        assert text.count("\n  filled ") == len(fills)


def test_an_agents_own_order_says_so(result: BacktestResult) -> None:
    """It follows no decision."""
    (order,) = (each for each in result.orders if each.agent == "own")
    assert order.decision == 0
    lines = result.explain(order.id).splitlines()
    assert lines[0] == (
        "order 1 of own at 1970-01-02T00:00:00+00:00: buy 100 A at 50.00 or better; "
        f"cancelled: {order.reason}"
    )
    assert lines[-1] == "  own sent it on its own, past the consensus"


def test_an_order_that_is_not_there_is_named(result: BacktestResult) -> None:
    """With the ids that are."""
    message = f"order_id: expected 1 to {len(result.orders)}, was 0"
    with pytest.raises(OrderError, match=message):
        result.explain(0)


def test_the_run_folder_holds_the_chain(result: BacktestResult, tmp_path: Path) -> None:
    """From the row of a fill to the row of its decision: who voted, why, and what was needed."""
    folder = result.save(tmp_path)
    decisions = {row["id"]: row for row in pq.read_table(folder / "decisions.parquet").to_pylist()}
    fills = pq.read_table(folder / "fills.parquet").to_pylist()
    assert {row["decision_id"] > 0 for row in fills} == {True}
    for row in fills:
        decision = decisions[row["decision_id"]]
        assert decision["side"] == row["side"]
        assert decision["strategy"] == "weighted"
        assert decision["confidence"] >= decision["confidence_threshold"]
        assert abs(decision["score"]) >= decision["score_threshold"]
        assert decision["reason"].startswith("score ")
        assert [each["agent"] for each in decision["votes"]] == ["script"]
        assert decision["vetoes"] == []


def test_a_replay_of_books_explains_its_orders_as_well() -> None:
    """The same chain, over order books."""

    class Voter(Agent):
        def on_quote(self, quote: Quote) -> None:
            self.vote("X", 1, 0.9, "bid up")

        def on_decision(self, decision: object) -> None:
            if not getattr(self, "sent", None):
                self.sent = self.order("X", 1, 1, decision=decision.id)  # type: ignore[attr-defined]

    instrument = Instrument("X", tick_size="0.01", lot_size="1")
    messages = OrderFlow(instrument, seed=3, orders=50).messages(20_000)
    result = replay([Voter()], messages, instruments=[instrument], every=2 * 10**8)
    text = result.explain(1)
    assert "voter (weight 1.000): be long with confidence 0.900, bid up" in text
    assert result.orders[0].decision == result.decisions[0].id == 1
    # Votes are scored by the mid at the ticks.
    assert len(result.times) > 25
    assert np.all(np.diff([each.id for each in result.decisions]) == 1)
    assert {each.weights for each in result.decisions[-3:]} != {(1.0,)}
