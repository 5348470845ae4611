"""What a bridge tells of itself."""

from __future__ import annotations

import msgspec

__all__ = ["BridgeCounts", "BridgeHealth"]


class BridgeHealth(msgspec.Struct, frozen=True):
    """A bridge found or lost its broker (topic ``health.bridge``).

    Args:
        ts: Nanoseconds UTC.
        broker: Where it is.
        connected: True where it was found.
        reason: Why it was lost.
        waiting: Events kept for it.
    """

    ts: int
    broker: str
    connected: bool
    reason: str
    waiting: int


class BridgeCounts(msgspec.Struct, frozen=True):
    """What a bridge has done so far, in events.

    Args:
        sent: Stored by the broker.
        waiting: Kept for the broker.
        received: Published into the local bus.
        duplicates: Received again and dropped.
        refused: Not understood on arrival or, of a live bus, not packed; each is logged.
        connections: How often the broker was found; no events.
    """

    sent: int
    waiting: int
    received: int
    duplicates: int
    refused: int
    connections: int
