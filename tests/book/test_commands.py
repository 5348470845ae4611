"""Commands by name: what they refuse rather than bend."""

from __future__ import annotations

from typing import Any

import pytest
from swarmcore.book import MatchingEngine
from swarmcore.book.commands import cancel, limit, link, market, trailing_stop

BAD_ARGUMENTS = {
    "price: expected an integer, was 100.5": lambda: limit(1, 1, 100.5, 5),
    "price: expected an integer, was nan": lambda: limit(1, 1, float("nan"), 5),
    "price: expected -9223372036854775808 to 9223372036854775807, was 9223372036854775808": (
        lambda: limit(1, 1, 2**63, 5)
    ),
    "order_id: expected an integer, was 1.0": lambda: cancel(1.0),
    "order_id: expected 0 to 18446744073709551615, was -1": lambda: market(-1, 1, 5),
    "side: expected -128 to 127, was 200": lambda: market(1, 200, 5),
    "quantity: expected an integer, was '5'": lambda: market(1, 1, "5"),
    "owner: expected 0 to 4294967295, was -1": lambda: market(1, 1, 5, owner=-1),
    "trigger: expected an integer, was 2.5": lambda: trailing_stop(1, -1, 2.5, 5),
    "other: expected an integer, was 1.5": lambda: link(1, 1.5),
    "other: expected 0 to 18446744073709551615, was -2": lambda: link(1, -2),
    "self_trade: expected a SelfTradeMode, was 16": lambda: market(1, 1, 5, self_trade=16),
    "colour: expected no such argument, was given": lambda: market(1, 1, 5, colour=3),
}


@pytest.mark.parametrize(("text", "build"), BAD_ARGUMENTS.items())
def test_what_does_not_fit_is_refused_not_rounded(text: str, build: Any) -> None:
    """A number off the grid, out of range or of no field is an error that names the argument."""
    with pytest.raises((TypeError, ValueError)) as caught:
        build()
    assert str(caught.value) == text


def test_rules_of_another_type_are_refused(instrument: Any) -> None:
    """What are no MatchingRules is named."""
    with pytest.raises(TypeError, match=r"^rules: expected MatchingRules or None, was 'fifo'$"):
        MatchingEngine([instrument], "fifo")  # type: ignore[arg-type]
