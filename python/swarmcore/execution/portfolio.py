"""Cash, positions and round trips in integers.

Money is counted in units of ``10 ** -money_scale`` of the account's currency, the coarsest unit in
which every instrument's tick × lot × multiplier is a whole number. Sums of money are therefore
exact. Fees are rounded up to the next unit, against the account.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from swarmcore.errors import OrderError
from swarmcore.execution.orders import Fill
from swarmcore.market.instruments import Instrument

__all__ = ["Portfolio", "RoundTrip"]


class RoundTrip(msgspec.Struct, frozen=True):
    """A position opened and closed again, wholly or in part, by one closing fill.

    Args:
        symbol: The instrument's symbol.
        instrument: Its index.
        side: +1 was long, -1 was short.
        quantity: Lots closed.
        entry_ts: When the position was opened, nanoseconds UTC.
        exit_ts: When it was closed; None while it is still open (then exit is its last mark).
        entry: Money paid (long) or received (short) for these lots.
        exit: Money received (long) or paid (short) for them.
        fees: Money paid in fees for entering and leaving.
    """

    symbol: str
    instrument: int
    side: int
    quantity: int
    entry_ts: int
    exit_ts: int | None
    entry: int
    exit: int
    fees: int

    @property
    def profit(self) -> int:
        """Money won, fees paid; negative when lost."""
        return self.side * (self.exit - self.entry) - self.fees


class _Position:
    """Lots held of one instrument, what they cost, and at what they are valued."""

    __slots__ = ("cost", "entry_ts", "fees", "mark", "quantity")

    def __init__(self) -> None:
        self.quantity = 0  # lots, negative when short
        self.cost = 0  # money paid for the open lots (received, when short); never negative
        self.fees = 0  # money paid in fees for the open lots
        self.entry_ts = 0
        self.mark = 0  # ticks


class Portfolio:
    """The account: what it holds, what that is worth, and what was won and lost.

    Args:
        instruments: By index.
        cash: What the account starts with, in its currency.

    Raises:
        OrderError: cash is not positive and finite.
    """

    def __init__(self, instruments: Sequence[Instrument], cash: Decimal | int | str) -> None:
        amount = Decimal(cash)
        if not amount.is_finite() or amount <= 0:
            raise OrderError(f"cash: expected a positive amount, was {cash}")
        exponent = amount.normalize().as_tuple().exponent
        assert isinstance(exponent, int)
        self.money_scale = max([-exponent, 2, *(each.money_scale for each in instruments)])
        unit: int = 10**self.money_scale
        self._money_unit = unit
        self._instruments = tuple(instruments)
        self._units = tuple(int(each.notional(1, 1) * unit) for each in instruments)
        self._taker_fees = tuple(Fraction(each.taker_fee) for each in instruments)
        self._maker_fees = tuple(Fraction(each.maker_fee) for each in instruments)
        self._positions = [_Position() for _ in instruments]
        self.initial_cash = int(amount * unit)
        self.cash = self.initial_cash
        self.fees = 0
        self._round_trips: list[RoundTrip] = []

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments, by index."""
        return self._instruments

    def money(self, amount: int) -> float:
        """An amount of money units in the account's currency, as the nearest float."""
        return amount / self._money_unit

    def value(self, instrument: int, ticks: int, lots: int) -> int:
        """Money units that lots are worth at a price."""
        return self._units[instrument] * ticks * lots

    def quantity(self, instrument: int) -> int:
        """Lots held, negative when short."""
        return self._positions[instrument].quantity

    def mark(self, instrument: int, ticks: int) -> None:
        """Set the price at which a position is valued."""
        self._positions[instrument].mark = ticks

    def marked(self, instrument: int) -> int:
        """The price at which a position is valued, in ticks; 0 until there is one."""
        return self._positions[instrument].mark

    @property
    def equity(self) -> int:
        """Cash and positions at their marks, in money units."""
        equity = self.cash
        for unit, position in zip(self._units, self._positions, strict=True):
            if position.quantity:
                equity += unit * position.mark * position.quantity
        return equity

    @property
    def exposure(self) -> int:
        """The value of all positions, long and short alike, in money units."""
        exposure = 0
        for unit, position in zip(self._units, self._positions, strict=True):
            if position.quantity:
                exposure += unit * position.mark * abs(position.quantity)
        return exposure

    def units(self, billionths: int) -> int:
        """Billionths of the account's currency in money units, rounded up: against the account."""
        return -(-billionths * self._money_unit // 10**9)

    def apply(self, fill: Fill, fee: int | None = None) -> int:
        """Book a fill: cash, position, fees, and a round trip where it closes lots.

        Args:
            fill: What traded.
            fee: In money units; None takes the instrument's rates.

        Returns:
            The fee, in money units.
        """
        position = self._positions[fill.instrument]
        value = self.value(fill.instrument, fill.price, fill.quantity)
        if fee is None:
            rates = self._taker_fees if fill.taker else self._maker_fees
            rate = rates[fill.instrument]
            fee = -(-value * rate.numerator // rate.denominator)
        self.cash -= fill.side * value + fee
        self.fees += fee

        closing = 0
        if position.quantity * fill.side < 0:
            closing = min(abs(position.quantity), fill.quantity)
            # Parts are rounded down; what is left stays with the open lots, so nothing is lost.
            closed_fee = fee * closing // fill.quantity
            self._close(
                position,
                fill,
                closing,
                self.value(fill.instrument, fill.price, closing),
                closed_fee,
            )
            fee_left = fee - closed_fee
        else:
            fee_left = fee
        opening = fill.quantity - closing
        if opening:
            if position.quantity == 0:
                position.entry_ts = fill.ts
            position.quantity += fill.side * opening
            position.cost += self.value(fill.instrument, fill.price, opening)
        position.fees += fee_left
        return fee

    def _close(self, position: _Position, fill: Fill, lots: int, value: int, fee: int) -> None:
        held = abs(position.quantity)
        cost = position.cost * lots // held
        entry_fees = position.fees * lots // held
        self._round_trips.append(
            RoundTrip(
                symbol=fill.symbol,
                instrument=fill.instrument,
                side=-fill.side,
                quantity=lots,
                entry_ts=position.entry_ts,
                exit_ts=fill.ts,
                entry=cost,
                exit=value,
                fees=entry_fees + fee,
            )
        )
        position.cost -= cost
        position.fees -= entry_fees
        position.quantity += fill.side * lots

    def round_trips(self) -> tuple[RoundTrip, ...]:
        """Closed round trips in the order they closed, then what is open, valued at its marks."""
        still_open = tuple(
            RoundTrip(
                symbol=instrument.symbol,
                instrument=index,
                side=1 if position.quantity > 0 else -1,
                quantity=abs(position.quantity),
                entry_ts=position.entry_ts,
                exit_ts=None,
                entry=position.cost,
                exit=self.value(index, position.mark, abs(position.quantity)),
                fees=position.fees,
            )
            for index, (instrument, position) in enumerate(
                zip(self._instruments, self._positions, strict=True)
            )
            if position.quantity
        )
        return (*self._round_trips, *still_open)
