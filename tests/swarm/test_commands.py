"""What the supervisor can be told, and what then happens to orders and positions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from swarmcore.agents import Agent, AgentState, Tick
from swarmcore.backtest import BacktestResult
from swarmcore.errors import AgentError
from swarmcore.execution.orders import Fill, OrderStatus
from swarmcore.market.messages import Bar
from swarmcore.swarm.status import SwarmStatus

Run = Callable[..., BacktestResult]


class Trades(Agent):
    """Buys ten at every bar, as long as it may."""

    def on_bar(self, bar: Bar) -> None:
        self.order(bar.symbol, 1, 10)


class Commands(Agent):
    """Sends commands at chosen ticks."""

    at: dict[int, str]
    subscribe = ("clock.tick",)

    def on_start(self) -> None:
        self.ticks = getattr(self, "ticks", 0)

    def on_message(self, tick: Tick) -> None:
        self.ticks += 1
        if self.ticks in self.at:
            self.command("supervisor", self.at[self.ticks], "because")


def test_paused_trading_denies_entries_until_it_is_resumed(run: Run) -> None:
    """The reason is in the order; exits pass."""

    class Both(Agent):
        def on_bar(self, bar: Bar) -> None:
            self.entry = self.order(bar.symbol, 1, 10)
            self.exit = self.order(bar.symbol, -1, 1)
            statuses.append((self.entry.status, self.exit.status, self.entry.reason))

    statuses: list[tuple[OrderStatus, OrderStatus, str]] = []
    run(Both(), Commands(at={3: "pause_trading", 6: "resume_trading"}))
    denied = [entry for entry, _, _ in statuses].count(OrderStatus.DENIED)
    assert [index for index, each in enumerate(statuses) if each[0] is OrderStatus.DENIED] == [
        3,
        4,
        5,
    ]
    assert denied == 3
    assert statuses[4][2] == "entries are halted: trading is paused: because"
    assert all(reducing is OrderStatus.SUBMITTED for _, reducing, _ in statuses[1:])


def test_a_forced_close_cancels_orders_and_sells_until_nothing_is_held(run: Run) -> None:
    """Also where one order can fill in part only; nothing is entered afterwards."""

    class Large(Agent):
        def on_bar(self, bar: Bar) -> None:
            # More than a bar lets an order fill, and an order that rests.
            if bar.close < 103.0:
                self.order(bar.symbol, 1, 5_000_000_000)
                self.order(bar.symbol, 1, 1_000_000_000, price=5_000_000_000)

        def on_fill(self, fill: Fill) -> None:
            held.append(self.environment.portfolio.quantity(0))

        def on_stop(self) -> None:
            held.append(self.environment.portfolio.quantity(0))
            left.extend(self.environment.working("A"))

    held: list[int] = []
    left: list[Any] = []
    result = run(Large(), Commands(at={4: "force_close_positions"}))
    assert max(held) > 0
    assert held[-1] == 0
    assert not left
    closing = [order for order in result.orders if order.agent == "supervisor"]
    assert closing
    assert all(order.side == -1 for order in closing)


def test_an_agent_is_answered_with_the_status_of_all(run: Run) -> None:
    """Every agent, its health and its metrics, and whether entries pass."""

    class Asks(Agent):
        async def on_bar(self, bar: Bar) -> None:
            if bar.close == 105.0:
                answers.append(await self.ask("supervisor", "status"))

    class Raises(Agent):
        def on_bar(self, bar: Bar) -> None:
            if bar.close == 103.0:
                raise ValueError("here")

    answers: list[SwarmStatus] = []
    run(Asks(), Raises(), Commands(at={2: "pause_trading"}))
    (status,) = answers
    assert [each.name for each in status.agents] == [
        "market_data",
        "flux",
        "asks",
        "raises",
        "commands",
        "risk",
        "execution",
    ]
    raises = status.agent("raises")
    assert (raises.state, raises.faults, raises.restarts) == (AgentState.RUNNING, 2, 2)
    assert raises.metrics.errors == 2
    assert status.halts == {"operator": "trading is paused: because"}
    assert [each.event.close for each in status.quarantined] == [103.0]
    assert [fault.error for fault in status.faults] == ["ValueError: here"] * 2
    with pytest.raises(KeyError):
        status.agent("nobody")


@pytest.mark.parametrize(
    ("command", "payload", "error"),
    [
        ("pause_tradin", None, "supervisor: pause_tradin: no such command; did you mean pause"),
        ("dance", None, "supervisor: dance: no such command; expected one of pause_trading, "),
        ("status", 7, "supervisor: status: expected a reason of one line, was 7"),
    ],
)
def test_a_command_that_there_is_not_is_its_senders_fault(
    run: Run, command: str, payload: Any, error: str
) -> None:
    """The nearest is named, and the run goes on."""

    class Sends(Agent):
        def on_bar(self, bar: Bar) -> None:
            if bar.close == 101.0:
                self.command("supervisor", command, payload)

    (fault,) = run(Sends()).faults
    assert (fault.agent, fault.hook) == ("sends", command)
    assert fault.error.startswith(f"AgentError: {error}")
    assert not fault.left_out


def test_python_gets_the_error_itself() -> None:
    """Whoever calls the supervisor is told at once."""
    from swarmcore.swarm import Supervisor

    supervisor = Supervisor()
    supervisor.on_start()
    with pytest.raises(AgentError, match="no such command; did you mean resume_trading"):
        supervisor.commands.execute("resume_tradng")
