"""Replays bars through a swarm, one instant after the other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from swarmcore.backtest.recorder import Recorder
from swarmcore.execution.venue import SimulatedVenue
from swarmcore.market.bars import Bars
from swarmcore.swarm import Swarm

__all__ = ["drive", "replay"]

Progress = Callable[[int, int], None]


def replay(
    swarm: Swarm,
    venue: SimulatedVenue,
    bars: Bars,
    recorder: Recorder,
    progress: Progress | None = None,
) -> None:
    """Run a swarm over bars.

    At each instant: the clock is set; orders sent before meet the new bars; the bars' records are
    published and agents vote; async hooks that wait are waited for; the consensus decides and new
    orders are sent, to be filled at the next bar's open at the earliest.

    Args:
        swarm: Not used before.
        venue: The swarm's.
        bars: Of the swarm's instruments, in their order.
        recorder: Listens to the swarm.
        progress: Called now and then with (bars done, bars in all).
    """
    drive(_steps(swarm, venue, bars, recorder, progress))


def drive(steps: Iterator[set[asyncio.Task[Any]]]) -> None:
    """Take the steps of a replay, and wait for the tasks that they yield.

    Args:
        steps: The first yield, if any, is empty-handed: the rest then runs inside an event loop.
    """
    if next(steps, None) is not None:
        _drive(steps)


def _steps(
    swarm: Swarm,
    venue: SimulatedVenue,
    bars: Bars,
    recorder: Recorder,
    progress: Progress | None,
) -> Iterator[set[asyncio.Task[Any]]]:
    """The replay; it yields where there are async hooks to wait for.

    The first yield is empty-handed and comes only where an agent has async hooks at all: the rest
    then runs inside an event loop.
    """
    events = bars.to_events()
    topics = np.array([swarm.bus.topic(f"feed.{symbol}") for symbol in bars.symbols], np.uint32)
    events["topic"] = topics[events["instrument"]]
    times = events["ts"]
    starts = np.flatnonzero(np.diff(times, prepend=times[0] - 1))
    bounds = [*starts.tolist(), len(events)]
    supervisor = swarm.supervisor
    if any(agent.may_wait() for agent in supervisor.agents):
        yield set()

    swarm.advance(int(times[0]))
    supervisor.start_all()
    while supervisor.waiting:
        yield supervisor.waiting
    report_every = max(1, len(bounds) // 100)
    for step, (first, last) in enumerate(pairwise(bounds)):
        records = events[first:last]
        ts = int(times[first])
        while (due := supervisor.schedule.next_due) is not None and due <= ts:
            swarm.advance(due, until=ts)
            while supervisor.waiting:
                yield supervisor.waiting
        swarm.advance(ts)
        venue.process_bars(ts, records)
        swarm.bus.publish_records(records)
        while supervisor.waiting:
            yield supervisor.waiting
        swarm.tick()
        while supervisor.waiting:
            yield supervisor.waiting
        recorder.record(ts)
        if progress is not None and step % report_every == 0:
            progress(last, len(events))
    supervisor.stop_all()
    while supervisor.waiting:
        yield supervisor.waiting
    if progress is not None:
        progress(len(events), len(events))


def _drive(steps: Iterator[set[asyncio.Task[Any]]]) -> None:
    """Run the rest of the steps inside an event loop, one of this replay alone."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        _run_loop(steps)
        return
    # Within somebody's loop (a notebook): one thread cannot run two.
    failure: list[BaseException] = []

    def run() -> None:
        try:
            _run_loop(steps)
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, name="swarmcore replay")
    thread.start()
    thread.join()
    if failure:
        raise failure[0]


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Uvloop's where the platform has it; None stands for asyncio's own."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


def _run_loop(steps: Iterator[set[asyncio.Task[Any]]]) -> None:
    # The steps run in callbacks, not in a task: a hook that waits must not find the replay's own
    # task as the current one, and cancel it by a time-out of its own.
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        loop = runner.get_loop()
        done: asyncio.Future[None] = loop.create_future()

        def advance(_: object = None) -> None:
            try:
                waiting = next(steps, None)
            except BaseException as error:
                done.set_exception(error)
                return
            if waiting is None:
                done.set_result(None)
            else:
                gathered = asyncio.gather(*waiting, return_exceptions=True)
                gathered.add_done_callback(advance)

        async def finish() -> None:
            loop.call_soon(advance)
            await done

        runner.run(finish())
