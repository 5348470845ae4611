"""Rows of JSON, decoded into typed messages of a venue; what does not fit is a fault of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import msgspec

from swarmcore.feed.depth_recorder import BadRowError, DepthRecorder, shown
from swarmcore.feed.recorded_lines import recorded_lines

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from swarmcore.feed.recorded_lines import Line
    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["Id", "Level", "Milliseconds", "decode", "read_lines", "to_nanoseconds"]

_LARGEST = 2**63 - 1

Level: TypeAlias = tuple[str, str]
"""Price and quantity as text."""
Id: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=_LARGEST)]
Milliseconds: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=_LARGEST // 10**6)]


def decode(decoder: msgspec.json.Decoder[Any], data: bytes | msgspec.Raw) -> Any:
    """Decode a message.

    Raises:
        BadRowError: It is not JSON, or not of the form that the decoder wants.
    """
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        reason = f"message: expected the venue's form, was another ({error})"
        raise BadRowError("another form", reason) from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadRowError("no JSON", f"message: expected JSON, was none ({error})") from None
    except RecursionError:
        raise BadRowError("no JSON", "message: expected JSON, was nested too deeply") from None


def to_nanoseconds(name: str, text: str | bytes, *, unit: int) -> int:
    """A time written as a decimal number of a unit.

    Args:
        name: What it is, for errors.
        text: Digits, perhaps with a fraction of which the digits beyond the nanosecond are cut
            off.
        unit: Nanoseconds in it: a power of ten.

    Raises:
        BadRowError: It is none, or beyond 64 bits.
    """
    digits = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    whole, _, fraction = digits.partition(".")
    places = len(str(unit)) - 1
    fraction = fraction[:places].ljust(places, "0")
    both = whole + fraction
    if whole and both.isascii() and both.isdigit() and len(both) <= 20:
        count = int(both)
        if count <= _LARGEST:
            return count
    raise BadRowError("no time", f"{name}: expected a time, was {shown(digits)}")


def read_lines(
    path: str | os.PathLike[str],
    instruments: Mapping[str, Instrument],
    on_error: OnError,
    report: ReadReport | None,
    handle: Callable[[DepthRecorder, Line, int], None],
) -> DepthRecorder:
    """Give every line of a recording to `handle` with its time of receipt in nanoseconds.

    The time is 0 where the recording has none. Faults that `handle` raises are raised, or counted,
    with the line.
    """
    recorder = DepthRecorder(path, instruments, on_error, report)
    for line in recorded_lines(path):
        recorder.report.rows += 1
        try:
            if line.other == "connection":
                recorder.leave_out("connection")
                continue
            if line.other:
                raise BadRowError(
                    line.other, f"line: expected a recorded message, was {line.other}"
                )
            local = 0
            if line.time:
                unit = 10**9 if line.in_seconds else 1
                local = to_nanoseconds("time of receipt", line.time, unit=unit)
            handle(recorder, line, local)
        except BadRowError as fault:
            recorder.fault(line.row, fault)
    return recorder
