"""Instruments: the grid that turns prices and quantities into integers, and back, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact, InvalidOperation
from numbers import Integral
from typing import Literal, TypeAlias

from swarmcore.errors import InstrumentError
from swarmcore.market.symbols import is_symbol

__all__ = ["Instrument", "Number"]

Number: TypeAlias = Decimal | str | int | float
"""A number as a user writes it; a float is taken at its shortest decimal text."""

_INT64_MAX = 2**63 - 1
# What fits int64 in any sensible unit; it bounds the digits of every product below.
_PLACES = 18
# Decimal takes exponents of a billion; as integers those would fill the memory. Floats need 341.
_DIGITS = 800
_SHOWN = 40
# Where floats divide a price by a tick for sure: so many ticks, so far from a whole number of them,
# or decimals of 15 digits.
_SURE_TICKS = 1e9
_SURE_REST = 1e-6
_SURE_DIGITS = 10**15
# More digits than any product of what passes the two limits above, so that nothing is rounded.
_EXACT = Context(prec=2 * _DIGITS, traps=[Inexact, InvalidOperation])


@dataclass(frozen=True, slots=True, init=False)
class Instrument:
    """What is traded, and the grid of its prices and quantities.

    A price is a whole number of ticks and a quantity a whole number of lots. Conversions are exact
    and refuse what is off the grid. Instruments are immutable, comparable and hashable.

    Args:
        symbol: Its name: printable text, not empty, without blanks or `*`.
        tick_size: The step of prices, in quote currency. More than 0, below 1e18, at most 18
            decimal places; so are `lot_size` and `multiplier`.
        lot_size: The step of quantities, in units or contracts.
        multiplier: Quote currency per point of price and unit of quantity.
        maker_fee: Fee of a passive fill as a fraction of its notional, above -1 and below 1;
            negative is a rebate.
        taker_fee: Fee of an aggressive fill, likewise.

    Raises:
        InstrumentError: A value is not finite or out of its range.
        TypeError: An argument is no number or text.

    Example:
        >>> btc = Instrument("BTC/USDT", tick_size="0.01", lot_size="0.00001")
        >>> btc.ticks("65000.01"), btc.quantity(50_000)
        (6500001, Decimal('0.50000'))
    """

    symbol: str
    tick_size: Decimal
    lot_size: Decimal
    multiplier: Decimal
    maker_fee: Decimal
    taker_fee: Decimal
    # The tick as a float, and as its digits over a power of ten.
    _tick: tuple[float, int, int] = field(init=False, repr=False, compare=False)

    def __init__(
        self,
        symbol: str,
        tick_size: Number = "0.00000001",
        lot_size: Number = "0.00000001",
        multiplier: Number = "1",
        maker_fee: Number = "0",
        taker_fee: Number = "0",
    ) -> None:
        if not isinstance(symbol, str):
            raise TypeError(f"symbol: expected text, was {type(symbol).__name__}")
        if not is_symbol(symbol):
            raise InstrumentError(
                f"symbol: expected printable text without blanks or *, was {symbol!r}"
            )
        put = object.__setattr__
        put(self, "symbol", symbol)
        put(self, "tick_size", _size(symbol, "tick_size", tick_size))
        put(self, "lot_size", _size(symbol, "lot_size", lot_size))
        put(self, "multiplier", _size(symbol, "multiplier", multiplier))
        put(self, "maker_fee", _fee(symbol, "maker_fee", maker_fee))
        put(self, "taker_fee", _fee(symbol, "taker_fee", taker_fee))
        places = -_exponent(self.tick_size)
        top = int(_EXACT.scaleb(self.tick_size, places))
        put(self, "_tick", (float(self.tick_size), top, 10**places))

    def ticks(self, price: Number) -> int:
        """The price in ticks.

        Raises:
            InstrumentError: The price is off the grid, not finite, or beyond 64 bits of ticks.
        """
        return self._on_grid("price", "tick", price, self.tick_size)

    def lots(self, quantity: Number) -> int:
        """The quantity in lots; errors as of `ticks`."""
        return self._on_grid("quantity", "lot", quantity, self.lot_size)

    def price(self, ticks: int) -> Decimal:
        """The price of a number of ticks, which must fit 64 bits."""
        return _EXACT.multiply(Decimal(self._count("ticks", ticks)), self.tick_size)

    def quantity(self, lots: int) -> Decimal:
        """The quantity of a number of lots, which must fit 64 bits."""
        return _EXACT.multiply(Decimal(self._count("lots", lots)), self.lot_size)

    def nearest_ticks(self, price: Number, *, toward: Literal["down", "up"]) -> int:
        """The nearest tick at or below the price (`"down"`), or at or above it (`"up"`).

        A fill simulated from bars rounds against the taker: a buy up, a sell down.
        """
        if toward not in ("down", "up"):
            raise ValueError(f"toward: expected down or up, was {toward!r}")
        found = self._below(price) if type(price) is float else None
        if found is None:
            found = _divide(_decimal(self.symbol, "price", price), self.tick_size)
        below, rest = found
        return self._count("price", below + (toward == "up" and rest))

    def _below(self, price: float) -> tuple[int, bool] | None:
        """What `_divide` says of a price and the tick; None where floats cannot tell for sure."""
        tick, top, bottom = self._tick
        ratio = price / tick
        if not -_SURE_TICKS < ratio < _SURE_TICKS:
            return None
        count = round(ratio)
        rest = ratio - count
        # Text, tick and quotient are each rounded by 2**-53 at most, far less than this in all.
        if rest > _SURE_REST:
            return count, True
        if rest < -_SURE_REST:
            return count - 1, True
        # Two decimals of 15 digits are never the same float: the price's text is that of the count.
        digits = count * top
        if -_SURE_DIGITS < digits < _SURE_DIGITS and digits / bottom == price:
            return count, False
        return None

    def lots_within(self, quantity: Number) -> int:
        """The most lots that a quantity of 0 or more holds."""
        value = _decimal(self.symbol, "quantity", quantity)
        if value < 0:
            raise InstrumentError(
                f"{self.symbol}: quantity: expected 0 or more, was {_text(value)}"
            )
        return self._count("quantity", _divide(value, self.lot_size)[0])

    def notional(self, ticks: int, lots: int) -> Decimal:
        """Price x quantity x multiplier in quote currency, exact."""
        count = self._count("ticks", ticks) * self._count("lots", lots)
        return _EXACT.multiply(Decimal(count), self._money_unit)

    @property
    def money_scale(self) -> int:
        """Decimal places that hold every notional exactly: those of one tick times one lot.

        In units of 10**-money_scale money is an integer; instruments that share a portfolio take
        the largest scale among them.
        """
        return max(0, -_exponent(self._money_unit.normalize(_EXACT)))

    @property
    def _money_unit(self) -> Decimal:
        return _EXACT.multiply(_EXACT.multiply(self.tick_size, self.lot_size), self.multiplier)

    def _on_grid(self, name: str, unit: str, value: Number, size: Decimal) -> int:
        number = _decimal(self.symbol, name, value)
        count, rest = _divide(number, size)
        count = self._count(name, count)
        if rest:
            below = _EXACT.multiply(Decimal(count), size)
            above = _EXACT.add(below, size)
            raise InstrumentError(
                f"{self.symbol}: {name}: expected a multiple of the {unit} {_text(size)}, "
                f"was {_text(number)} (nearest {_text(below)} and {_text(above)})"
            )
        return count

    def _count(self, name: str, value: int) -> int:
        count = value
        if type(count) is not int:
            if isinstance(value, bool) or not isinstance(value, Integral):
                raise TypeError(f"{name}: expected an integer, was {type(value).__name__}")
            count = int(value)
        if not -_INT64_MAX <= count <= _INT64_MAX:
            raise InstrumentError(
                f"{self.symbol}: {name}: expected at most {_INT64_MAX} ticks or lots "
                f"in size, was {_text(Decimal(count))}"
            )
        return count


def _decimal(symbol: str, name: str, value: Number) -> Decimal:
    """The finite decimal that a user's number says."""
    if isinstance(value, float):
        number = Decimal(float.__repr__(value))
    elif isinstance(value, Decimal):
        number = value
    elif isinstance(value, str):
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise InstrumentError(f"{symbol}: {name}: expected a number, was {value!r}") from None
    elif isinstance(value, Integral) and not isinstance(value, bool):
        number = Decimal(int(value))
    else:
        raise TypeError(f"{name}: expected a number or its text, was {type(value).__name__}")
    if not number.is_finite():
        raise InstrumentError(f"{symbol}: {name}: expected a finite number, was {_text(number)}")
    if _exponent(number) < -_DIGITS or number.adjusted() > _DIGITS:
        raise InstrumentError(
            f"{symbol}: {name}: expected at most {_DIGITS} digits either side of the point, "
            f"was {_text(number)}"
        )
    return number


