"""On what terms a simulated exchange trades an instrument."""

from __future__ import annotations

from swarmcore import _core
from swarmcore.market.instruments import Instrument
from swarmcore.sim.fees import FeeSchedule, contract_value, fee_model
from swarmcore.sim.impact import SquareRootImpact, impact_model
from swarmcore.sim.queues import Queue, queue_model

__all__ = ["exchange_terms"]


def exchange_terms(
    instrument: Instrument,
    *,
    by_price: bool = False,
    fees: FeeSchedule | None,
    queue: Queue | None,
    impact: SquareRootImpact | None,
    levels: int | None,
) -> _core.sim.ExchangeInstrument:
    """The core's terms of an instrument, checked; the arguments are those of `Exchange`.

    A replay leaves `by_price` to its streams, which tell what kind of market data each has.
    """
    if levels is not None:
        if isinstance(levels, bool) or not isinstance(levels, int):
            raise TypeError(f"levels: expected an integer or None, was {type(levels).__name__}")
        if not 1 <= levels < 2**32:
            raise ValueError(f"levels: expected 1 to 2**32 - 1, or None, was {levels}")
    digits, places = contract_value(instrument)
    return _core.sim.ExchangeInstrument(
        by_price=by_price,
        digits=digits,
        places=places,
        fees=fee_model(instrument, fees),
        queue=queue_model("queue", queue),
        impact=impact_model("impact", impact),
        levels=levels or 0,
    )
