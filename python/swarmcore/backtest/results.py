"""What a run leaves: figures, tables, and the page that shows them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from swarmcore import risk
from swarmcore.agents.messages import Decision, Fault
from swarmcore.backtest import tables
from swarmcore.backtest.benchmark import buy_and_hold
from swarmcore.backtest.explanation import explain_order
from swarmcore.config import Settings, to_toml
from swarmcore.execution.orders import Fill, Order
from swarmcore.execution.portfolio import RoundTrip
from swarmcore.market.bars import Bars
from swarmcore.market.instruments import Instrument

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["BacktestResult"]


@dataclass(frozen=True, kw_only=True)
class BacktestResult:
    """The outcome of one run. Its tables are Arrow tables: ``.to_pandas()`` where pandas is there.

    Args:
        settings: The configuration it ran with.
        bars: What was replayed.
        instruments: By index.
        money_scale: Decimal places of an amount of money.
        times: The instants, nanoseconds UTC, shape (n,).
        equity_units: Equity after each instant, in money units.
        cash_units: Cash after each instant, in money units.
        initial_cash_units: Cash before the first instant, in money units.
        fee_units: Fees paid, in money units.
        round_trips: Closed round trips, then those still open.
        fill_messages: Every fill.
        orders: Every order, denied ones included.
        decision_messages: Every decision of the consensus.
        faults: Every exception out of an agent's hook.
        state: What the swarm has learnt and kept, for a later run to begin with.
        state_hash: Equal for two runs that did the same, 0 to 2**64 - 1.
        engine_seconds: Wall time of the replay.
        provenance: Versions and the hash of the data.
    """

    settings: Settings
    bars: Bars
    instruments: tuple[Instrument, ...]
    money_scale: int
    times: NDArray[np.int64]
    equity_units: tuple[int, ...]
    cash_units: tuple[int, ...]
    initial_cash_units: int
    fee_units: int
    round_trips: tuple[RoundTrip, ...]
    fill_messages: tuple[Fill, ...]
    orders: tuple[Order, ...]
    decision_messages: Sequence[Decision]
    faults: tuple[Fault, ...]
    state: bytes
    state_hash: int
    engine_seconds: float
    provenance: dict[str, Any]

    def money(self, units: int) -> float:
        """An amount of money units in the account's currency, as the nearest float."""
        unit: int = 10**self.money_scale
        return units / unit

    @cached_property
    def equity_curve(self) -> NDArray[np.float64]:
        """Equity after each instant in the account's currency, shape (n,)."""
        return np.array([self.money(units) for units in self.equity_units], np.float64)

    @cached_property
    def benchmark_curve(self) -> NDArray[np.float64]:
        """Buy and hold after each instant in the account's currency, shape (n,)."""
        cash = self.money(self.initial_cash_units)
        return buy_and_hold(self.bars, self.instruments, cash, self.times)

    @cached_property
    def returns(self) -> NDArray[np.float64]:
        """Return of the account over each instant, shape (n,)."""
        return _returns(self.equity_curve, self.money(self.initial_cash_units))

    @cached_property
    def benchmark_returns(self) -> NDArray[np.float64]:
        """Return of buy and hold over each instant, shape (n,)."""
        return _returns(self.benchmark_curve, self.money(self.initial_cash_units))

    @cached_property
    def report(self) -> risk.RiskReport:
        """Every risk metric of the account, alpha and beta against buy and hold."""
        return self._risk_report(self.returns, self.benchmark_returns)

    @cached_property
    def benchmark_report(self) -> risk.RiskReport:
        """Every risk metric of buy and hold."""
        return self._risk_report(self.benchmark_returns)

    @cached_property
    def equity(self) -> pa.Table:
        """Columns ts, equity, cash, benchmark, drawdown; one row an instant."""
        return tables.equity_table(self)

    @cached_property
    def trades(self) -> pa.Table:
        """Round trips: one row a position closed, wholly or in part; ``open`` where it still is."""
        return tables.trades_table(self)

    @cached_property
    def fills(self) -> pa.Table:
        """One row a fill."""
        return tables.fills_table(self)

    @cached_property
    def decisions(self) -> pa.Table:
        """One row a decision, with who voted what, with which weight, and why."""
        return tables.decisions_table(self)

    def explain(self, order_id: int) -> str:
        """Why an order was sent: its fills, its decision, and who voted what and why, in lines.

        Raises:
            OrderError: No order has the id.
        """
        return explain_order(
            order_id, self.orders, self.fill_messages, self.decision_messages, self.instruments
        )

    def summary(self) -> dict[str, Any]:
        """What ``run.json`` holds: seed, versions, state hash, data, metrics, counts, faults."""
        denied: dict[str, int] = {}
        for order in self.orders:
            if order.status == "denied":
                denied[order.reason] = denied.get(order.reason, 0) + 1
        return {
            "seed": self.settings.run.seed,
            "state_hash": f"{self.state_hash:016x}",
            **self.provenance,
            "engine_seconds": round(self.engine_seconds, 3),
            "start": tables.iso_time(int(self.times[0])),
            "end": tables.iso_time(int(self.times[-1])),
            "symbols": list(self.bars.symbols),
            "bars": len(self.bars),
            "rows_skipped": len(self.bars.skipped),
            "decisions": len(self.decision_messages),
            "orders": len(self.orders),
            "orders_denied": denied,
            "fills": len(self.fill_messages),
            "trades": len(self.round_trips),
            "fees": self.money(self.fee_units),
            "initial_cash": self.money(self.initial_cash_units),
            "final_equity": self.money(self.equity_units[-1]),
            "metrics": _finite(self.report.as_dict()),
            "benchmark": _finite(self.benchmark_report.as_dict()),
            "faults": [
                {
                    "time": tables.iso_time(fault.ts),
                    "agent": fault.agent,
                    "hook": fault.hook,
                    "error": fault.error,
                    "left_out": fault.left_out,
                }
                for fault in self.faults
            ],
        }

    def plot(self, path: str | Path) -> Path:
        """Write the report page, which opens without a network.

        Returns:
            Where it is.
        """
        from swarmcore.backtest.report import write_report

        return write_report(self, Path(path))

    def save(self, folder: str | Path) -> Path:
        """Write report, tables, configuration, state and run.json into a folder, made if needed.

        Returns:
            The folder.
        """
        import pyarrow.parquet as pq

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("trades", "equity", "decisions", "fills"):
            pq.write_table(getattr(self, name), folder / f"{name}.parquet", compression="zstd")
        (folder / "config.toml").write_text(to_toml(self.settings), encoding="utf-8")
        (folder / "state.bin").write_bytes(self.state)
        text = json.dumps(self.summary(), indent=2, allow_nan=False)
        (folder / "run.json").write_text(text + "\n", encoding="utf-8")
        self.plot(folder / "report.html")
        return folder

    def _risk_report(
        self, returns: NDArray[np.float64], benchmark: NDArray[np.float64] | None = None
    ) -> risk.RiskReport:
        return risk.report(
            returns, annualization=self.settings.report.periods_per_year, benchmark=benchmark
        )


def _returns(equity: NDArray[np.float64], start: float) -> NDArray[np.float64]:
    before = np.concatenate(([start], equity[:-1]))
    returns: NDArray[np.float64] = equity / before - 1.0
    return returns


def _finite(figures: dict[str, float | None]) -> dict[str, float | None]:
    """JSON knows no NaN: a metric that is not defined is null."""
    return {
        name: value if value is not None and np.isfinite(value) else None
        for name, value in figures.items()
    }
