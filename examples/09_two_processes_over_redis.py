"""Two processes, one market: bars cross over Redis to a trader, and its votes come back.

    python 09_two_processes_over_redis.py                          starts a Redis of its own
    python 09_two_processes_over_redis.py redis://127.0.0.1:6379   uses yours

With its own Redis it kills the server in the midst and starts it again: nothing is lost, and
nothing arrives twice. It needs pip install "swarmcore[redis]" and, for its own, redis-server.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import swarmcore as sc
from swarmcore import indicators as ta
from swarmcore.agents.messages import Vote
from swarmcore.swarm.bridges import BridgeHealth, connect

STREAM = "example09"


def trade(bus: sc.EventBus) -> None:
    """The trader: one vote a bar, by two moving averages of each symbol."""
    averages: dict[str, tuple[ta.Ema, ta.Ema]] = {}

    def on_bar(bar: sc.Bar) -> None:
        fast, slow = averages.setdefault(bar.symbol, (ta.Ema(10), ta.Ema(20)))
        above = fast.update(bar.close) > slow.update(bar.close)
        vote = Vote("trader", bar.symbol, 1 if above else -1, 0.8, "ema 10 against 20", bar.ts)
        bus.publish(f"vote.{bar.symbol}", vote, ts=bar.ts)

    bus.subscribe("bar.*", on_bar)


async def trader(url: str) -> None:
    """The second process: it lives until the first one ends it."""
    bus = sc.EventBus()
    trade(bus)
    place = f"{url}?stream={STREAM}&group=trader"
    async with connect(place, bus, send=("vote.*",), receive=("bar.*",)):
        await asyncio.Event().wait()


class OwnRedis:
    """A Redis on a free port that has every command on disk before it answers."""

    def __init__(self, folder: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--dir", folder, "--save", "")
        self.command = ["redis-server", *options, "--appendonly", "yes", "--appendfsync", "always"]
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def messages(bars: sc.Bars) -> list[sc.Bar]:
    """A message a bar, in the order of time."""
    symbols = [bars.symbols[index] for index in bars.symbol_index]
    values = (bars.open, bars.high, bars.low, bars.close, bars.volume)
    columns = (bars.ts.tolist(), symbols, *(column.tolist() for column in values))
    return [sc.Bar(*row) for row in zip(*columns, strict=True)]


async def market(url: str, redis: OwnRedis | None) -> None:
    """The first process: publishes the bars of the sample and listens to votes."""
    bus, bars = sc.EventBus(), messages(sc.sample_bars())
    votes: list[Vote] = []

    def on_health(health: BridgeHealth) -> None:
        state = "found" if health.connected else "lost"
        print(f"broker {state}, {health.waiting:,} bars wait for it")

    bus.subscribe("vote.*", votes.append)
    bus.subscribe("health.bridge", on_health)
    started = time.perf_counter()
    place = f"{url}?stream={STREAM}&group=market"
    async with connect(place, bus, send=("bar.*",), receive=("vote.*",)) as bridge:
        for number, bar in enumerate(bars):
            if redis is not None and number == len(bars) // 2:
                await bridge.drained()
                redis.kill()
                while bridge.connected:
                    await asyncio.sleep(0.01)
            if redis is not None and number == len(bars) * 3 // 4:
                redis.start()
            await bridge.room()
            bus.publish(f"bar.{bar.symbol}", bar, ts=bar.ts)
        while len(votes) < len(bars):
            await asyncio.sleep(0.01)
        counts = bridge.counts
    seconds = time.perf_counter() - started
    print(
        f"{counts.sent:,} bars to the other process, {len(votes):,} votes back in {seconds:.1f} s"
    )
    times = {(vote.symbol, vote.ts) for vote in votes}
    print(f"votes that are missing: {len(bars) - len(times)}, twice: {len(votes) - len(times)}")
    buys = sum(vote.side > 0 for vote in votes)
    print(f"{buys:,} of them to be long; the last: {votes[-1].symbol} {votes[-1].side:+d}")


def main() -> None:
    """Start the broker and the other process, be the market, end both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("url", nargs="?", help="a Redis without stream and group")
    parser.add_argument("--trader", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    # What the bridge would log of its broker, the market prints.
    logging.getLogger("swarmcore").addHandler(logging.NullHandler())
    if arguments.trader:
        asyncio.run(trader(arguments.url))
        return
    if arguments.url is None and shutil.which("redis-server") is None:
        raise SystemExit("redis-server: expected it on PATH, or the URL of a Redis, was neither")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        redis = OwnRedis(folder) if arguments.url is None else None
        url = arguments.url or f"redis://127.0.0.1:{redis.port}"
        other = subprocess.Popen([sys.executable, __file__, url, "--trader"])
        try:
            asyncio.run(market(url, redis))
        finally:
            other.kill()
            other.wait()
            if redis is not None:
                redis.kill()


if __name__ == "__main__":
    main()
