"""Processes: what they refuse, and what they find in prices."""

from __future__ import annotations

import dataclasses
import math
import pickle

import numpy as np
import pytest
from swarmcore import montecarlo as mc


def test_a_process_is_an_immutable_value() -> None:
    """Equal parameters make equal processes, which can be hashed and pickled but not changed."""
    process = mc.Gbm(mu=0.05, sigma=0.2)
    assert process == mc.Gbm(0.05, 0.2)
    assert hash(process) == hash(mc.Gbm(0.05, 0.2))
    assert pickle.loads(pickle.dumps(process)) == process
    with pytest.raises(dataclasses.FrozenInstanceError):
        process.mu = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("mu", "sigma", "message"),
    [
        (math.nan, 0.2, "mu: expected a finite number, was nan"),
        (math.inf, 0.2, "mu: expected a finite number, was inf"),
        (0.05, -0.1, "sigma: expected a finite number, 0 or more, was -0.1"),
        (0.05, math.nan, "sigma: expected a finite number, 0 or more, was nan"),
        (0.05, math.inf, "sigma: expected a finite number, 0 or more, was inf"),
    ],
)
def test_parameters_that_make_no_process_are_named(mu: float, sigma: float, message: str) -> None:
    """NaN, infinities and a negative volatility are refused at construction."""
    with pytest.raises(ValueError, match=f"^{message}"):
        mc.Gbm(mu, sigma)


def test_a_parameter_that_is_no_number_is_a_type_error() -> None:
    """A text in place of a number is named with its type."""
    with pytest.raises(TypeError, match=r"^sigma: expected a number, was str$"):
        mc.Gbm(0.05, "0.2")  # type: ignore[arg-type]


def test_log_returns_are_the_logs_of_ratios() -> None:
    """The own log agrees with NumPy's to the last bits."""
    prices = np.array([100.0, 101.0, 99.5, 250.0, 1e-8])
    np.testing.assert_allclose(mc.log_returns(prices), np.diff(np.log(prices)), rtol=1e-13)


def test_a_fit_is_the_textbook_estimate() -> None:
    """sigma^2 is the annualised variance over n; mu adds half of it to the annualised mean."""
    prices = np.exp(np.cumsum(np.random.default_rng(3).normal(0.0003, 0.01, 1000)))
    logs = np.diff(np.log(prices))
    fitted = mc.Gbm.fit(prices, periods=252)
    assert fitted.sigma == pytest.approx(math.sqrt(252 * logs.var()), rel=1e-12)
    assert fitted.mu == pytest.approx(252 * logs.mean() + 126 * logs.var(), rel=1e-12)


def test_a_fit_finds_the_process_behind_a_simulation() -> None:
    """On 400 years of daily prices both parameters come back within 4 standard errors."""
    years, days = 400, 252
    process = mc.Gbm(0.05, 0.2)
    prices = mc.simulate(process, 100.0, years, years * days, 1, seed=11)[0]
    fitted = mc.Gbm.fit(prices)
    assert abs(fitted.sigma - 0.2) < 4 * 0.2 / math.sqrt(2 * years * days)
    assert abs(fitted.mu - 0.05) < 4 * 0.2 / math.sqrt(years)


def test_a_level_price_fits_a_process_that_stands_still() -> None:
    """Equal prices have no drift and no volatility."""
    assert mc.Gbm.fit(np.full(10, 42.0)) == mc.Gbm(0.0, 0.0)


@pytest.mark.parametrize(
    ("prices", "message"),
    [
        (np.array([1.0]), "prices: expected 2 or more, was 1"),
        (np.array([]), "prices: expected 2 or more, was 0"),
        (np.array([1.0, np.nan]), "prices: row 1: expected a finite number above 0, was nan"),
        (np.array([1.0, 0.0]), "prices: row 1: expected a finite number above 0, was 0"),
        (np.array([-1.0, 1.0]), "prices: row 0: expected a finite number above 0, was -1"),
        (np.array([1.0, np.inf]), "prices: row 1: expected a finite number above 0, was inf"),
        (np.ones((2, 2)), "prices: expected 1 dimension"),
        (np.ones(4)[::2], "prices: expected a C-contiguous array"),
    ],
)
def test_prices_that_cannot_be_fitted_are_named(prices: np.ndarray, message: str) -> None:
    """A price that is not positive and finite is named with its row."""
    for function in (mc.Gbm.fit, mc.log_returns):
        with pytest.raises(ValueError, match=f"^{message}"):
            function(prices)


def test_prices_of_another_type_are_never_cast() -> None:
    """Integers and lists are a TypeError."""
    with pytest.raises(TypeError, match=r"^prices: expected dtype float64, was int64$"):
        mc.Gbm.fit(np.array([1, 2]))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^prices: expected a numpy array, was list$"):
        mc.log_returns([1.0, 2.0])  # type: ignore[arg-type]


@pytest.mark.parametrize("periods", [0.0, -1.0, math.nan, math.inf])
def test_periods_that_cannot_be_are_named(periods: float) -> None:
    """Periods are finite and above 0."""
    with pytest.raises(ValueError, match=r"^periods: expected a finite number above 0, was"):
        mc.Gbm.fit(np.array([1.0, 2.0]), periods=periods)
