"""The pre-trade gate against a naive reference, and what it refuses."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.risk import Gate, GateLimits, GateVerdict


def naive_verdict(
    limits: GateLimits,
    reference: float,
    position: int,
    working: int,
    side: int,
    quantity: int,
    price: int | None,
) -> GateVerdict:
    """The rules in their most obvious form, in unbounded integers."""
    if side not in (1, -1):
        return GateVerdict.BAD_SIDE
    if price is not None and price <= 0:
        return GateVerdict.BAD_PRICE
    if not math.isfinite(reference) or reference <= 0:
        return GateVerdict.NO_REFERENCE
    if quantity <= 0:
        return GateVerdict.BAD_QUANTITY
    if side * position < 0 and working + quantity <= abs(position):
        return GateVerdict.PASSED
    if quantity > limits.max_quantity:
        return GateVerdict.QUANTITY
    value = max(math.ceil(reference), price or 0)
    if value * quantity > limits.max_notional:
        return GateVerdict.NOTIONAL
    if side * position + working + quantity > limits.max_position:
        return GateVerdict.POSITION
    return GateVerdict.PASSED


small = st.integers(-3, 40)
orders = st.lists(
    st.tuples(
        st.sampled_from([1, -1, 0]),
        small,
        st.none() | small,
        st.sampled_from([math.nan, math.inf, -1.0, 0.0, 0.5, 7.25, 20.0]) | st.none(),
        st.floats(0.0, 1.0),
        st.booleans(),
    ),
    max_size=60,
)


@given(st.tuples(*[st.integers(0, 60)] * 3), orders)
def test_the_gate_judges_as_the_naive_rules_do(
    caps: tuple[int, int, int], stream: list[tuple[int, int, int | None, float | None, float, bool]]
) -> None:
    """Random orders, fills, releases and references: verdict and state equal the reference's."""
    quantity_cap, position_cap, notional_cap = caps
    limits = GateLimits(
        max_quantity=quantity_cap, max_notional=notional_cap * 10, max_position=position_cap
    )
    gate = Gate([limits])
    reference, position, working = math.nan, 0, {1: 0, -1: 0}
    for side, quantity, price, new_reference, part, fills in stream:
        if new_reference is not None:
            gate.set_reference(0, new_reference)
            reference = new_reference
        expected = naive_verdict(
            limits, reference, position, working.get(side, 0), side, quantity, price
        )
        if side:
            room = gate.room(0, side)
            assert (
                naive_verdict(limits, reference, position, working[side], side, room + 1, None)
                != GateVerdict.PASSED
            )
            assert (
                room == 0
                or naive_verdict(limits, reference, position, working[side], side, room, None)
                == GateVerdict.PASSED
            )
        assert gate.check(0, side, quantity, price) == expected
        if expected is not GateVerdict.PASSED:
            continue
        working[side] += quantity
        done = int(working[side] * part)
        if fills:
            assert gate.fill(0, side, done)
            position += side * done
        else:
            assert gate.release(0, side, done)
        working[side] -= done
        assert gate.position(0) == position
        assert gate.working(0, side) == working[side]
        assert abs(position) <= position_cap


def test_the_gate_counts_beyond_64_bits() -> None:
    """Price × quantity and position + orders are exact, or beyond every limit; nothing wraps."""
    largest = 2**63 - 1
    gate = Gate([GateLimits(max_quantity=largest, max_notional=largest, max_position=largest)])
    gate.set_reference(0, 1.0)
    assert gate.check(0, 1, 3, largest) == GateVerdict.NOTIONAL
    assert gate.check(0, 1, largest - 1) == GateVerdict.PASSED
    assert gate.check(0, 1, largest) == GateVerdict.POSITION
    assert gate.check(0, 1, 1) == GateVerdict.PASSED
    wide = Gate([GateLimits(max_quantity=3, max_notional=2 * largest, max_position=3)])
    wide.set_reference(0, 1.0)
    assert wide.check(0, 1, 3, largest) == GateVerdict.NOTIONAL
    assert wide.check(0, 1, 2, largest) == GateVerdict.PASSED


def test_limits_that_were_not_given_deny_everything() -> None:
    """The gate fails closed."""
    gate = Gate([GateLimits()])
    gate.set_reference(0, 1.0)
    assert gate.check(0, 1, 1) == GateVerdict.QUANTITY
    assert Gate([]).check(0, 1, 1) == GateVerdict.UNKNOWN_INSTRUMENT


def test_a_negative_limit_is_refused_by_name() -> None:
    """A limit below zero is a mistake, not an open gate."""
    with pytest.raises(ValueError, match="max_position: expected 0 or more, was -1"):
        Gate([GateLimits(max_position=-1)])
    for value in (-1, 2**128):
        with pytest.raises(ValueError, match=f"max_notional: expected 0 to .* was {value}"):
            GateLimits(max_notional=value)
    assert GateLimits(max_notional=2**128 - 1).max_notional == 2**128 - 1
