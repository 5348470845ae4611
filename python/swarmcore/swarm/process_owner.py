"""What a process of an agent tells the swarm, and what it refuses."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, Protocol

from swarmcore.errors import BusError
from swarmcore.swarm.frames import Failed

__all__ = ["ProcessFullError", "ProcessOwner"]


class ProcessFullError(BusError):
    """As many events as may be wait for an agent's process."""


class ProcessOwner(Protocol):
    """Who hears what happens in a process; called by the thread that reads from it."""

    def published(self, topic: str, message: Any, priority: int) -> None:
        """The agent has published."""
        ...

    def called(self, method: str, arguments: dict[str, Any], answer: Future[Any]) -> None:
        """The agent asks its swarm for something, and waits until the answer is set."""
        ...

    def acknowledged(self, events: int, busy: int, state: bytes) -> None:
        """Events are done, in so many nanoseconds; state is empty where it has not changed."""
        ...

    def failed(self, failure: Failed, message: Any) -> None:
        """A hook has raised, at a message or None; the process waits for `restart`."""
        ...

    def lost(self, reason: str, hook: str, poison: Any) -> None:
        """The process has ended or was killed; `start` replaces it.

        Poison is the event that was its end twice, or None; it is not delivered again.
        """
        ...