def _size(symbol: str, name: str, value: Number) -> Decimal:
    size = _decimal(symbol, name, value)
    if size <= 0:
        raise InstrumentError(f"{symbol}: {name}: expected more than 0, was {_text(size)}")
    size = size.normalize(_EXACT)
    if _exponent(size) < -_PLACES or size.adjusted() >= _PLACES:
        raise InstrumentError(
            f"{symbol}: {name}: expected less than 1e{_PLACES} and at most {_PLACES} decimal "
            f"places, was {_text(size)}"
        )
    # 1E+2 is the same number as 100, but prices on its grid would print as 1.3E+3.
    return size if _exponent(size) <= 0 else size.quantize(Decimal(1), context=_EXACT)


def _fee(symbol: str, name: str, value: Number) -> Decimal:
    fee = _decimal(symbol, name, value)
    if not -1 < fee < 1:
        raise InstrumentError(
            f"{symbol}: {name}: expected a fraction above -1 and below 1, was {_text(fee)}"
        )
    return fee


def _divide(value: Decimal, size: Decimal) -> tuple[int, bool]:
    """The floor of value / size, and whether anything is left over; exact in integers."""
    value_top, value_bottom = value.as_integer_ratio()
    size_top, size_bottom = size.as_integer_ratio()
    count, rest = divmod(value_top * size_bottom, value_bottom * size_top)
    return count, rest != 0


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _text(number: Decimal) -> str:
    """A number in plain digits where they are few: 0.00000001 rather than 1E-8."""
    plain = number.is_finite() and abs(number.adjusted()) <= _SHOWN and -_exponent(number) <= _SHOWN
    text = f"{number:f}" if plain else str(number)
    return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]}..."


def checked_instrument(given: object) -> Instrument:
    """What is given, if it is an instrument; TypeError otherwise."""
    if not isinstance(given, Instrument):
        raise TypeError(f"instrument: expected an Instrument, was {type(given).__name__}")
    return given


def checked_instruments(given: Iterable[object]) -> tuple[Instrument, ...]:
    """What is given, if they are instruments; TypeError otherwise, naming what is none."""
    checked = []
    for row, each in enumerate(given):
        if not isinstance(each, Instrument):
            kind = type(each).__name__
            raise TypeError(f"instruments[{row}]: expected an Instrument, was {kind}")
        checked.append(each)
    return tuple(checked)
