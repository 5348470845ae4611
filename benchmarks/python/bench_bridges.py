"""Events across processes: the bridges beside the plain clients of Redis and NATS, in one run.

Run with `pytest benchmarks/python/bench_bridges.py`. A round is a stream of records from this
process into the bus of another, over a broker of its own, until that has delivered the last one to
a Python handler, one by one or as arrays. `events_per_second` is the figure; the time is that of
the wall, since three processes share the work.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nats
import numpy as np
import pytest
import swarmcore as sc
from numpy.typing import NDArray
from redis.asyncio import Redis
from swarmcore.swarm.bridges import connect

RECEIVER = Path(__file__).with_name("bridge_receiver.py")
EVENTS = 1 << 19
BATCH = 8192
SINGLE = 5_000
"""Events of the peers that carry one a message, which are slower."""
FETCH = 64
"""Messages that a peer asks for at once, as a bridge does."""

each_handler = pytest.mark.parametrize("handler", ["each", "arrays"])


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def started(command: list[str], port: int) -> subprocess.Popen[bytes]:
    """A server that listens."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{command[0]}: expected it to listen on port {port}, it does not")


@pytest.fixture
def redis_port() -> Iterator[int]:
    """A Redis that keeps everything in memory, as its peers in this file do."""
    port = free_port()
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    process = started(["redis-server", *options], port)
    yield port
    process.kill()
    process.wait()


@pytest.fixture
def nats_port(tmp_path: Path) -> Iterator[int]:
    """A NATS with JetStream in files."""
    port = free_port()
    program = shutil.which("nats-server") or "/usr/sbin/nats-server"
    options = ("--addr", "127.0.0.1", "--port", str(port), "--jetstream", "--store_dir")
    process = started([program, *options, str(tmp_path)], port)
    yield port
    process.kill()
    process.wait()


def records(bus: sc.EventBus, count: int) -> NDArray[np.void]:
    """Bars of one symbol, one a millisecond."""
    rows = np.zeros(count, sc.EVENT)
    rows["topic"], rows["kind"] = bus.topic("bar.A"), 1
    rows["ts"] = np.arange(count) * 1_000_000
    rows["values"] = np.linspace(1.0, 2.0, count)[:, None]
    return rows


def measured(benchmark: Any, events: int, run: Callable[[], None]) -> None:
    """Five rounds, told in events a second."""
    benchmark.extra_info.update(sc.build_info())
    benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    benchmark.extra_info["events_per_second"] = round(events / benchmark.stats.stats.median)


def across(benchmark: Any, url: str, handler: str) -> None:
    """The bridge from this bus to that of another process."""
    bus = sc.EventBus(1 << 16)
    rows = records(bus, EVENTS)
    answers: asyncio.Queue[tuple[int, int]] = asyncio.Queue()
    bus.subscribe("answer", answers.put_nowait)
    loop = asyncio.new_event_loop()
    bridge = connect(f"{url}&group=here", bus, send=("mark",), receive=("answer",))
    child = subprocess.Popen([sys.executable, str(RECEIVER), f"{url}&group=there", handler])

    async def enter() -> None:
        await bridge.__aenter__()
        assert await asyncio.wait_for(answers.get(), 60) == (0, 0)

    async def round_trip() -> None:
        for start in range(0, EVENTS, BATCH):
            await bridge.room(BATCH)
            bridge.publish_records(rows[start : start + BATCH])
        await bridge.room()
        bus.publish("mark", 1)
        assert await asyncio.wait_for(answers.get(), 60) == (1, EVENTS)

    try:
        loop.run_until_complete(enter())
        measured(benchmark, EVENTS, lambda: loop.run_until_complete(round_trip()))
        loop.run_until_complete(bridge.__aexit__(None, None, None))
    finally:
        child.kill()
        child.wait()
        loop.close()


@each_handler
@pytest.mark.parametrize("packet", [256, 1024, 4096])
def test_redis_bridge(benchmark: Any, redis_port: int, packet: int, handler: str) -> None:
    """Records through a Redis stream, 256 and more a message."""
    across(benchmark, f"redis://127.0.0.1:{redis_port}?packet={packet}&length=65536", handler)


@each_handler
@pytest.mark.parametrize("packet", [256, 4096])
def test_nats_bridge(benchmark: Any, nats_port: int, packet: int, handler: str) -> None:
    """Records through a JetStream stream in files."""
    across(benchmark, f"nats://127.0.0.1:{nats_port}?packet={packet}&length=65536", handler)


def test_one_xadd_an_event(benchmark: Any, redis_port: int) -> None:
    """One entry an event with its 64 bytes, waited for; read back once all are in."""
    row = records(sc.EventBus(2), 1).tobytes()
    loop = asyncio.new_event_loop()
    client = Redis(port=redis_port, single_connection_client=True)

    async def add() -> None:
        await client.delete("stream")
        for _ in range(SINGLE):
            await client.xadd("stream", {"record": row})
        entries = await client.xrange("stream")
        assert len(entries) == SINGLE

    measured(benchmark, SINGLE, lambda: loop.run_until_complete(add()))
    loop.run_until_complete(client.aclose())
    loop.close()


@pytest.mark.parametrize(("packet", "events"), [(1, SINGLE), (256, 1 << 18)])
def test_nats_jetstream_client(benchmark: Any, nats_port: int, packet: int, events: int) -> None:
    """A stream by nats-py alone: bytes, each message waited for, then fetched and acknowledged.

    All in one process, and nobody is handed an event.
    """
    body = records(sc.EventBus(2), packet).tobytes()
    loop = asyncio.new_event_loop()

    async def enter() -> Any:
        client = await nats.connect(f"nats://127.0.0.1:{nats_port}")
        stream = client.jetstream()
        await stream.add_stream(name="peer", subjects=["peer.packets"], storage="file")
        return client, stream, await stream.pull_subscribe("peer.packets", "group", "peer")

    async def carry() -> None:
        for _ in range(events // packet):
            await stream.publish("peer.packets", body)
        arrived = 0
        while arrived < events // packet:
            messages = await group.fetch(FETCH, 1)
            for message in messages:
                assert len(message.data) == len(body)
                await message.ack()
            arrived += len(messages)
        await client.flush()

    client, stream, group = loop.run_until_complete(enter())
    measured(benchmark, events, lambda: loop.run_until_complete(carry()))
    loop.run_until_complete(client.close())
    loop.close()


def test_nats_core(benchmark: Any, nats_port: int) -> None:
    """One message an event, to a subscription of the same process; nothing is kept."""
    row = records(sc.EventBus(2), 1).tobytes()
    loop = asyncio.new_event_loop()
    done = asyncio.Event()
    arrived = 0

    async def note(message: Any) -> None:
        nonlocal arrived
        arrived += 1
        if arrived % SINGLE == 0:
            done.set()

    async def enter() -> Any:
        client = await nats.connect(f"nats://127.0.0.1:{nats_port}")
        await client.subscribe("bar.A", cb=note)
        await client.flush()
        return client

    async def publish() -> None:
        done.clear()
        for _ in range(SINGLE):
            await client.publish("bar.A", row)
        await client.flush()
        await asyncio.wait_for(done.wait(), 60)

    client = loop.run_until_complete(enter())
    measured(benchmark, SINGLE, lambda: loop.run_until_complete(publish()))
    loop.run_until_complete(client.close())
    loop.close()
