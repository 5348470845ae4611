"""Publisher and subscriber in processes of their own, and a broker that really stops.

Every event arrives at least once; what arrives twice has the same number, and without it every
number is there once and in order.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from .servers import Server

PROGRAM = Path(__file__).with_name("processes.py")
EVENTS = 6_000


class Swarm:
    """One publisher, one subscriber, and the numbers that arrived."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.url = server.url(
            packet=16, backoff_most_ms=100, timeout_ms=2000, linger_ms=60_000, claim_ms=2000
        )
        self.path = folder / "numbers"
        self.path.touch()
        self.log = (folder / "processes.log").open("ab")
        self.publisher: subprocess.Popen[bytes] | None = None
        self.subscriber: subprocess.Popen[bytes] | None = None

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "error", str(PROGRAM), *arguments]
        return subprocess.Popen(command, stdout=self.log, stderr=self.log, env=os.environ)

    def start_publisher(self, count: int = EVENTS) -> None:
        self.publisher = self._run("publish", self.url, str(count))

    def start_subscriber(self) -> None:
        self.subscriber = self._run("subscribe", self.url + "&group=g", str(self.path))

    def numbers(self) -> list[int]:
        """What has arrived, in its order, as often as it did."""
        return [int(line) for line in self.path.read_bytes().split(b"\n")[:-1]]

    def wait_for(self, count: int) -> None:
        """Until as many different numbers have arrived."""
        until = time.monotonic() + 60
        while len(set(self.numbers())) < count:
            assert time.monotonic() < until, f"{len(set(self.numbers()))} of {count} arrived"
            time.sleep(0.01)

    def finish(self) -> list[int]:
        """Everything that arrived, once the publisher has left and all its numbers are there."""
        assert self.publisher is not None
        assert self.publisher.wait(60) == 0
        self.wait_for(EVENTS)
        return self.numbers()

    def end(self) -> None:
        for process in (self.publisher, self.subscriber):
            if process is not None:
                process.kill()
                process.wait()
        self.log.close()


@pytest.fixture
def swarm(server: Server, tmp_path: Path) -> Iterator[Swarm]:
    """A swarm around each of the brokers."""
    made = Swarm(server, tmp_path)
    yield made
    made.end()


def once_and_in_order(numbers: list[int]) -> bool:
    """True where dropping what came before leaves every number, in order."""
    return list(dict.fromkeys(numbers)) == list(range(EVENTS))


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_a_broker_that_ends_loses_nothing(swarm: Swarm, end: str) -> None:
    """It is ended twice in the midst and started again; a bridge drops what it gets twice."""
    swarm.start_subscriber()
    swarm.start_publisher()
    for reached in (EVENTS // 4, EVENTS // 2):
        swarm.wait_for(reached)
        getattr(swarm.server, end)()
        time.sleep(0.3)
        swarm.server.start()
    numbers = swarm.finish()
    assert once_and_in_order(numbers)
    assert len(numbers) == EVENTS  # the subscriber lived, and knew every duplicate


def test_a_subscriber_that_dies_loses_nothing(swarm: Swarm) -> None:
    """It is killed three times and started again; what it had not acknowledged comes again."""
    swarm.start_subscriber()
    swarm.start_publisher()
    for reached in (EVENTS // 5, 2 * EVENTS // 5, 3 * EVENTS // 5):
        swarm.wait_for(reached)
        assert swarm.subscriber is not None
        swarm.subscriber.kill()
        swarm.subscriber.wait()
        swarm.start_subscriber()
    assert once_and_in_order(swarm.finish())


def test_subscriber_and_broker_die_together(swarm: Swarm) -> None:
    """One after the other, as in a machine that restarts."""
    swarm.start_subscriber()
    swarm.start_publisher()
    for reached in (EVENTS // 4, EVENTS // 2):
        swarm.wait_for(reached)
        assert swarm.subscriber is not None
        swarm.subscriber.kill()
        swarm.subscriber.wait()
        swarm.server.kill()
        swarm.server.start()
        swarm.start_subscriber()
    assert once_and_in_order(swarm.finish())


def test_a_subscriber_may_come_last(swarm: Swarm) -> None:
    """The stream keeps what was published before its first group."""
    swarm.start_publisher()
    assert swarm.publisher is not None
    assert swarm.publisher.wait(60) == 0
    swarm.start_subscriber()
    numbers = swarm.finish()
    assert numbers == list(range(EVENTS))


def test_connections_that_are_cut_lose_nothing(redis_server: Server, tmp_path: Path) -> None:
    """Redis drops every client again and again while events are on their way."""
    swarm = Swarm(redis_server, tmp_path)

    async def cut() -> None:
        async with Redis(port=redis_server.port) as client:
            for _ in range(5):
                await asyncio.sleep(0.15)
                await client.client_kill_filter(_type="normal", skipme=True)

    try:
        swarm.start_subscriber()
        swarm.start_publisher()
        swarm.wait_for(EVENTS // 10)
        asyncio.run(cut())
        numbers = swarm.finish()
    finally:
        swarm.end()
    assert once_and_in_order(numbers)
    assert len(numbers) == EVENTS


def test_a_dead_members_events_go_to_another(swarm: Swarm, until: Callable[..., object]) -> None:
    """A group of two, of which one is killed for good: the other gets the rest after claim_ms."""
    swarm.start_subscriber()
    dying = swarm._run("subscribe", swarm.url + "&group=g&consumer=dying", str(swarm.path))
    swarm.start_publisher()
    swarm.wait_for(EVENTS // 3)
    dying.kill()
    dying.wait()
    assert set(swarm.finish()) == set(range(EVENTS))
