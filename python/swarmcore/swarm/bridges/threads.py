"""A bridge in a thread of its own, so that it does not share the agents' event loop."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from swarmcore.bus import LiveEventBus
from swarmcore.errors import ConfigError
from swarmcore.swarm.bridges.bridge import Bridge
from swarmcore.swarm.bridges.errors import BridgeError

__all__ = ["BridgeThread"]

_log = logging.getLogger(__name__)


class BridgeThread:
    """Runs a bridge of a live bus in an event loop and a thread of its own.

    ``with BridgeThread(connect(url, bus, ...)):`` starts it and stops it, from any thread, with or
    without an event loop. Where agents keep their loop busy the bridge goes on
    sending and receiving, and where the bridge is busy agents do not wait for it.

    Args:
        bridge: One that was not entered.

    Raises:
        ConfigError: The bus is a deterministic one, whose one thread alone may publish.
    """

    def __init__(self, bridge: Bridge) -> None:
        if not isinstance(bridge.bus, LiveEventBus):
            raise ConfigError(
                "bus: expected a LiveEventBus, which takes events from any thread, was "
                f"{type(bridge.bus).__name__}; enter the bridge by `async with` in the bus's thread"
            )
        self.bridge = bridge
        self._entered: Future[None] = Future()
        self._ended: Future[None] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="bridge loop", daemon=True)

    def start(self) -> None:
        """Begin; returns when the bridge has subscribed, whether or not its broker is there.

        Raises:
            BridgeError: It was started before.
            BrokerRefusedError: The broker answers and refuses.
        """
        if self._thread.ident is not None:
            raise BridgeError("bridge: expected one that was not started before; make another")
        self._thread.start()
        try:
            self._entered.result()
        except BaseException:
            self._thread.join()
            raise

    def stop(self) -> None:
        """Leave: wait until the broker has everything, at most the URL's ``linger_ms``.

        Raises:
            BridgeError: It was not started; it failed on the way; or events are left that the
                broker did not take in time.
        """
        if self._loop is None or self._stop is None:
            raise BridgeError("bridge: expected one that was started, was not")
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()
        self._ended.result()
        failure = self.bridge.failure
        if failure is not None:
            message = f"bridge: expected to run until it was stopped, failed: {failure}"
            raise BridgeError(message) from failure

    def drained(self, timeout: float | None = None) -> None:
        """Wait until the broker has everything that was sent before.

        Of a live bus what was published a moment ago may still be on its way to the bridge.

        Raises:
            TimeoutError: It took longer.
            BridgeError: The bridge does not run, or has failed.
        """
        if self._loop is None or not self._thread.is_alive():
            raise BridgeError("bridge: expected one that runs, does not")
        asyncio.run_coroutine_threadsafe(self.bridge.drained(), self._loop).result(timeout)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            self.stop()
        except BridgeError as failure:
            if error is None:
                raise
            _log.error("%s", failure)

    def _run(self) -> None:
        try:
            with asyncio.Runner() as runner:
                runner.run(self._live())
        except BaseException as error:
            if not self._entered.done():
                self._entered.set_exception(error)
            self._ended.set_exception(error)
        else:
            self._ended.set_result(None)

    async def _live(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with self.bridge:
            self._entered.set_result(None)
            await self._stop.wait()
