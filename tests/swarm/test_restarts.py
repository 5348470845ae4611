"""When a faulted agent starts again, by the policy alone."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.errors import ConfigError
from swarmcore.swarm.restarts import RestartPolicy, Restarts

SECOND = 1_000_000_000


def test_the_first_restart_is_at_once_and_the_others_wait_twice_as_long_each() -> None:
    """Without jitter the waits are exact; the last fault leaves the agent out."""
    policy = RestartPolicy(max_restarts=6, backoff=0.5, maximum=3.0, jitter=0.0)
    restarts = Restarts(policy, seed=1, agent="a")
    waits = [restarts.after_fault(now) for now in range(7)]
    assert waits == [0, SECOND // 2, SECOND, 2 * SECOND, 3 * SECOND, 3 * SECOND, None]
    assert restarts.count == 6


def test_restarts_count_for_a_window_only() -> None:
    """An agent that faults now and then is restarted at once each time, and for ever."""
    policy = RestartPolicy(max_restarts=1, window=10.0)
    restarts = Restarts(policy, seed=1, agent="a")
    assert [restarts.after_fault(now * 10 * SECOND) for now in range(5)] == [0] * 5
    assert restarts.after_fault(40 * SECOND + 1) is None


def test_the_jitter_is_the_same_in_every_run_and_differs_between_agents() -> None:
    """It derives from seed and name."""

    def waits(seed: int, agent: str) -> list[int | None]:
        restarts = Restarts(RestartPolicy(), seed, agent)
        return [restarts.after_fault(0) for _ in range(3)]

    assert waits(7, "a") == waits(7, "a")
    assert waits(7, "a") != waits(7, "b")
    assert waits(7, "a") != waits(8, "a")


@given(
    st.integers(2, 10**6),
    st.floats(0.0, 1e6),
    st.floats(1.0, 1e3),
    st.floats(0.0, 1e6),
    st.floats(0.0, 1.0),
)
def test_no_wait_is_negative_or_exceeds_the_maximum(
    restart: int, backoff: float, factor: float, maximum: float, jitter: float
) -> None:
    """However long the row of restarts."""
    policy = RestartPolicy(backoff=backoff, factor=factor, maximum=maximum, jitter=jitter)
    wait = policy.delay(restart, Random(1))
    assert 0 <= wait <= round(maximum * SECOND)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"max_restarts": -1}, "max_restarts: expected 0 or more, was -1"),
        ({"window": -1.0}, "window: expected 0 seconds or more, was -1.0"),
        ({"backoff": float("nan")}, "backoff: expected 0 seconds or more, was nan"),
        ({"factor": 0.5}, "factor: expected 1 or more, was 0.5"),
        ({"jitter": 1.5}, "jitter: expected 0 to 1, was 1.5"),
    ],
)
def test_a_policy_out_of_range_is_named(arguments: dict[str, Any], message: str) -> None:
    """One line that names the key."""
    with pytest.raises(ConfigError, match=message):
        RestartPolicy(**arguments)
