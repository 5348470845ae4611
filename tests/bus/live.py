"""What the tests of the live bus share: records to publish, and waiting for other threads."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from swarmcore import EVENT
from swarmcore.bus import LiveEventBus


def records(bus: LiveEventBus, topics: list[str], count: int) -> np.ndarray[Any, Any]:
    """Bars of the topics in turn, numbered by their close."""
    made = np.zeros(count, EVENT)
    ids = np.array([bus.topic(name) for name in topics], np.uint32)
    made["topic"] = ids[np.arange(count) % len(topics)]
    made["kind"] = 1
    made["values"][:, 3] = np.arange(count)
    return made


def until(condition: Callable[[], bool]) -> None:
    """Wait for another thread."""
    deadline = time.monotonic() + 20.0
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.001)
