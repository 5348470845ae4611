"""What every broker owes a bridge: each packet once, in order, until it is acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from redis.asyncio import Redis
from swarmcore.swarm.bridges import BrokerAwayError, BrokerRefusedError, parse_url
from swarmcore.swarm.bridges.broker import Broker
from swarmcore.swarm.bridges.nats_jetstream import NatsJetStream
from swarmcore.swarm.bridges.outbox import SealedPacket
from swarmcore.swarm.bridges.redis_streams import RedisStreams

from .servers import Server

ORIGIN = b"o" * 16


def broker(server: Server, *, receives: bool = True, **parameters: object) -> Broker:
    """A broker's client, of group g."""
    settings = parse_url(server.url(**({"group": "g"} | parameters)))
    kind = RedisStreams if server.scheme == "redis" else NatsJetStream
    return kind(settings, receives=receives)


def packets(*numbers: int) -> list[SealedPacket]:
    """Packets of one event each, whose body is their number."""
    return [SealedPacket(number, 1, memoryview(b"%d" % number)) for number in numbers]


async def received(member: Broker, count: int) -> list[tuple[Any, int]]:
    """The next packets, as token and number."""
    found: list[tuple[Any, int]] = []
    async with asyncio.timeout(30):
        while len(found) < count:
            found += [(entry.token, int(entry.body)) for entry in await member.receive()]
    return found


def run(scenario: Callable[..., Awaitable[None]], *members: Broker) -> None:
    """Open brokers, run a scenario with them, close them."""

    async def all_of_it() -> None:
        for member in members:
            await member.open()
        try:
            await scenario(*members)
        finally:
            for member in members:
                await member.close()

    asyncio.run(all_of_it())


def test_a_packet_that_is_sent_twice_is_stored_once(server: Server) -> None:
    """Whoever does not know whether it arrived sends it again."""

    async def scenario(member: Broker) -> None:
        assert await member.append(ORIGIN, packets(0, 1, 2)) == 3
        assert await member.append(ORIGIN, packets(1, 2, 3)) == 3
        assert await member.append(b"p" * 16, packets(1)) == 1
        assert [number for _, number in await received(member, 5)] == [0, 1, 2, 3, 1]

    run(scenario, broker(server))


def test_what_was_not_acknowledged_comes_again_and_first(server: Server) -> None:
    """After a lost connection a member gets in order what it got, and then what is new."""

    async def scenario(member: Broker) -> None:
        await member.append(ORIGIN, packets(*range(6)))
        first = await received(member, 6)
        await member.acknowledge([token for token, _ in first[:2]])
        await member.close()
        await member.open()
        await member.append(ORIGIN, packets(6, 7))
        assert [number for _, number in await received(member, 6)] == [2, 3, 4, 5, 6, 7]

    run(scenario, broker(server))


def test_a_group_begins_where_it_acknowledged(server: Server) -> None:
    """Also when a member of another name is the next to come."""

    async def scenario(member: Broker) -> None:
        await member.append(ORIGIN, packets(*range(4)))
        await member.acknowledge([token for token, _ in await received(member, 4)])
        await member.append(ORIGIN, packets(4))
        await member.close()
        await member.open()
        assert [number for _, number in await received(member, 1)] == [4]

    run(scenario, broker(server))


def test_a_member_that_died_is_replaced(server: Server) -> None:
    """What it got and never acknowledged another member gets after claim_ms."""

    async def scenario(dead: Broker, alive: Broker) -> None:
        await dead.append(ORIGIN, packets(*range(3)))
        assert len(await received(dead, 3)) == 3
        found = await received(alive, 3)
        assert [number for _, number in found] == [0, 1, 2]
        await alive.acknowledge([token for token, _ in found])

    members = [broker(server, claim_ms=300, consumer=name) for name in ("dead", "alive")]
    run(scenario, *members)


