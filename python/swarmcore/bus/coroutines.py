"""Async handlers: run inline, and made a task only when they have to wait.

Until its first wait a handler runs inside the delivery of its event, outside any task: code that
needs the current task (``asyncio.timeout``) goes into a coroutine that the handler awaits through
``asyncio.create_task``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from typing import Any

from swarmcore.errors import BusError

__all__ = ["start"]


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
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        coroutine.close()
        name = getattr(coroutine, "__qualname__", "handler")
        raise BusError(f"{name}: expected a running event loop to wait in, there is none") from None
    return loop.create_task(_finish(coroutine, awaited))


async def _finish(coroutine: Coroutine[Any, Any, Any], awaited: Any) -> Any:
    return await _Rest(coroutine, awaited)


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
