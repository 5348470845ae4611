"""Every indicator of the registry beside its peers in one run, with its defaults.

Whole series of a random walk, single updates of streams, and many symbols on one and two threads.

    python -m benchmarks.python.bench_indicators                # all of them
    python -m benchmarks.python.bench_indicators rsi macd       # some
    python -m benchmarks.python.bench_indicators --write benchmarks/README.md
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter_ns, thread_time_ns
from typing import Any

import numpy as np
import swarmcore
import talib
from swarmcore import indicators as ta

from benchmarks.python.indicator_peers import PEERS, Call, Floats, answers, peers

ROWS = 1_000_000
SYMBOLS = 8
UPDATES = 20_000
HISTORY = 1_000
ROUNDS = 5
COMPARED = 1_000
"""Last rows in which a peer must agree, where what differs in the first has died away."""

BLOCK = re.compile(r"(?<=<!-- indicators -->\n).*?(?=<!-- end of indicators -->)", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """What was measured of an indicator: ns per row or per update, and the gain of two threads."""

    name: str
    series: float
    peers: dict[str, float]
    stream: float
    talib_stream: float | None
    outputs: int
    threads: float

    @property
    def ratio(self) -> float | None:
        """How many times as fast as the best peer."""
        return min(self.peers.values()) / self.series if self.peers else None

    @property
    def stream_ratio(self) -> float | None:
        """How many times as fast as TA-Lib's stream."""
        return self.talib_stream / self.stream if self.talib_stream else None


def columns() -> dict[str, Floats]:
    """Bars of a random walk, and what else an indicator can take."""
    generator = np.random.default_rng(1)
    close = 100 * np.exp(np.cumsum(generator.normal(0, 0.001, ROWS)))
    high = close * (1 + np.abs(generator.normal(0, 0.0005, ROWS)))
    low = close * (1 - np.abs(generator.normal(0, 0.0005, ROWS)))
    return {
        # Opens on both sides of the close, within the range.
        "open": low + (high - low) * generator.random(ROWS),
        "high": high,
        "low": low,
        "close": close,
        "volume": generator.integers(100, 10_000, ROWS).astype(np.float64),
        "real0": close,
        "real1": 100 * np.exp(np.cumsum(generator.normal(0, 0.001, ROWS))),
        "periods": 2.0 + np.arange(ROWS) % 29,
        "anchor": (np.arange(ROWS) % 390 == 0).astype(np.float64),
        # Where every function of one number is defined.
        "share": generator.uniform(0.001, 0.999, ROWS),
    }


def inputs_of(indicator: ta.Indicator, bars: dict[str, Floats]) -> list[Floats]:
    """The columns that an indicator is measured on."""
    if indicator.group == "Math Transform":
        return [bars["share"]]
    return [bars[name] for name in indicator.inputs]


