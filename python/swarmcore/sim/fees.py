"""What a venue charges for fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from numbers import Integral

from swarmcore import _core
from swarmcore.market.instruments import Instrument, Number

__all__ = ["FeeSchedule", "FeeTier", "contract_value", "fee_model"]

_MONEY_PLACES = 9
"""Fees are whole billionths of the quote currency, and rates whole billionths of the notional."""
_MOST = 2**63 - 1
_DIGITS = 50  # far beyond what can be charged, near enough for exact arithmetic
_EXACT = Context(prec=2000, traps=[Inexact, InvalidOperation])


@dataclass(frozen=True, slots=True, init=False)
class FeeTier:
    """The rates from a traded notional on.

    Args:
        volume: What the account has traded, in quote currency: above 0.
        maker: As of `FeeSchedule`; so is `taker`.
        taker: See there.
    """

    volume: Decimal
    maker: Decimal
    taker: Decimal

    def __init__(self, volume: Number, maker: Number, taker: Number) -> None:
        object.__setattr__(self, "volume", _amount("volume", volume))
        object.__setattr__(self, "maker", _rate("maker", maker))
        object.__setattr__(self, "taker", _rate("taker", taker))
        if self.volume <= 0:
            raise ValueError(f"volume: expected above 0, was {volume}")


@dataclass(frozen=True, slots=True, init=False)
class FeeSchedule:
    """What a fill costs: a part of its notional, so much a share, and once an order so much.

    Negative numbers are rebates. A fee is exact and rounded once, to a billionth of the quote
    currency, against the account: up, and a rebate toward 0.

    Args:
        maker: The rate of a passive fill, a fraction of its notional above -1 and below 1, with at
            most 9 decimal places.
        taker: The rate of an aggressive fill, likewise.
        per_share: Quote currency for each unit of quantity (share, coin, contract).
        per_order: Quote currency with the first fill of each order.
        tiers: Rates from a traded notional on, as `FeeTier` or (volume, maker, taker), rising.

    Attributes:
        maker: As a Decimal; so are the others.
        taker: See there.
        per_share: See there.
        per_order: See there.
        tiers: A tuple of FeeTier.

    Raises:
        ValueError: A number is out of range or has too many decimal places.
        TypeError: An argument is no number or text.

    Example:
        >>> FeeSchedule(maker="-0.0001", taker="0.0004", tiers=[("5e6", "-0.0001", "0.0003")]).taker
        Decimal('0.0004')
    """

    maker: Decimal
    taker: Decimal
    per_share: Decimal
    per_order: Decimal
    tiers: tuple[FeeTier, ...]

    def __init__(
        self,
        maker: Number = "0",
        taker: Number = "0",
        *,
        per_share: Number = "0",
        per_order: Number = "0",
        tiers: Sequence[FeeTier | tuple[Number, Number, Number]] = (),
    ) -> None:
        put = object.__setattr__
        put(self, "maker", _rate("maker", maker))
        put(self, "taker", _rate("taker", taker))
        put(self, "per_share", _decimal("per_share", per_share))
        put(self, "per_order", _amount("per_order", per_order))
        put(self, "tiers", tuple(_tier(row, tier) for row, tier in enumerate(tiers)))
        self._model(0)  # says whether the tiers rise

    def _model(self, per_lot: int) -> _core.sim.FeeSchedule:
        return _core.sim.FeeSchedule(
            _billionths(self.maker),
            _billionths(self.taker),
            per_lot,
            _billionths(self.per_order),
            [
                (_billionths(tier.volume), _billionths(tier.maker), _billionths(tier.taker))
                for tier in self.tiers
            ],
        )


def fee_model(instrument: Instrument, fees: FeeSchedule | None) -> _core.sim.FeeSchedule:
    """The core's model of a schedule for an instrument; None takes the instrument's own rates.

    Raises:
        ValueError: A lot's part of `per_share`, or a rate of the instrument, is no whole number of
            billionths.
    """
    if fees is None:
        fees = FeeSchedule(instrument.maker_fee, instrument.taker_fee)
    if not isinstance(fees, FeeSchedule):
        raise TypeError(f"fees: expected FeeSchedule or None, was {type(fees).__name__}")
    per_lot = _EXACT.multiply(fees.per_share, instrument.lot_size)
    if per_lot != 0:
        per_lot = _amount(f"{instrument.symbol}: per_share", per_lot)
    return fees._model(_billionths(per_lot))


def contract_value(instrument: Instrument) -> tuple[int, int]:
    """What a tick times a lot is worth in quote currency: (digits, places) of a decimal.

    Raises:
        ValueError: The digits pass 64 bits.
    """
    places = instrument.money_scale
    digits = int(instrument.notional(1, 1).scaleb(places))
    if digits >= 2**64:
        raise ValueError(
            f"{instrument.symbol}: expected a value of a tick and lot within 64 bits, was {digits}"
        )
    return digits, places


def _tier(row: int, tier: FeeTier | tuple[Number, Number, Number]) -> FeeTier:
    if isinstance(tier, FeeTier):
        return tier
    try:
        volume, maker, taker = tier
    except (TypeError, ValueError):
        raise ValueError(
            f"tiers: row {row}: expected a FeeTier or (volume, maker, taker), was {tier!r}"
        ) from None
    return FeeTier(volume, maker, taker)


def _decimal(name: str, value: Number) -> Decimal:
    if isinstance(value, float):  # numpy's, too
        value = float.__repr__(value)
    elif isinstance(value, Integral) and not isinstance(value, bool):
        value = int(value)
    elif not isinstance(value, (Decimal, str)):
        raise TypeError(f"{name}: expected a number or its text, was {type(value).__name__}")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{name}: expected a number, was {value!r}") from None
    if not number.is_finite():
        raise ValueError(f"{name}: expected a finite number, was {number}")
    if number and abs(number.adjusted()) > _DIGITS:
        raise ValueError(
            f"{name}: expected at most {_DIGITS} digits either side of the point, was {number}"
        )
    return number


def _amount(name: str, value: Number) -> Decimal:
    """Money that is a whole number of billionths within 64 bits."""
    number = _decimal(name, value)
    if abs(number) > Decimal(_MOST).scaleb(-_MONEY_PLACES):
        raise ValueError(f"{name}: expected at most {_MOST // 10**_MONEY_PLACES}, was {number}")
    if number != round(number, _MONEY_PLACES):
        raise ValueError(
            f"{name}: expected at most {_MONEY_PLACES} decimal places, was {number} "
            "(billionths are the smallest money of a fee)"
        )
    return number


def _rate(name: str, value: Number) -> Decimal:
    number = _amount(name, value)
    if not -1 < number < 1:
        raise ValueError(f"{name}: expected a fraction above -1 and below 1, was {number}")
    return number


def _billionths(number: Decimal) -> int:
    return int(number.scaleb(_MONEY_PLACES))
