"""The midnights that venues count their times from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

__all__ = ["midnight"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = 1_000_000_000


def midnight(day: date | str, zone: str = "America/New_York") -> int:
    """The beginning of a day where a venue is.

    Args:
        day: The day, or its ISO text: `"2012-06-21"`.
        zone: The venue's time zone by its IANA name.

    Returns:
        Nanoseconds UTC.

    Raises:
        ValueError: A text that is no day, or a zone that is not known.
    """
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"day: expected a date such as 2012-06-21, was {day!r}") from None
    try:
        place = ZoneInfo(zone)
    except (KeyError, ValueError):
        raise ValueError(f"zone: expected the name of a time zone, was {zone!r}") from None
    since = datetime.combine(day, time(), place).astimezone(UTC) - _EPOCH
    return (since.days * 86_400 + since.seconds) * _SECOND
