"""
Decoders of venues' formats: bytes in, book messages out.
"""

from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing

__all__: list[str] = ["parse_decimals"]

def parse_decimals(
    values: collections.abc.Sequence[str] | collections.abc.Sequence[bytes] | bytes,
    step: str,
    name: str = "values",
) -> numpy.typing.NDArray[numpy.int64]:
    """
    Turn decimal text into whole numbers of steps, exactly: no float is involved.

    Args:
        values: A sequence of str or bytes, or one bytes object of lines, a number each, as venues write
            them: "65000.01", "-0.5", "1e-8". Blanks are not part of a number.
        step: The grid as text, for example str(instrument.tick_size): above 0, at most 18 significant
            digits.
        name: What the numbers are, for errors.

    Returns:
        A new int64 array (n,) of number / step.

    Raises:
        BookError: A text that is no number, or one that is no multiple of the step or beyond 64 bits;
            `row` is its row.
        ValueError: A step that is none.
        TypeError: Values of another type.
    """
