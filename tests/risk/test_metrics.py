"""Risk metrics: parity with empyrical on real and made-up returns, and the edges."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import empyrical
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import risk

if TYPE_CHECKING:
    from pathlib import Path

    from swarmcore.market import Bars

Metric = Callable[..., float]

PLAIN = (
    "cum_returns_final",
    "max_drawdown",
    "value_at_risk",
    "conditional_value_at_risk",
    "tail_ratio",
    "stability_of_timeseries",
    "omega_ratio",
)
ANNUALISED = (
    "annual_return",
    "annual_volatility",
    "sharpe_ratio",
    "sortino_ratio",
    "calmar_ratio",
    "downside_risk",
)
EVERY = PLAIN + ANNUALISED


def expected(name: str, *arguments: Any, **options: Any) -> float:
    """What empyrical says, without what it warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(getattr(empyrical, name)(*arguments, **options))


def assert_parity(name: str, *arguments: Any, **options: Any) -> None:
    """Our metric is empyrical's to 1e-12 of the larger of 1 and its size."""
    ours = getattr(risk, name)(*arguments, **options)
    theirs = expected(name, *arguments, **options)
    assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-12, nan_ok=True), name


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("symbol", ["AAPL", "FB", "GOOG", "IBM", "MSFT"])
def test_the_sample_gives_the_numbers_of_empyrical(name: str, symbol: str, sample: Bars) -> None:
    """Every metric on the returns of every stock of the bundled sample."""
    close = sample.of(symbol).close
    assert_parity(name, close[1:] / close[:-1] - 1.0)


@pytest.fixture(scope="module")
def spy(data_folder: Path) -> np.ndarray:
    """23 years of daily returns of SPY."""
    with pa.input_stream(data_folder / "bars/lean_spy_daily.csv.zst", compression="zstd") as file:
        table = pa.csv.read_csv(
            file, read_options=pa.csv.ReadOptions(autogenerate_column_names=True)
        )
    close = table["f4"].to_numpy().astype(np.float64)
    return np.diff(close) / close[:-1]


@pytest.fixture(scope="module")
def edhec(data_folder: Path) -> dict[str, np.ndarray]:
    """24 years of monthly returns of hedge fund styles."""
    table = pa.csv.read_csv(data_folder / "risk/edhec.csv")
    return {name: table[name].to_numpy().copy() for name in table.column_names[1:]}


@pytest.mark.parametrize("name", EVERY)
def test_daily_returns_of_an_index_give_empyricals_number(name: str, spy: np.ndarray) -> None:
    """Parity over 5,848 real days, whole and in parts that are no multiple of a block."""
    for returns in (spy, spy[:1000].copy(), spy[:33].copy()):
        assert_parity(name, returns)


@pytest.mark.parametrize("name", ANNUALISED)
@pytest.mark.parametrize("period", ["daily", "weekly", "monthly", "quarterly", "yearly"])
def test_every_period_gives_empyricals_number(
    name: str, period: str, edhec: dict[str, np.ndarray]
) -> None:
    """Parity of annualisation on monthly returns, by period and by an annualization given."""
    for returns in edhec.values():
        assert_parity(name, returns, period=period)
    assert_parity(name, edhec["CTA Global"], period=period, annualization=365)


def test_the_value_at_risk_of_a_hedge_fund_index_is_the_published_one(
    edhec: dict[str, np.ndarray],
) -> None:
    """VaR 95 % of the first 100 months of Convertible Arbitrage is -0.014095."""
    returns = edhec["Convertible Arbitrage"][:100].copy()
    assert risk.value_at_risk(returns) == pytest.approx(-0.014095, abs=5e-7)


@pytest.mark.parametrize("cutoff", [0.0, 0.01, 0.05, 0.5, 0.95, 1.0])
def test_tails_at_any_cutoff_give_empyricals_number(cutoff: float, spy: np.ndarray) -> None:
    """Parity of both values at risk from the minimum to the maximum."""
    assert_parity("value_at_risk", spy, cutoff)
    assert_parity("conditional_value_at_risk", spy, cutoff)


