"""The tree of errors. A message is one line: what was wrong, where, what was expected.

    SwarmcoreError
    ├── ConfigError (ValueError)      a configuration file, key or parameter
    ├── DataError (ValueError)        a file or a row of market data
    ├── InstrumentError (ValueError)  a price or quantity off the grid, an unknown symbol
    ├── BookError                     a row of a feed that cannot be applied to a book
    ├── BusError                      the bus cannot take an event or a subscription
    ├── AgentError                    an agent's parameters, identity or life cycle
    └── OrderError                    an order that cannot be expressed or found

Wrong arguments of a plain function raise ValueError or TypeError, naming the argument.
"""

from __future__ import annotations

__all__ = [
    "SwarmcoreError",
    "ConfigError",
    "DataError",
    "InstrumentError",
    "BookError",
    "BusError",
    "AgentError",
    "OrderError",
]


class SwarmcoreError(Exception):
    """The root of every error that swarmcore defines."""


class ConfigError(SwarmcoreError, ValueError):
    """A configuration file, key or parameter that cannot be used."""


class DataError(SwarmcoreError, ValueError):
    """A file or a row of market data that cannot be right.

    Args:
        message: What is wrong and what was expected.
        row: The row in the file, counted from 0 after the header, where one row is to blame.
    """

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


class InstrumentError(SwarmcoreError, ValueError):
    """A price or quantity off an instrument's grid, or a symbol that is not known."""


class BookError(SwarmcoreError):
    """A row of a feed that cannot be applied; the book stands as before that row.

    Args:
        message: What is wrong with the row.
        row: The row in the batch, counted from 0.
    """

    def __init__(self, message: str, row: int) -> None:
        super().__init__(message)
        self.row = row


class BusError(SwarmcoreError):
    """The bus cannot take an event or a subscription."""


class AgentError(SwarmcoreError):
    """An agent's parameters, identity or life cycle."""


class OrderError(SwarmcoreError):
    """An order that cannot be expressed or found."""
