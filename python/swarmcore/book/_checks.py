"""What the constructors and builders of the book ask of their arguments."""

from __future__ import annotations

from collections.abc import Iterable
from operator import index
from typing import Any

from swarmcore.market.instruments import Instrument


def integer(name: str, value: Any) -> int:
    """The integer that a value is. Raises TypeError for what is none, such as a price off the grid.

    NumPy and `int` would cut it down to one.
    """
    try:
        return index(value)
    except TypeError:
        raise TypeError(f"{name}: expected an integer, was {value!r}") from None


def instrument(given: object) -> Instrument:
    """What is given, if it is an instrument. Raises TypeError."""
    if not isinstance(given, Instrument):
        raise TypeError(f"instrument: expected an Instrument, was {type(given).__name__}")
    return given


def instruments(given: Iterable[object]) -> tuple[Instrument, ...]:
    """What is given, if they are instruments. Raises TypeError, naming the first that is none."""
    checked = []
    for row, each in enumerate(given):
        if not isinstance(each, Instrument):
            raise TypeError(
                f"instruments[{row}]: expected an Instrument, was {type(each).__name__}"
            )
        checked.append(each)
    return tuple(checked)
