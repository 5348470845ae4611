"""The grid of an instrument: exact both ways, closed to what is off it."""

from __future__ import annotations

import dataclasses
import math
import pickle
import subprocess
import sys
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.errors import InstrumentError
from swarmcore.market import Instrument

INT64_MAX = 2**63 - 1

counts = st.integers(-INT64_MAX, INT64_MAX)
sizes = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(1, 10**6),
    st.integers(0, 18),
)


@pytest.fixture
def btc() -> Instrument:
    """The instrument of the contract."""
    return Instrument(
        "BTC/USDT",
        tick_size="0.01",
        lot_size="0.00001",
        multiplier="1",
        maker_fee="0.0002",
        taker_fee="0.0005",
    )


def test_the_contract_in_one_example(btc: Instrument) -> None:
    """Prices become ticks and quantities lots, and back."""
    assert btc.ticks("65000.01") == 6500001
    assert btc.price(6500001) == Decimal("65000.01")
    assert btc.lots("0.5") == 50000
    assert btc.quantity(50000) == Decimal("0.5")
    assert btc.notional(6500001, 50000) == Decimal("32500.005")
    assert btc.taker_fee == Decimal("0.0005")


def test_defaults_are_a_grid_of_one_hundred_millionth_and_no_fee() -> None:
    """Without sizes an instrument is as fine as bars of unknown origin need."""
    plain = Instrument("X")
    assert plain.ticks(0.00000001) == 1
    assert plain.lots("0.00000001") == 1
    assert (plain.multiplier, plain.maker_fee, plain.taker_fee) == (1, 0, 0)


@given(sizes, counts)
def test_every_count_survives_the_round_trip(size: Decimal, count: int) -> None:
    """ticks(price(n)) == n and lots(quantity(n)) == n for every 64-bit count and any size."""
    inst = Instrument("X", tick_size=size, lot_size=size)
    assert inst.ticks(inst.price(count)) == count
    assert inst.lots(inst.quantity(count)) == count
    assert Fraction(inst.price(count)) == count * Fraction(size)


@given(st.integers(1, 9 * 10**10), st.integers(0, 8))
def test_a_price_on_the_grid_survives_the_round_trip(digits: int, places: int) -> None:
    """price(ticks(p)) == p, whether p came as a decimal, text or the float that prints as it."""
    price = Decimal(digits).scaleb(-places)
    inst = Instrument("X")
    assert inst.price(inst.ticks(price)) == price
    assert inst.price(inst.ticks(str(price))) == price
    assert inst.ticks(float(price)) == inst.ticks(price)