def test_thresholds_give_empyricals_number(spy: np.ndarray) -> None:
    """Parity with a risk-free and a required return, and with another exponent."""
    for value in (0.0001, -0.002, 0.05):
        assert_parity("sharpe_ratio", spy, risk_free=value)
        assert_parity("sortino_ratio", spy, required_return=value)
        assert_parity("downside_risk", spy, required_return=value)
        assert_parity("omega_ratio", spy, risk_free=value, required_return=value)
    assert_parity("omega_ratio", spy, required_return=0.01, annualization=1)
    assert_parity("omega_ratio", spy, required_return=-1.0)
    assert_parity("annual_volatility", spy, alpha=1.7)
    assert_parity("cum_returns_final", spy, starting_value=100)


def test_alpha_and_beta_give_empyricals_number(edhec: dict[str, np.ndarray]) -> None:
    """Parity against a benchmark, with missing months in either."""
    benchmark = edhec["Long/Short Equity"].copy()
    for returns in edhec.values():
        for missing in ((), (3, 50)):
            ours, market = returns.copy(), benchmark.copy()
            ours[list(missing)] = np.nan
            market[[place + 1 for place in missing]] = np.nan
            assert_parity("beta", ours, market)
            assert_parity("alpha", ours, market, risk_free=0.001, period="monthly")


@pytest.mark.parametrize("name", EVERY)
def test_missing_returns_are_treated_as_empyrical_treats_them(name: str, spy: np.ndarray) -> None:
    """Parity with NaN at the start, inside and at the end."""
    returns = spy[:3000].copy()
    returns[[0, 17, 1024, 2999]] = np.nan
    assert_parity(name, returns)


# To a tenth of a percent: a drawdown of less is a difference of nearly equal numbers, of which
# rounding leaves fewer than the twelve digits that are compared.
made_up = st.lists(
    st.floats(-0.9, 2.0).map(lambda value: round(value, 3)) | st.just(math.nan),
    min_size=0,
    max_size=80,
).map(lambda values: np.array(values, dtype=np.float64))


@pytest.mark.parametrize("name", [name for name in EVERY if name != "stability_of_timeseries"])
@given(returns=made_up)
def test_any_returns_give_empyricals_number(name: str, returns: np.ndarray) -> None:
    """Parity on whatever hypothesis makes up: empty, short, constant, missing, wild."""
    assert_parity(name, returns)


@given(returns=made_up)
def test_stability_gives_empyricals_number_where_that_has_one(returns: np.ndarray) -> None:
    """Parity where the account moves (empyrical raises below two returns).

    Of an account that stands still empyrical says 0 or NaN, as the rounding of a mean will have it.
    """
    present = returns[~np.isnan(returns)]
    if len(present) >= 2 and np.ptp(np.cumsum(np.log1p(present))) > 0.0:
        assert_parity("stability_of_timeseries", returns)
    else:
        assert math.isnan(risk.stability_of_timeseries(returns))


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    "returns", [[], [0.01], [math.nan], [math.nan, math.nan], [0.01, 0.01], [0.0, 0.0]], ids=str
)
def test_short_and_level_series_are_as_in_empyrical(name: str, returns: list[float]) -> None:
    """Nothing, one, two equal, and missing returns: NaN or infinity as empyrical has it."""
    array = np.array(returns, dtype=np.float64)
    if name == "stability_of_timeseries" and np.isnan(array).any():
        assert math.isnan(risk.stability_of_timeseries(array))
    else:
        assert_parity(name, array)


def test_an_account_that_stands_still_has_no_stability() -> None:
    """The residue of rounding the mean is no trend: R squared of a level line is not defined."""
    assert math.isnan(risk.stability_of_timeseries(np.array([1.583, 0.0, 0.0])))


