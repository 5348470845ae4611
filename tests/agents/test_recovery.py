"""What follows an exception, and how long one waits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import CachedDataPolicy, Recovery, RetryPolicy
from swarmcore.agents.recovery import Jitter, recovery_from
from swarmcore.errors import ConfigError, CriticalError, DataError, TemporaryError


@pytest.mark.parametrize(
    ("error", "attempts", "expected"),
    [
        (TemporaryError("late"), 1, Recovery.RETRY),
        (TemporaryError("late"), 2, Recovery.RETRY),
        (TemporaryError("late"), 3, Recovery.FAULT),
        (DataError("gone"), 1, Recovery.USE_CACHED),
        (CriticalError("wrong key"), 1, Recovery.EMERGENCY),
        (ValueError("a bug"), 1, Recovery.FAULT),
        (TimeoutError(), 1, Recovery.FAULT),
    ],
)
def test_what_follows_an_exception(error: Exception, attempts: int, expected: Recovery) -> None:
    """By its class; only a TemporaryError is tried again, and not for ever."""
    assert recovery_from(error, attempts, RetryPolicy(attempts=3)) is expected


policies = st.builds(
    lambda base, factor, times: RetryPolicy(base=base, factor=factor, maximum=base * times),
    base=st.floats(1e-3, 10.0),
    factor=st.floats(1.0, 10.0),
    times=st.floats(1.0, 1000.0),
)


@given(policies, st.integers(1, 60), st.integers(0, 2**63 - 1))
def test_waits_grow_to_a_limit_and_lie_below_it(
    policy: RetryPolicy, attempts: int, seed: int
) -> None:
    """Against the formula; the draw is from 0 to the longest wait."""
    try:
        longest = min(policy.maximum, policy.base * policy.factor ** (attempts - 1))
    except OverflowError:
        longest = policy.maximum
    assert policy.longest_wait(attempts) == pytest.approx(longest)
    wait = policy.wait(attempts, Jitter(seed, "trend"))
    assert 0 <= wait <= round(policy.longest_wait(attempts) * 1e9)


def test_jitter_is_of_the_seed_and_the_agent() -> None:
    """The same in every run, another for another agent, spread evenly."""

    def draws(seed: int, agent: str) -> list[float]:
        jitter = Jitter(seed, agent)
        return [jitter.draw() for _ in range(1000)]

    assert draws(7, "a") == draws(7, "a")
    assert draws(7, "a") != draws(7, "b")
    assert draws(7, "a") != draws(8, "a")
    # The mean of 1,000 even draws strays from one half by 0.0091 in one of three runs.
    assert sum(draws(7, "a")) / 1000 == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"attempts": 0}, "retry: attempts: expected 1 to 100, was 0"),
        ({"base": 0.0}, "retry: base: expected more than 0 seconds, was 0.0"),
        ({"base": math.nan}, "retry: base: expected more than 0 seconds, was nan"),
        ({"factor": 0.5}, "retry: factor: expected 1 to 100, was 0.5"),
        ({"base": 2.0, "maximum": 1.0}, r"retry: maximum: expected base \(2.0\) or more"),
        ({"maximum": math.inf}, "retry: maximum: expected base"),
    ],
)
def test_a_policy_out_of_range_is_refused(arguments: dict[str, float], message: str) -> None:
    """By the field's name."""
    with pytest.raises(ConfigError, match=message):
        RetryPolicy(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"confidence_factor": 1.5}, "cached data: confidence_factor: expected 0 to 1, was 1.5"),
        ({"confidence_factor": math.nan}, "confidence_factor: expected 0 to 1, was nan"),
        ({"maximum_age": 0.0}, "cached data: maximum_age: expected more than 0 seconds, was 0.0"),
    ],
)
def test_a_policy_of_cached_data_out_of_range_is_refused(
    arguments: dict[str, float], message: str
) -> None:
    """By the field's name."""
    with pytest.raises(ConfigError, match=message):
        CachedDataPolicy(**arguments)


def test_data_may_be_as_old_as_the_policy_says() -> None:
    """To the nanosecond; by default they may be of any age."""
    assert CachedDataPolicy(maximum_age=1.0).allows(0, 1_000_000_000)
    assert not CachedDataPolicy(maximum_age=1.0).allows(0, 1_000_000_001)
    assert CachedDataPolicy().allows(0, 2**62)
