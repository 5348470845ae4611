"""Deliveries to agents as a supervisor makes them, of hooks that never raise or wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from swarmcore.bus import Delivery, DeliveryMetrics, InFlight

_FLIGHT = InFlight()


def delivery_to(hook: Callable[[Any], Any]) -> Delivery:
    """Calls one hook with every message."""
    return Delivery(
        agent="agent",
        find_hook=lambda _: hook,
        on_exception=_fail,
        on_suspended=_fail,
        on_refused=_fail,
        on_settled=_fail,
        flight=_FLIGHT,
        metrics=DeliveryMetrics(),
    )


def _fail(*_: Any) -> None:
    raise AssertionError("no hook raises or waits, and nothing is refused or unsettled")
