"""Runs a swarm live: on an event loop, on a clock that goes by itself."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from swarmcore.agents.base import Agent
from swarmcore.agents.hooks import takes
from swarmcore.agents.lifecycle import AgentState
from swarmcore.bus import LiveEventBus, Message
from swarmcore.errors import AgentError, BusError
from swarmcore.swarm.hosting import HostedAgent
from swarmcore.swarm.members import Member
from swarmcore.swarm.saving import StateFile
from swarmcore.swarm.scaling import HostedInstance, instance_of
from swarmcore.swarm.threads import AgentThread, ThreadEnvironment
from swarmcore.swarm.watchdog import Watchdog

if TYPE_CHECKING:
    from types import TracebackType

    from swarmcore.swarm.swarm import Swarm

__all__ = ["LiveRun"]

_log = logging.getLogger(__name__)


class LiveRun:
    """A swarm that lives as long as the block: ``async with swarm.live():``.

    Inline agents run in the event loop's thread, others in threads and processes of their own. The
    clock ticks every so often; timers, restarts and checks of health come when they are due. At the
    end agents are stopped last come first, after the events that were published before.

    Args:
        swarm: On a LiveEventBus, with a clock of its own; not used before.
        tick: Seconds between two ticks of the clock, at which votes become decisions.
        threads: Threads that agents of execution "thread" share.
        state: The file to go on from, where it is there, and to save to; None saves nothing.
        save_every: Seconds between two saves; there is one at the end, too.
        spin: Seconds after an event in which the loop looks for the next one before it sleeps.

    Raises:
        AgentError: An argument cannot be used.
        BusError: The swarm's bus is that of a replay.
        StateError: On entering: the file is no kept state. On leaving: it cannot be written.
    """

    def __init__(
        self,
        swarm: Swarm,
        *,
        tick: float = 1.0,
        threads: int = 2,
        state: str | Path | None = None,
        save_every: float = 60.0,
        spin: float = 0.0,
    ) -> None:
        if not isinstance(swarm.bus, LiveEventBus):
            raise BusError(
                "live: expected a swarm on a LiveEventBus, was one on the bus of a replay; "
                "pass bus=LiveEventBus() and clock=time.time_ns"
            )
        if not 0.0 < tick < float("inf"):
            raise AgentError(f"live: tick: expected more than 0 seconds, was {tick}")
        if threads < 1:
            raise AgentError(f"live: threads: expected 1 or more, was {threads}")
        self._swarm = swarm
        self._bus = swarm.bus
        self._tick = round(tick * 1e9)
        self._spin = spin
        self._thread_count = threads
        self._threads: list[AgentThread] = []
        self._pumps: dict[str, AgentThread] = {}
        self._hosted: dict[str, HostedAgent] = {}
        self._wake = asyncio.Event()
        self._watchdog: Watchdog | None = None
        self._time: asyncio.Task[None] | None = None
        self._state = None if state is None else StateFile(swarm, state, save_every)

    async def __aenter__(self) -> LiveRun:
        supervisor = self._swarm.supervisor
        loop = asyncio.get_running_loop()
        own = threading.get_ident()
        if self._state is not None:
            self._state.begin()

        def post(call: Callable[[], None]) -> None:
            if threading.get_ident() == own:
                call()
            elif not loop.is_closed():
                loop.call_soon_threadsafe(call)

        supervisor.post = post
        supervisor.is_live = True
        supervisor.schedule.on_earlier = lambda: post(self._wake.set)
        self._place(loop)
        self._bus.attach(loop, spin=self._spin)
        for thread in self._all_threads:
            thread.start()
        self._watchdog = Watchdog(
            lambda: (supervisor.flight, *(thread.flight for thread in self._threads)),
            supervisor.hangs,
            self._on_hang,
            self._on_return,
        )
        self._watchdog.start()
        for hosted in self._hosted.values():
            hosted.start()
        supervisor.start_all()
        self._time = loop.create_task(self._keep_time(), name="swarmcore time")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        supervisor = self._swarm.supervisor
        if self._time is not None:
            self._time.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._time
        await self._settle()
        # Hooks that end now may wait for answers.
        self._bus.attach()
        supervisor.checks.end()
        # What is on its way to processes reaches them before they are stopped.
        for pump in self._pumps.values():
            await asyncio.to_thread(pump.stop)
        for member in reversed(tuple(supervisor.members.values())):
            await self._stop(member)
        while supervisor.waiting:
            await asyncio.wait(set(supervisor.waiting))
        if self._watchdog is not None:
            await asyncio.to_thread(self._watchdog.stop)
        for thread in self._threads:
            await asyncio.to_thread(thread.stop)
        try:
            if self._state is not None:
                await self._state.end()
        finally:
            await self._settle()

    async def _settle(self) -> None:
        """Deliver what waits here; the event loop delivers nothing more by itself."""
        self._bus.detach()
        while self._bus.poll():
            await asyncio.sleep(0)

    @property
    def _all_threads(self) -> list[AgentThread]:
        return [*self._threads, *self._pumps.values()]

    def _place(self, loop: asyncio.AbstractEventLoop) -> None:
        """Give every agent that is not inline its thread or process."""
        supervisor = self._swarm.supervisor
        waiting = [
            member for member in supervisor.members.values() if member.agent.execution == "thread"
        ]
        self._threads = [
            AgentThread(self._bus) for _ in range(min(self._thread_count, len(waiting)))
        ]
        for member, thread in zip(waiting, itertools.cycle(self._threads), strict=False):
            agent = member.agent
            agent._environment = ThreadEnvironment(self._swarm.environment, loop)
            member.call, member.flight = thread.call, thread.flight
            member.waiting = thread.waiting
            deliver = supervisor.calls.delivery(member)
            for pattern in agent.patterns():
                thread.consumer.subscribe(pattern, deliver)
            if takes(agent, "on_request"):
                answer = supervisor.calls.answering(member)
                thread.consumer.subscribe(f"request.{agent.name}", answer)
        for member in tuple(supervisor.members.values()):
            if member.agent.execution == "process":
                self._give_process(member, loop)
        for agent in supervisor.scaled.agents:
            if agent.execution == "process":
                self._share(agent, loop)

    def _share(self, agent: Agent, loop: asyncio.AbstractEventLoop) -> None:
        """Share an agent's symbols among processes."""
        supervisor, environment = self._swarm.supervisor, self._swarm.environment

        def make(number: int) -> HostedInstance:
            member = supervisor.enter(instance_of(agent, number), self._bus, environment)
            hosted = self._hosted[member.name] = self._host(member, loop)
            if supervisor.is_started:
                hosted.start()
                supervisor.launch_member(member)
            return HostedInstance(hosted)

        group = supervisor.scaled.share(agent, make, environment.now)
        self._pump(agent, group.deliver, group.answer)

    def _give_process(self, member: Member, loop: asyncio.AbstractEventLoop) -> None:
        hosted = self._hosted[member.name] = self._host(member, loop)
        self._pump(member.agent, hosted.deliver, hosted.answer)

    def _pump(
        self, agent: Agent, deliver: Callable[[object], None], answer: Callable[[Message], None]
    ) -> None:
        # A thread that may wait for a process holds up nobody but its own publishers.
        thread = self._pumps[agent.name] = AgentThread(self._bus)
        for pattern in agent.patterns():
            thread.consumer.subscribe(pattern, deliver)
        if takes(agent, "on_request"):
            thread.consumer.subscribe(f"request.{agent.name}", answer)

    def _host(self, member: Member, loop: asyncio.AbstractEventLoop) -> HostedAgent:
        swarm = self._swarm
        clock = swarm.clock
        if clock is None:
            raise AgentError(
                f"{member.name}: execution: expected a swarm with a clock for its process, has none"
            )
        hosted = HostedAgent(swarm.supervisor, member, swarm.environment, clock, loop)
        member.host = hosted.host
        return hosted

    async def _stop(self, member: Member) -> None:
        supervisor = self._swarm.supervisor
        if member.host is not None:
            await asyncio.to_thread(member.host.stop)
            member.move_to(AgentState.STOPPING, AgentState.STOPPED)
            return
        supervisor.stop_member(member)
        while supervisor.waiting:
            await asyncio.wait(set(supervisor.waiting))

    async def _keep_time(self) -> None:
        swarm = self._swarm
        schedule = swarm.supervisor.schedule
        next_tick = swarm.environment.now + self._tick
        while True:
            self._wake.clear()
            now = swarm.environment.now
            try:
                schedule.run_due(now)
                if now >= next_tick:
                    swarm.tick()
            except BusError:
                # A lane that is full holds up what is due, but time must go on.
                _log.exception("what is due could not be published")
            if now >= next_tick:
                # A loop that was held up does not tick for what it missed.
                next_tick += self._tick * (1 + (now - next_tick) // self._tick)
            due = schedule.next_due
            until = next_tick if due is None else min(next_tick, due)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, (until - swarm.environment.now) / 1e9)):
                    await self._wake.wait()

    def _on_hang(self, name: str, seconds: float) -> None:
        """Keep the account from new risk; called by the watchdog's thread."""
        supervisor = self._swarm.supervisor
        reason = f"agent {name} hangs for {seconds:.1f} s"
        _log.error("%s: entries are halted", reason)
        self._swarm.orders.halt_entries(reason, by=f"hang of {name}")
        member = supervisor.members.get(name)
        if member is not None:
            member.hangs = True
            member.response = seconds

    def _on_return(self, name: str, seconds: float) -> None:
        """Let entries pass again; called by the watchdog's thread."""
        supervisor = self._swarm.supervisor
        stays = supervisor.hangs.stay_halted
        _log.warning(
            "agent %s came back after %.1f s: entries %s",
            name,
            seconds,
            "stay halted" if stays else "pass again",
        )
        if not stays:
            self._swarm.orders.resume_entries(by=f"hang of {name}")
        member = supervisor.members.get(name)
        if member is not None:
            member.hangs = False
            member.response = seconds
