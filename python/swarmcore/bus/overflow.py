"""What happens where a subscription falls behind its publishers."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["Overflow", "checked_overflow"]

Overflow = Literal["block", "drop_oldest", "conflate", "error"]
"""Block: the publisher waits, up to the subscription's time-out. Drop_oldest: the oldest unread
events are overwritten, and the gap is counted and told. Conflate: of each topic the newest event is
kept, and the older ones are counted. Error: the publisher gets a BusError at once."""


def checked_overflow(overflow: str) -> Overflow:
    """The policy of a name.

    Raises:
        ValueError: There is no such policy.
    """
    for known in get_args(Overflow):
        if overflow == known:
            return known  # type: ignore[no-any-return]
    raise ValueError(f"overflow: expected one of {', '.join(get_args(Overflow))}, was {overflow!r}")
