"""What the tests of the book share: an instrument and builders of records."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from swarmcore import book
from swarmcore.market import Instrument


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    """An instrument with ticks of 0.01 and lots of 1."""
    return Instrument("TEST", tick_size="0.01", lot_size="1")


def _records(dtype: np.dtype, rows: list[dict[str, int]]) -> np.ndarray:
    array = np.zeros(len(rows), dtype)
    for index, row in enumerate(rows):
        for name, value in row.items():
            array[index][name] = value
    return array


@pytest.fixture(scope="session")
def messages() -> Any:
    """A function from dictionaries of fields to an array of BOOK_MESSAGE, other fields 0."""
    return lambda *rows: _records(book.BOOK_MESSAGE, list(rows))


@pytest.fixture(scope="session")
def commands() -> Any:
    """A function from dictionaries of fields to an array of ORDER_COMMAND, other fields 0."""
    return lambda *rows: _records(book.ORDER_COMMAND, list(rows))
