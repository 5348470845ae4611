"""What an acknowledgement means: every handler has returned, or has come to its first wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import nats
from redis import Redis
from swarmcore.bus import EventBus
from swarmcore.swarm.bridges import connect

from .servers import Server


async def pending_at(server: Server) -> int:
    """Packets that group g got and has not acknowledged, as the broker counts them."""
    if server.scheme == "redis":
        with Redis(port=server.port) as redis:
            return int(redis.xpending("swarmcore", "g")["pending"])
    client = await nats.connect(f"nats://127.0.0.1:{server.port}")
    group = await client.jetstream().consumer_info("swarmcore", "g")
    await client.close()
    return int(group.num_ack_pending)


def test_a_handler_that_has_not_returned_holds_the_acknowledgement_back(
    redis_server: Server, until: Callable[..., Any]
) -> None:
    """While it runs the event is pending at the broker, and afterwards no more."""
    here, there = EventBus(64), EventBus(64)
    pending: list[int] = []

    def count_pending() -> int:
        with Redis(port=redis_server.port) as redis:
            return int(redis.xpending("swarmcore", "g")["pending"])

    there.subscribe("bar.*", lambda event: pending.append(count_pending()))

    async def scenario() -> None:
        async with (
            connect(redis_server.url(), here, send=("bar.*",)),
            connect(redis_server.url(group="g"), there, receive=("bar.*",)),
        ):
            here.publish("bar.A", 1)
            await until(lambda: pending)
            await until(lambda: count_pending() == 0)

    asyncio.run(scenario())
    assert pending == [1]


def test_a_handler_that_waits_counts_as_delivered(
    server: Server, until: Callable[..., Any]
) -> None:
    """An async handler is not waited for: at its first wait its event is the process's own."""
    here, there, again = EventBus(64), EventBus(64), EventBus(64)
    begun: list[Any] = []
    finished: list[Any] = []
    got: list[Any] = []

    end = asyncio.Event()

    async def wait(event: Any) -> None:
        begun.append(event)
        await end.wait()
        finished.append(event)

    there.subscribe("bar.*", wait)
    again.subscribe("bar.*", got.append)

    async def scenario() -> None:
        async with connect(server.url(), here, send=("bar.*",)) as sender:
            async with connect(server.url(group="g"), there, receive=("bar.*",)) as receiver:
                here.publish("bar.A", "first")
                await until(lambda: receiver.counts.received == 1)
                async with asyncio.timeout(30):
                    while await pending_at(server):
                        await asyncio.sleep(0.005)
            here.publish("bar.A", "second")
            await sender.drained()
            async with connect(server.url(group="g"), again, receive=("bar.*",)):
                await until(lambda: got)
        assert (begun, finished) == (["first"], [])
        end.set()
        await until(lambda: finished)

    asyncio.run(scenario())
    assert got == ["second"]
