"""Events from publishers to subscriptions, synchronously and in order."""

from __future__ import annotations

from swarmcore._core.bus import Event, EventBus

__all__ = ["EventBus", "Event"]
