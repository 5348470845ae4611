"""What the broker hands over: delivered here, each packet once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from swarmcore.swarm.bridges.broker import Entry
from swarmcore.swarm.bridges.duplicates import ArrivedRanges
from swarmcore.swarm.bridges.errors import PacketError
from swarmcore.swarm.bridges.inbox import Inbox, LiveInbox
from swarmcore.swarm.bridges.outbox import Outbox
from swarmcore.swarm.bridges.packet import Packet, decode_packet

__all__ = ["Arrivals"]

_log = logging.getLogger(__name__)

_TURN_SECONDS = 0.0005
"""How long packets are delivered, one after the other, before other tasks have their turn."""


class Arrivals:
    """Delivers the entries of a stream, but for this bridge's own and those that came before.

    Args:
        inbox: Where packets are delivered; of a live bus that is done in a thread, since the bus
            may be full and the loop must not wait.
        outbox: Takes what is published here in answer.
        place: The broker, as log lines name it.
        origin: What marks this bridge's own packets.
        room_for_answers: Events that the outbox must have room for before a delivery, 0 where
            nothing leaves here.
    """

    def __init__(
        self, inbox: Inbox, outbox: Outbox, *, place: str, origin: bytes, room_for_answers: int
    ) -> None:
        self.received = 0
        """Events that were delivered."""
        self.duplicates = 0
        """Events that had come before."""
        self.refused = 0
        """Packets and events that could not be read."""
        self._inbox = inbox
        self._outbox = outbox
        self._place = place
        self._origin = origin
        self._room = room_for_answers
        self._arrived = ArrivedRanges()
        self._thread = ThreadPoolExecutor(1, "bridge") if isinstance(inbox, LiveInbox) else None

    async def deliver(self, entries: Sequence[Entry]) -> None:
        """Deliver entries in order; afterwards they may be acknowledged."""
        loop = asyncio.get_running_loop()
        if self._thread is not None:
            await self._room_for_answers()
            await loop.run_in_executor(self._thread, self._deliver, entries)
            return
        since = loop.time()
        for entry in entries:
            await self._room_for_answers()
            self._deliver((entry,))
            if loop.time() - since >= _TURN_SECONDS:
                await asyncio.sleep(0)
                since = loop.time()

    def leave(self) -> None:
        """Let no delivery wait any more."""
        if isinstance(self._inbox, LiveInbox):
            self._inbox.leave()

    def close(self) -> None:
        """Let the thread end, where there is one."""
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    async def _room_for_answers(self) -> None:
        """Wait until what is published in answer has room: nobody else could wait for it."""
        if self._room:
            await self._outbox.room(self._room)

    def _deliver(self, entries: Sequence[Entry]) -> None:
        """Publish what arrived; it is counted when it has been delivered."""
        received = refused = 0
        for entry in entries:
            packet = self._arriving(entry)
            if packet is None:
                continue
            left_out = self._inbox.deliver(packet)
            self._arrived.add(packet.origin, packet.first, packet.count)
            received += packet.count - left_out
            refused += left_out
        self._inbox.settle()
        self.received += received
        self.refused += refused

    def _arriving(self, entry: Entry) -> Packet | None:
        """The packet of an entry; None where it is not to be delivered here."""
        try:
            packet = decode_packet(entry.body)
        except PacketError as error:
            _log.error("%s: packet refused: %s", self._place, error)
            self.refused += 1
            return None
        if packet.origin == self._origin:
            return None
        if self._arrived.has(packet.origin, packet.first, packet.count):
            self.duplicates += packet.count
            return None
        return packet
