"""Summaries of simulations that store no paths."""

from __future__ import annotations

import dataclasses
import math
import re
from typing import Any

import empyrical
import numpy as np
import pytest
from swarmcore import montecarlo as mc

PROCESS = mc.Gbm(mu=0.05, sigma=0.2)
GRID: dict[str, Any] = {"s0": 100.0, "horizon": 1.0, "steps": 50, "paths": 20_003, "seed": 7}


@pytest.fixture(scope="module")
def found() -> mc.Summary:
    """The summary of the simulation that `paths` stores."""
    return mc.summary(PROCESS, **GRID)


@pytest.fixture(scope="module")
def paths() -> np.ndarray:
    """The same simulation, stored."""
    return mc.simulate(PROCESS, **GRID)


def test_it_measures_the_very_paths_of_simulate(found: mc.Summary, paths: np.ndarray) -> None:
    """Mean, deviation, quantiles and probability are those of the stored last prices."""
    last = paths[:, -1]
    assert found.mean == pytest.approx(last.mean(), rel=1e-13)
    assert found.std == pytest.approx(last.std(ddof=1), rel=1e-13)
    assert found.quantiles == {
        cutoff: pytest.approx(np.quantile(last, cutoff), rel=1e-15) for cutoff in (0.05, 0.01, 0.5)
    }
    assert found.probability_up == (last > 100.0).mean()
    assert found.paths == len(last)


def test_values_at_risk_are_empyricals_of_the_returns(found: mc.Summary, paths: np.ndarray) -> None:
    """Both values at risk of S_T / s0 - 1 have empyrical's sign and number."""
    returns = paths[:, -1] / 100.0 - 1
    for cutoff in (0.05, 0.01):
        assert found.value_at_risk[cutoff] == pytest.approx(
            empyrical.value_at_risk(returns, cutoff), abs=1e-14
        )
        assert found.conditional_value_at_risk[cutoff] == pytest.approx(
            empyrical.conditional_value_at_risk(returns, cutoff), abs=1e-14
        )


def test_the_drawdown_is_the_mean_of_the_paths_worst(found: mc.Summary, paths: np.ndarray) -> None:
    """Peaks count from the start on, and every path weighs the same."""
    worst = (paths / np.maximum.accumulate(paths, axis=1) - 1).min(axis=1)
    assert found.max_drawdown == pytest.approx(worst.mean(), rel=1e-12)
    assert found.max_drawdown_standard_error == pytest.approx(
        worst.std(ddof=1) / math.sqrt(len(worst)), rel=1e-12
    )


def test_standard_errors_are_those_of_means_and_shares(found: mc.Summary) -> None:
    """They are s / sqrt(n) for the mean and sqrt(p (1 - p) / n) for the probability."""
    n, p = found.paths, found.probability_up
    assert found.mean_standard_error == pytest.approx(found.std / math.sqrt(n), rel=1e-15)
    assert found.probability_up_standard_error == pytest.approx(math.sqrt(p * (1 - p) / n))


def test_the_closed_forms_are_within_four_standard_errors(found: mc.Summary) -> None:
    """E S_T = s0 e^(mu T) and P(S_T > s0) = Phi((mu - sigma^2 / 2) sqrt(T) / sigma)."""
    assert abs(found.mean - 100 * math.exp(0.05)) < 4 * found.mean_standard_error
    up = 0.5 * math.erfc(-(0.05 - 0.02) / 0.2 / math.sqrt(2))
    assert abs(found.probability_up - up) < 4 * found.probability_up_standard_error


@pytest.mark.parametrize("threads", [2, 3, None])
def test_threads_change_no_figure(found: mc.Summary, threads: int | None) -> None:
    """Sums run in a fixed order, whoever computed the parts."""
    assert mc.summary(PROCESS, **GRID, threads=threads) == found


def test_a_summary_is_an_immutable_value(found: mc.Summary) -> None:
    """It can be hashed and compared, not changed."""
    assert hash(found) == hash(mc.summary(PROCESS, **GRID))
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.mean = 0.0  # type: ignore[misc]


def test_one_path_has_a_mean_and_no_spread() -> None:
    """What one observation cannot say is NaN, not 0."""
    one = mc.summary(PROCESS, **(GRID | {"paths": 1}))
    assert math.isfinite(one.mean)
    assert math.isnan(one.std)
    assert math.isnan(one.mean_standard_error)
    assert one.quantiles[0.05] == one.quantiles[0.5] == one.mean


def test_without_volatility_nothing_is_at_risk() -> None:
    """All paths agree: no deviation, no drawdown, and certainty of a gain."""
    sure = mc.summary(mc.Gbm(0.05, 0.0), **GRID)
    assert sure.std == 0.0
    assert sure.max_drawdown == 0.0
    assert sure.probability_up == 1.0
    assert sure.value_at_risk[0.05] == pytest.approx(math.expm1(0.05), rel=1e-12)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"cutoffs": (0.0,)}, ValueError, "cutoffs: expected numbers above 0 and below 1, was 0"),
        ({"cutoffs": (1.0,)}, ValueError, "cutoffs: expected numbers above 0 and below 1, was 1"),
        ({"cutoffs": (math.nan,)}, ValueError, "cutoffs: expected numbers above 0 and below 1"),
        ({"cutoffs": ("5%",)}, TypeError, "cutoffs: expected a number, was str"),
        ({"paths": 0}, ValueError, "paths: expected 1"),
        ({"steps": 0}, ValueError, "steps: expected 1"),
        ({"seed": -1}, ValueError, "seed: expected 0"),
        ({"threads": 0}, ValueError, "threads: expected 1"),
        ({"s0": math.nan}, ValueError, "s0: expected a finite number above 0, was nan"),
        ({"paths": 2**50}, MemoryError, "Unable to allocate"),
    ],
)
def test_an_argument_out_of_its_range_is_named(
    changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    """Every argument that cannot be right is refused in one line that names it."""
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        mc.summary(PROCESS, **(GRID | changes))


def test_no_cutoffs_leave_the_median() -> None:
    """Tails are measured on demand only."""
    bare = mc.summary(PROCESS, **GRID, cutoffs=())
    assert set(bare.quantiles) == {0.5}
    assert bare.value_at_risk == {}