@given(sizes, sizes, sizes, st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_money_is_exact_at_the_money_scale(
    tick: Decimal, lot: Decimal, multiplier: Decimal, ticks: int, lots: int
) -> None:
    """A notional is the exact product, and a whole number of 10**-money_scale; no less would do."""
    inst = Instrument("X", tick, lot, multiplier)
    exact = Fraction(tick) * Fraction(lot) * Fraction(multiplier)
    assert Fraction(inst.notional(ticks, lots)) == ticks * lots * exact
    assert (exact * 10**inst.money_scale).denominator == 1
    assert inst.money_scale == 0 or (exact * 10 ** (inst.money_scale - 1)).denominator > 1


@given(st.floats(-(10**9), 10**9), sizes)
def test_rounding_a_simulated_fill_never_crosses_the_price(price: float, tick: Decimal) -> None:
    """Down is the last tick at or below the price's decimal text, up the first at or above."""
    inst = Instrument("X", tick_size=tick)
    exact = Fraction(Decimal(repr(price)))
    try:
        down, up = (inst.nearest_ticks(price, toward=way) for way in ("down", "up"))
    except InstrumentError:
        assert abs(exact) / Fraction(tick) > INT64_MAX - 1
        return
    assert Fraction(inst.price(down)) <= exact < Fraction(inst.price(down)) + Fraction(tick)
    assert Fraction(inst.price(up)) - Fraction(tick) < exact <= Fraction(inst.price(up))


@given(sizes, st.integers(-(10**9), 10**9), st.integers(-2, 2))
def test_a_float_at_a_grid_point_rounds_as_its_text_says(
    tick: Decimal, count: int, neighbours: int
) -> None:
    """Next to a whole number of ticks, where division of floats says too little, too."""
    inst = Instrument("X", tick_size=tick)
    price = float(inst.price(count))
    for _ in range(abs(neighbours)):
        price = math.nextafter(price, math.copysign(math.inf, neighbours))
    ratio = Fraction(Decimal(repr(price))) / Fraction(tick)
    assert inst.nearest_ticks(price, toward="down") == math.floor(ratio)
    assert inst.nearest_ticks(price, toward="up") == math.ceil(ratio)


def test_rounding_leaves_a_float_on_the_grid_alone(btc: Instrument) -> None:
    """65000.01 is no exact float, yet it is its tick in both directions."""
    assert btc.nearest_ticks(65000.01, toward="up") == 6500001
    assert btc.nearest_ticks(65000.01, toward="down") == 6500001
    assert btc.nearest_ticks(65000.011, toward="up") == 6500002
    assert btc.nearest_ticks(np.float64(65000.019), toward="down") == 6500001


def test_lots_within_never_exceed_the_quantity(btc: Instrument) -> None:
    """A size computed in floats is cut to whole lots."""
    assert btc.lots_within(0.123456789) == 12345
    assert btc.lots_within("0.00000999") == 0
    with pytest.raises(InstrumentError, match=r"^BTC/USDT: quantity: expected 0 or more, was -1$"):
        btc.lots_within(-1)


def test_what_is_off_the_grid_is_refused_with_its_neighbours(btc: Instrument) -> None:
    """The message names the symbol, the grid, the value and the two nearest that would do."""
    with pytest.raises(InstrumentError) as refused:
        btc.ticks(65000.015)
    assert str(refused.value) == (
        "BTC/USDT: price: expected a multiple of the tick 0.01, was 65000.015 "
        "(nearest 65000.01 and 65000.02)"
    )
    with pytest.raises(InstrumentError, match=r"quantity: expected a multiple of the lot 0\.00001"):
        btc.lots("0.000015")
    with pytest.raises(InstrumentError, match=r"nearest -0\.02 and -0\.01"):
        btc.ticks("-0.015")


@pytest.mark.parametrize(
    "value",
    ["nan", "inf", "-inf", float("nan"), float("inf"), Decimal("sNaN"), "", "abc", "1,5", "1e9999"],
)
@pytest.mark.parametrize("argument", ["tick_size", "lot_size", "multiplier", "maker_fee"])
def test_what_is_no_finite_number_is_refused_by_name(argument: str, value: Any) -> None:
    """No size or fee is NaN, infinite, without meaning or of absurd length."""
    with pytest.raises(InstrumentError, match=f"^X: {argument}: expected "):
        Instrument("X", **{argument: value})


@pytest.mark.parametrize("value", [0, "0", "-0.01", -1.0, "1e-19", "1e18", 10**30])
@pytest.mark.parametrize("argument", ["tick_size", "lot_size", "multiplier"])
def test_a_size_out_of_range_is_refused_by_name(argument: str, value: Any) -> None:
    """A size is above zero, below 1e18 and has at most 18 places."""
    with pytest.raises(InstrumentError, match=f"^X: {argument}: expected "):
        Instrument("X", **{argument: value})


@pytest.mark.parametrize("value", [1, -1, "1.5", -2])
@pytest.mark.parametrize("argument", ["maker_fee", "taker_fee"])
def test_a_fee_is_a_fraction(argument: str, value: Any) -> None:
    """A fee of 100 % or more is a percentage taken for a fraction; a small rebate is fine."""
    with pytest.raises(InstrumentError, match=f"^X: {argument}: expected a fraction"):
        Instrument("X", **{argument: value})
    assert Instrument("X", maker_fee="-0.0001").maker_fee == Decimal("-0.0001")


@pytest.mark.parametrize("value", [None, True, [1], b"1", 1j, np.array([1.0])])
def test_what_is_no_number_at_all_is_a_type_error(btc: Instrument, value: Any) -> None:
    """A wrong type is told apart from a wrong value."""
    with pytest.raises(TypeError, match=r"^tick_size: expected a number or its text"):
        Instrument("X", tick_size=value)
    with pytest.raises(TypeError, match=r"^price: expected a number or its text"):
        btc.ticks(value)


@pytest.mark.parametrize("value", [None, True, 1.0, "1", Decimal(1)])
def test_a_count_is_an_integer(btc: Instrument, value: Any) -> None:
    """Ticks and lots that are not integers are somebody's prices."""
    with pytest.raises(TypeError, match=r"^ticks: expected an integer"):
        btc.price(value)


@pytest.mark.parametrize("symbol", ["", " X", "X ", "A B", "A*", "A\nB", "\x00"])
def test_a_symbol_is_printable_text(symbol: str) -> None:
    """What cannot be told apart in a message, or end a topic, is no name."""
    with pytest.raises(InstrumentError, match=r"^symbol: expected printable text"):
        Instrument(symbol)
    with pytest.raises(TypeError, match=r"^symbol: expected text, was int"):
        Instrument(1)  # type: ignore[arg-type]


def test_what_does_not_fit_64_bits_is_refused(btc: Instrument) -> None:
    """Both directions end at 2**63 - 1."""
    assert btc.ticks(btc.price(INT64_MAX)) == INT64_MAX
    for call in (
        lambda: btc.price(INT64_MAX + 1),
        lambda: btc.quantity(-(2**63)),
        lambda: btc.ticks("1e18"),
        lambda: btc.lots(1e300),
        lambda: btc.nearest_ticks(-1e18, toward="down"),
        lambda: btc.lots_within(1e18),
        lambda: btc.notional(2**63, 1),
    ):
        with pytest.raises(InstrumentError, match="expected at most 9223372036854775807"):
            call()


def test_an_unknown_direction_is_refused(btc: Instrument) -> None:
    """Rounding goes down or up; nothing is assumed."""
    with pytest.raises(ValueError, match=r"^toward: expected down or up, was 'left'$"):
        btc.nearest_ticks(1.0, toward="left")  # type: ignore[arg-type]


def test_an_instrument_is_a_value(btc: Instrument) -> None:
    """Equal however its numbers were written, hashable, immutable, and pickled whole."""
    same = Instrument("BTC/USDT", 0.01, Decimal("0.000010"), 1, 0.0002, "5e-4")
    assert same == btc
    assert hash(same) == hash(btc)
    assert dataclasses.replace(btc, taker_fee="0.001").taker_fee == Decimal("0.001")
    assert pickle.loads(pickle.dumps(btc)) == btc
    with pytest.raises(dataclasses.FrozenInstanceError):
        btc.tick_size = Decimal(1)  # type: ignore[misc]


def test_the_user_s_decimal_context_changes_nothing(btc: Instrument) -> None:
    """Three digits of precision around a call do not round its result."""
    with localcontext(prec=3):
        assert str(btc.price(6500001)) == "65000.01"
        assert btc.ticks("65000.01") == 6500001
        assert str(btc.notional(6500001, 50001)) == "32500.6550001"


def test_instruments_load_no_pyarrow() -> None:
    """An instrument, and the name of the package, cost no import of pyarrow."""
    code = (
        "import sys, swarmcore.market; swarmcore.market.Instrument('X'); "
        "print('pyarrow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
