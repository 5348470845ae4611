"""Risk metrics by empyrical's names and numbers, the market's flux, and the pre-trade gate."""

from __future__ import annotations

from swarmcore._core.risk import Gate, GateLimits, GateVerdict
from swarmcore.risk.flux import FluxMeter, FluxRules, MarketFlux, flux
from swarmcore.risk.metrics import (
    alpha,
    annual_return,
    annual_volatility,
    beta,
    calmar_ratio,
    conditional_value_at_risk,
    cum_returns_final,
    downside_risk,
    max_drawdown,
    omega_ratio,
    sharpe_ratio,
    sortino_ratio,
    stability_of_timeseries,
    tail_ratio,
    value_at_risk,
)
from swarmcore.risk.report import RiskReport, report

__all__ = [
    "report",
    "RiskReport",
    "value_at_risk",
    "conditional_value_at_risk",
    "max_drawdown",
    "sharpe_ratio",
    "sortino_ratio",
    "calmar_ratio",
    "annual_return",
    "annual_volatility",
    "cum_returns_final",
    "downside_risk",
    "omega_ratio",
    "tail_ratio",
    "stability_of_timeseries",
    "alpha",
    "beta",
    "flux",
    "FluxMeter",
    "FluxRules",
    "MarketFlux",
    "Gate",
    "GateLimits",
    "GateVerdict",
]
