"""The whole way of an order, the result, and that a run repeats itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import empyrical
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import swarmcore as sc
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.config import load_settings
from swarmcore.errors import AgentError, ConfigError, DataError
from swarmcore.execution.orders import Fill, OrderStatus, OrderUpdate
from swarmcore.market import Bars, Instrument
from swarmcore.market.messages import Bar

DAY = 86_400_000_000_000


def make_bars(rows: list[tuple[float, float]], symbol: str = "A", first_day: int = 1) -> Bars:
    """Bars of (open, close)."""
    opens, closes = (np.array(column) for column in zip(*rows, strict=True))
    return Bars.from_columns(
        ts=np.arange(first_day, first_day + len(rows), dtype=np.int64) * DAY,
        symbol=[symbol] * len(rows),
        open=opens,
        high=np.maximum(opens, closes) + 1.0,
        low=np.minimum(opens, closes) - 1.0,
        close=closes,
        volume=np.full(len(rows), 1e6),
    )


GRID = {"A": Instrument("A", tick_size="0.01", lot_size="1")}


class Script(Agent):
    """Votes what it was told, bar after bar."""

    sides: tuple[int, ...]

    def on_start(self) -> None:
        self.bars = 0

    def on_bar(self, bar: Bar) -> None:
        side = self.sides[self.bars] if self.bars < len(self.sides) else 0
        self.bars += 1
        self.vote(bar.symbol, side, 1.0, "script")


def settings(**sections: dict[str, Any]) -> sc.Settings:
    """Without slippage, and with positions that do not depend on how turbulent markets are."""
    return load_settings(None, {"venue": {"slippage": 0.0}, "flux": {"enabled": False}, **sections})


def test_a_decision_at_a_close_fills_at_the_next_open_at_the_earliest() -> None:
    """Bought on the first close, filled at the second open; sold on the third, at the fourth."""
    bars = make_bars([(10.0, 11.0), (12.0, 13.0), (14.0, 15.0), (16.0, 17.0)])
    result = backtest(
        [Script(sides=(1, 0, -1))], bars, cash=1000, instruments=GRID, config=settings()
    )
    fills = [(fill.side, fill.price, fill.ts // DAY) for fill in result.fill_messages]
    assert fills == [(1, 1200, 2), (-1, 1600, 4)]
    # 95 % of 1,000 buys 86 shares at the close of 11.
    (trade,) = result.trades.to_pylist()
    assert trade["quantity"] == 86.0
    assert trade["profit"] == pytest.approx(86 * 4.0, abs=1e-9)
    assert result.equity_curve.tolist() == [1000.0, 1000 + 86.0, 1000 + 86 * 3.0, 1000 + 86 * 4.0]


def test_an_agent_cannot_see_beyond_its_bar() -> None:
    """Changing the future changes no decision before it."""
    rows = [(10.0 + day, 11.0 + day) for day in range(30)]
    changed = [*rows[:20], *[(5.0, 4.5)] * 10]
    first, second = (
        backtest(None, make_bars(each), config=load_settings()).decision_messages
        for each in (rows, changed)
    )
    assert first[:20] == second[:20]


def test_orders_beyond_the_gates_limits_are_denied_and_counted() -> None:
    """An order of an agent's own passes the same gate; the venue never hears of it."""

    class Greedy(Agent):
        def on_bar(self, bar: Bar) -> None:
            self.orders = [
                self.order("A", 1, 11),
                self.order("A", 1, 10),
                self.order("A", 1, 6),
                self.order("A", 1, 2, price=100_000),
                self.order("A", 0, 1),
                self.order("A", 1, 10**30),
                self.order("A", 1, 1, price=10.5),
                self.order("A", 1, 1, price=0),
            ]

    agent = Greedy()
    limits = {"max_quantity": 10, "max_position": 15, "max_notional": 1000}
    result = backtest(
        [agent], make_bars([(10.0, 10.0)]), instruments=GRID, config=settings(gate=limits)
    )
    assert [(order.status, order.reason) for order in agent.orders] == [
        (OrderStatus.DENIED, "quantity"),
        (OrderStatus.SUBMITTED, ""),
        (OrderStatus.DENIED, "position"),
        (OrderStatus.DENIED, "notional"),
        (OrderStatus.DENIED, "bad_side"),
        (OrderStatus.DENIED, "bad_quantity"),
        (OrderStatus.DENIED, "bad_price"),
        (OrderStatus.DENIED, "bad_price"),
    ]
    assert not result.fill_messages
    assert result.summary()["orders_denied"] == {
        "quantity": 1,
        "position": 1,
        "notional": 1,
        "bad_side": 1,
        "bad_quantity": 1,
        "bad_price": 2,
    }


