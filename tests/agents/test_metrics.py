"""Metrics against what they are short for."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import AgentMetrics, LatencyHistogram

latencies = st.lists(st.integers(0, 2**50), min_size=1, max_size=200)


@given(latencies, st.floats(0.0, 1.0))
def test_a_quantile_is_at_most_a_thirty_second_above_the_true_one(
    given_latencies: list[int], probability: float
) -> None:
    """The true one is taken from the sorted list."""
    histogram = LatencyHistogram()
    for each in given_latencies:
        histogram.record(each)
    rank = max(1, math.ceil(probability * len(given_latencies)))
    true = sorted(given_latencies)[rank - 1]
    assert true <= histogram.quantile(probability) <= true + true // 32
    assert histogram.quantile(1.0) == histogram.maximum == max(given_latencies)


def test_latencies_below_64_nanoseconds_are_exact() -> None:
    """Each has a bucket of its own; a negative one counts as 0."""
    for each in range(64):
        histogram = LatencyHistogram()
        histogram.record(each)
        histogram.record(1000)
        assert histogram.quantile(0.5) == each
    histogram = LatencyHistogram()
    histogram.record(-5)
    assert (histogram.quantile(0.5), histogram.count) == (0, 1)


def test_a_probability_out_of_range_is_named() -> None:
    """NaN included; without a record the answer is 0."""
    histogram = LatencyHistogram()
    assert histogram.quantile(0.99) == 0
    for wrong in (-0.1, 1.1, math.nan):
        with pytest.raises(ValueError, match=r"probability: expected 0 to 1, was"):
            histogram.quantile(wrong)


@given(st.lists(st.booleans(), min_size=1, max_size=400))
def test_the_success_rate_forgets(failures: list[bool]) -> None:
    """Each event has the weight 0.99 to the power of its age."""
    metrics = AgentMetrics()
    for failed in failures:
        metrics.record(10, failed=failed)
    weights = [0.99 ** (len(failures) - 1 - index) for index in range(len(failures))]
    expected = sum(
        weight for weight, failed in zip(weights, failures, strict=True) if not failed
    ) / sum(weights)
    snapshot = metrics.snapshot()
    assert snapshot.success_rate == pytest.approx(expected, abs=1e-9)
    assert (snapshot.events, snapshot.errors) == (len(failures), sum(failures))
    if not any(failures):
        assert snapshot.success_rate == 1.0


def test_a_snapshot_stands_still() -> None:
    """It is of its moment; before the first event there is no rate."""
    metrics = AgentMetrics()
    assert math.isnan(metrics.success_rate)
    for nanoseconds in range(1, 101):
        metrics.record(nanoseconds)
    before = metrics.snapshot()
    metrics.record(10**9, failed=True)
    assert (before.events, before.p50, before.p99, before.maximum) == (100, 50, 99, 100)
    assert metrics.snapshot().maximum == 10**9
