"""The live bus where a thread publishes and an event loop delivers: wake-ups, and a long load.

Run with `python -m benchmarks.python.live_bus [seconds of the load]`.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import swarmcore as sc
import uvloop
from swarmcore.bus import Delivery, LatencyHistogram, LiveEventBus, Player

from .deliveries import delivery_to

WAKE_UPS = 2_000
PAUSE = 0.001
SPIN = 10 * PAUSE
AGENTS = 1_000
TOPICS = 100
RATE = 50_000.0


def percentile(values: list[int], part: float) -> float:
    """In microseconds."""
    return sorted(values)[round(part * (len(values) - 1))] / 1_000


async def by_call_soon_threadsafe() -> list[int]:
    """A thread hands a time to a callback of the loop."""
    loop = asyncio.get_running_loop()
    latencies: list[int] = []

    def run() -> None:
        for _ in range(WAKE_UPS):
            time.sleep(PAUSE)
            loop.call_soon_threadsafe(on_time, time.perf_counter_ns())

    def on_time(sent: int) -> None:
        latencies.append(time.perf_counter_ns() - sent)

    await asyncio.to_thread(run)
    await asyncio.sleep(0.05)
    return latencies


async def by_bus(spin: float = 0.0) -> list[int]:
    """A thread publishes a time to a handler on the loop."""
    bus = LiveEventBus()
    bus.attach(spin=spin)
    latencies: list[int] = []
    bus.subscribe("time.*", lambda sent: latencies.append(time.perf_counter_ns() - sent))

    def run() -> None:
        for _ in range(WAKE_UPS):
            time.sleep(PAUSE)
            bus.publish("time.now", time.perf_counter_ns())

    await asyncio.to_thread(run)
    await asyncio.sleep(0.05)
    bus.detach()
    return latencies


async def by_player(spin: float = 0.0) -> list[int]:
    """A native thread publishes records to a handler on the loop."""
    bus = LiveEventBus()
    bus.attach(spin=spin)
    latencies: list[int] = []
    bus.subscribe("time.*", lambda event: latencies.append(time.time_ns() - event.ts))
    records = np.zeros(WAKE_UPS, sc.EVENT)
    records["topic"] = bus.topic("time.now")
    player = Player(bus, records, rate=1.0 / PAUSE, restamp=True)
    player.start()
    await asyncio.to_thread(player.join)
    await asyncio.sleep(0.05)
    bus.detach()
    return latencies


def wake_ups() -> None:
    """Five turns of each, one after the other, and the medians of their medians."""
    ways: dict[str, Callable[[], Any]] = {
        "call_soon_threadsafe": by_call_soon_threadsafe,
        "bus, from a thread of Python": by_bus,
        "bus, from a native thread": by_player,
        "… the loop awake": lambda: by_bus(SPIN),
        "… both": lambda: by_player(SPIN),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(5):
        for name, way in ways.items():
            latencies = uvloop.run(way())
            assert len(latencies) == WAKE_UPS
            found[name].append((percentile(latencies, 0.5), percentile(latencies, 0.99)))
    base = statistics.median(p50 for p50, _ in found["call_soon_threadsafe"])
    for name, each in found.items():
        p50 = statistics.median(p50 for p50, _ in each)
        p99 = statistics.median(p99 for _, p99 in each)
        print(
            f"wake-up under uvloop, {name:30} p50 {p50:6.1f} us ({p50 / base:.2f}x)"
            f"  p99 {p99:6.1f} us"
        )


def resident_kib() -> int:
    """Memory of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    raise RuntimeError("/proc/self/status: expected VmRSS, there is none")


def reads(event: Any) -> None:
    """What any handler does at least: it reads an attribute."""
    event.ts  # noqa: B018


async def load(seconds: float) -> None:
    """1,000 agents, 50,000 events/s of market data, each routed to 10 of them.

    Of the ten agents of a topic one measures what it gets, its first on one topic, its second on
    the next and so on: to read a clock and count takes four times as long as the delivery. How
    many events each agent got is what its delivery counts anyway.
    """
    bus = LiveEventBus()
    bus.attach()
    latency = LatencyHistogram()
    now, record = time.time_ns, latency.record

    def measures(event: Any) -> None:
        record(max(0, now() - event.ts))

    deliveries: list[Delivery] = []
    for number in range(AGENTS):
        place, topic = divmod(number, TOPICS)
        deliveries.append(delivery_to(measures if topic % (AGENTS // TOPICS) == place else reads))
        bus.subscribe(f"trade.{topic}", deliveries[-1])

    def counts() -> list[int]:
        return [each.metrics.events for each in deliveries]

    records = np.zeros(TOPICS, sc.EVENT)
    records["topic"] = [bus.topic(f"trade.{topic}") for topic in range(TOPICS)]
    rounds = round(seconds * RATE / TOPICS)
    player = Player(bus, records, rate=RATE, rounds=rounds, restamp=True)
    memory: list[int] = []
    began, cpu = time.perf_counter(), time.process_time()
    player.start()
    while player.is_running:
        await asyncio.sleep(0.5)
        memory.append(resident_kib())
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    player.join()
    # What still waits in the ring was published, and is late, not lost.
    deadline = time.perf_counter() + 30.0
    while sum(counts()) < rounds * AGENTS and time.perf_counter() < deadline:
        await asyncio.sleep(0.1)
    bus.detach()
    assert player.refused == 0
    assert counts() == [rounds] * AGENTS, "an event was lost"
    assert latency.count == rounds * TOPICS
    part = max(1, min(20, len(memory) // 3))
    first, last = statistics.mean(memory[:part]), statistics.mean(memory[-part:])
    print(
        f"load: {player.published / took:,.0f} events/s to {AGENTS:,} agents for {took:.0f} s, "
        f"each to {AGENTS // TOPICS}; {sum(counts()):,} deliveries, none lost, one in "
        f"{AGENTS // TOPICS} measured; "
        f"p50 {latency.quantile(0.5) / 1e3:.0f} us, p99 {latency.quantile(0.99) / 1e6:.2f} ms, "
        f"largest {latency.maximum / 1e6:.1f} ms; processor {cpu / took:.0%}; "
        f"memory {first / 1024:.1f} to {last / 1024:.1f} MiB ({last / first - 1:+.2%})"
    )


if __name__ == "__main__":
    print(f"swarmcore: {sc.build_info()}")
    if "--load-only" not in sys.argv:
        wake_ups()
    uvloop.run(load(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))
