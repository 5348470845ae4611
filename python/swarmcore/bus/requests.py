"""Questions over the bus: a request, and the one answer that it waits for."""

from __future__ import annotations

import asyncio
import difflib
import itertools
from typing import TYPE_CHECKING, Any

from swarmcore.bus.messages import Message, MessageKind
from swarmcore.errors import BusError, RequestError, RequestTimeoutError

if TYPE_CHECKING:
    from swarmcore.bus.event_bus import Bus

__all__ = ["Requesting", "Requests"]

_TOPIC = "request."


class Requests:
    """The requests of one bus that wait for their answers.

    A request is published on ``request.<recipient>`` and its answer on ``response.<sender>``, where
    one subscription for all hears them. An answer that nobody waits for any more is dropped.

    Args:
        bus: Carries both.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._pending: dict[str, _Pending] = {}
        self._count = itertools.count(1)
        self._listening = False

    async def ask(
        self,
        recipient: str,
        topic: str,
        payload: Any,
        *,
        timeout: float,
        sender: str,
        ts: int,
        priority: int,
    ) -> Any:
        """Send a request and wait for its answer; see Bus.request."""
        if not timeout > 0.0:
            raise ValueError(
                f"timeout: expected more than 0 seconds, was {timeout}: its deadline is past"
            )
        self._check_recipient(recipient)
        if not self._listening:
            self._listening = True
            self._bus.subscribe("response.*", self._on_answer)
        request = Message(
            ts=ts,
            sender=sender,
            topic=topic,
            payload=payload,
            kind=MessageKind.REQUEST,
            id=f"{sender}-{next(self._count)}",
            recipient=recipient,
            priority=priority,
            deadline=ts + round(timeout * 1e9) if ts else 0,
        )
        pending = self._pending[request.id] = _Pending()
        try:
            self._bus.publish(_TOPIC + recipient, request, ts=ts, priority=priority)
            answer = await pending.answer(timeout)
        finally:
            del self._pending[request.id]
        if answer is None:
            raise RequestTimeoutError(
                f"{recipient}: expected an answer to {topic!r} within {timeout} s, none came"
            )
        if answer.kind is MessageKind.ERROR:
            raise RequestError(f"{recipient}: {topic}: {answer.payload}")
        return answer.payload

    def answer(self, request: Message, kind: MessageKind, payload: Any, ts: int) -> None:
        """Publish the answer to a request."""
        if request.kind is not MessageKind.REQUEST:
            raise BusError(
                f"{request.topic}: expected a request to answer, was of kind {request.kind}"
            )
        message = Message(
            ts=ts or request.ts,
            sender=request.recipient,
            topic=request.topic,
            payload=payload,
            kind=kind,
            id=f"{request.recipient}-{next(self._count)}",
            recipient=request.sender,
            correlation_id=request.id,
            priority=request.priority,
        )
        topic = f"response.{request.sender or 'nobody'}"
        self._bus.publish(topic, message, ts=message.ts, priority=request.priority)

    def _check_recipient(self, recipient: str) -> None:
        if self._bus.is_wanted(_TOPIC + recipient):
            return
        known = sorted(
            pattern.removeprefix(_TOPIC)
            for pattern in self._bus.patterns
            if pattern.startswith(_TOPIC) and "*" not in pattern
        )
        near = difflib.get_close_matches(recipient, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known) or 'none'}"
        raise RequestError(f"{recipient}: expected a recipient that takes requests; {hint}")

    def _on_answer(self, message: Any) -> None:
        pending = self._pending.get(getattr(message, "correlation_id", ""))
        if pending is not None:
            pending.set(message)


class _Pending:
    """An answer that may come before anybody waits, while somebody waits, or from a thread."""

    def __init__(self) -> None:
        self._answer: Message | None = None
        self._future: asyncio.Future[None] | None = None

    def set(self, answer: Message) -> None:
        if self._answer is not None:
            return
        self._answer = answer
        if self._future is not None:
            self._future.get_loop().call_soon_threadsafe(self._wake)

    async def answer(self, timeout: float) -> Message | None:
        """The answer; None where none came in time."""
        if self._answer is None:
            loop = asyncio.get_running_loop()
            # No asyncio.timeout: a hook runs outside any task until it first waits.
            self._future = loop.create_future()
            timer = loop.call_later(timeout, self._wake)
            try:
                await self._future
            finally:
                timer.cancel()
        return self._answer

    def _wake(self) -> None:
        if self._future is not None and not self._future.done():
            self._future.set_result(None)


class Requesting:
    """Requests over whatever bus it is mixed into."""

    _requests: Requests

    async def request(
        self,
        recipient: str,
        topic: str,
        payload: Any = None,
        *,
        timeout: float = 1.0,
        sender: str = "",
        ts: int = 0,
        priority: int = 0,
    ) -> Any:
        """Ask, and wait for the answer.

        Args:
            recipient: Who is asked; it subscribed to ``request.<recipient>``.
            topic: What about.
            payload: Anything else that the recipient needs.
            timeout: Seconds to wait.
            sender: Who asks.
            ts: Now, nanoseconds UTC; with it the request has a deadline.
            priority: Of request and answer.

        Returns:
            The payload of the answer.

        Raises:
            RequestError: Nobody takes requests by that name, or the answer is an error.
            RequestTimeoutError: No answer came in time.
            ValueError: timeout is not above 0.
        """
        return await self._requests.ask(
            recipient,
            topic,
            payload,
            timeout=timeout,
            sender=sender,
            ts=ts,
            priority=priority,
        )

    def respond(self, request: Message, payload: Any = None, *, ts: int = 0) -> None:
        """Answer a request.

        Raises:
            BusError: The message is no request.
        """
        self._requests.answer(request, MessageKind.RESPONSE, payload, ts)

    def fail(self, request: Message, reason: str, *, ts: int = 0) -> None:
        """Answer a request by an error: whoever asked gets a RequestError of that reason.

        Raises:
            BusError: The message is no request.
        """
        self._requests.answer(request, MessageKind.ERROR, reason, ts)
