"""The live bus: rings between threads, and consumer loops that read them."""

from __future__ import annotations

import asyncio
import collections
import threading
import time
from collections.abc import Callable
from typing import Any, SupportsFloat, SupportsIndex, SupportsInt

from swarmcore import _core
from swarmcore.bus.overflow import checked_overflow
from swarmcore.bus.requests import Requesting, Requests
from swarmcore.errors import BusError

__all__ = ["Consumer", "LiveEventBus", "LiveEventStream"]

_CONFLATED = frozenset({"quote"})  # first words of topics of which only the newest matters


class Consumer(_core.bus.Consumer):
    """One consumer loop of a live bus: its subscriptions, and a cursor into every ring.

    Args:
        bus: The LiveEventBus.

    Raises:
        BusError: The bus has as many consumers as it can have, 64.
    """

    _loop: asyncio.AbstractEventLoop | None = None
    _spin = 0.0
    _awake_until = 0.0  # of time.monotonic
    _turns_again = False

    def attach(self, loop: asyncio.AbstractEventLoop | None = None, *, spin: float = 0.0) -> None:
        """Let an event loop deliver from now on, in its own thread.

        Args:
            loop: asyncio's or uvloop's; None takes the running one.
            spin: Seconds after an event in which the loop looks for the next one again and again
                before it sleeps. To be woken takes longer than all else on an event's way; not to
                sleep takes a core. Tasks of the loop have their turns meanwhile.

        Raises:
            BusError: A loop delivers already, or spin is no number of seconds.
        """
        if self._loop is not None:
            raise BusError("consumer: expected to be attached to one loop, was attached before")
        if not 0.0 <= spin < float("inf"):
            raise BusError(f"consumer: spin: expected 0 seconds or more, was {spin}")
        self._loop = asyncio.get_running_loop() if loop is None else loop
        self._spin, self._awake_until, self._turns_again = spin, 0.0, True
        self._loop.add_reader(self.fileno(), self._wake)
        self._loop.call_soon(self._turn)

    def detach(self) -> None:
        """Let the loop deliver no more; nothing where none does."""
        if self._loop is not None:
            self._loop.remove_reader(self.fileno())
            self._loop = None

    def poll(self, limit: SupportsInt | SupportsIndex = 4096) -> int:
        """Deliver what waits, in the calling thread.

        A handler that raises does not keep events from the others: the first exception is raised
        when all have been delivered.

        Args:
            limit: Events at most.

        Returns:
            Events taken; 0 where nothing waits, or within a delivery.

        Raises:
            BusError: The consumer was closed, a loop delivers, which would not be woken for what
                comes next, or a handler kept the array of a batch.
        """
        self._check_detached("polled")
        return super().poll(limit)

    def wait(self, timeout: SupportsFloat | SupportsIndex) -> bool:
        """Sleep until an event waits, at most so many seconds; False where none came.

        Raises:
            BusError: The consumer was closed, or a loop delivers.
        """
        self._check_detached("waited for")
        return super().wait(timeout)

    def run(self, stop: threading.Event, *, pause: float = 0.05) -> None:
        """Deliver in the calling thread until told to stop.

        An exception out of a handler ends it, when the events at hand have been delivered.

        Args:
            stop: Ends it, once nothing waits any more.
            pause: Seconds between two looks at `stop` while nothing comes.
        """
        while True:
            if self.poll() == 0:
                if stop.is_set():
                    return
                self.wait(pause)

    def close(self) -> None:
        """End all subscriptions; publishers are not held up any more."""
        self.detach()
        super().close()

    def _check_detached(self, done: str) -> None:
        if self._loop is not None:
            raise BusError(
                f"consumer: expected to be {done} where no loop delivers, was attached to one; "
                "detach() first, or leave it to the loop"
            )

    def _wake(self) -> None:
        if self._turns_again:
            self.clear()
        else:
            self._turn()

    def _look(self) -> bool:
        """A turn that stays awake; True where the next one is to follow."""
        now = time.monotonic()
        if super().poll():
            self._awake_until = now + self._spin
        elif now >= self._awake_until:
            return self.turn()
        return True

    def _turn(self) -> None:
        loop = self._loop
        if loop is None:
            return
        again = True
        try:
            again = self._look() if self._spin else self.turn()
        except Exception as error:
            loop.call_exception_handler(
                {"message": f"a handler of the bus raised {error!r}", "exception": error}
            )
        self._turns_again = again
        if again and self._loop is not None:
            loop.call_soon(self._turn)


