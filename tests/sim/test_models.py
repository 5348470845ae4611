"""The models of latency, queues, fees and impact as Python sees them."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import book, sim
from swarmcore.book import BOOK_MESSAGE, MessageKind
from swarmcore.market import Instrument

from .markets import record

X = Instrument("X", tick_size="0.01", lot_size="1")


def times(*values: int) -> Any:
    return np.array(values, np.int64)


def arrivals(latency: sim.Latency | int, sent: list[int]) -> list[int]:
    """When orders that are sent at these times arrive at the venue of a replay."""
    rows = np.zeros(len(sent), BOOK_MESSAGE)
    rows["ts"] = sent
    rows["kind"] = MessageKind.ADD
    rows["order_id"] = np.arange(len(sent))
    rows["side"] = rows["price"] = rows["quantity"] = 1

    class Sender:
        def on_start(self, replay: sim.Replay) -> None:
            self.replay = replay

        def on_book(self, event: sim.BookEvent) -> None:
            self.replay.order("X", 1, 1, price=1)

    result = sim.Replay([X], rows, order_latency=latency, answer_latency=0).run(Sender())
    return result.executions["ts"].tolist()


def test_a_constant_latency_is_that_of_its_nanoseconds() -> None:
    """As a model and as a number."""
    assert arrivals(sim.ConstantLatency(7), [10, 20]) == [17, 27]
    assert arrivals(7, [10, 20]) == [17, 27]


def test_a_jittered_latency_depends_on_seed_and_number_alone() -> None:
    """Between base and base + jitter, evenly; another seed gives others, and nothing overtakes."""
    sent = list(range(0, 1_000_000, 1_000))
    first = np.array(arrivals(sim.JitteredLatency(100, 500, 1), sent)) - sent
    again = np.array(arrivals(sim.JitteredLatency(100, 500, 1), sent)) - sent
    other = np.array(arrivals(sim.JitteredLatency(100, 500, 2), sent)) - sent
    assert (first == again).all()
    assert (first != other).mean() > 0.9
    assert first.min() >= 100
    assert first.max() <= 600
    # A mean of 350 with a standard error of 500 / sqrt(12 * 1000).
    assert abs(first.mean() - 350) < 4 * 500 / math.sqrt(12_000)
    crowded = arrivals(sim.JitteredLatency(0, 10_000, 1), sent)
    assert crowded == sorted(crowded)


def test_a_recorded_latency_is_linear_between_its_samples() -> None:
    """And constant beyond them."""
    recorded = sim.RecordedLatency(times(100, 200, 400), times(10, 30, 20))
    sent = [50, 100, 150, 200, 300, 400, 900]
    assert arrivals(recorded, sent) == [60, 110, 170, 230, 325, 420, 920]


def test_a_recorded_latency_stays_between_its_samples_however_far_apart() -> None:
    """Where doubles round the last nanosecond of a span, or of a delay, up."""
    longest = 2**63 - 1
    recorded = sim.RecordedLatency(times(0, 2**62), times(0, longest))
    delay = recorded._model.delay
    assert delay(2**62 - 1, 0) <= longest
    assert 0 <= delay(1, 0) <= delay(2**61, 0) <= delay(2**62 - 1, 0)
    falling = sim.RecordedLatency(times(-(2**63), longest), times(longest, 1))._model.delay
    assert longest >= falling(-5, 0) >= falling(longest - 1, 0) >= 1


def test_recorded_samples_are_values() -> None:
    """Kept as they were, read-only, equal where they hold the same."""
    ts = times(1, 2)
    recorded = sim.RecordedLatency(ts, times(5, 6))
    same = sim.RecordedLatency(times(1, 2), times(5, 6))
    ts[0] = -9
    assert recorded == same
    assert hash(recorded) == hash(same)
    assert recorded != sim.RecordedLatency(times(1, 2), times(5, 7))
    assert recorded != 5
    with pytest.raises(ValueError, match="read-only"):
        recorded.latency[0] = 1


def test_market_data_comes_later_by_a_model_of_its_own() -> None:
    """The agent hears of a row when its latency is over; orders go by theirs."""
    rows = np.zeros(3, BOOK_MESSAGE)
    rows["ts"] = [10, 20, 30]
    rows["kind"], rows["price"], rows["quantity"] = MessageKind.TRADE, 100, 1
    heard: list[int] = []

    class Listener:
        def on_start(self, replay: sim.Replay) -> None:
            self.replay = replay

        def on_book(self, event: sim.BookEvent) -> None:
            heard.append(self.replay.now - event.ts)

    latency = sim.RecordedLatency(times(10, 30), times(4, 8))
    sim.Replay([X], rows, data_latency=latency).run(Listener())
    assert heard == [4, 6, 8]


def test_a_replay_takes_the_models_that_the_exchange_takes() -> None:
    """Fees, queue and impact are those of the exchange, whoever moves the orders."""
    fees = sim.FeeSchedule(taker="0.001", per_order="0.25")
    impact = sim.SquareRootImpact(1.0, 2.0, 4)
    rows = np.concatenate(
        [
            record(
                BOOK_MESSAGE,
                ts=1,
                kind=int(MessageKind.ADD),
                order_id=1,
                side=-1,
                price=100,
                quantity=9,
            ),
            record(BOOK_MESSAGE, ts=2, kind=int(MessageKind.TRADE), price=100, quantity=1),
        ]
    )
    exchange = sim.Exchange([X], fees=fees, queue=sim.LogQueue(), impact=impact)
    exchange.apply(rows[:1])
    exchange.process(book.commands.market(1, 1, quantity=4, owner=1, ts=1))
    expected = exchange.take_executions()

    class Buyer:
        def on_start(self, replay: sim.Replay) -> None:
            self.replay = replay

        def on_book(self, event: sim.BookEvent) -> None:
            if event.ts == 1:
                self.replay.order("X", 1, 4)

    result = sim.Replay([X], rows, fees=fees, queue=sim.LogQueue(), impact=impact).run(Buyer())
    for name in ("kind", "price", "quantity", "remaining"):
        assert result.executions[name].tolist() == expected.records[name].tolist()
    assert result.fees.tolist() == expected.fees.tolist() == [0, 254_080_000]


def test_an_instrument_whose_rates_are_no_billionths_is_refused_by_both() -> None:
    """Rather than rounded unasked."""
    odd = Instrument("ODD", tick_size="1", lot_size="1", maker_fee="0", taker_fee="1e-10")
    with pytest.raises(ValueError, match="taker: expected at most 9 decimal places"):
        sim.Exchange([odd])
    with pytest.raises(ValueError, match="taker: expected at most 9 decimal places"):
        sim.Replay([odd], np.zeros(0, BOOK_MESSAGE))


rates = st.integers(-(10**9) + 1, 10**9 - 1)


@given(
    rates,
    st.integers(-(10**12), 10**12),
    st.integers(-(10**12), 10**12),
    st.integers(1, 10**7),
    st.integers(1, 10**7),
    st.sampled_from(["0.01", "1", "0.00000001", "25"]),
)
def test_a_fee_is_exact_and_rounded_once_against_the_account(
    rate: int, per_share: int, per_order: int, price: int, quantity: int, tick: str
) -> None:
    """Against fractions: up, a rebate toward 0."""
    instrument = Instrument("Z", tick_size=tick, lot_size="1")
    fees = sim.FeeSchedule(
        taker=f"{rate}e-9", per_share=f"{per_share}e-9", per_order=f"{per_order}e-9"
    )
    exchange = sim.Exchange([instrument], fees=fees)
    exchange.apply(
        record(
            BOOK_MESSAGE,
            kind=int(MessageKind.ADD),
            order_id=1,
            side=-1,
            price=price,
            quantity=quantity,
        )
    )
    exchange.process(book.commands.limit(7, 1, price=price, quantity=quantity))
    exact = Fraction(tick) * price * quantity * rate + per_share * quantity + per_order
    if abs(exact) < 2**62:
        assert exchange.fees_paid == math.ceil(exact)


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (lambda: sim.ConstantLatency(-1), ValueError, "nanos: expected 0 or more, was -1"),
        (lambda: sim.ConstantLatency(2**63), ValueError, "nanos: expected an integer in the range"),
        (lambda: sim.ConstantLatency(math.nan), TypeError, "nanos: expected an integer, was float"),  # type: ignore[arg-type]
        (lambda: sim.JitteredLatency(-1, 0, 0), ValueError, "base: expected 0 or more, was -1"),
        (lambda: sim.JitteredLatency(0, -1, 0), ValueError, "jitter: expected 0 or more, was -1"),
        (lambda: sim.JitteredLatency(1, 2**63 - 1, 0), ValueError, r"jitter: expected base \+ jit"),
        (
            lambda: sim.JitteredLatency(0, 0, -1),
            ValueError,
            r"seed: expected 0 to 2\*\*64 - 1, was",
        ),
        (lambda: sim.JitteredLatency(0, 0, 1.0), TypeError, "seed: expected an integer, was float"),  # type: ignore[arg-type]
        (lambda: sim.RecordedLatency(times(), times()), ValueError, "latency: expected one sample"),
        (
            lambda: sim.RecordedLatency(times(1), times()),
            ValueError,
            "latency: expected the length",
        ),
        (
            lambda: sim.RecordedLatency(times(2, 2), times(1, 1)),
            ValueError,
            "ts: row 1: expected a time after 2, was 2",
        ),
        (
            lambda: sim.RecordedLatency(times(1), times(-1)),
            ValueError,
            "latency: row 0: expected 0 or more, was -1",
        ),
        (
            lambda: sim.RecordedLatency(np.array([1.0]), times(1)),  # type: ignore[arg-type]
            TypeError,
            "ts: expected dtype int64, was float64",
        ),
        (
            lambda: sim.RecordedLatency([1], [1]),  # type: ignore[arg-type]
            TypeError,
            "ts: expected a numpy array, was list",
        ),
        (lambda: sim.PowerQueue(0), ValueError, "exponent: expected above 0 and at most 100"),
        (lambda: sim.PowerQueue(math.nan), ValueError, "exponent: .*, was nan"),
        (lambda: sim.PowerQueue("2"), TypeError, "exponent: expected a number, was str"),  # type: ignore[arg-type]
        (lambda: sim.SquareRootImpact(-1, 1, 1), ValueError, "coefficient: expected a finite numb"),
        (lambda: sim.SquareRootImpact(1, math.inf, 1), ValueError, "volatility: .*, was inf"),
        (lambda: sim.SquareRootImpact(1, 1, 0), ValueError, "volume: expected 1 or more, was 0"),
        (
            lambda: sim.SquareRootImpact(1, 1, 1).ticks(0),
            ValueError,
            "quantity: expected 1 or more",
        ),
        (
            lambda: sim.SquareRootImpact(1, 1, 1).ticks("1"),  # type: ignore[arg-type]
            TypeError,
            "quantity: expected an integer, was str",
        ),
        (lambda: sim.FeeSchedule("nan"), ValueError, "maker: expected a finite number, was NaN"),
        (lambda: sim.FeeSchedule("1"), ValueError, "maker: expected a fraction above -1 and below"),
        (
            lambda: sim.FeeSchedule(taker="1e-10"),
            ValueError,
            "taker: .* 9 decimal places, was 1E-10",
        ),
        (
            lambda: sim.FeeSchedule(True),
            TypeError,
            "maker: expected a number or its text, was bool",
        ),
        (
            lambda: sim.FeeSchedule(per_share="1e99999999"),
            ValueError,
            "per_share: expected at most",
        ),
        (
            lambda: sim.FeeSchedule(per_share="1e-9999999"),
            ValueError,
            "per_share: expected at most",
        ),
        (
            lambda: sim.FeeSchedule(per_order="1e10"),
            ValueError,
            "per_order: expected at most 92233",
        ),
        (lambda: sim.FeeSchedule(tiers=[(0, 0, 0)]), ValueError, "volume: expected above 0, was 0"),
        (
            lambda: sim.FeeSchedule(tiers=[(2, 0, 0), (1, 0, 0)]),
            ValueError,
            "tiers: expected rising volumes",
        ),
        (
            lambda: sim.FeeSchedule(tiers=[(1, 0)]),  # type: ignore[list-item]
            ValueError,
            r"tiers: row 0: expected a FeeTier or \(volume, maker, taker\), was \(1, 0\)",
        ),
    ],
)
def test_a_model_that_cannot_be_is_refused(make: Any, kind: Any, message: str) -> None:
    """One line, naming the argument."""
    with pytest.raises(kind, match=message) as error:
        make()
    assert "\n" not in str(error.value)


def test_numbers_of_numpy_are_numbers() -> None:
    """As of a parameter study."""
    assert sim.FeeSchedule(np.float64(0.001), np.int64(0)) == sim.FeeSchedule("0.001")
    assert sim.JitteredLatency(np.int64(1), np.int64(2), np.int64(3)) == sim.JitteredLatency(
        1, 2, 3
    )
    assert sim.PowerQueue(np.float64(2)) == sim.PowerQueue(2)
    assert sim.SquareRootImpact(np.float64(1), np.float64(2), np.int64(4)).ticks(np.int64(4)) == 2
