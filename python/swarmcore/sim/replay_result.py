"""What a replay left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from swarmcore.book import MAKER_FLAG, ExecutionKind
from swarmcore.market.instruments import Instrument

__all__ = ["FILL", "ReplayResult"]

FILL = np.dtype(
    [
        ("ts", "<i8"),
        ("received", "<i8"),
        ("order_id", "<u8"),
        ("price", "<i8"),
        ("quantity", "<i8"),
        ("remaining", "<i8"),
        ("fee", "<i8"),
        ("instrument", "<u2"),
        ("side", "i1"),
        ("maker", "?"),
    ]
)
"""One fill: ts at the venue and received by the agent (nanoseconds UTC), price in ticks, quantities
in lots, fee in billionths of the quote currency."""


@dataclass(frozen=True, kw_only=True)
class ReplayResult:
    """What a replay left.

    Args:
        instruments: By index.
        executions: Every answer of the venue that came, an array of EXECUTION.
        received: When each of them came, nanoseconds UTC.
        fees: The fee of each of them, billionths of the quote currency.
        commands: Every command that the gate let pass, an array of ORDER_COMMAND, as it was sent.
        positions: Lots held at the end, by symbol, negative when short.
        profit: Earned, in the quote currency: cash and positions at the mid, less fees.
        fees_paid: Fees paid, rebates taken off, in the quote currency.
        times: Times of the samples of the account, nanoseconds UTC; none without `sample_every`.
        profits: Profit at each of them.
        rows: Rows of market data replayed.
        refused: Rows that a book refused, or skipped while it waited for a snapshot.
        undelivered: Commands that came after the market data had ended, and were not sent.
        seconds: Wall time of the run.
        state_hash: Equal for two runs that did the same, 0 to 2**64 - 1.
    """

    instruments: tuple[Instrument, ...]
    executions: NDArray[np.void]
    received: NDArray[np.int64]
    fees: NDArray[np.int64]
    commands: NDArray[np.void]
    positions: dict[str, int]
    profit: float
    fees_paid: float
    times: NDArray[np.int64]
    profits: NDArray[np.float64]
    rows: int
    refused: int
    undelivered: int
    seconds: float
    state_hash: int

    @property
    def rows_per_second(self) -> float:
        """Rows of market data by wall time."""
        return self.rows / self.seconds

    @property
    def fills(self) -> NDArray[np.void]:
        """Every fill, an array of FILL."""
        chosen = self.executions["kind"] == ExecutionKind.FILLED
        executions = self.executions[chosen]
        fills = np.zeros(len(executions), FILL)
        for name in ("ts", "order_id", "price", "quantity", "remaining", "instrument", "side"):
            fills[name] = executions[name]
        fills["received"] = self.received[chosen]
        fills["fee"] = self.fees[chosen]
        fills["maker"] = (executions["flags"] & MAKER_FLAG) != 0
        return fills
