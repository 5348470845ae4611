"""What the constructors and builders of the book ask of their arguments."""

from __future__ import annotations

from operator import index
from typing import Any


def integer(name: str, value: Any) -> int:
    """The integer that a value is. Raises TypeError for what is none, such as a price off the grid.

    NumPy and `int` would cut it down to one.
    """
    try:
        return index(value)
    except TypeError:
        raise TypeError(f"{name}: expected an integer, was {value!r}") from None
