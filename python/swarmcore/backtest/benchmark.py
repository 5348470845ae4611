"""Buy and hold: what the account would be worth without any agent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from swarmcore.market.bars import Bars
from swarmcore.market.instruments import Instrument

__all__ = ["buy_and_hold"]


def buy_and_hold(
    bars: Bars, instruments: Sequence[Instrument], cash: float, times: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Equity of an account that buys every instrument once and holds it.

    Each instrument gets an equal part of the cash and is bought in whole lots at the open of its
    first bar, its taker fee paid. The part of one that is listed later stays in cash until then.
    Between bars an instrument keeps its last close.

    Args:
        bars: Of the instruments, in their order.
        instruments: By index.
        cash: What the account starts with.
        times: The instants asked for, ascending, nanoseconds UTC, shape (n,).

    Returns:
        Equity at each instant, shape (n,).
    """
    equity = np.full(len(times), cash, np.float64)
    share = cash / len(instruments)
    for instrument in instruments:
        series = bars.of(instrument.symbol)
        multiplier = float(instrument.multiplier)
        price = float(series.open[0]) * multiplier
        fee = float(instrument.taker_fee)
        lots = instrument.lots_within(share / (price * (1.0 + fee)))
        quantity = float(instrument.quantity(lots))
        paid = quantity * price * (1.0 + fee)
        last = np.searchsorted(series.ts, times, side="right") - 1
        listed = last >= 0
        equity[listed] += quantity * multiplier * series.close[last[listed]] - paid
    return equity
