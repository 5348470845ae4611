"""Times as users write them, and the int64 nanoseconds UTC that everything else uses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from numbers import Integral

import numpy as np

from swarmcore.errors import DataError

__all__ = ["NULL_TIME", "Time", "text_of", "to_nanoseconds"]

Time = int | str | datetime
"""Nanoseconds since 1970 UTC, ISO text, or a datetime; without a zone the latter two are UTC."""

NULL_TIME = -(2**63)
"""NumPy's and Arrow's mark for no time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_nanoseconds(name: str, time: Time) -> int:
    """Nanoseconds since 1970 UTC of a time that the argument `name` gives.

    Raises:
        DataError: Text that is no ISO time, or a time beyond 64 bits of nanoseconds.
        TypeError: Anything that is no time.
    """
    if isinstance(time, str):
        try:
            time = datetime.fromisoformat(time)
        except ValueError:
            raise DataError(
                f"{name}: expected ISO time such as 2017-01-03 or 2017-01-03T09:30:00Z, was {time}"
            ) from None
    if isinstance(time, datetime):
        moment = time if time.tzinfo is not None else time.replace(tzinfo=UTC)
        nanoseconds = (moment - _EPOCH) // timedelta(microseconds=1) * 1000
    elif isinstance(time, bool) or not isinstance(time, Integral):
        raise TypeError(
            f"{name}: expected integer nanoseconds, ISO text or a datetime, "
            f"was {type(time).__name__}"
        )
    else:
        nanoseconds = int(time)
    if not NULL_TIME < nanoseconds < 2**63:
        raise DataError(f"{name}: expected a time from 1678 to 2262, was {time}")
    return nanoseconds


def text_of(nanoseconds: int) -> str:
    """The shortest ISO text of a time: 2017-01-03, 2017-01-03T09:30Z."""
    text = str(np.datetime_as_string(np.datetime64(nanoseconds, "ns"), unit="auto"))
    return f"{text}Z" if "T" in text else text
