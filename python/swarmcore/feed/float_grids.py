"""Numbers that went through a float on their way, put back onto the grid they came from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from swarmcore.feed.depth_recorder import BadRowError, shown

if TYPE_CHECKING:
    from swarmcore.market.instruments import Instrument

__all__ = ["SINGLE", "DOUBLE", "on_grid", "price_text", "quantity_text"]

SINGLE = 2**-22
"""The relative error of a number that was a 32-bit float: two of its last bits."""
DOUBLE = 2**-50
"""The same of a 64-bit float that was computed with once or twice."""


def on_grid(name: str, value: Decimal, step: Decimal, error: float) -> str:
    """The multiple of a step that a number was, before a float made it a little more or less.

    Args:
        name: What it is, for errors.
        value: The number as it is written.
        step: The grid.
        error: The relative error that the float may have made, `SINGLE` or `DOUBLE`.

    Returns:
        The multiple as text.

    Raises:
        BadRowError: No multiple is that near, or more than one.
    """
    if not value.is_finite() or abs(value.adjusted()) > 40:
        raise BadRowError(
            f"{name} no number", f"{name}: expected a number, was {shown(str(value))}"
        )
    reach = abs(value) * Decimal(error)
    nearest = (value / step).to_integral_value() * step
    if nearest != value and (abs(nearest - value) > reach or reach * 2 >= step):
        reason = f"{name}: expected a multiple of {step:f}, was {value:f}"
        raise BadRowError(f"{name} off the grid", reason)
    return f"{nearest:f}"


def price_text(instrument: Instrument, value: Decimal, error: float) -> str:
    """A price that went through a float, as text on the instrument's grid."""
    return on_grid("price", value, instrument.tick_size, error)


def quantity_text(instrument: Instrument, value: Decimal, error: float) -> str:
    """A quantity that went through a float, as text on the instrument's grid."""
    return on_grid("quantity", value, instrument.lot_size, error)
