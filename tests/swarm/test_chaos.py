"""Swarms in which everything fails: nothing is lost, and a replay fails alike every time."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from swarmcore.agents import Agent, Message
from swarmcore.market.messages import Bar
from swarmcore.swarm import Supervisor
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.restarts import RestartPolicy
from swarmcore.swarm.watchdog import HangPolicy

from .live import bar, live_swarm

FOLDER = Path(__file__).parent
sys.path.append(str(FOLDER))  # processes of agents get this path, too

import process_agents as agents  # noqa: E402


def test_ten_hash_seeds_give_one_replay_of_a_swarm_full_of_faults() -> None:
    """Retries, restarts, timers, async hooks and quarantine take part in the state hash alike."""
    said = set()
    for seed in range(10):
        done = subprocess.run(
            [sys.executable, str(FOLDER / "chaos_agents.py")],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(done.stdout)
    assert len(said) == 1
    _, count = said.pop().splitlines()[0].split()
    assert int(count) > 20


class Raises(Agent):
    """Raises at random, and keeps what it has got."""

    rate: float = 0.1

    def on_start(self) -> None:
        self.random: random.Random = getattr(self, "random", random.Random(self.name))
        self.handled: list[int] = getattr(self, "handled", [])

    def on_bar(self, event: Bar) -> None:
        if self.random.random() < self.rate:
            raise ValueError("on purpose")
        self.handled.append(event.ts)


class RaisesInThread(Raises):
    execution = "thread"


class Hangs(Agent):
    """Hangs for half a second at one bar."""

    def on_start(self) -> None:
        self.handled: list[int] = getattr(self, "handled", [])

    def on_bar(self, event: Bar) -> None:
        if event.ts == 100:
            time.sleep(0.5)
        self.handled.append(event.ts)


class Collects(Agent):
    """Counts what processes publish."""

    subscribe = ("counted",)

    def on_start(self) -> None:
        self.counts: dict[str, list[Any]] = {}

    def on_message(self, message: Message) -> None:
        self.counts.setdefault(message.sender, []).append(message.payload)


@pytest.mark.parametrize("seed", [1, 2])
def test_in_the_midst_of_faults_hangs_and_kills_no_event_is_lost(seed: int) -> None:
    """Every event of every agent is handled once, quarantined, or counted as missed."""
    draw = random.Random(seed)
    policy = RestartPolicy(max_restarts=10**6, backoff=0.001, maximum=0.01)
    inline = [Raises(name=f"raises_{number}") for number in range(5)]
    threaded = [RaisesInThread(name=f"threaded_{number}") for number in range(3)]
    hangs, collects = Hangs(), Collects()
    apart = [agents.CountsApart(name=f"apart_{number}") for number in range(2)]
    swarm = live_swarm(
        [*inline, *threaded, hangs, *apart, collects],
        supervisor=Supervisor(
            restarts=policy,
            hangs=HangPolicy(after=0.2),
            processes=ProcessPolicy(heartbeat=0.05, hang_after=2.0),
        ),
    )
    supervisor = swarm.supervisor
    events = 600

    def settled() -> bool:
        return (
            all(len(collects.counts.get(each.name, ())) >= events for each in apart)
            and not any(supervisor.members[each.name].kept for each in (*inline, *threaded))
            and len(hangs.handled) == events
        )

    async def live() -> None:
        async with swarm.live():
            for ts in range(events):
                swarm.bus.publish("bar.A", bar(ts), ts=ts)
                if ts % 200 == 150:
                    host = supervisor.members[draw.choice(apart).name].host
                    assert host is not None
                    if host.pid is not None:
                        os.kill(host.pid, signal.SIGKILL)
                if ts % 20 == 0:
                    await asyncio.sleep(0.01)
            deadline = time.monotonic() + 120.0
            while not settled():
                assert time.monotonic() < deadline, "events are missing"
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.2)  # what comes twice would come now

    asyncio.run(live())
    quarantined = Counter(each.agent for each in supervisor.handler.quarantine.events)
    for agent in (*inline, *threaded):
        member = supervisor.members[agent.name]
        assert len(agent.handled) + quarantined[agent.name] + member.missed == events
        assert agent.handled == sorted(set(agent.handled))
        assert quarantined[agent.name] > 0
        assert not member.left_out
    for each in apart:
        assert collects.counts[each.name] == [[ts, ts + 1] for ts in range(events)]
    assert hangs.handled == list(range(events))
    assert not swarm.orders.halts


def test_processes_end_with_their_swarm(tmp_path: Path) -> None:
    """Also where the swarm is killed, and where the agent hangs."""
    code = f"""
import asyncio, os, signal, sys
sys.path += {[str(FOLDER), str(FOLDER.parents[1])]!r}
if __name__ == "__main__":
    from tests.swarm.live import bar, live_swarm
    import process_agents
    agents = [process_agents.CountsApart(name="free"),
              process_agents.HangsApart(name="hung", time=0, marker={str(tmp_path / "marker")!r})]
    async def main():
        swarm = live_swarm(agents)
        async with swarm.live():
            swarm.bus.publish("bar.A", bar(0))
            while not os.path.exists({str(tmp_path / "marker")!r}):
                await asyncio.sleep(0.02)
            members = swarm.supervisor.members
            print(*(members[name].host.pid for name in ("free", "hung")), flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
    asyncio.run(main())
"""
    script = tmp_path / "swarm.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    deadline = time.monotonic() + 30.0
    for pid in map(int, done.stdout.split()):
        while is_alive(pid):
            assert time.monotonic() < deadline, f"process {pid} has outlived its swarm"
            time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
