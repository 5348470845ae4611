"""Brokers for the tests, and waiting for what they carry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .servers import NatsServer, RedisServer, Server


def _running(server: Server) -> Iterator[Server]:
    server.start()
    yield server
    server.kill()


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[Server]:
    """A Redis of the test's own."""
    yield from _running(RedisServer(tmp_path))


@pytest.fixture
def nats_server(tmp_path: Path) -> Iterator[Server]:
    """A NATS of the test's own."""
    yield from _running(NatsServer(tmp_path))


@pytest.fixture(params=[RedisServer, NatsServer], ids=["redis", "nats"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """Each of the brokers, one of the test's own."""
    yield from _running(request.param(tmp_path))


@pytest.fixture
def until() -> Callable[..., object]:
    """Wait until something holds; fail the test where it does not within half a minute."""

    async def wait(holds: Callable[[], object]) -> None:
        async with asyncio.timeout(30):
            while not holds():
                await asyncio.sleep(0.005)

    return wait
