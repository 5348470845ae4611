"""The synthetic order flow: reproducible, stationary, clustered, and never refused."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from swarmcore.book import (
    BOOK_MESSAGE,
    DepthBook,
    DepthMessageKind,
    ExecutionKind,
    MatchingEngine,
    MessageKind,
    OrderBook,
)
from swarmcore.market import Instrument
from swarmcore.sim import ARRIVAL_TYPES, OrderFlow

INSTRUMENT = Instrument("X", tick_size="0.01", lot_size="1")


def flow(**changes: Any) -> OrderFlow:
    return OrderFlow(INSTRUMENT, **{"seed": 5, "orders": 100, **changes})


def test_a_seed_gives_the_same_bytes_for_ever() -> None:
    """The first records of a seed are these, on every machine and for every instruction set."""
    script = (
        "import hashlib, swarmcore as sc, swarmcore.sim as sim; "
        "f = sim.OrderFlow(sc.Instrument('X'), seed=5, orders=100); "
        "print(hashlib.sha256(f.messages(20_000).tobytes()).hexdigest()[:16])"
    )
    for isa in ("baseline", ""):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={"SWARMCORE_ISA": isa} if isa else {},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.stdout.strip(), done.stderr) == ("501fd01ed359f6e8", "")


def test_another_seed_or_index_gives_another_flow() -> None:
    """Seeds and indices of instruments are independent."""
    first = flow().messages(1000)
    assert (first == flow().messages(1000)).all()
    assert (first["price"] != flow(seed=6).messages(1000)["price"]).any()
    other = flow(index=3).messages(1000)
    assert set(other["instrument"].tolist()) == {3}
    assert (first["price"] != other["price"]).any()


def test_calls_go_on_where_the_last_one_ended() -> None:
    """Pieces of any size, into one's own memory, are the whole."""
    whole = flow().depth_messages(5000)
    source = flow()
    pieces = np.zeros_like(whole)
    for first in range(0, 5000, 37):
        part = pieces[first : first + 37]
        assert source.depth_messages(len(part), out=part) is part
    assert (pieces == whole).all()
    assert source.now == whole["ts"][-1]


@pytest.mark.parametrize("orders", [1, 20, 500])
def test_a_book_takes_every_message_and_stays_about_as_full(orders: int) -> None:
    """Nothing is refused, nothing crosses, and each side is drawn back to its orders."""
    book = OrderBook(INSTRUMENT)
    source = flow(orders=orders)
    assert book.apply(source.messages(2 * orders)) == 2 * orders
    for _ in range(20):
        assert book.apply(source.messages(2000)) == 2000
        assert len(book) <= 4 * orders + 10
        if book.best_bid and book.best_ask:
            assert book.best_bid[0] < book.best_ask[0]


def test_by_price_the_book_is_the_same() -> None:
    """The three forms of one flow tell of one market."""
    rows = flow().depth_messages(50_000)
    rows = rows[: np.flatnonzero(rows["flags"] & 2)[-1] + 1]
    depth = DepthBook(INSTRUMENT)
    depth.apply(rows)
    # Each update is one command; the snapshot holds those that filled the book.
    commands = flow().commands(200 + int((rows["flags"] & 2 != 0).sum()) - 1)
    engine = MatchingEngine([INSTRUMENT])
    executions = engine.process(commands)
    assert not (executions["kind"] == ExecutionKind.REJECTED).any()
    bids, asks = depth.depth(1000)
    engine_bids, engine_asks = engine.depth(0, 1000)
    assert (bids[:, :2] == engine_bids[:, :2]).all()
    assert (asks[:, :2] == engine_asks[:, :2]).all()
    traded = rows["quantity"][rows["kind"] == DepthMessageKind.TRADE].sum()
    filled = executions[executions["kind"] == ExecutionKind.FILLED]
    assert traded == filled["quantity"].sum() / 2


def test_mean_rates_are_those_of_the_model() -> None:
    """Of a model of one's own, counts lie within four standard errors of theory."""
    baseline = np.array([30.0, 20.0, 25.0, 25.0, 5.0, 8.0])
    random = np.random.default_rng(1)
    branching = random.random((6, 6)) * 0.25
    source = flow(baseline=baseline.tolist(), branching=branching.tolist(), decay=200.0)
    source.commands(300_000)
    seconds = source.now * 1e-9
    inverse = np.linalg.inv(np.eye(6) - branching)
    rates = inverse @ baseline
    # Bacry et al. (2013): the covariance of the counts grows as (I-B)^-1 diag(rates) (I-B)^-T t.
    deviation = np.sqrt(np.diag(inverse @ np.diag(rates) @ inverse.T) * seconds)
    counts = np.array(list(source.arrivals.values()))
    assert list(source.arrivals) == list(ARRIVAL_TYPES)
    assert (np.abs(counts - rates * seconds) < 4 * deviation).all()