def medians(calls: list[Call], clock: Callable[[], int] = thread_time_ns) -> list[float]:
    """The median ns of each call, over rounds in which they take turns.

    The time of the thread, unless another clock is given: what else the machine does then counts
    only where it takes the caches.
    """
    taken: list[list[int]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for times, call in zip(taken, calls, strict=True):
            start = clock()
            call()
            times.append(clock() - start)
    return [statistics.median(times) for times in taken]


def outputs(result: Any) -> list[Floats]:
    """One array an output; whole numbers are 0 during the warm-up as TA-Lib's, not NaN."""
    return [*result] if isinstance(result, tuple) else [result]


def check(indicator: ta.Indicator, peer: str, ours: Any, theirs: list[Floats]) -> None:
    """Each of our outputs is among a peer's."""
    for name, own in zip(indicator.outputs, outputs(ours), strict=True):
        scale = np.maximum(1, np.abs(own[-COMPARED:]))
        error = min(np.max(np.abs(own[-COMPARED:] - each[-COMPARED:]) / scale) for each in theirs)
        if not error < 1e-5:
            raise AssertionError(
                f"{indicator.name}: {name}: expected {peer}'s, was {error:.1e} off"
            )


def measure_series(
    indicator: ta.Indicator, bars: dict[str, Floats]
) -> tuple[float, dict[str, float]]:
    """The whole series: ns per row, ours and of each peer; the answers agree."""
    inputs = inputs_of(indicator, bars)
    ours = partial(indicator.series, *inputs)
    others = dict(peers(indicator, inputs))
    result = ours()
    for peer, call in others.items():
        check(indicator, peer, result, answers(peer, indicator, call(), inputs))
    own, *theirs = medians([ours, *others.values()])
    return own / ROWS, {name: ns / ROWS for name, ns in zip(others, theirs, strict=True)}


def measure_stream(indicator: ta.Indicator, bars: dict[str, Floats]) -> tuple[float, float | None]:
    """Bar by bar after a history: ns per update, ours and TA-Lib's; the last answers agree."""
    inputs = [column[: HISTORY + UPDATES] for column in inputs_of(indicator, bars)]
    history = [column[:HISTORY].copy() for column in inputs]
    rows: list[Any] = np.array(inputs).T[HISTORY:].tolist()
    if len(inputs) == 1:
        rows = [price for (price,) in rows]

    def ours() -> Callable[..., Any]:
        stream = indicator.stream()
        for row in np.array(history).T.tolist():
            stream.update(*row)
        update: Callable[..., Any] = stream.update
        return update

    def theirs() -> Callable[..., Any]:
        handle = getattr(talib.stream, indicator.name.upper())(*history)
        update: Callable[..., Any] = handle.update
        return update

    def feed(update: Callable[..., Any]) -> Any:
        if len(inputs) == 1:
            for price in rows:
                last = update(price)
        else:
            for row in rows:
                last = update(*row)
        return last

    has_peer = hasattr(talib.stream, indicator.name.upper())
    makers = [ours, theirs] if has_peer else [ours]
    expected = [float(each[-1]) for each in outputs(indicator.series(*map(np.copy, inputs)))]
    for make in makers:
        last = np.atleast_1d(feed(make()))
        np.testing.assert_allclose(last, expected, 1e-6, 1e-6, err_msg=indicator.name)
    taken: list[list[int]] = [[] for _ in makers]
    for _ in range(ROUNDS):
        for times, make in zip(taken, makers, strict=True):
            update = make()
            start = thread_time_ns()
            feed(update)
            times.append(thread_time_ns() - start)
    per_update = [statistics.median(times) / UPDATES for times in taken]
    return per_update[0], per_update[1] if has_peer else None


def measure_threads(indicator: ta.Indicator, bars: dict[str, Floats]) -> float:
    """Symbols on two threads: how many times as fast as on one, by the wall clock; same answers."""
    inputs = [column.reshape(SYMBOLS, -1) for column in inputs_of(indicator, bars)]
    one = partial(indicator.series, *inputs, threads=1)
    two = partial(indicator.series, *inputs, threads=2)
    for alone, shared in zip(outputs(one()), outputs(two()), strict=True):
        np.testing.assert_array_equal(alone, shared)
    alone_ns, shared_ns = medians([one, two], perf_counter_ns)
    return alone_ns / shared_ns


def measured(names: Iterable[str]) -> Iterator[Row]:
    """A row of the table for each name."""
    bars = columns()
    for name in names:
        indicator = ta.registry[name]
        series, others = measure_series(indicator, bars)
        stream, handle = measure_stream(indicator, bars)
        threads = measure_threads(indicator, bars)
        yield Row(name, series, others, stream, handle, len(indicator.outputs), threads)


def _figure(value: float | None, digits: int = 2) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.{digits if value < 10 else 1}f}"


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    heads = [
        "ns a row",
        "ours",
        *PEERS,
        "ratio",
        "a stream's update",
        "TA-Lib",
        "ratio",
        "2 threads",
    ]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for row in rows:
        cells = [
            row.name,
            _figure(row.series),
            *(_figure(row.peers.get(peer)) for peer in PEERS),
            _figure(row.ratio),
            _figure(row.stream, 0),
            _figure(row.talib_stream, 0),
            _figure(row.stream_ratio),
            _figure(row.threads),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _mean(ratios: list[float]) -> str:
    return f"{statistics.geometric_mean(ratios):.2f}" if ratios else "none"


def _slowest(ratios: dict[str, float], owed: float) -> str:
    """How many are below what is owed, and which the furthest."""
    below = sorted((ratio, name) for name, ratio in ratios.items() if ratio < owed)
    names = ", ".join(f"{name} {ratio:.2f}" for ratio, name in below[:12])
    return f"{len(below)} below {owed:g}" + (
        f" ({names}{', …' * (len(below) > 12)})" if below else ""
    )


def summary(rows: list[Row]) -> str:
    """The figures that are owed, each with those that miss it."""
    series = {row.name: row.ratio for row in rows if row.ratio is not None}
    streams = {row.name: row.stream_ratio for row in rows if row.stream_ratio is not None}
    threads = {row.name: row.threads for row in rows}
    single = [row.stream for row in rows if row.outputs == 1]
    lines = [
        f"- Series, {len(series)} with a peer, beside the best: geometric mean "
        f"{_mean([*series.values()])} (2); {_slowest(series, 0.95)}.",
        f"- Streams, {len(streams)} that TA-Lib has: geometric mean {_mean([*streams.values()])} "
        f"(1.5); {_slowest(streams, 1.0)}.",
        f"- An update with one output: median {_figure(statistics.median(single or [0]), 0)} ns, "
        f"at most {_figure(max(single, default=0), 0)} ns; {sum(ns > 100 for ns in single)} above "
        "100.",
        f"- Two threads, {SYMBOLS} symbols: geometric mean {_mean([*threads.values()])} (1.8).",
    ]
    return "\n".join(lines)


def written(page: str, text: str) -> str:
    """The page with the text between its markers.

    Raises:
        ValueError: The page does not have exactly one block.
    """
    page, count = BLOCK.subn(lambda _: text, page)
    if count != 1:
        raise ValueError(f"page: expected one block of indicators between its marks, was {count}")
    return page


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="indicators (all of them unless given)")
    parser.add_argument("--write", type=Path, help="the page whose table is replaced")
    parser.add_argument("--note", default="", help="what is to be known of the run")
    arguments = parser.parse_args()
    if arguments.write and arguments.names:
        parser.error("--write: expected all indicators, was given names")
    load = os.getloadavg()[0]
    rows = list(measured(arguments.names or ta.registry))
    facts = ", ".join(f"{name} {value}" for name, value in swarmcore.build_info().items())
    about = (
        f"{datetime.now(UTC):%Y-%m-%d}, load average {load:.1f} before the run. {arguments.note}"
    ).strip()
    text = f"\n{about}\n\n{summary(rows)}\n\n{table(rows)}\n\n"
    print(facts, text, sep="\n")
    if arguments.write:
        page = written(arguments.write.read_text(encoding="utf-8"), text)
        arguments.write.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
