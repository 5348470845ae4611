"""What can go wrong between two buses.

BusError
└── BridgeError          a bridge, its broker or its configuration at run time
    ├── PayloadError     an object that cannot cross between processes
    ├── PacketError      a packet that this version cannot read
    ├── SpoolFullError        the broker is away or slow, and no more can be kept for it
    ├── BrokerAwayError       the broker cannot be reached; the bridge tries again
    └── BrokerRefusedError    the broker answers, and refuses
"""

from __future__ import annotations

from swarmcore.errors import BusError

__all__ = [
    "BridgeError",
    "BrokerAwayError",
    "BrokerRefusedError",
    "PacketError",
    "PayloadError",
    "SpoolFullError",
]


class BridgeError(BusError):
    """The root of what a bridge raises."""


class PayloadError(BridgeError, TypeError):
    """An object that cannot cross between processes; raised to whoever publishes it."""


class PacketError(BridgeError, ValueError):
    """A packet that this version cannot read: not ours, damaged, or of a later schema."""


class SpoolFullError(BridgeError):
    """The broker is away or slow, and the bridge keeps as many events for it as it may."""


class BrokerAwayError(BridgeError):
    """The broker cannot be reached, or does not answer in time. The bridge tries again."""


class BrokerRefusedError(BridgeError):
    """The broker answers and refuses: a wrong password, a stream of another kind, no rights."""