def test_arrivals_cluster_as_the_branching_ratio_says() -> None:
    """Counts in long windows have a variance of mean / (1 - ratio)^2 (Hardiman and Bouchaud)."""
    commands = flow(rate=1000.0, branching_ratio=0.6, decay=500.0).commands(500_000)
    counts = np.bincount((commands["ts"][200:] // 200_000_000).astype(np.int64))[:-1]
    ratio = 1 - np.sqrt(counts.mean() / counts.var())
    assert ratio == pytest.approx(0.6, abs=0.03)


def test_counts_have_the_variance_of_theory_at_every_scale() -> None:
    """Hawkes (1971): of windows shorter than the decay up to those far longer."""
    rate, ratio, decay = 2000.0, 0.6, 1000.0
    ts = flow(rate=rate, branching_ratio=ratio, decay=decay).commands(1_000_000)["ts"][200:]
    for seconds in (0.0005, 0.001, 0.01, 0.1):
        counts = np.bincount((ts // round(seconds * 1e9)).astype(np.int64))[:-1]
        fading = decay * (1 - ratio) * seconds
        early = (1 - np.exp(-fading)) / fading
        most = 1 / (1 - ratio) ** 2
        assert counts.var() == pytest.approx(
            rate * seconds * (most * (1 - early) + early), rel=4 * np.sqrt(2 / len(counts)) + 0.01
        )


def test_gaps_cluster() -> None:
    """With branching the gaps vary more than those of a Poisson process; without, as much."""

    def spread(ratio: float) -> float:
        gaps = np.diff(flow(branching_ratio=ratio).commands(100_000)["ts"][200:])
        return float(gaps.std() / gaps.mean())

    assert spread(0.0) == pytest.approx(1.0, abs=0.02)
    assert spread(0.8) > 1.2


def test_a_flow_of_a_real_grid_uses_its_ticks_and_lots() -> None:
    """Price and quantity are given in the units of the instrument."""
    instrument = Instrument("BTC/USDT", tick_size="0.01", lot_size="0.00001")
    messages = OrderFlow(instrument, seed=1, price="65000.00", quantity="0.5").messages(5000)
    added = messages[messages["kind"] == MessageKind.ADD]
    assert abs(np.median(added["price"]) - 6_500_000) < 500
    assert np.median(added["quantity"]) == pytest.approx(50_000, rel=0.05)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"branching": [[0.2] * 6] * 6}, "branching: expected a spectral radius below 1.*was 1.2"),
        ({"branching_ratio": 1.0}, "branching_ratio: expected 0 or more and below 1, was 1.0"),
        ({"baseline": [1.0]}, "baseline: expected 6 numbers, one for each of ARRIVAL_TYPES, was 1"),
        ({"branching": [[0.1] * 6]}, "branching: expected 6 rows, was 1"),
        ({"branching": [[0.1] * 5] * 6}, "branching: row 0: expected 6 numbers"),
        ({"baseline": [-1.0, 1, 1, 1, 1, 1]}, "baseline: type 0: expected a finite rate"),
        ({"branching": [[1e308] * 6] * 6}, "branching: element 0: expected 0 to 1e6, was 1"),
        ({"seed": -1}, r"seed: expected 0 to 2\*\*64 - 1, was -1"),
        ({"seed": 2**64}, r"seed: expected 0 to 2\*\*64 - 1, was 18446744073709551616"),
        ({"index": 65_536}, r"index: expected 0 to 2\*\*16 - 1, was 65536"),
        ({"start": 2**63}, "start: expected an integer in the range of int64, was beyond it"),
        ({"orders": 0}, "orders: expected 1 to 1000000, was 0"),
        ({"decay": float("nan")}, "decay: expected 1e-9 to 1e9, was nan"),
        ({"rate": 0.0}, "rate: expected above 0"),
        ({"reduce_share": 1.5}, "reduce_share: expected 0 to 1"),
        ({"price": "0.01"}, "price: expected 2 to 2.53 ticks, was 1"),
    ],
)
def test_a_model_that_cannot_be_is_refused(changes: dict[str, Any], message: str) -> None:
    """One line, naming the argument."""
    with pytest.raises(ValueError, match=message) as error:
        flow(**changes)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"seed": 1.5}, "seed: expected an integer, was float"),
        ({"index": "0"}, "index: expected an integer, was str"),
        ({"orders": 1.5}, "orders: expected an integer, was float"),
        ({"reach": None}, "reach: expected an integer, was NoneType"),
        ({"rate": "1"}, "rate: expected a number, was str"),
        ({"tail": "1"}, "tail: expected a number, was str"),
        ({"baseline": 5}, "baseline: expected numbers, was 5"),
        ({"baseline": "abcdef"}, "baseline: expected numbers, was 'abcdef'"),
        ({"branching": 5}, "branching: expected rows of numbers, was int"),
        ({"branching": [5] * 6}, "branching: row 0: expected numbers, was 5"),
    ],
)
def test_what_is_no_number_is_refused(changes: dict[str, Any], message: str) -> None:
    """One line, naming the argument."""
    with pytest.raises(TypeError, match=message) as error:
        flow(**changes)
    assert "\n" not in str(error.value)


def test_one_flow_has_one_form() -> None:
    """Messages after commands would leave out what the commands did."""
    source = flow()
    source.commands(5)
    with pytest.raises(ValueError, match="order flow: expected to be written in the form of its"):
        source.messages(5)


def test_wrong_memory_is_refused() -> None:
    """Another dtype, length or layout, and memory that cannot be written."""
    source = flow()
    with pytest.raises(ValueError, match="count: expected 0 or more, was -1"):
        source.messages(-1)
    with pytest.raises(TypeError, match="count: expected an integer, was float"):
        source.messages(1.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="out: expected a numpy array, was int"):
        source.messages(3, out=3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="out: expected 3 records, was 2"):
        source.messages(3, out=np.zeros(2, BOOK_MESSAGE))
    with pytest.raises(TypeError, match="out: expected dtype"):
        source.messages(3, out=np.zeros(3))
    frozen = np.zeros(3, BOOK_MESSAGE)
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match="out: expected a writable array, was read-only"):
        source.messages(3, out=frozen)
