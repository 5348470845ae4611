"""The venue of a replay: the simulated exchange that the replayed market meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from swarmcore.book import MAKER_FLAG, CommandKind, ExecutionKind, OrderType
from swarmcore.execution.orders import Order
from swarmcore.sim import ExecutionEvent, Replay, Report, SendStatus
from swarmcore.sim.report import reason_text

__all__ = ["ReplayVenue"]


class ReplayVenue:
    """Sends orders to the exchange of a replay, at its latency, and reports its answers.

    Args:
        replay: Its answers come here, in place of its bus.
    """

    def __init__(self, replay: Replay) -> None:
        self._replay = replay
        self._listener: Callable[[Report], None] = _ignore
        self._unanswered: set[int] = set()
        replay.on_answer(self._on_answer)

    def connect(self, listener: Callable[[Report], None]) -> None:
        """Name who hears the reports."""
        self._listener = listener

    def submit(self, order: Order) -> None:
        """Send an order that passed the gate; after the end of the market data it is rejected."""
        limit = order.price is not None
        self._unanswered.add(order.id)
        status = self._replay.send(
            CommandKind.NEW,
            order.id,
            order.instrument,
            side=order.side,
            price=order.price or 0,
            quantity=order.quantity,
            order_type=OrderType.LIMIT if limit else OrderType.MARKET,
            time_in_force=order.time_in_force,
        )
        if status is not SendStatus.SENT:
            self._unanswered.discard(order.id)
            self._listener(
                Report(self._replay.now, order.id, "rejected", reason=status.name.lower())
            )

    def cancel(self, order: Order) -> None:
        """Ask to take back what is left of an order; it may trade until the venue hears of it."""
        self._replay.send(CommandKind.CANCEL, order.id, order.instrument)

    def _on_answer(self, event: ExecutionEvent) -> None:
        kind = event.kind
        if kind == ExecutionKind.FILLED:
            self._listener(
                Report(
                    event.ts,
                    event.order_id,
                    "fill",
                    event.price,
                    event.quantity,
                    taker=not event.flags & MAKER_FLAG,
                    fee=event.fee,
                )
            )
        elif kind == ExecutionKind.ACCEPTED:
            self._unanswered.discard(event.order_id)
        elif kind == ExecutionKind.REJECTED:
            # A reject of a later command, such as a cancel that came too late, ends no order.
            if event.order_id in self._unanswered:
                self._unanswered.discard(event.order_id)
                self._report_end("rejected", event)
        elif event.remaining == 0:
            self._report_end("cancelled", event)

    def _report_end(self, kind: Literal["cancelled", "rejected"], event: ExecutionEvent) -> None:
        self._listener(
            Report(
                event.ts,
                event.order_id,
                kind,
                quantity=event.quantity,
                reason=reason_text(event.reason),
            )
        )


def _ignore(report: Report) -> None:
    """Nobody is connected yet."""
