"""Async handlers: run inline, and made a task only when they have to wait.

Until its first wait a handler runs inside the delivery of its event, outside any task: code that
needs the current task (``asyncio.timeout``) goes into a coroutine that the handler awaits through
``asyncio.create_task``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from swarmcore.errors import BusError

__all__ = ["resume_later", "start"]


def start(coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
    """Run a coroutine until it ends or first waits.

    Returns:
        None if it ended, else the task that goes on with it.

    Raises:
        BusError: It waits, and no event loop runs to wait in.
    """
    try:
        awaited = coroutine.send(None)
    except StopIteration:
        return None
    return resume_later(coroutine, awaited)


def resume_later(
    coroutine: Coroutine[Any, Any, Any],
    awaited: Any,
    within: Callable[[Awaitable[Any]], Coroutine[Any, Any, Any]] | None = None,
) -> asyncio.Task[Any]:
    """Go on with a coroutine that has already yielded `awaited`, as a task of the running loop.

    Args:
        coroutine: Begun, and not ended.
        awaited: What it waits for.
        within: Awaits the rest of it, in the task; None awaits it and no more.

    Raises:
        BusError: No event loop runs to wait in; the coroutine is closed.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        coroutine.close()
        name = getattr(coroutine, "__qualname__", "handler")
        raise BusError(f"{name}: expected a running event loop to wait in, there is none") from None
    rest = _Rest(coroutine, awaited)
    return loop.create_task(_finish(rest) if within is None else within(rest))


async def _finish(rest: Awaitable[Any]) -> Any:
    return await rest


class _Rest:
    """What is left of a coroutine that has already yielded `awaited` to its event loop."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], awaited: Any) -> None:
        self._coroutine = coroutine
        self._awaited = awaited

    def __await__(self) -> Generator[Any, Any, Any]:
        awaited = self._awaited
        try:
            while True:
                try:
                    sent = yield awaited
                except BaseException as error:
                    awaited = self._coroutine.throw(error)
                else:
                    awaited = self._coroutine.send(sent)
        except StopIteration as stop:
            return stop.value