def test_a_full_stream_waits_for_every_group(server: Server) -> None:
    """Nothing that a group has not acknowledged is dropped; what all have, makes room."""

    async def scenario(one: Broker, other: Broker) -> None:
        assert await one.append(ORIGIN, packets(*range(6))) == 4
        await one.acknowledge([token for token, _ in await received(one, 4)])
        assert await one.append(ORIGIN, packets(4, 5)) == 0  # the other has read nothing
        found = await received(other, 4)
        await other.acknowledge([token for token, _ in found[:3]])
        stored = await one.append(ORIGIN, packets(4, 5))
        if stored == 0:  # a broker may make room only after it refused
            stored = await one.append(ORIGIN, packets(4, 5))
        assert stored == 2
        await other.acknowledge([found[3][0]])
        for member in (one, other):
            assert [number for _, number in await received(member, 2)] == [4, 5]

    run(scenario, *[broker(server, length=4, group=group) for group in ("one", "other")])


def test_a_full_stream_may_drop_its_oldest(server: Server) -> None:
    """Where the URL says so, what nobody has read yet makes room."""

    async def scenario(member: Broker) -> None:
        assert await member.append(ORIGIN, packets(*range(10))) == 10
        assert [number for _, number in await received(member, 4)] == [6, 7, 8, 9]

    run(scenario, broker(server, length=4, full="drop_oldest"))


def test_a_stream_without_groups_keeps_its_latest(redis_server: Server) -> None:
    """Nobody has said that it needs them: the stream holds what it may."""

    async def scenario(sender: Broker) -> None:
        assert await sender.append(ORIGIN, packets(*range(10))) == 10
        later = broker(redis_server, length=4)
        await later.open()
        assert [number for _, number in await received(later, 4)] == [6, 7, 8, 9]
        await later.close()

    run(scenario, broker(redis_server, length=4, receives=False))


def test_a_broker_that_is_not_there_is_away(server: Server) -> None:
    """Connecting and asking fail by the same error, which names the place."""
    member = broker(server, timeout_ms=1000)

    async def scenario() -> None:
        await member.open()
        server.kill()
        with pytest.raises(BrokerAwayError, match=f"127.0.0.1:{server.port}: "):
            await member.append(ORIGIN, packets(1))
        await member.close()
        with pytest.raises(BrokerAwayError, match=f"127.0.0.1:{server.port}: "):
            await member.open()
        await member.close()

    asyncio.run(scenario())


def test_a_stream_of_another_kind_is_refused(redis_server: Server) -> None:
    """A key that holds no stream is not overwritten."""

    async def scenario() -> None:
        client = Redis(port=redis_server.port)
        await client.set("swarmcore", "a text")
        member = broker(redis_server)
        with pytest.raises(BrokerRefusedError, match="WRONGTYPE"):
            await member.open()
        await member.close()
        assert await client.get("swarmcore") == b"a text"
        await client.aclose()

    asyncio.run(scenario())


def test_a_group_that_was_removed_is_made_again(redis_server: Server) -> None:
    """A server that was emptied is one that is away: to open again is the cure."""

    async def scenario(member: Broker) -> None:
        client = Redis(port=redis_server.port)
        await client.flushall()
        await client.aclose()
        with pytest.raises(BrokerAwayError, match="NOGROUP"):
            await member.receive()
        await member.close()
        await member.open()
        await member.append(ORIGIN, packets(0))
        assert [number for _, number in await received(member, 1)] == [0]

    run(scenario, broker(redis_server))


def test_the_order_holds_where_room_is_made_meanwhile(server: Server) -> None:
    """Of a broker's several calls on their way, none may overtake one that found no room."""

    async def scenario(sender: Broker, reader: Broker) -> None:
        bodies = [memoryview(b"%d" % number + b" " * 100_000) for number in range(200)]
        rest = [SealedPacket(number, 1, body) for number, body in enumerate(bodies)]
        numbers: list[int] = []

        async def read() -> None:
            while len(numbers) < len(bodies):
                for token, number in await received(reader, 1):
                    numbers.append(number)
                    await reader.acknowledge([token])

        reading = asyncio.create_task(read())
        async with asyncio.timeout(30):
            while rest:
                rest = rest[await sender.append(ORIGIN, rest) :]
            await reading
        assert numbers == list(range(200))

    sender = broker(server, length=5, receives=False, packet=1)
    run(scenario, sender, broker(server, length=5, packet=1))
