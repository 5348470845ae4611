"""NATS JetStream as a broker of packets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import nats
from nats import errors
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext, api
from nats.js import errors as js_errors

from swarmcore.swarm.bridges.broker import Entry
from swarmcore.swarm.bridges.errors import BrokerAwayError, BrokerRefusedError
from swarmcore.swarm.bridges.outbox import SealedPacket
from swarmcore.swarm.bridges.url import BridgeSettings

__all__ = ["NatsJetStream"]

_READ = 64
"""Packets asked for at once; the group may have twice as many without acknowledging them, since the
next ones are on their way while the last ones are delivered."""
_DUPLICATE_SECONDS = 120.0
"""How long JetStream remembers what it stored, to pass over what is sent a second time."""
_STREAM_FULL = 10077
"""JetStream's code where a stream holds as much as it may."""

Result = TypeVar("Result")


class NatsJetStream:
    """A stream of one NATS server, kept in its files.

    Args:
        settings: What the URL says.
        receives: False leaves the group alone: this side only sends.
    """

    def __init__(self, settings: BridgeSettings, *, receives: bool) -> None:
        self._settings = settings
        self._receives = receives
        self._subject = f"{settings.stream}.packets"
        self._timeout = settings.timeout_ms / 1000
        self._client: Client | None = None
        self._stream: JetStreamContext | None = None
        self._subscription: JetStreamContext.PullSubscription | None = None
        self._closed: asyncio.Future[None] | None = None
        self._failure: Exception | None = None

    async def open(self) -> None:
        """Connect; make the stream and the group where they are missing."""
        async with self._translated():
            self._failure = None
            closed = self._closed = asyncio.get_running_loop().create_future()

            async def tell_closed() -> None:
                if not closed.done():
                    closed.set_result(None)

            async with asyncio.timeout(self._timeout):
                self._client = await nats.connect(
                    self._settings.server,
                    error_cb=self._note,
                    closed_cb=tell_closed,
                    # The bridge itself connects again, and then asks again for what it never
                    # acknowledged.
                    allow_reconnect=False,
                    max_reconnect_attempts=1,
                    reconnect_time_wait=0,
                )
            self._stream = self._client.jetstream(timeout=self._timeout)
            await self._make_stream(self._stream)
            if self._receives:
                self._subscription = await self._join(self._stream)

    async def close(self) -> None:
        """Disconnect."""
        client, self._client = self._client, None
        self._stream = self._subscription = None
        if client is not None and not client.is_closed:
            with suppress(errors.Error, OSError, TimeoutError):  # it may be gone already
                async with asyncio.timeout(self._timeout):
                    await client.close()

    async def append(self, origin: bytes, packets: Sequence[SealedPacket]) -> int:
        """Store packets; see Broker."""
        async with self._translated():
            self._check_open()
            publishing = self._publish(origin, packets)
            return await self._unless_closed(publishing, self._timeout * (len(packets) + 1))

    async def _publish(self, origin: bytes, packets: Sequence[SealedPacket]) -> int:
        stream = self._stream
        assert stream is not None
        # One after the other: were a second on its way when the first is refused, room made
        # meanwhile would let it in before the first.
        for stored, packet in enumerate(packets):
            identity = f"{origin.hex()}-{packet.first}"
            try:
                await stream.publish(
                    self._subject, bytes(packet.body), headers={api.Header.MSG_ID: identity}
                )
            except js_errors.APIError as error:
                if error.err_code != _STREAM_FULL:
                    raise
                await self._make_room(stream)
                return stored
        return len(packets)

    async def receive(self) -> list[Entry]:
        """The next packets; see Broker."""
        async with self._translated():
            assert self._subscription is not None
            wait = min(1.0, self._timeout / 4)
            try:
                messages = await self._unless_closed(self._subscription.fetch(_READ, wait))
            except (errors.TimeoutError, TimeoutError):
                return []
            return [Entry(message, message.data) for message in messages]

    async def acknowledge(self, tokens: Sequence[Msg]) -> None:
        """Acknowledge packets; see Broker."""
        async with self._translated():
            for message in tokens[:-1]:
                await message.ack()
            # Of the last one we wait to hear: the server takes them in order.
            await self._unless_closed(tokens[-1].ack_sync(self._timeout))

    async def _make_stream(self, stream: JetStreamContext) -> None:
        settings = self._settings
        blocks = settings.full == "block"
        await stream.add_stream(
            api.StreamConfig(
                name=settings.stream,
                subjects=[self._subject],
                max_msgs=settings.length,
                discard=api.DiscardPolicy.NEW if blocks else api.DiscardPolicy.OLD,
                storage=api.StorageType.FILE,
                duplicate_window=_DUPLICATE_SECONDS,
            )
        )

    async def _join(self, stream: JetStreamContext) -> JetStreamContext.PullSubscription:
        settings = self._settings
        policy = api.DeliverPolicy.ALL if settings.start == "all" else api.DeliverPolicy.NEW
        config = api.ConsumerConfig(
            durable_name=settings.group,
            ack_policy=api.AckPolicy.EXPLICIT,
            ack_wait=settings.claim_ms / 1000,
            max_ack_pending=2 * _READ,
            deliver_policy=policy,
        )
        try:
            known = await stream.consumer_info(settings.stream, settings.group)
        except js_errors.NotFoundError:
            await stream.add_consumer(settings.stream, config)
        else:
            # JetStream would deliver new packets before those that a member got and lost with its
            # connection. Where nobody of the group waits, it starts again after the last one
            # acknowledged, so that the order holds; nothing is lost and duplicates are dropped.
            if known.num_ack_pending and not known.num_waiting and known.ack_floor is not None:
                await stream.delete_consumer(settings.stream, settings.group)
                config.deliver_policy = api.DeliverPolicy.BY_START_SEQUENCE
                config.opt_start_seq = known.ack_floor.stream_seq + 1
                await stream.add_consumer(settings.stream, config)
        return await stream.pull_subscribe_bind(settings.group, settings.stream)

    async def _make_room(self, stream: JetStreamContext) -> None:
        """Remove what every group has acknowledged."""
        groups = await stream.consumers_info(self._settings.stream)
        floors = [group.ack_floor.stream_seq for group in groups if group.ack_floor is not None]
        floor = min(floors, default=0)
        if floor:
            await stream.purge_stream(self._settings.stream, seq=floor + 1)

    async def _note(self, error: Exception) -> None:
        self._failure = error

    async def _unless_closed(
        self, awaitable: Awaitable[Result], timeout: float | None = None
    ) -> Result:
        """What it gives; BrokerAwayError where the connection is lost or it takes too long."""
        assert self._closed is not None
        timeout = self._timeout if timeout is None else timeout
        task = asyncio.ensure_future(awaitable)
        either: set[asyncio.Future[Any]] = {task, self._closed}
        try:
            await asyncio.wait(either, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            if task.done() and not task.cancelled():
                return task.result()
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task}, timeout=self._timeout)
            if task.done() and not task.cancelled():
                task.exception()  # told above, or of no interest: it came too late
        self._check_open()
        place = self._settings.place
        raise BrokerAwayError(f"{place}: expected an answer within {timeout:g} s, was none")

    def _check_open(self) -> None:
        if self._closed is None or self._closed.done():
            reason = self._failure or "closed"
            raise BrokerAwayError(f"{self._settings.place}: the connection is lost ({reason})")

    @asynccontextmanager
    async def _translated(self) -> AsyncIterator[None]:
        """Name the broker's errors in our words."""
        place = self._settings.place
        try:
            yield
        except (BrokerAwayError, BrokerRefusedError):
            raise
        except (errors.AuthorizationError, errors.InvalidUserCredentialsError) as error:
            raise BrokerRefusedError(f"{place}: {error}") from error
        except (js_errors.ServiceUnavailableError, js_errors.ServerError) as error:
            raise BrokerAwayError(f"{place}: {error}") from error
        except js_errors.NotFoundError as error:
            # Stream or group are gone; to open again makes them.
            raise BrokerAwayError(f"{place}: {error}") from error
        except (js_errors.APIError, errors.MaxPayloadError, errors.BadSubjectError) as error:
            raise BrokerRefusedError(f"{place}: {error}") from error
        except (errors.Error, OSError, TimeoutError) as error:
            raise BrokerAwayError(f"{place}: {error or type(error).__name__}") from error
