"""What books and engines ask of the instruments that they are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from swarmcore.book import DepthBook, MatchingEngine, OrderBook

REFUSED: dict[str, Callable[[Any], Any]] = {
    "instrument: expected an Instrument, was int": lambda _: OrderBook(5),  # type: ignore[arg-type]
    "instrument: expected an Instrument, was str": lambda _: DepthBook("X"),  # type: ignore[arg-type]
    "instrument: expected an Instrument, was NoneType": (
        lambda each: OrderBook.restore(None, OrderBook(each).snapshot())  # type: ignore[arg-type]
    ),
    "instruments[1]: expected an Instrument, was int": (
        lambda each: MatchingEngine([each, 2])  # type: ignore[list-item]
    ),
}


@pytest.mark.parametrize(("text", "make"), REFUSED.items())
def test_what_is_no_instrument_is_refused(
    instrument: Any, text: str, make: Callable[[Any], Any]
) -> None:
    """One line, naming the argument, and the row where there are several."""
    with pytest.raises(TypeError) as caught:
        make(instrument)
    assert str(caught.value) == text
