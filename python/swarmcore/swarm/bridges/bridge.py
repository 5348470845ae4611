"""A bridge: topics of a local bus, carried to the buses of other processes and back."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from swarmcore.bus import Event, EventBus, LiveEventBus
from swarmcore.swarm.bridges.arrivals import Arrivals
from swarmcore.swarm.bridges.broker import Broker
from swarmcore.swarm.bridges.errors import BridgeError, BrokerAwayError, BrokerRefusedError
from swarmcore.swarm.bridges.inbox import Inbox, LiveInbox
from swarmcore.swarm.bridges.outbox import Outbox
from swarmcore.swarm.bridges.payloads import PayloadTypes
from swarmcore.swarm.bridges.reports import BridgeCounts, BridgeHealth
from swarmcore.swarm.bridges.taps import DeterministicTap, LiveTap, Tap
from swarmcore.swarm.bridges.topics import TopicPatterns
from swarmcore.swarm.bridges.url import BridgeSettings

__all__ = ["Bridge"]

_log = logging.getLogger(__name__)

_PIPELINE_EVENTS = 32_768
"""Events on their way to the broker at once, in full packets."""
_QUIET_SECONDS = 1.0
"""How long nothing is sent before the broker is asked whether it is still there."""
_FULL_SECONDS = 0.05
"""How long to wait before a full stream is tried again."""


class Bridge:
    """Carries topics of a bus to other processes and back; `connect` makes it from a URL.

    Entered by ``async with`` in the loop that runs the bus, it subscribes to what it sends and
    joins its group. It goes on while the broker is away: what is published waits in the spool.
    Leaving waits until the broker has everything, at most the URL's ``linger_ms``.

    Of a live bus it is one more consumer, in a thread of its own: while the spool is full, the
    lanes that it reads wait.

    Threads: the loop's, which of a deterministic bus is the bus's own; `publish_records` may be
    called from any. `BridgeThread` gives a bridge of a live bus a loop of its own.

    Args:
        bus: The local bus.
        settings: What the URL says.
        broker: The stream.
        sends: Topics that leave; none: this side only receives.
        receives: Topics that come in; none: this side only sends.
        types: The messages that may cross.
        origin: 16 bytes that no other bridge has.
        clock: Gives the time of ``health.bridge``, nanoseconds UTC.
        jitter: Spreads the waits before connecting again.
    """

    def __init__(
        self,
        bus: EventBus | LiveEventBus,
        settings: BridgeSettings,
        broker: Broker,
        *,
        sends: TopicPatterns,
        receives: TopicPatterns,
        types: PayloadTypes,
        origin: bytes,
        clock: Callable[[], int],
        jitter: random.Random,
    ) -> None:
        self._bus = bus
        self._settings = settings
        self._broker = broker
        self._sends = sends
        self._receives = receives
        self._types = types
        self._origin = origin
        self._clock = clock
        self._jitter = jitter
        self._outbox = Outbox(
            origin=origin,
            topic_name=bus.topic_name,
            packet=settings.packet,
            capacity=settings.spool,
            flush=settings.flush_ms / 1000,
            timeout=settings.block_ms / 1000,
            patient=isinstance(bus, LiveEventBus),
        )
        self._inbox: Inbox
        self._tap: Tap
        if isinstance(bus, LiveEventBus):
            self._inbox = LiveInbox(bus, types, receives, sends)
            self._tap = LiveTap(bus, sends, self._take, settings.block_ms / 1000)
        else:
            self._inbox = Inbox(bus, types, receives, sends)
            self._tap = DeterministicTap(bus, sends, self._take)
        self._arrivals = Arrivals(
            self._inbox,
            self._outbox,
            place=settings.place,
            origin=origin,
            room_for_answers=settings.spool // 2 if sends.patterns else 0,
        )
        self._running: asyncio.Task[None] | None = None
        self._connected = False
        self._leaving = False
        self._told: bool | None = None
        self._failure: BaseException | None = None
        self._connections = 0

    @property
    def connected(self) -> bool:
        """True while the broker answers."""
        return self._connected

    @property
    def bus(self) -> EventBus | LiveEventBus:
        """The local bus."""
        return self._bus

    @property
    def failure(self) -> BaseException | None:
        """What ended the bridge; None while it runs, also where its broker is away."""
        return self._failure

    @property
    def origin(self) -> bytes:
        """What marks this bridge's events; it counts them from 0."""
        return self._origin

    @property
    def counts(self) -> BridgeCounts:
        """What has been done so far."""
        return BridgeCounts(
            sent=self._outbox.next_number - self._outbox.waiting,
            waiting=self._outbox.waiting,
            received=self._arrivals.received,
            duplicates=self._arrivals.duplicates,
            refused=self._arrivals.refused
            + (self._tap.refused if isinstance(self._tap, LiveTap) else 0),
            connections=self._connections,
        )

    def publish_records(self, records: NDArray[np.void]) -> None:
        """Send records without publishing them here: whole arrays at a time, as they lie.

        Args:
            records: Array of dtype swarmcore.EVENT, shape (n,), contiguous; topic holds ids of the
                local bus.

        Raises:
            SpoolFullError: There is no room for all; none was taken. In the loop's own thread
                ``await room(n)`` first.
            IndexError: A topic is unknown; none was taken.
        """
        self._outbox.put_records(records)

    async def room(self, events: int = 1) -> None:
        """Wait until the spool takes as many events.

        Raises:
            SpoolFullError: It never holds as many.
            BridgeError: The bridge has failed.
        """
        await self._outbox.room(events)

    async def drained(self) -> None:
        """Wait until the broker has everything that was published before.

        Raises:
            BridgeError: The bridge has failed.
        """
        await self._outbox.drained()

    async def __aenter__(self) -> Self:
        """Connect and subscribe; a broker that is away is waited for in the background.

        Raises:
            BrokerRefusedError: The broker answers and refuses.
        """
        if self._running is not None:
            raise BridgeError("bridge: expected one that was not entered before; make another")
        loop = asyncio.get_running_loop()
        self._outbox.attach(loop)
        tried: asyncio.Future[None] = loop.create_future()
        self._running = loop.create_task(self._run(tried))
        try:
            await tried
        except BaseException:
            await self._stop()
            raise
        self._tap.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Unsubscribe, wait until everything is stored, disconnect.

        Raises:
            BridgeError: Events are left that the broker did not take in time.
        """
        try:
            async with asyncio.timeout(self._settings.linger_ms / 1000):
                await self._tap.close()
                await self._outbox.drained()
        except (TimeoutError, BridgeError) as failure:
            message = (
                f"{self._settings.place}: expected every event to be stored, "
                f"{self._outbox.waiting} are left"
            )
            if error is None:
                raise BridgeError(message) from failure
            _log.error("%s", message)
        finally:
            await self._stop()

    async def _stop(self) -> None:
        assert self._running is not None
        self._leaving = True
        self._outbox.fail(BridgeError("it was left"))
        self._arrivals.leave()
        await self._tap.close()
        self._running.cancel()
        await asyncio.wait({self._running})
        await self._broker.close()
        self._arrivals.close()
        self._connected = False

    def _take(self, event: Event, payload: object) -> None:
        """Put an event of the local bus into the outbox, unless it came from there."""
        if self._inbox.is_arriving(event, payload):
            return
        bare = payload is None and (event.kind != 0 or any(event.values))
        packed = None if bare else self._types.pack(self._bus.topic_name(event.topic), payload)
        self._outbox.put(event, packed)

    async def _run(self, tried: asyncio.Future[None]) -> None:
        """Connect and carry, again and again, until cancelled."""
        first = wait = self._settings.backoff_ms / 1000
        try:
            while not self._leaving:  # a cancellation may have been swallowed, see _end
                try:
                    await self._broker.open()
                    wait = first
                    self._tell(connected=True, reason="")
                    if not tried.done():
                        tried.set_result(None)
                    await self._carry()
                except (BrokerAwayError, BrokerRefusedError) as error:
                    self._tell(connected=False, reason=str(error).splitlines()[0])
                    if isinstance(error, BrokerRefusedError) and not tried.done():
                        tried.set_exception(error)
                    elif not tried.done():
                        tried.set_result(None)
                await self._broker.close()
                await asyncio.sleep(wait * self._jitter.uniform(0.5, 1.0))
                wait = min(2 * wait, self._settings.backoff_most_ms / 1000)
        except Exception as failure:
            _log.exception("the bridge to %s failed", self._settings.place)
            self._failure = failure
            self._outbox.fail(failure)
            self._tell(connected=False, reason=f"{type(failure).__name__}: {failure}")
            if not tried.done():
                tried.set_exception(failure)

    async def _carry(self) -> None:
        """Send and receive until the broker is lost."""
        tasks = [asyncio.create_task(self._send())]
        if self._receives.patterns:
            tasks.append(asyncio.create_task(self._receive()))
        try:
            if not self._leaving:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _end(tasks)
        failures = [task.exception() for task in tasks if not task.cancelled()]
        for failure in failures:
            if failure is not None:
                raise failure

    async def _send(self) -> None:
        most = max(1, _PIPELINE_EVENTS // self._settings.packet)
        while True:
            try:
                async with asyncio.timeout(_QUIET_SECONDS):
                    packets = await self._outbox.take(most)
            except TimeoutError:
                packets = []
            stored = await self._broker.append(self._origin, packets)
            self._outbox.release(stored)
            if stored < len(packets):
                await asyncio.sleep(_FULL_SECONDS)

    async def _receive(self) -> None:
        """Deliver and acknowledge; what comes next is on its way meanwhile."""
        reading = asyncio.create_task(self._broker.receive())
        acknowledging: asyncio.Task[None] | None = None
        try:
            while True:
                entries = await reading
                reading = asyncio.create_task(self._broker.receive())
                await self._arrivals.deliver(entries)
                if acknowledging is not None:
                    await acknowledging
                    acknowledging = None
                if entries:
                    # Only now: what was not delivered here is delivered again, here or elsewhere.
                    tokens = [entry.token for entry in entries]
                    acknowledging = asyncio.create_task(self._broker.acknowledge(tokens))
        finally:
            await _end(task for task in (reading, acknowledging) if task is not None)

    def _tell(self, *, connected: bool, reason: str) -> None:
        self._connections += connected
        self._connected = connected
        if connected == self._told:
            return
        self._told = connected
        if not connected:
            _log.warning("%s", reason)
        now = self._clock()
        health = BridgeHealth(
            ts=now,
            broker=self._settings.place,
            connected=connected,
            reason=reason,
            waiting=self._outbox.waiting,
        )
        try:
            self._bus.publish("health.bridge", health, ts=now)
        except Exception:
            _log.exception("health.bridge: a handler raised")


async def _end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks until they have ended.

    Once is not enough: the clients of brokers use asyncio.wait_for, which in Python 3.11 swallows a
    cancellation that comes together with its result.
    """
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        done, pending = await asyncio.wait(pending, timeout=0.05)
        for task in done:
            if not task.cancelled():
                task.exception()  # whoever cares has it from the task; it counts as retrieved
