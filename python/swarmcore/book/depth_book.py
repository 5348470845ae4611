"""The mirror of a market-by-price feed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from swarmcore import _core
from swarmcore.book._checks import integer
from swarmcore.market.instruments import checked_instrument

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Self

    from swarmcore.market.instruments import Instrument

__all__ = ["DepthBook"]


class DepthBook(_core.book.DepthBook):
    """A mirror of one instrument's book, market by price, kept by applying a venue's feed.

    An update is applied as a whole or not at all. The book checks that none is missing, as far as
    the venue numbers its updates, and that it is right, where the venue sends checksums. At a fault
    it stays as it was before the update, and skips rows until a snapshot comes, or `resume`.

    Args:
        instrument: What is traded.
        checksum: Whose checksums the rows of kind CHECKSUM carry; with None they are not checked.
        price_places: The decimal places with which the venue writes prices, for its checksum;
            those of the tick unless given.
        quantity_places: The same of quantities; those of the lot unless given.
        levels: The most levels a side that the feed shows, where the venue does not tell when one
            drops out of them (Kraken): after each update those beyond leave.

    Attributes:
        instrument: As given.

    Raises:
        TypeError: No instrument, or places or levels that are no integer.
        ValueError: An unknown checksum, places too few for the tick or lot, or fewer than one
            level.
    """

    def __init__(
        self,
        instrument: Instrument,
        *,
        checksum: Literal["kraken", "okx"] | None = None,
        price_places: int | None = None,
        quantity_places: int | None = None,
        levels: int | None = None,
    ) -> None:
        self.instrument = checked_instrument(instrument)
        # In a tuple, what has no hash is found or not like anything else.
        if checksum not in tuple(_CHECKSUMS):
            raise ValueError(f"checksum: expected kraken, okx or None, was {checksum!r}")
        if levels is not None and not 1 <= integer("levels", levels) < 2**63:
            raise ValueError(f"levels: expected 1 or more, or None, was {levels}")
        price = _decimal_text("price_places", instrument.tick_size, price_places)
        quantity = _decimal_text("quantity_places", instrument.lot_size, quantity_places)
        super().__init__(
            checksum=_CHECKSUMS[checksum],
            price_factor=price[0],
            price_places=price[1],
            quantity_factor=quantity[0],
            quantity_places=quantity[1],
            levels=levels or 0,
        )

    @classmethod
    def restore(cls, instrument: Instrument, snapshot: bytes) -> Self:
        """The book that a snapshot was taken of, with its rules, numbers and counts.

        Args:
            instrument: What is traded; it is not in the snapshot.
            snapshot: What `snapshot()` gave.

        Raises:
            BookError: The bytes are cut short, changed, or those of something else.
        """
        book = cls.__new__(cls)
        _core.book.DepthBook.__init__(book, snapshot)
        book.instrument = checked_instrument(instrument)
        return book


_CHECKSUMS = {
    None: _core.book.ChecksumKind.NONE,
    "kraken": _core.book.ChecksumKind.KRAKEN,
    "okx": _core.book.ChecksumKind.OKX,
}
_MOST_PLACES = 18


def _decimal_text(name: str, step: Decimal, places: int | None) -> tuple[int, int]:
    """A step as a count of units of the last decimal place that is written, and those places."""
    if places is None:
        places = max(0, -int(step.as_tuple().exponent))
    places = integer(name, places)
    units = Fraction(step) * 10**places if 0 <= places <= _MOST_PLACES else Fraction(0)
    if units.denominator != 1 or not 1 <= units < 2**64:
        raise ValueError(
            f"{name}: expected those of the step {step} or more, at most {_MOST_PLACES}, "
            f"was {places}"
        )
    return int(units), places
