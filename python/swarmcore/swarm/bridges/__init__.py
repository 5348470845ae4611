"""Bridges: topics of a bus, carried across processes through Redis Streams or NATS JetStream."""

from __future__ import annotations

from swarmcore.swarm.bridges.bridge import Bridge
from swarmcore.swarm.bridges.connecting import connect
from swarmcore.swarm.bridges.errors import (
    BridgeError,
    BrokerAwayError,
    BrokerRefusedError,
    PacketError,
    PayloadError,
    SpoolFullError,
)
from swarmcore.swarm.bridges.payloads import PayloadTypes, default_types
from swarmcore.swarm.bridges.reports import BridgeCounts, BridgeHealth
from swarmcore.swarm.bridges.threads import BridgeThread
from swarmcore.swarm.bridges.url import BridgeSettings, parse_url

__all__ = [
    "connect",
    "Bridge",
    "BridgeCounts",
    "BridgeHealth",
    "BridgeSettings",
    "BridgeThread",
    "PayloadTypes",
    "default_types",
    "parse_url",
    "BridgeError",
    "BrokerAwayError",
    "BrokerRefusedError",
    "PacketError",
    "PayloadError",
    "SpoolFullError",
]
