"""From the units that a venue writes its numbers in to an instrument's ticks and lots."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from swarmcore.errors import BookError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from swarmcore.market.instruments import Instrument

__all__ = ["price_step", "quantity_step", "rescale", "scale"]


def scale(size: Decimal, unit: str) -> tuple[int, int]:
    """The pair (multiply, divide) that turns counts of `unit` into counts of `size`."""
    ratio = Fraction(Decimal(unit)) / Fraction(size)
    return ratio.numerator, ratio.denominator


def _step(size: Decimal, unit: str) -> str:
    """The grid `size`, written in `unit`s that are powers of ten: 0.01 in 0.0001 is 1E+2."""
    exponent = Decimal(unit).normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return str(size.normalize().scaleb(-exponent))


def price_step(instrument: Instrument | None, unit: str) -> str:
    """The tick in `unit`s; one unit without an instrument."""
    return "1" if instrument is None else _step(instrument.tick_size, unit)


def quantity_step(instrument: Instrument | None, unit: str) -> str:
    """The lot in `unit`s; one unit without an instrument."""
    return "1" if instrument is None else _step(instrument.lot_size, unit)


def rescale(
    counts: NDArray[np.int64], by: tuple[int, int], name: str, size: Decimal
) -> NDArray[np.int64]:
    """Counts of another unit as counts of `size`, exactly.

    Args:
        counts: Of any shape; rows are the first axis.
        by: As `scale` gives it.
        name: What they count, for errors.
        size: The tick or lot, for errors.

    Raises:
        BookError: A count that is no multiple of the size, or beyond 64 bits of it; with its row.
    """
    multiply, divide = by
    limit = np.iinfo(np.int64).max // multiply
    wide = (counts > limit) | (counts < -limit)
    scaled = np.where(wide, 0, counts) * np.int64(multiply if limit else 0)
    # A divisor beyond 64 bits divides nothing but 0.
    small = divide <= np.iinfo(np.int64).max
    result, rest = np.divmod(scaled, divide) if small else (np.zeros_like(scaled), scaled)
    bad = np.argwhere(wide | (rest != 0))
    if len(bad):
        row = int(bad[0][0])
        where = "that 64 bits count" if wide[tuple(bad[0])] else "exactly"
        raise BookError(f"row {row}: {name}: expected a multiple of {size} {where}, was not", row)
    return result
