"""Columns of files as arrays of bars, with the cells that cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from swarmcore.errors import DataError
from swarmcore.market.times import NULL_TIME, to_nanoseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["Cells", "check_date_format", "numbers", "symbols", "times"]

_ISO = (
    "ts: expected ISO time such as 2017-01-03 or 2017-01-03T09:30:00Z (another form needs "
    'date_format, such as "%m/%d/%Y")'
)
_ZONED = r"[T ]\d{2}.*(Z|[+-]\d{2}(:?\d{2})?)$"
# Nanoseconds this small lie within about three years of 1970, where seconds, milliseconds and
# microseconds of our days all come to lie when they are taken for nanoseconds.
_LEAST_NANOSECONDS = 10**17


class Cells(NamedTuple):
    """The values of one column, and of each cell that cannot be read its place and why."""

    values: NDArray[Any]
    bad: dict[int, str]


def numbers(name: str, column: Any, *, text: bool) -> Cells:
    """A column of numbers as float64; null is NaN.

    Args:
        name: The column's name in messages.
        column: A `pyarrow.Array`.
        text: Whether the file holds text, which is then parsed; else text is refused.
    """
    if text:
        column = _trimmed(column)
    elif not (
        pa.types.is_floating(column.type)
        or pa.types.is_integer(column.type)
        or pa.types.is_decimal(column.type)
    ):
        raise DataError(f"{name}: expected numbers, was {column.type}")
    # Integers beyond 2**53 round to the nearest float, as the same text in CSV does.
    cast, bad = _cast_cells(column, pa.float64(), lambda part: part.cast(pa.float64(), safe=False))
    return Cells(
        cast.fill_null(np.nan).to_numpy(zero_copy_only=False),
        {i: f"{name}: expected a number, was {column[i].as_py()}" for i in bad},
    )


def symbols(column: Any) -> tuple[NDArray[np.int32], list[object]]:
    """A column of text as int32 codes, negative for null, and the names they stand for."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not _is_text(column.type):
        raise DataError(f"symbol: expected text, was {column.type}")
    encoded = _trimmed(column).dictionary_encode()
    return (
        encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False),
        encoded.dictionary.to_pylist(),
    )


def times(column: Any, date_format: str | None) -> Cells:
    """A column of times as int64 nanoseconds UTC; null is NULL_TIME.

    Takes timestamps of any unit, dates, integer nanoseconds and ISO text, or text of
    `date_format`. A time without a zone is UTC.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if _is_text(column.type):
        text = _trimmed(column)
        first = next((cell.as_py() for cell in text if cell.is_valid), "")
        if date_format is not None:
            return _formatted(text, date_format)
        if first.removeprefix("-").isdecimal():
            whole, bad = _cast_cells(text, pa.int64(), lambda part: part.cast(pa.int64()))
            return _nanoseconds(whole, {i: f"{_ISO}, was {text[i].as_py()}" for i in bad})
        ns, bad = _cast_cells(text, pa.int64(), _iso)
        return _filled(ns, {i: f"{_ISO}, was {text[i].as_py()}" for i in bad})
    if date_format is not None:
        raise DataError(f"date_format: expected none for a ts column of {column.type}")
    if pa.types.is_integer(column.type):
        whole, bad = _cast_cells(column, pa.int64(), lambda part: part.cast(pa.int64()))
        return _nanoseconds(whole, {i: _beyond(column[i].as_py()) for i in bad})
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        zone = getattr(column.type, "tz", None)
        ns, bad = _cast_cells(
            column,
            pa.int64(),
            lambda part: part.cast(pa.timestamp("ns", tz=zone)).cast(pa.int64()),
        )
        # Python's own datetime would overflow on some of these.
        return _filled(ns, {i: _beyond(f"{column[i].value} {column.type}") for i in bad})
    raise DataError(f"ts: expected timestamps, integer nanoseconds or text, was {column.type}")


def check_date_format(date_format: str) -> None:
    """Refuse a format that `datetime.strptime` cannot read, or that leaves out part of a date.

    Python reads the zone names of this machine by %Z and drops them, so that is refused too.
    """
    probe = datetime(2001, 2, 3, tzinfo=UTC)
    try:
        read = datetime.strptime(probe.strftime(date_format), date_format)  # noqa: DTZ007
    except ValueError:
        read = None
    if read is None or read.date() != probe.date() or "%Z" in date_format:
        raise DataError(
            "date_format: expected strptime directives with year, month and day and without %Z, "
            f"such as %m/%d/%Y, was {date_format}"
        )


def _trimmed(text: Any) -> Any:
    """Text without spaces around it; where nothing is left, null."""
    text = pc.utf8_trim_whitespace(text.cast(pa.string()))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _is_text(kind: Any) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _cast_cells(
    column: Any, kind: Any, cast: Callable[[Any], Any], start: int = 0
) -> tuple[Any, list[int]]:
    """Cast a column; where Arrow refuses, find the cells to blame by halving: they become null."""
    try:
        return cast(column), []
    except pa.ArrowInvalid:
        if len(column) == 1:
            return pa.nulls(1, kind), [start]
    half = len(column) // 2
    left, left_bad = _cast_cells(column.slice(0, half), kind, cast, start)
    right, right_bad = _cast_cells(column.slice(half), kind, cast, start + half)
    return pa.concat_arrays([left, right]), left_bad + right_bad


def _iso(text: Any) -> Any:
    """ISO text as int64; Arrow parses text with a zone and without as two different types."""
    zoned = pc.match_substring_regex(text, _ZONED)
    nothing = pa.scalar(None, text.type)
    aware = pc.if_else(zoned, text, nothing).cast(pa.timestamp("ns", tz="UTC"))
    naive = pc.if_else(zoned, nothing, text).cast(pa.timestamp("ns"))
    return pc.coalesce(aware.cast(pa.int64()), naive.cast(pa.int64()))


def _formatted(text: Any, date_format: str) -> Cells:
    """Text of another form. Arrow's own strptime turns 02/30 into 03/02; Python's refuses it."""
    encoded = text.dictionary_encode()
    values: list[int] = []
    bad_codes: set[int] = set()
    for code, cell in enumerate(encoded.dictionary.to_pylist()):
        try:
            moment = datetime.strptime(cell, date_format)  # noqa: DTZ007 - no zone is UTC
            values.append(to_nanoseconds("ts", moment))
        except ValueError:
            values.append(NULL_TIME)
            bad_codes.add(code)
    codes = encoded.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)
    bad = np.flatnonzero(np.isin(codes, list(bad_codes))).tolist()
    return Cells(
        np.array([*values, NULL_TIME], dtype=np.int64)[codes],
        {i: f"ts: expected a time of the form {date_format}, was {text[i].as_py()}" for i in bad},
    )


def _nanoseconds(column: Any, bad: dict[int, str]) -> Cells:
    """Integers as nanoseconds, unless all are so small that they count something longer."""
    cells = _filled(column, bad)
    known = cells.values[cells.values != NULL_TIME]
    if len(known) and np.all(np.abs(known) < _LEAST_NANOSECONDS):
        raise DataError(
            f"ts: expected integer nanoseconds since 1970 or ISO time, was {known[0]} (convert "
            "seconds, milliseconds or microseconds to a timestamp column)"
        )
    return cells


def _filled(column: Any, bad: dict[int, str]) -> Cells:
    return Cells(column.fill_null(NULL_TIME).to_numpy(zero_copy_only=False), bad)


def _beyond(cell: object) -> str:
    return f"ts: expected a time from 1678 to 2262, was {cell}"
