"""What waits for the broker: events in packets, bounded, in order."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from swarmcore import EVENT
from swarmcore.bus import Event
from swarmcore.swarm.bridges.errors import BridgeError, SpoolFullError
from swarmcore.swarm.bridges.packet import Packet, encode_packet, record_bytes

__all__ = ["Outbox", "SealedPacket"]

_MOST_BYTES = 256 * 1024
"""Packed payloads of a packet before it is sealed early: brokers bound a message (NATS: 1 MiB)."""


class SealedPacket:
    """A packet on its way, as bytes.

    Args:
        first: Number of its first event.
        count: Its events.
        body: Its bytes.
    """

    __slots__ = ("body", "count", "first")

    def __init__(self, first: int, count: int, body: memoryview) -> None:
        self.first = first
        self.count = count
        self.body = body


class Outbox:
    """Packs events and keeps the packets until the broker has them.

    An event goes into the open packet, which is sealed when it is full or when its first event has
    waited for the flush interval. Where as many events wait as may, another thread than the loop's
    waits for room, and the loop's thread, which alone could make room, gets SpoolFullError at once.

    Threads: any; `take` and `release` are the loop's.

    Args:
        origin: The bridge's 16 bytes.
        topic_name: Names a topic's id.
        packet: Events in a full packet.
        capacity: Events that may wait.
        flush: Seconds that an event waits for its packet to fill.
        timeout: Seconds that another thread waits for room.
        patient: True lets `put` wait for as long as it takes: a live bus holds its publishers up.
    """

    def __init__(
        self,
        *,
        origin: bytes,
        topic_name: Callable[[int], str],
        packet: int,
        capacity: int,
        flush: float,
        timeout: float,
        patient: bool = False,
    ) -> None:
        self._origin = origin
        self._topic_name = topic_name
        self._most = packet
        self._capacity = capacity
        self._flush = flush
        self._timeout = timeout
        self._patience = None if patient else timeout
        self._room = threading.Condition()
        self._names: dict[int, str] = {}
        self._sealed: deque[SealedPacket] = deque()
        self._records = bytearray()
        self._topics: dict[int, str] = {}
        self._payloads: list[tuple[int, bytes]] = []
        self._payload_bytes = 0
        self._waiting = 0  # events, in the open packet too
        self._next = 0
        self._failure: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = 0
        self._changed = asyncio.Event()
        self._emptied = asyncio.Event()

    @property
    def waiting(self) -> int:
        """Events that the broker does not have yet."""
        return self._waiting

    @property
    def next_number(self) -> int:
        """The number that the next event gets."""
        return self._next

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Name the running loop whose tasks take packets."""
        self._loop, self._thread = loop, threading.get_ident()

    def fail(self, failure: BaseException) -> None:
        """Refuse all further events, and let go who waits: nobody will take them."""
        with self._room:
            self._failure = failure
            self._room.notify_all()
        self._emptied.set()

    def put(self, event: Event, payload: bytes | None) -> None:
        """Add one event.

        Raises:
            SpoolFullError: As many wait as may.
            BridgeError: The bridge has failed.
        """
        with self._room:
            self._wait_for_room(1, self._patience)
            row = len(self._records) // EVENT.itemsize
            topic = event.topic
            if topic not in self._topics:
                self._topics[topic] = self._name(topic)
            self._records += record_bytes(event)
            if payload is not None:
                self._payloads.append((row, payload))
                self._payload_bytes += len(payload)
            self._waiting += 1
            self._next += 1
            if row + 1 >= self._most or self._payload_bytes >= _MOST_BYTES:
                self._seal()
            elif row == 0:
                self._wake()

    def put_records(self, records: NDArray[np.void]) -> None:
        """Add bare records, their topics ids of the local bus.

        Raises:
            SpoolFullError: They are more than there is room for; none was added.
            IndexError: A topic is unknown; none was added.
            BridgeError: The bridge has failed.
        """
        topics = {topic: self._name(topic) for topic in np.unique(records["topic"]).tolist()}
        with self._room:
            self._wait_for_room(len(records), self._timeout)
            start = 0
            while start < len(records):
                had = len(self._records) // EVENT.itemsize
                chunk = records[start : start + self._most - had]
                if len(topics) == 1:
                    self._topics |= topics
                else:
                    used = np.unique(chunk["topic"]).tolist()
                    self._topics |= {topic: topics[topic] for topic in used}
                self._records += chunk.data.cast("B")
                self._waiting += len(chunk)
                self._next += len(chunk)
                start += len(chunk)
                if had + len(chunk) == self._most:
                    self._seal()
            if self._records:
                self._wake()

    async def take(self, limit: int) -> list[SealedPacket]:
        """The packets that have waited longest, which stay until they are released."""
        while not self._sealed:
            self._changed.clear()
            if not self._records:
                await self._changed.wait()
                continue
            try:
                async with asyncio.timeout(self._flush):
                    await self._changed.wait()
            except TimeoutError:
                self.seal()
        return [self._sealed[index] for index in range(min(limit, len(self._sealed)))]

    def release(self, packets: int) -> None:
        """Let go of the packets that have waited longest: the broker has them."""
        with self._room:
            for _ in range(packets):
                self._waiting -= self._sealed.popleft().count
            self._room.notify_all()
        self._emptied.set()

    def seal(self) -> None:
        """Close the open packet, if it holds anything."""
        with self._room:
            if self._records:
                self._seal()

    async def room(self, events: int) -> None:
        """Wait until as many events fit in; needs the loop's thread.

        Raises:
            SpoolFullError: They never will.
            BridgeError: The bridge has failed.
        """
        if events > self._capacity:
            raise self._full(events)
        while self._waiting + events > self._capacity:
            self._check()
            self._emptied.clear()
            await self._emptied.wait()

    async def drained(self) -> None:
        """Wait until the broker has everything that was added before.

        Raises:
            BridgeError: The bridge has failed.
        """
        self.seal()
        until = self._next
        while self._next - self._waiting < until:
            self._check()
            self._emptied.clear()
            await self._emptied.wait()

    def _wait_for_room(self, events: int, timeout: float | None) -> None:
        self._check()
        if self._waiting + events <= self._capacity:
            return
        if events > self._capacity or threading.get_ident() == self._thread:
            raise self._full(events)
        there_is = self._room.wait_for(
            lambda: self._failure is not None or self._waiting + events <= self._capacity,
            timeout,
        )
        self._check()
        if not there_is:
            raise self._full(events)

    def _check(self) -> None:
        if self._failure is not None:
            raise BridgeError(f"bridge: expected one that runs, it failed: {self._failure}")

    def _full(self, events: int) -> SpoolFullError:
        return SpoolFullError(
            f"spool: expected room for {events} events, {self._waiting} of {self._capacity} wait "
            "for the broker; await room(), publish more slowly or raise the URL's spool"
        )

    def _name(self, topic: int) -> str:
        name = self._names.get(topic)
        if name is None:
            name = self._names[topic] = self._topic_name(topic)
        return name

    def _seal(self) -> None:
        count = len(self._records) // EVENT.itemsize
        first = self._next - count
        packet = Packet(self._origin, first, self._topics, self._records, self._payloads)
        self._sealed.append(SealedPacket(first, count, encode_packet(packet)))
        self._records, self._topics, self._payloads = bytearray(), {}, []
        self._payload_bytes = 0
        self._wake()

    def _wake(self) -> None:
        if threading.get_ident() == self._thread:
            self._changed.set()
        elif self._loop is not None:
            self._loop.call_soon_threadsafe(self._changed.set)
