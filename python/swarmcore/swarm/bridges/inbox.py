"""What comes from the broker: packets, published into the local bus."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from swarmcore import EVENT
from swarmcore.bus import Event, EventBus, LiveEventBus
from swarmcore.errors import LaneFullError
from swarmcore.swarm.bridges.errors import BridgeError, PacketError
from swarmcore.swarm.bridges.packet import Packet, record_bytes
from swarmcore.swarm.bridges.payloads import PayloadTypes
from swarmcore.swarm.bridges.topics import TopicPatterns

__all__ = ["Inbox", "LiveInbox"]

_log = logging.getLogger(__name__)


class Inbox:
    """Publishes the events of packets into a bus, and knows them again when the bus delivers them.

    Args:
        bus: The local bus.
        types: The messages that may cross.
        receives: The topics to publish; others are left out.
        sends: The topics that the bridge sends, and whose events come back to it from the bus.
    """

    def __init__(
        self,
        bus: EventBus | LiveEventBus,
        types: PayloadTypes,
        receives: TopicPatterns,
        sends: TopicPatterns,
    ) -> None:
        self._bus = bus
        self._types = types
        self._receives = receives
        self._sends = sends
        self._topics: dict[str, int] = {}
        # By topic, in the order of publication: the bytes of a record, or the object beside one.
        self._expected: dict[int, deque[object]] = {}

    def deliver(self, packet: Packet) -> int:
        """Publish a packet's events, in order; `settle` tells when they have been delivered.

        Returns:
            How many were refused: objects of a type that is not registered here.
        """
        rows, wanted = self._localised(packet)
        names = [name for name in packet.topics.values() if self._receives.first(name) >= 0]
        coming = [self._topic(name) for name in names if self._comes_back(name)]
        start = refused = 0
        for row, packed in packet.payloads:
            self._publish_records(_part(rows, wanted, start, row), coming)
            start = row + 1
            if wanted is not None and not wanted[row]:
                continue
            topic = packet.topics[int(packet.rows()["topic"][row])]
            try:
                payload = self._types.unpack(packed)
            except PacketError as error:
                _log.error("%s: event refused: %s", topic, error)
                refused += 1
            else:
                self._publish_object(topic, rows[row], payload)
        self._publish_records(_part(rows, wanted, start, len(rows)), coming)
        return refused

    def settle(self) -> None:
        """Wait until everything that was published here has been delivered: here it has been."""

    def is_arriving(self, event: Event, payload: object) -> bool:
        """True once for each event that was published here, when the bus delivers it.

        What others publish is told apart by its content. Were somebody to publish the very same
        event under the same topic, either of the two may be taken for the arriving one.
        """
        expected = self._expected.get(event.topic)
        if not expected:
            return False
        first = expected[0]
        if payload is not first and (payload is not None or first != record_bytes(event)):
            return False
        expected.popleft()
        return True

    def _put_records(self, rows: NDArray[np.void]) -> None:
        """A handler that raises keeps no event from being published: it is logged."""
        try:
            self._bus.publish_records(rows)
        except Exception:
            _log.exception("a handler of an event that arrived raised")
        self._expected.clear()

    def _put_object(self, topic: str, row: np.void, payload: object) -> None:
        try:
            self._publish(topic, row, payload)
        except Exception:
            _log.exception("%s: a handler of an event that arrived raised", topic)
        self._expected.clear()

    def _publish(self, topic: str, row: np.void, payload: object) -> None:
        self._bus.publish(
            topic,
            payload,
            ts=int(row["ts"]),
            kind=int(row["kind"]),
            instrument=int(row["instrument"]),
            priority=int(row["priority"]),
        )

    def _localised(self, packet: Packet) -> tuple[NDArray[np.void], NDArray[np.bool_] | None]:
        """The records under this bus's ids of their topics; which are wanted, None where all."""
        # Copied as bytes: NumPy copies records field by field, which takes ten times as long.
        rows: NDArray[np.void] = np.frombuffer(bytearray(packet.records), EVENT)
        rows["sequence"] = 0
        places = {topic: self._receives.first(name) for topic, name in packet.topics.items()}
        if len(places) == 1 and min(places.values()) >= 0:
            rows["topic"] = self._topic(next(iter(packet.topics.values())))
            return rows, None
        table = np.zeros(max(places) + 1, np.uint32)
        wanted = np.zeros(len(table), np.bool_)
        for topic, name in packet.topics.items():
            if places[topic] >= 0:
                table[topic], wanted[topic] = self._topic(name), True
        keep = wanted[rows["topic"]]
        rows["topic"] = table[rows["topic"]]
        return rows, None if keep.all() else keep

    def _publish_records(self, rows: NDArray[np.void], coming: Iterable[int]) -> None:
        for topic in coming:
            expected = self._expected.setdefault(topic, deque())
            expected.extend(row.tobytes() for row in rows[rows["topic"] == topic])
        if len(rows):
            self._put_records(rows)

    def _publish_object(self, topic: str, row: np.void, payload: object) -> None:
        if self._comes_back(topic):
            self._expected.setdefault(self._topic(topic), deque()).append(payload)
        self._put_object(topic, row, payload)

    def _comes_back(self, topic: str) -> bool:
        return self._sends.first(topic) >= 0

    def _topic(self, name: str) -> int:
        topic = self._topics.get(name)
        if topic is None:
            topic = self._topics[name] = self._bus.topic(name)
        return topic