def test_a_resting_order_can_be_taken_back_and_gives_its_room_back() -> None:
    """A limit order rests over bars until its agent cancels it; another's order it cannot."""

    class Rests(Agent):
        def on_start(self) -> None:
            self.room: list[int] = []

        def on_bar(self, bar: Bar) -> None:
            self.room.append(self.environment.room("A", 1))
            if len(self.room) == 1:
                self.resting = self.order("A", 1, 10, price=500)
            if len(self.room) == 3:
                self.cancel(self.resting)
                self.cancel(self.resting)

    class Meddles(Agent):
        subscribe = ("order.*",)

        def on_message(self, update: OrderUpdate) -> None:
            if update.status == OrderStatus.CANCELLED:
                self.cancel(agent.resting)

    agent = Rests()
    result = backtest(
        [agent, Meddles()],
        make_bars([(10.0, 10.0)] * 4),
        instruments=GRID,
        config=settings(gate={"max_position": 15}),
    )
    assert agent.room == [15, 5, 5, 15]
    assert (agent.resting.status, agent.resting.reason) == (OrderStatus.CANCELLED, "asked")
    assert not result.fill_messages
    # The event is delivered once more to the agent that was started again.
    assert [fault.error for fault in result.faults] == [
        "AgentError: meddles: cancel: expected an order of one's own, was order 1 of rests"
    ] * 2