def test_equal_returns_have_an_infinite_sharpe_ratio() -> None:
    """The residue of rounding the mean is no deviation."""
    assert risk.sharpe_ratio(np.full(5000, 0.1)) == math.inf
    assert risk.sharpe_ratio(np.full(5000, -0.1)) == -math.inf


def test_a_ruin_is_a_total_loss() -> None:
    """A return of -1 loses everything for good."""
    returns = np.array([0.1, -1.0, 0.5])
    assert risk.max_drawdown(returns) == -1.0
    assert risk.cum_returns_final(returns) == -1.0
    assert risk.annual_return(returns) == -1.0


BAD_ARRAYS = [
    ([0.01, 0.02], TypeError, "returns: expected a numpy array, was list"),
    (np.array([1, 2]), TypeError, "returns: expected dtype float64, was int64"),
    (np.array([0.1], np.float32), TypeError, "returns: expected dtype float64, was float32"),
    (np.ones((2, 2)), ValueError, "returns: expected 1 dimension"),
    (np.ones(4)[::2], ValueError, "returns: expected a C-contiguous array"),
]


@pytest.mark.parametrize("name", [*EVERY, "report"])
@pytest.mark.parametrize(("returns", "error", "message"), BAD_ARRAYS)
def test_returns_are_never_cast_or_copied(
    name: str, returns: Any, error: type[Exception], message: str
) -> None:
    """Another type, dtype, shape or layout is refused by name in every function."""
    with pytest.raises(error, match=f"^{message}"):
        getattr(risk, name)(returns)


@pytest.mark.parametrize("name", [*ANNUALISED, "report"])
def test_an_unknown_period_is_refused_with_those_that_exist(name: str) -> None:
    """The message lists the periods; an annualization must be a number above 0."""
    function: Metric = getattr(risk, name)
    returns = np.array([0.01, 0.02])
    message = "^period: expected daily, weekly, monthly, quarterly or yearly, was hourly$"
    with pytest.raises(ValueError, match=message):
        function(returns, period="hourly")
    for value in (0.0, -252.0, math.nan, math.inf):
        with pytest.raises(ValueError, match=r"^annualization: expected a finite number above 0"):
            function(returns, annualization=value)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("value_at_risk", {"cutoff": -0.1}, "cutoff: expected a number from 0 to 1, was -0.1"),
        ("value_at_risk", {"cutoff": math.nan}, "cutoff: expected a number from 0 to 1, was nan"),
        ("conditional_value_at_risk", {"cutoff": 1.1}, "cutoff: expected a number from 0 to 1"),
        ("sharpe_ratio", {"risk_free": math.nan}, "risk_free: expected a finite number, was nan"),
        ("sortino_ratio", {"required_return": math.inf}, "required_return: expected a finite numb"),
        ("downside_risk", {"required_return": math.nan}, "required_return: expected a finite numb"),
        ("omega_ratio", {"risk_free": math.inf}, "risk_free: expected a finite number, was inf"),
        ("omega_ratio", {"annualization": 0.0}, "annualization: expected a finite number above 0"),
        ("annual_volatility", {"alpha": 0.0}, "alpha: expected a finite number above 0, was 0"),
        ("cum_returns_final", {"starting_value": math.nan}, "starting_value: expected a finite nu"),
        ("report", {"risk_free": math.nan}, "risk_free: expected a finite number, was nan"),
        ("report", {"cutoff": 2.0}, "cutoff: expected a number from 0 to 1, was 2"),
        ("report", {"benchmark": np.ones(3)}, "benchmark: expected the length of returns, 2, was"),
        ("beta", {"factor_returns": np.ones(3)}, "factor_returns: expected the length of returns"),
        ("alpha", {"factor_returns": np.ones(1)}, "factor_returns: expected the length of returns"),
    ],
)
def test_an_argument_out_of_its_range_is_named(
    name: str, options: dict[str, Any], message: str
) -> None:
    """Every number that cannot be right is refused in one line that names it."""
    with pytest.raises(ValueError, match=f"^{message}"):
        getattr(risk, name)(np.array([0.01, -0.02]), **options)
