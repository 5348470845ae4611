"""The report: every metric in one call."""

from __future__ import annotations

import dataclasses
import os
import pickle
import subprocess
import sys

import numpy as np
import pytest
import swarmcore
from swarmcore import risk

RETURNS = np.random.default_rng(5).standard_t(5, 2520) * 0.008 + 0.0003
BENCHMARK = 0.5 * RETURNS + np.random.default_rng(6).normal(0, 0.005, 2520)


def test_each_metric_is_what_its_function_returns() -> None:
    """The report and the functions agree bit for bit, options included."""
    options = {"period": "weekly", "annualization": 50.0}
    found = risk.report(RETURNS, **options, risk_free=0.0001, cutoff=0.01, benchmark=BENCHMARK)
    assert found.observations == 2520
    for name in ("cum_returns_final", "max_drawdown", "tail_ratio", "stability_of_timeseries"):
        assert getattr(found, name) == getattr(risk, name)(RETURNS)
    for name in ("annual_return", "annual_volatility", "sortino_ratio", "calmar_ratio"):
        assert getattr(found, name) == getattr(risk, name)(RETURNS, **options)
    assert found.downside_risk == risk.downside_risk(RETURNS, **options)
    assert found.sharpe_ratio == risk.sharpe_ratio(RETURNS, 0.0001, **options)
    assert found.omega_ratio == risk.omega_ratio(RETURNS, 0.0001)
    assert found.value_at_risk == risk.value_at_risk(RETURNS, 0.01)
    assert found.conditional_value_at_risk == risk.conditional_value_at_risk(RETURNS, 0.01)
    assert found.alpha == risk.alpha(RETURNS, BENCHMARK, 0.0001, **options)
    assert found.beta == risk.beta(RETURNS, BENCHMARK)
    assert (found.cutoff, found.annualization, found.risk_free) == (0.01, 50.0, 0.0001)


def test_alpha_and_beta_need_a_benchmark() -> None:
    """Without one they are None and no row of the table."""
    found = risk.report(RETURNS)
    assert found.alpha is None
    assert found.beta is None
    assert "Beta" not in str(found)
    assert "Beta" in str(risk.report(RETURNS, benchmark=BENCHMARK))


def test_a_report_is_an_immutable_value() -> None:
    """Equal returns give equal reports, which can be hashed and pickled but not changed."""
    found = risk.report(RETURNS)
    assert found == risk.report(RETURNS.copy())
    assert hash(found) == hash(risk.report(RETURNS))
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.beta = 1.0  # type: ignore[misc]


def test_it_leaves_as_a_dictionary_of_every_field() -> None:
    """as_dict holds the fields under their names, unrounded."""
    found = risk.report(RETURNS)
    assert found.as_dict() == dataclasses.asdict(found)


def test_it_reads_as_a_table() -> None:
    """A row has a name, a value and a unit; fractions are shown as per cent."""
    returns = np.array([0.1, -0.5, 0.2])
    rows = {row.name: row for row in risk.report(returns).rows()}
    assert rows["Maximum drawdown"].unit == "percent"
    assert rows["Maximum drawdown"].text == "-50.00%"
    assert rows["Periods"].text == "3"
    assert rows["Sharpe ratio"].unit == "ratio"
    lines = str(risk.report(returns)).splitlines()
    assert len(lines) == len(rows) == 14
    assert len({len(line) for line in lines}) == 1


def test_an_empty_series_has_a_report_of_nan() -> None:
    """Nothing to measure is NaN in every metric, not an error."""
    found = risk.report(np.array([]))
    assert found.observations == 0
    assert np.isnan([row.value for row in found.rows()[1:]]).all()


def report_under(isa: str) -> str:
    """The report of fixed returns under an instruction set, every digit."""
    program = (
        "import numpy as np; from swarmcore import risk; "
        "r = np.sin(np.arange(10_001.0)) * 0.01; "
        "print(risk.report(r, benchmark=np.cos(np.arange(10_001.0)) * 0.01).as_dict())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"SWARMCORE_ISA": isa},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("isa", ["avx2", "avx512"])
def test_instruction_sets_change_no_digit(isa: str) -> None:
    """Every instruction set gives the report of the baseline."""
    order = ["baseline", "avx2", "avx512"]
    detected = swarmcore.build_info()["detected_isa"]
    if order.index(isa) > order.index(detected):
        pytest.skip(f"this CPU has {detected} at most")
    assert report_under(isa) == report_under("baseline")
