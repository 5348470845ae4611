"""The tree of errors. A message is one line: what was wrong, where, what was expected.

    SwarmcoreError
    ├── ConfigError (ValueError)      a configuration file, key or parameter
    ├── DataError (ValueError)        a file or a row of market data, or data that do not come
    ├── InstrumentError (ValueError)  a price or quantity off the grid, an unknown symbol
    ├── BookError                     a row of a feed that cannot be applied to a book
    ├── BusError                      the bus cannot take an event or a subscription
    │   ├── LaneFullError             a lane of a live bus stayed full past its time-out
    │   └── RequestError              a request that cannot be sent, or was answered by an error
    │       └── RequestTimeoutError (TimeoutError)  a request that was not answered in time
    ├── AgentError                    an agent's parameters, identity, state or calls
    │   └── LifecycleError            a move that an agent cannot make in its life
    ├── OrderError                    an order that cannot be expressed or found
    ├── StateError                    a value or a file of kept state that cannot be used
    │   └── StateConflictError        a value that somebody else has changed meanwhile
    ├── TemporaryError                raised by a hook: it may work when tried again
    └── CriticalError                 raised by a hook: the agent must not go on trading

Wrong arguments of a plain function raise ValueError or TypeError, naming the argument.

Three of them tell the supervisor what to do when one comes out of an agent's hook. After a
`TemporaryError` the hook is called again with the same event, later and later. After a `DataError`
the agent goes on with the last good data it has, and its votes say so and count less. A
`CriticalError` ends the agent's trading: its orders are cancelled, risk is told, and it is not
tried again. Anything else is a fault, and the agent is started anew.
"""

from __future__ import annotations

__all__ = [
    "SwarmcoreError",
    "ConfigError",
    "DataError",
    "InstrumentError",
    "BookError",
    "BusError",
    "LaneFullError",
    "RequestError",
    "RequestTimeoutError",
    "AgentError",
    "LifecycleError",
    "OrderError",
    "StateError",
    "StateConflictError",
    "TemporaryError",
    "CriticalError",
]


class SwarmcoreError(Exception):
    """The root of every error that swarmcore defines."""


class ConfigError(SwarmcoreError, ValueError):
    """A configuration file, key or parameter that cannot be used."""


class DataError(SwarmcoreError, ValueError):
    """A file or a row of market data that cannot be right, or data that cannot be had.

    Out of an agent's hook it makes the agent go on with the last good data it has, at less
    confidence.

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


class LaneFullError(BusError):
    """A lane of a live bus stayed full past the time-out of the consumer that holds it up.

    Args:
        message: Which consumer that is.
        published: How many records of the call the bus has taken, its first ones; the rest may be
            published again.
    """

    def __init__(self, message: str, published: int) -> None:
        super().__init__(message)
        self.published = published


class RequestError(BusError):
    """A request that cannot be sent, or that was answered by an error."""


class RequestTimeoutError(RequestError, TimeoutError):
    """A request that was not answered in time."""


class AgentError(SwarmcoreError):
    """An agent's parameters, identity, state or calls."""


class LifecycleError(AgentError):
    """A move that an agent cannot make from where it is in its life."""


class OrderError(SwarmcoreError):
    """An order that cannot be expressed or found."""


class StateError(SwarmcoreError):
    """A value that cannot be kept, or a snapshot or file of kept state that cannot be used."""


class StateConflictError(StateError):
    """A value was to be replaced in one version and is there in another: read again and retry."""


class TemporaryError(SwarmcoreError):
    """What failed may work when it is tried again: a time-out, a lost connection, a rate limit.

    Out of an agent's hook it makes the supervisor call the hook again with the same event, after
    waits that grow; what the hook had done until then is done again.
    """


class CriticalError(SwarmcoreError):
    """Trading on would do harm: an account that does not add up, a key that was refused.

    Out of an agent's hook it runs the emergency procedure: the agent's orders are cancelled, risk
    is told, and the agent trades no more until someone starts it again.
    """
