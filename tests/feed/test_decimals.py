"""Decimal text to whole numbers of steps, from Python."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import _core
from swarmcore.errors import BookError

parse = _core.feed.parse_decimals


@pytest.mark.parametrize(
    "values",
    [
        ["65000.01", "-0.5", "1e2"],
        ("65000.01", "-0.5", "1e2"),
        [b"65000.01", b"-0.5", b"1e2"],
        b"65000.01\n-0.5\n1e2",
        b"65000.01\n-0.5\n1e2\n",
        np.array(["65000.01", "-0.5", "1e2"]),
        np.array([b"65000.01", b"-0.5", b"1e2"]),
    ],
)
def test_text_becomes_counts_of_the_step(values: Any) -> None:
    """str, bytes and lines are read alike, into a new int64 array."""
    counts = parse(values, "0.01")
    assert counts.dtype == np.int64
    assert counts.tolist() == [6_500_001, -50, 10_000]


def test_nothing_gives_an_empty_array() -> None:
    """No rows, no counts."""
    assert parse([], "0.01").shape == (0,)
    assert parse(b"", "0.01").shape == (0,)


@given(
    st.lists(st.integers(-(2**63) + 1, 2**63 - 1)),
    st.integers(-18, 18),
    st.sampled_from([1, 2, 5, 25]),
)
def test_a_count_of_steps_survives_as_text(counts: list[int], exponent: int, mantissa: int) -> None:
    """Any multiple of a step, written by decimal.Decimal, is read as what it was."""
    step = Decimal(mantissa).scaleb(exponent)
    counts = [each // mantissa for each in counts]
    texts = [str(Decimal(each * mantissa).scaleb(exponent)) for each in counts]
    assert parse(texts, str(step)).tolist() == counts


@given(st.text(st.sampled_from("0123456789.eE+-"), max_size=40))
def test_a_text_is_read_as_decimal_reads_it(text: str) -> None:
    """Whatever decimal.Decimal takes and the grid holds has its value; all else is refused."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("nan")
    if number.is_nan() or (number and abs(number.adjusted()) > 60):
        expected = None
    else:
        steps = Fraction(number) / Fraction(1, 1000) if number else Fraction(0)
        whole = steps.denominator == 1 and abs(steps) < 2**63
        expected = int(steps) if whole else None
    try:
        count = int(parse([text], "0.001")[0])
    except BookError:
        count = None
    assert count == expected


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("65000.011", "expected a multiple of 0.01, was '65000.011'"),
        ("1e30", "expected a multiple of 0.01 that 64 bits count, was '1e30'"),
        ("", "expected a number, was ''"),
        ("nan", "expected a number, was 'nan'"),
        ("12\n3", "expected a number, was '12?3'"),
        ("\ud800", "expected a number, was '?'"),
    ],
)
def test_a_bad_row_is_named(value: str, reason: str) -> None:
    """The error carries the row and says what was expected of which field."""
    with pytest.raises(BookError) as caught:
        parse(["1", "2.50", value, "x"], "0.01", name="price")
    assert str(caught.value) == f"row 2: price: {reason}"
    assert caught.value.row == 2


def test_an_empty_line_is_no_number() -> None:
    """Lines are rows: one between two numbers counts."""
    with pytest.raises(BookError, match="row 1: values: expected a number, was ''"):
        parse(b"1\n\n2\n", "1")


def test_arguments_of_other_kinds_are_refused() -> None:
    """A step that is none, and values that are no text."""
    with pytest.raises(ValueError, match="step: expected a number above 0"):
        parse(["1"], "0")
    with pytest.raises(TypeError, match="price: expected str or bytes in row 1, was float"):
        parse(["1", 2.5], "1", name="price")
    with pytest.raises(TypeError, match="expected a sequence of str or bytes"):
        parse("1", "1")
    with pytest.raises(TypeError, match="expected a sequence of str or bytes"):
        parse(None, "1")
