"""What is measured of each agent: events, errors, success rate and latency."""

from __future__ import annotations

import msgspec

from swarmcore.bus import DeliveryMetrics, LatencyHistogram

__all__ = ["AgentMetrics", "LatencyHistogram", "MetricsSnapshot"]


class MetricsSnapshot(msgspec.Struct, frozen=True):
    """An agent's metrics at one moment.

    Args:
        events: Events whose hook has ended, faulty ones included.
        errors: How many of them raised.
        success_rate: Part of recent events that did not raise, 0 to 1; NaN before the first.
        p50: Median latency, nanoseconds.
        p99: Latency that 99 of 100 events do not exceed, nanoseconds.
        maximum: The longest latency, nanoseconds.
    """

    events: int
    errors: int
    success_rate: float
    p50: int
    p99: int
    maximum: int


class AgentMetrics:
    """Gathers the metrics of one agent; reads no clock.

    An event counts in the success rate by 0.99 to the power of the number of events since: the last
    hundred carry 63 % of the rate, the last 300 carry 95 %. Of events straight from the bus, one in
    sixteen is timed, up to the hook's first wait.
    """

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts = DeliveryMetrics()
        """What the bus counts in, too."""

    def record(self, nanoseconds: int, *, failed: bool = False) -> None:
        """Count an event.

        Args:
            nanoseconds: From the call of the hook to its end; below 0, as of a clock that was set
                back, counts as 0.
            failed: Whether it raised.
        """
        self.counts.count(failed)
        self.counts.latency.record(nanoseconds)

    @property
    def events(self) -> int:
        """Events whose hook has ended."""
        return self.counts.events

    @property
    def errors(self) -> int:
        """How many of them raised."""
        return self.counts.errors

    @property
    def latency(self) -> LatencyHistogram:
        """How long hooks took."""
        return self.counts.latency

    @property
    def success_rate(self) -> float:
        """Part of recent events that did not raise, 0 to 1; NaN before the first."""
        return self.counts.success_rate

    def snapshot(self) -> MetricsSnapshot:
        """The metrics now."""
        return MetricsSnapshot(
            events=self.events,
            errors=self.errors,
            success_rate=self.success_rate,
            p50=self.latency.quantile(0.5),
            p99=self.latency.quantile(0.99),
            maximum=self.latency.maximum,
        )
