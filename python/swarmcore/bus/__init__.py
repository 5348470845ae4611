"""Events from publishers to subscriptions: deterministic in one thread, or live between threads."""

from __future__ import annotations

from swarmcore._core.bus import (
    Delivery,
    DeliveryMetrics,
    Event,
    InFlight,
    LatencyHistogram,
    Player,
)
from swarmcore.bus.event_bus import Bus, EventBus
from swarmcore.bus.live_bus import Consumer, LiveEventBus, LiveEventStream
from swarmcore.bus.messages import Message, MessageKind
from swarmcore.bus.streams import EventStream

__all__ = [
    "Bus",
    "Consumer",
    "Delivery",
    "DeliveryMetrics",
    "Event",
    "EventBus",
    "EventStream",
    "InFlight",
    "LatencyHistogram",
    "LiveEventBus",
    "LiveEventStream",
    "Message",
    "MessageKind",
    "Player",
]