class LiveEventBus(Requesting, _core.bus.LiveEventBus):
    """Carries events between threads, to consumer loops.

    Publishing puts an event into the ring of its lane, from any thread, and returns. Each consumer
    loop reads at its own pace: control before orders before market data. One of them, the main one,
    is the bus's own; ``attach`` lets an event loop run it.

    Args:
        capacity: Events that a lane holds, a power of two of at least 2.

    Raises:
        ValueError: capacity is not a power of two of at least 2.
    """

    def __init__(self, capacity: int = 65536) -> None:
        super().__init__(capacity)
        self._requests = Requests(self)
        self._main = Consumer(self)

    def subscribe(
        self,
        pattern: str,
        handler: Callable[..., Any],
        overflow: str | None = None,
        *,
        timeout: float = 1.0,
        batch: bool = False,
        with_record: bool = False,
        on_gap: Callable[[int], Any] | None = None,
    ) -> int:
        """Call a handler from the main consumer loop; see Consumer.subscribe.

        Args:
            pattern: A topic in which `*` stands for any run of characters, dots included.
            handler: Called with one argument.
            overflow: None conflates quotes, and blocks for everything else.
            timeout: Seconds that a publisher may be held up.
            batch: True to get arrays of records instead of single events.
            with_record: True calls the handler with the Event and the object beside it.
            on_gap: Called with how many events were overwritten unread.
        """
        if overflow is None:
            overflow = "conflate" if pattern.partition(".")[0] in _CONFLATED else "block"
        return self._main.subscribe(
            pattern,
            handler,
            checked_overflow(overflow),
            timeout=timeout,
            batch=batch,
            with_record=with_record,
            on_gap=on_gap,
        )

    def unsubscribe(self, subscription: int) -> bool:
        """End a subscription of the main consumer loop; False where it ended before."""
        return self._main.unsubscribe(subscription)

    def counts(self, subscription: int) -> tuple[int, int, int]:
        """What a subscription of the main consumer loop got: delivered, missed, conflated."""
        return self._main.counts(subscription)

    def attach(self, loop: asyncio.AbstractEventLoop | None = None, *, spin: float = 0.0) -> None:
        """Let an event loop run the main consumer loop; see Consumer.attach."""
        self._main.attach(loop, spin=spin)

    def detach(self) -> None:
        """Let the event loop run the main consumer loop no more."""
        self._main.detach()

    def poll(self, limit: int = 4096) -> int:
        """Deliver what waits in the main consumer loop, where no event loop does; see Consumer."""
        return self._main.poll(limit)

    def wait(self, timeout: float) -> bool:
        """Sleep until an event waits in the main consumer loop; False where none came in time."""
        return self._main.wait(timeout)

    def consumer(self) -> Consumer:
        """A consumer loop for another thread."""
        return Consumer(self)

    def stream(
        self, pattern: str, *, overflow: str = "block", timeout: float = 1.0
    ) -> LiveEventStream:
        """What is published from now on, as an asynchronous iterator with a cursor of its own.

        Args:
            pattern: A topic in which `*` stands for any run of characters, dots included.
            overflow: What happens where the reader falls behind, as of Consumer.subscribe.
            timeout: Seconds that a publisher may be held up.
        """
        return LiveEventStream(self, pattern, overflow, timeout)


class LiveEventStream:
    """What a live bus publishes on a pattern: ``async for event in stream``.

    It reads the rings by a cursor of its own: a reader that blocks holds publishers up.
    """

    def __init__(self, bus: LiveEventBus, pattern: str, overflow: str, timeout: float) -> None:
        self.gap = 0
        """Events that were overwritten before they were read."""
        self._consumer = Consumer(bus)
        self._events: collections.deque[Any] = collections.deque()
        self._consumer.subscribe(
            pattern,
            self._events.append,
            checked_overflow(overflow),
            timeout=timeout,
            on_gap=self._on_gap,
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reader: asyncio.Future[None] | None = None
        self._closed = False

    def __aiter__(self) -> LiveEventStream:
        return self

    async def __anext__(self) -> Any:
        if self._closed:
            raise StopAsyncIteration
        while not self._events:
            # Few at a time: what is unread in the ring is what holds publishers up.
            if self._consumer.poll(16) == 0 and self._consumer.arm():
                await self._wait()
                if self._closed:
                    raise StopAsyncIteration
        return self._events.popleft()

    async def __aenter__(self) -> LiveEventStream:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the stream, and hold no publisher up any more."""
        if self._closed:
            return
        self._closed = True
        if self._loop is not None:
            self._loop.remove_reader(self._consumer.fileno())
        self._consumer.close()
        self._wake()

    async def _wait(self) -> None:
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._loop.add_reader(self._consumer.fileno(), self._wake)
        self._reader = self._loop.create_future()
        await self._reader

    def _on_gap(self, missed: int) -> None:
        self.gap += missed

    def _wake(self) -> None:
        if not self._closed:
            self._consumer.clear()
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)
