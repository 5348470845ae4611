"""Accounting in integers, against exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.errors import OrderError
from swarmcore.execution.orders import Fill
from swarmcore.execution.portfolio import Portfolio
from swarmcore.market import Instrument

INSTRUMENTS = (
    Instrument("A", tick_size="0.01", lot_size="1", taker_fee="0.001", maker_fee="-0.0002"),
    Instrument("B", tick_size="0.0005", lot_size="0.1", multiplier="5", taker_fee="0.0003"),
)


def fill(
    instrument: int, side: int, price: int, quantity: int, *, ts: int = 0, taker: bool = True
) -> Fill:
    return Fill(
        ts, 1, "x", INSTRUMENTS[instrument].symbol, instrument, side, price, quantity, taker
    )


fills = st.lists(
    st.builds(
        fill,
        st.integers(0, 1),
        st.sampled_from([1, -1]),
        st.integers(1, 10**7),
        st.integers(1, 10**6),
        taker=st.booleans(),
    ),
    max_size=40,
)


@given(fills, st.tuples(st.integers(1, 10**7), st.integers(1, 10**7)))
def test_money_is_conserved_to_the_last_unit(stream: list[Fill], marks: tuple[int, int]) -> None:
    """Cash, equity and profits equal an exact rational account, fees rounded up a unit."""
    portfolio = Portfolio(INSTRUMENTS, "100000")
    scale = 10**portfolio.money_scale
    cash, quantities, paid = Fraction(100_000), [0, 0], Fraction(0)
    for each in stream:
        instrument = INSTRUMENTS[each.instrument]
        value = Fraction(instrument.notional(each.price, each.quantity))
        rate = Fraction(instrument.taker_fee if each.taker else instrument.maker_fee)
        fee = portfolio.apply(each)
        assert 0 <= fee - value * rate * scale < 1
        cash -= each.side * value + Fraction(fee, scale)
        paid += Fraction(fee, scale)
        quantities[each.instrument] += each.side * each.quantity
    for index, mark in enumerate(marks):
        portfolio.mark(index, mark)
    held = sum(
        Fraction(instrument.notional(mark, 1)) * quantity
        for instrument, mark, quantity in zip(INSTRUMENTS, marks, quantities, strict=True)
    )
    assert Fraction(portfolio.cash, scale) == cash
    assert Fraction(portfolio.equity, scale) == cash + held
    assert Fraction(portfolio.fees, scale) == paid
    assert [portfolio.quantity(index) for index in range(2)] == quantities
    profits = sum(trip.profit for trip in portfolio.round_trips())
    assert portfolio.initial_cash + profits == portfolio.equity


def test_a_round_trip_says_what_was_won() -> None:
    """Bought at 100, half sold at 110, the rest still open at its mark."""
    portfolio = Portfolio(INSTRUMENTS, 10_000)
    portfolio.apply(fill(0, 1, 10_000, 10, ts=1))
    portfolio.apply(fill(0, -1, 11_000, 5, ts=2))
    portfolio.mark(0, 12_000)
    closed, still_open = portfolio.round_trips()
    assert (closed.entry_ts, closed.exit_ts, closed.side, closed.quantity) == (1, 2, 1, 5)
    assert portfolio.money(closed.exit - closed.entry) == pytest.approx(50.0, abs=0)
    assert portfolio.money(closed.fees) == pytest.approx(0.5 + 0.55, abs=1e-12)
    assert still_open.exit_ts is None
    assert portfolio.money(still_open.exit - still_open.entry) == pytest.approx(100.0, abs=0)


def test_a_fill_through_zero_closes_one_side_and_opens_the_other() -> None:
    """Sold 15 of 10 held: 10 are closed, 5 are short from that moment on."""
    portfolio = Portfolio(INSTRUMENTS, 10_000)
    portfolio.apply(fill(0, 1, 10_000, 10, ts=1))
    portfolio.apply(fill(0, -1, 9_000, 15, ts=2))
    portfolio.mark(0, 8_000)
    closed, short = portfolio.round_trips()
    assert (closed.side, closed.quantity) == (1, 10)
    assert (short.side, short.quantity, short.entry_ts) == (-1, 5, 2)
    assert portfolio.quantity(0) == -5
    assert portfolio.money(short.entry - short.exit) == pytest.approx(50.0, abs=0)
    assert portfolio.exposure == portfolio.value(0, 8_000, 5)


@pytest.mark.parametrize("cash", ["0", "-1", "NaN", "Infinity"])
def test_cash_must_be_positive_and_finite(cash: str) -> None:
    """The message names the argument and what came."""
    with pytest.raises(OrderError, match=f"cash: expected a positive amount, was {cash}"):
        Portfolio(INSTRUMENTS, cash)
