"""``swarmcore run``: the main job."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from swarmcore.backtest.engine import run
from swarmcore.backtest.results import BacktestResult
from swarmcore.cli.logs import configure_logs
from swarmcore.config import load_settings
from swarmcore.errors import ConfigError
from swarmcore.risk.report import ReportRow

__all__ = ["run_swarm"]


def run_swarm(
    *,
    config: Path | None,
    data: Path | None,
    symbols: str | None,
    seed: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Replay, save the run folder, and print what came of it."""
    configure_logs(as_json=as_json)
    overrides: dict[str, dict[str, Any]] = {"run": {}, "data": {}}
    if seed is not None:
        overrides["run"]["seed"] = seed
    if out is not None:
        overrides["run"]["out"] = str(out)
    if data is not None:
        overrides["data"]["path"] = str(data)
    if symbols is not None:
        names = [name.strip() for name in symbols.split(",") if name.strip()]
        if not names:
            raise ConfigError(f"--symbols: expected names such as AAPL,MSFT, was {symbols!r}")
        overrides["data"]["symbols"] = names
    settings = load_settings(config, overrides)
    folder = Path(settings.run.out or _default_folder())
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder}: expected a folder to write to, is a file")

    with _progress(show=not as_json) as progress:
        result = run(settings, progress=progress)
    result.save(folder)
    if as_json:
        print(json.dumps({"folder": str(folder), **result.summary()}, allow_nan=False))
    else:
        _print_tables(result, folder)


def _default_folder() -> str:
    return f"runs/{datetime.now(tz=UTC):%Y%m%d-%H%M%S-%f}"


@contextmanager
def _progress(*, show: bool) -> Iterator[Callable[[int, int], None] | None]:
    if not show or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("replay"), BarColumn(), TextColumn("{task.percentage:3.0f} %"))
    with Progress(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("replay")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _text(row: ReportRow | None) -> str:
    return "–" if row is None or math.isnan(row.value) else row.text


def _print_tables(result: BacktestResult, folder: Path) -> None:
    # No markup: a folder or a symbol may hold brackets.
    console = Console(soft_wrap=True, markup=False, highlight=False)
    symbols = ", ".join(result.bars.symbols)
    summary = result.summary()
    console.print(
        f"{summary['bars']:,} bars of {symbols}, {summary['start'][:10]} to {summary['end'][:10]}"
    )
    metrics = Table("metric", title="Risk and return", title_justify="left")
    metrics.add_column("swarm", justify="right")
    metrics.add_column("buy and hold", justify="right")
    held = {row.name: row for row in result.benchmark_report.rows()}
    for row in result.report.rows():
        metrics.add_row(row.name, _text(row), _text(held.get(row.name)))
    console.print(metrics)
    denied = sum(summary["orders_denied"].values())
    console.print(
        f"{summary['decisions']:,} decisions, {summary['orders']:,} orders ({denied:,} denied), "
        f"{summary['fills']:,} fills, {summary['trades']:,} round trips; "
        f"{summary['initial_cash']:,.2f} became {summary['final_equity']:,.2f}, "
        f"{summary['fees']:,.2f} of fees paid"
    )
    if summary["rows_skipped"]:
        console.print(f"{summary['rows_skipped']:,} rows of the data were skipped")
    if summary["faults"]:
        console.print(f"{len(summary['faults']):,} faults of agents, listed in run.json")
    console.print(
        f"engine {summary['engine_seconds']:.2f} s, state hash {summary['state_hash']}, "
        f"seed {summary['seed']}"
    )
    console.print(f"report: {folder / 'report.html'}")