def test_an_order_that_answers_a_fill_waits_for_the_next_instant() -> None:
    """What happened within one instrument's bar cannot decide at the open of another's."""
    columns = {
        name: np.tile(getattr(make_bars([(10.0, 10.0)] * 3), name), 2)
        for name in ("ts", "open", "high", "low", "close", "volume")
    }
    bars = Bars.from_columns(symbol=["A"] * 3 + ["B"] * 3, **columns)

    class Answers(Agent):
        subscribe = ("bar.B", "fill.A")

        def on_bar(self, bar: Bar) -> None:
            if bar.ts == DAY:
                self.order("B", 1, 1, price=1)  # so that the venue visits B as well
                self.order("A", 1, 1_000_000_000)

        def on_fill(self, fill: Fill) -> None:
            self.order("B", 1, 1_000_000_000)

    result = backtest([Answers()], bars, config=settings())
    assert [(fill.symbol, fill.ts // DAY) for fill in result.fill_messages] == [("A", 2), ("B", 3)]


def test_the_execution_agent_orders_no_more_than_the_gate_lets_pass() -> None:
    """An account that outgrew the limits goes on with orders at the limit, not with denials."""
    bars = make_bars([(10.0, 10.0)] * 3)
    result = backtest(
        [Script(sides=(1,))],
        bars,
        cash=10_000,
        instruments=GRID,
        config=settings(gate={"max_notional": 1000}),
    )
    assert [(order.quantity, order.status) for order in result.orders] == [(100, "filled")]


def test_entries_stop_after_a_drawdown_and_exits_do_not() -> None:
    """The risk agent's word counts: it sells, but buys no more until the account recovers."""
    fall = [(100.0, 100.0), (100.0, 100.0), (60.0, 60.0), (60.0, 60.0), (60.0, 60.0)]
    result = backtest(
        [Script(sides=(1, 1, -1, 1, 1))],
        make_bars(fall),
        cash=10_000,
        instruments=GRID,
        config=settings(),
    )
    assert [fill.side for fill in result.fill_messages] == [1, -1]


def test_two_listings_trade_on_their_own_days() -> None:
    """A symbol listed later is bought later; buy and hold keeps its share in cash till then."""
    early, late = make_bars([(10.0, 10.0)] * 6, "A"), make_bars([(20.0, 20.0)] * 3, "B", 4)
    columns = {
        name: np.concatenate((getattr(early, name), getattr(late, name)))
        for name in ("ts", "open", "high", "low", "close", "volume")
    }
    bars = Bars.from_columns(symbol=["A"] * 6 + ["B"] * 3, **columns)
    result = backtest([Script(sides=(1,) * 9)], bars, cash=1000, config=settings())
    assert [(fill.symbol, fill.ts // DAY) for fill in result.fill_messages] == [("A", 2), ("B", 5)]
    assert result.benchmark_curve[:3] == pytest.approx(1000.0, rel=1e-3)


@pytest.fixture(scope="module")
def sample_result() -> BacktestResult:
    return backtest()


def test_the_default_swarm_trades_the_sample(sample_result: BacktestResult) -> None:
    """The main job really goes through: votes, decisions, orders, fills, round trips."""
    result = sample_result
    assert len(result.bars) == 12_154
    assert len(result.decision_messages) == 12_154
    assert {vote.agent for vote in result.decision_messages[-1].votes} == {
        "momentum",
        "mean_reversion",
        "monte_carlo",
    }
    assert len(result.fill_messages) > 50
    assert {fill.symbol for fill in result.fill_messages} == set(result.bars.symbols)
    assert not result.faults


def test_the_account_adds_up(sample_result: BacktestResult) -> None:
    """Cash, positions and profits agree to the last unit of money."""
    result = sample_result
    profits = sum(trip.profit for trip in result.round_trips)
    assert result.initial_cash_units + profits == result.equity_units[-1]
    assert sum(trip.fees for trip in result.round_trips) == result.fee_units
    assert min(result.cash_units) >= 0


def test_every_fill_is_a_price_of_its_bar(sample_result: BacktestResult) -> None:
    """Within the bar's range, but for slippage rounded against the taker; after its decision."""
    result = sample_result
    orders = {order.id: order for order in result.orders}
    for fill in result.fill_messages:
        series = result.bars.of(fill.symbol)
        row = int(np.searchsorted(series.ts, fill.ts))
        assert series.ts[row] == fill.ts
        assert orders[fill.order_id].ts < fill.ts
        price = fill.price * 0.0001
        # Slippage of a basis point, and rounding to the tick, at the most.
        assert abs(price - series.open[row]) <= 0.0001 * series.open[row] + 0.0001 + 1e-9
        assert fill.side * (price - series.open[row]) >= -1e-9
        assert fill.quantity <= series.volume[row] * 0.1


def test_the_metrics_are_empyricals_on_the_equity_curve(sample_result: BacktestResult) -> None:
    """The report measures the account's own returns."""
    returns = sample_result.returns
    figures = sample_result.report.as_dict()
    assert figures["sharpe_ratio"] == pytest.approx(empyrical.sharpe_ratio(returns), rel=1e-12)
    assert figures["max_drawdown"] == pytest.approx(empyrical.max_drawdown(returns), rel=1e-12)
    assert figures["value_at_risk"] == pytest.approx(empyrical.value_at_risk(returns), rel=1e-12)


def test_a_run_folder_holds_what_it_promises(sample_result: BacktestResult, tmp_path: Path) -> None:
    """report.html, the tables, config.toml and run.json, and they agree with one another."""
    folder = sample_result.save(tmp_path / "new" / "run")
    assert {path.name for path in folder.iterdir()} == {
        "report.html",
        "trades.parquet",
        "equity.parquet",
        "decisions.parquet",
        "fills.parquet",
        "config.toml",
        "run.json",
        "state.bin",
    }
    summary = json.loads((folder / "run.json").read_text())
    equity = pq.read_table(folder / "equity.parquet")
    trades = pq.read_table(folder / "trades.parquet")
    decisions = pq.read_table(folder / "decisions.parquet")
    assert summary["state_hash"] == f"{sample_result.state_hash:016x}"
    assert summary["swarmcore"] == sc.__version__
    assert equity["equity"][-1].as_py() == summary["final_equity"]
    assert trades.num_rows == summary["trades"]
    assert decisions.num_rows == summary["decisions"]
    assert decisions.schema.field("votes").type.value_type.field("reason").type == pa.string()
    assert tomllib.loads((folder / "config.toml").read_text())["run"]["seed"] == summary["seed"]


def test_a_run_repeats_itself_from_its_saved_configuration(
    sample_result: BacktestResult, tmp_path: Path
) -> None:
    """The same configuration and data give the same state hash; another seed, another one."""
    folder = sample_result.save(tmp_path)
    assert backtest(config=folder / "config.toml").state_hash == sample_result.state_hash
    assert backtest(seed=8).state_hash != sample_result.state_hash


@pytest.mark.parametrize(
    "variables", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"}, {"SWARMCORE_ISA": "baseline"}]
)
def test_the_state_hash_depends_on_no_hash_seed_and_no_cpu(
    sample_result: BacktestResult, variables: dict[str, str]
) -> None:
    """In a new process under another hash seed or instruction set it is the same."""
    code = "import swarmcore as sc; print(sc.backtest().state_hash)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == sample_result.state_hash


def test_a_grid_that_was_assumed_is_noted(tmp_path: Path) -> None:
    """Without an instrument, tick and lot of 1e-8 are assumed, and run.json says so."""
    bars = make_bars([(10.0, 10.0)] * 3)
    assumed = backtest([Script(sides=(1,))], bars).summary()["assumed_grid"]
    assert assumed == {"tick_size": "1E-8", "lot_size": "1E-8"}
    given = backtest([Script(sides=(1,))], bars, instruments=GRID).summary()["assumed_grid"]
    assert given is None


def test_what_cannot_be_run_is_named(tmp_path: Path) -> None:
    """No agents, an agent that does not exist, a symbol that is not in the data, a missing file."""
    bars = make_bars([(10.0, 10.0)])
    with pytest.raises(AgentError, match="agents: expected at least one, was empty"):
        backtest([], bars)
    with pytest.raises(DataError, match="MSFT"):
        backtest(None, bars, symbols=["MSFT"])
    with pytest.raises(DataError, match="instruments: expected symbols of the data .A., was B"):
        backtest(None, bars, instruments={"B": GRID["A"]})
    with pytest.raises(DataError, match="none.parquet"):
        backtest(None, tmp_path / "none.parquet")
    for sections, message in [
        ({"swarm": {"agents": ["momentun"]}}, "swarm.agents: no agent 'momentun' votes; did you"),
        ({"agents": {"momentun": {}}}, "agents.momentun: no such agent; did you mean momentum?"),
        (
            {"agents": {"momentum": {"fsat": 1}}},
            "agents.momentum: MomentumAgent: fsat: no such parameter; did you mean fast?",
        ),
    ]:
        with pytest.raises(ConfigError) as caught:
            backtest(None, bars, config=settings(**sections))
        assert message in str(caught.value)
