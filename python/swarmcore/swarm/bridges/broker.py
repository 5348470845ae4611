"""What a bridge asks of a broker; one file a broker implements it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from swarmcore.swarm.bridges.outbox import SealedPacket

__all__ = ["Broker", "Entry"]


class Entry(NamedTuple):
    """A packet as the broker delivers it.

    Args:
        token: What acknowledges it.
        body: Its bytes.
    """

    token: Any
    body: bytes


class Broker(Protocol):
    """A stream at a broker, and this process's membership in one of its groups.

    Every method raises BrokerAwayError where the broker cannot be reached or does not answer, and
    BrokerRefusedError where it refuses. After either, `close` and then `open` begin anew: `open`
    makes the stream and the group where they are missing, and `receive` starts over with what was
    delivered to this member and never acknowledged.
    """

    async def open(self) -> None:
        """Connect."""

    async def close(self) -> None:
        """Disconnect; never raises."""

    async def append(self, origin: bytes, packets: Sequence[SealedPacket]) -> int:
        """Store packets at the stream's end, in order; one that is there already is passed over.

        Returns:
            How many are stored; fewer than given where the stream is full.
        """

    async def receive(self) -> list[Entry]:
        """The next packets of the group for this member; none where none came for a while."""

    async def acknowledge(self, tokens: Sequence[Any]) -> None:
        """Tell that the packets have been delivered here."""
