"""Agents whose symbols instances share, live: one agent for everybody else."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from swarmcore.agents import (
    Agent,
    Decision,
)
from swarmcore.agents.placement import Scale
from swarmcore.execution.orders import OrderStatus
from swarmcore.market.messages import Bar
from swarmcore.swarm import Supervisor
from swarmcore.swarm.consensus import Consensus, Rules
from swarmcore.swarm.process_policy import ProcessPolicy

from .live import Collects, bar, live_swarm, run, until

sys.path.append(str(Path(__file__).parent))  # processes of agents get this path, too

import process_agents as agents

PROCESSES = ProcessPolicy(heartbeat=0.05, hang_after=1.0)


def test_symbols_move_between_processes_and_every_event_is_counted_once() -> None:
    """The state of a symbol goes with it, however often the instances change."""
    symbols = [f"S{number}" for number in range(12)]
    collects = Collects()
    swarm = live_swarm(
        [agents.CountsSymbols(), collects],
        symbols,
        supervisor=Supervisor(processes=PROCESSES),
    )

    async def during() -> None:
        group = swarm.supervisor.scaled.groups["counts_symbols"]
        for step, size in enumerate((1, 3, 2, 3, 1)):
            for ts in range(step * 20 + 1, step * 20 + 21):
                for symbol in symbols:
                    swarm.bus.publish(f"bar.{symbol}", bar(ts, symbol), ts=ts)
            if size != len(group.names):
                await asyncio.wrap_future(group.resize(size, swarm.environment.now))
        await until(lambda: len(collects.counts) == 1200)
        assert group.router.moves > 0

    run(swarm, during)
    for symbol in symbols:
        counts = [count for name, count in collects.counts if name == symbol]
        assert counts == list(range(1, 101))
    assert list(swarm.supervisor.members) == ["collects", "counts_symbols-1"]


def test_instances_of_an_agent_are_one_voter_whoever_has_the_symbol() -> None:
    """They vote under its name; nobody waits for the vote of an instance that does not run."""

    class Wide(Agent):
        scale = Scale(minimum=1, maximum=3, cool_down=3600.0)

        def on_bar(self, event: Bar) -> None:
            self.vote(event.symbol, 1)

    class Votes(Agent):
        def on_bar(self, event: Bar) -> None:
            self.vote(event.symbol, 1)

    symbols = [f"S{number}" for number in range(6)]
    consensus = Consensus(Rules(quorum_share=1.0), voters=("wide", "votes"), weights={"wide": 3.0})
    swarm = live_swarm([Wide(), Votes()], symbols, consensus=consensus)
    decisions: dict[str, Decision] = {}
    swarm.bus.subscribe("decision.*", lambda each: decisions.update({each.symbol: each}))

    def deliver() -> None:
        while swarm.bus.poll():
            pass

    def decide(ts: int) -> None:
        decisions.clear()
        for symbol in symbols:
            swarm.bus.publish(f"bar.{symbol}", bar(ts, symbol), ts=ts)
        deliver()
        swarm.tick()
        deliver()
        assert len(decisions) == len(symbols)

    swarm.supervisor.start_all()
    group = swarm.supervisor.scaled.groups["wide"]
    for ts, size in enumerate((1, 3, 2, 3)):
        if size != len(group.names):
            group.resize(size, swarm.environment.now)
        decide(ts)
        for decision in decisions.values():
            assert (decision.voters, decision.quorum, decision.side) == (2, 2, 1)
            assert [vote.agent for vote in decision.votes] == ["votes", "wide"]
            assert decision.weights == (1.0, 3.0)
    swarm.supervisor.pause_agent("wide-2")
    decide(9)
    owners = group.router.owners
    assert set(owners.values()) == set(group.names)
    for symbol, decision in decisions.items():
        assert decision.voters == (1 if owners[symbol] == "wide-2" else 2)
        assert decision.side == 1


def test_instances_of_an_agent_order_within_its_share_of_the_risk_budget() -> None:
    """However many they are; before, nothing bounded what they ordered on their own."""

    class Wide(Agent):
        scale = Scale(minimum=2, maximum=2)

        def on_bar(self, event: Bar) -> None:
            self.order(event.symbol, 1, 5000)

    consensus = Consensus(voters=("wide",))
    symbols = ["S0", "S1", "S2"]
    swarm = live_swarm([Wide()], symbols, consensus=consensus, risk_limit=0.01)
    swarm.supervisor.start_all()
    for symbol in symbols:
        swarm.bus.publish(f"bar.{symbol}", bar(1, symbol), ts=1)
        while swarm.bus.poll():
            pass
    owners = swarm.supervisor.scaled.groups["wide"].router.owners
    assert set(owners.values()) == {"wide-1", "wide-2"}
    statuses = [order.status for order in swarm.orders.orders.values()]
    assert statuses == [OrderStatus.FILLED, OrderStatus.FILLED, OrderStatus.DENIED]


def test_instances_follow_the_load() -> None:
    """One more where one is busy, one fewer where all are idle, never beyond the bounds."""

    class Busy(Agent):
        scale = Scale(minimum=1, maximum=2, cool_down=0.0)

        def on_bar(self, event: Bar) -> None:
            pass

    swarm = live_swarm([Busy()])
    group = swarm.supervisor.scaled.groups["busy"]
    start = swarm.environment.now
    (instance,) = group._instances
    second = 1_000_000_000
    sizes = []
    for step, busy in enumerate((0.2, 0.85, 0.9, 0.5, 0.1, 0.1), start=1):
        instance._busy += round(busy * second)  # type: ignore[union-attr]
        group.consider(start + step * second)
        sizes.append(len(group.names))
    assert sizes == [1, 2, 2, 2, 1, 1]


@pytest.mark.parametrize("execution", ["inline", "process"])
def test_the_instance_that_has_a_symbol_answers_what_is_asked_of_it(execution: str) -> None:
    """By the name of the agent; what names no symbol is answered by the first instance."""
    agent = agents.CountsSymbols()
    agent.execution = execution  # type: ignore[assignment]
    symbols = [f"S{number}" for number in range(6)]
    swarm = live_swarm([agent], symbols, supervisor=Supervisor(processes=PROCESSES))

    async def ask(payload: Any) -> Any:
        return await swarm.environment.ask(
            agent="test", recipient="counts_symbols", topic="count", payload=payload, timeout=30.0
        )

    async def during() -> None:
        group = swarm.supervisor.scaled.groups["counts_symbols"]
        for ts, symbol in enumerate(symbols):
            swarm.bus.publish(f"bar.{symbol}", bar(ts, symbol), ts=ts)
        # What is asked on the way is answered by the new owner.
        moved = group.resize(3, swarm.environment.now)
        answers = await asyncio.gather(*(ask(symbol) for symbol in symbols))
        await asyncio.wrap_future(moved)
        owners = group.router.owners
        assert len(set(owners.values())) > 1
        assert answers == [[owners[symbol], 1] for symbol in symbols]
        assert await ask({"symbol": "S1"}) == [owners["S1"], 0]
        assert await ask("no symbol") == ["counts_symbols-1", 0]

    run(swarm, during)
    assert not swarm.supervisor.faults
