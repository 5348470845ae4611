"""Every metric of one series of returns, in one call."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal, NamedTuple

from swarmcore import _core

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ReportRow", "RiskReport", "report"]

Unit = Literal["count", "percent", "ratio"]


class ReportRow(NamedTuple):
    """A line of a report: a percent is held as a fraction and shown times 100."""

    name: str
    value: float
    unit: Unit

    @property
    def text(self) -> str:
        """The value as a person reads it."""
        if self.unit == "count":
            return f"{self.value:,.0f}"
        return f"{self.value:.2%}" if self.unit == "percent" else f"{self.value:.3f}"


_LABELS: dict[str, tuple[str, Unit]] = {
    "observations": ("Periods", "count"),
    "cum_returns_final": ("Total return", "percent"),
    "annual_return": ("Annual return", "percent"),
    "annual_volatility": ("Annual volatility", "percent"),
    "sharpe_ratio": ("Sharpe ratio", "ratio"),
    "sortino_ratio": ("Sortino ratio", "ratio"),
    "calmar_ratio": ("Calmar ratio", "ratio"),
    "omega_ratio": ("Omega ratio", "ratio"),
    "max_drawdown": ("Maximum drawdown", "percent"),
    "downside_risk": ("Downside risk", "percent"),
    "value_at_risk": ("Value at risk", "percent"),
    "conditional_value_at_risk": ("Conditional value at risk", "percent"),
    "tail_ratio": ("Tail ratio", "ratio"),
    "stability_of_timeseries": ("Stability", "ratio"),
    "alpha": ("Alpha", "percent"),
    "beta": ("Beta", "ratio"),
}


@dataclass(frozen=True, slots=True)
class RiskReport:
    """Every metric of one series of returns; each is what the function of its name returns.

    Attributes:
        observations: The number of periods, NaN among them.
        cum_returns_final: Total return.
        annual_return: Compound annual growth rate.
        annual_volatility: Annualised standard deviation.
        sharpe_ratio: Against the report's risk-free return.
        sortino_ratio: Against a required return of 0.
        calmar_ratio: Annual return over the worst drawdown.
        omega_ratio: Against the report's risk-free return.
        max_drawdown: Worst fall from a peak, 0 or below.
        downside_risk: Annualised, against a required return of 0.
        value_at_risk: Quantile at `cutoff`, with its sign.
        conditional_value_at_risk: Mean of the tail below it, with its sign.
        tail_ratio: 95 % quantile over 5 % quantile, sizes.
        stability_of_timeseries: R squared of the cumulated log returns.
        alpha: Against the benchmark; None without one.
        beta: Against the benchmark; None without one.
        cutoff: The tail of the two values at risk.
        annualization: Periods in a year.
        risk_free: Per period.
    """

    observations: int
    cum_returns_final: float
    annual_return: float
    annual_volatility: float
    sharpe_ratio: float
    sortino_ratio: float
    calmar_ratio: float
    omega_ratio: float
    max_drawdown: float
    downside_risk: float
    value_at_risk: float
    conditional_value_at_risk: float
    tail_ratio: float
    stability_of_timeseries: float
    alpha: float | None
    beta: float | None
    cutoff: float
    annualization: float
    risk_free: float

    def as_dict(self) -> dict[str, float | None]:
        """Every field by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def rows(self) -> list[ReportRow]:
        """The metrics as lines of a table; alpha and beta only with a benchmark."""
        values = self.as_dict()
        return [
            ReportRow(label, value, unit)
            for name, (label, unit) in _LABELS.items()
            if (value := values[name]) is not None
        ]

    def __str__(self) -> str:
        """A table of two columns."""
        rows = self.rows()
        width = max(len(row.name) for row in rows)
        return "\n".join(f"{row.name:<{width}}  {row.text:>12}" for row in rows)


def report(
    returns: NDArray[np.float64],
    *,
    period: str = "daily",
    annualization: float | None = None,
    risk_free: float = 0.0,
    cutoff: float = 0.05,
    benchmark: NDArray[np.float64] | None = None,
) -> RiskReport:
    """Every metric of a series of returns.

    Args:
        returns: (n,) float64 simple returns, one a period; NaN is a period without one.
        period: "daily", "weekly", "monthly", "quarterly" or "yearly".
        annualization: Periods in a year, in place of those of `period`.
        risk_free: Per period, for Sharpe, Omega and alpha.
        cutoff: The tail of value at risk, 0 to 1.
        benchmark: (n,) float64 returns for alpha and beta.

    Raises:
        TypeError: An array of another dtype, named.
        ValueError: Another shape, layout or length, an unknown period, or a number out of its
            range, named.
    """
    found = _core.risk.report(returns, period, annualization, risk_free, cutoff, benchmark)
    return RiskReport(
        **{name: getattr(found, name) for name in _LABELS},
        cutoff=cutoff,
        annualization=_core.risk.annualization_factor(period, annualization),
        risk_free=risk_free,
    )