def _part(
    rows: NDArray[np.void], wanted: NDArray[np.bool_] | None, start: int, stop: int
) -> NDArray[np.void]:
    part = rows[start:stop]
    return part if wanted is None else part[wanted[start:stop]]


class LiveInbox(Inbox):
    """An inbox of a live bus; `deliver` blocks, and belongs into a thread of its own.

    Where a lane is full it tries again until there is room, and `settle` returns when every
    consumer has taken the events: only then may they be acknowledged.
    """

    _bus: LiveEventBus

    def __init__(
        self,
        bus: LiveEventBus,
        types: PayloadTypes,
        receives: TopicPatterns,
        sends: TopicPatterns,
    ) -> None:
        super().__init__(bus, types, receives, sends)
        self._leaving = threading.Event()
        self._until: dict[str, int] = {}  # by topic: all before must have been taken

    def leave(self) -> None:
        """Let nothing wait here any more; what would raises BridgeError."""
        self._leaving.set()

    def deliver(self, packet: Packet) -> int:
        """Publish a packet's events, in order, waiting where their lane is full."""
        refused = super().deliver(packet)
        for name in packet.topics.values():
            if self._receives.first(name) >= 0:
                self._until[name] = self._bus.next_sequence(name)
        return refused

    def settle(self) -> None:
        """Wait until every consumer has taken what was published here."""
        for name, sequence in self._until.items():
            while self._bus.oldest_needed(name) < sequence:
                self._bus.wake()  # those, too, that want none of it
                self._wait(0.0005)
        self._until.clear()

    def _put_records(self, rows: NDArray[np.void]) -> None:
        while True:
            try:
                self._bus.publish_records(rows)
                break
            except LaneFullError as error:
                rows = rows[error.published :]
                self._try_again(error)

    def _put_object(self, topic: str, row: np.void, payload: object) -> None:
        while True:
            try:
                self._publish(topic, row, payload)
                break
            except LaneFullError as error:
                self._try_again(error)

    def _try_again(self, error: LaneFullError) -> None:
        _log.warning("an event that arrived waits: %s", error)
        self._wait(0.01)

    def _wait(self, seconds: float) -> None:
        if self._leaving.is_set():
            raise BridgeError("bridge: expected to deliver a packet, had to leave before")
        time.sleep(seconds)
