"""The report page in a browser: it draws, and its scripts raise nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult

MakeResult = Callable[..., BacktestResult]
Open = Callable[[BacktestResult], str]
MINUTE = 60_000_000_000

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--enable-logging=stderr",
    "--v=0",
    "--virtual-time-budget=10000",
    "--window-size=1300,1000",
]


@pytest.fixture(scope="session")
def browser() -> str:
    """Chromium; the test skips, or fails where CI demands it, without."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return found
    reason = "chromium: expected the browser on PATH, is not there"
    if os.environ.get("SWARMCORE_REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def open_page(browser: str, tmp_path: Path) -> Open:
    """Writes a result's page, opens it from disk, and gives the document that its scripts made."""

    def open_result(result: BacktestResult) -> str:
        path = result.plot(tmp_path / "report.html")
        done = subprocess.run(
            [
                browser,
                *FLAGS,
                f"--user-data-dir={tmp_path / 'profile'}",
                "--dump-dom",
                path.as_uri(),
            ],
            capture_output=True,
            check=True,
            timeout=120,
        )
        console = [line for line in done.stderr.decode().splitlines() if "CONSOLE" in line]
        assert console == []
        # What is in script elements is not what the reader sees.
        return re.sub(r"<script.*?</script>", "", done.stdout.decode(), flags=re.DOTALL)

    return open_result


def test_charts_and_lists_are_drawn(
    open_page: Open, make_result: MakeResult, script: type[Agent]
) -> None:
    """Both charts have their panels, the trades their rows, the last bar its votes."""
    agent = script(sides=[1, 1, 0, -1])
    result = make_result(agent, script(name="silent_on_most", sides=[1, None, None]), count=60)
    dom = open_page(result)
    assert re.search(r'<p id="problem"[^>]*hidden', dom)
    assert dom.count('class="main-svg"') >= 4
    assert dom.count('class="box"') == 60
    assert re.search(r"<image[^>]*data:image/png", dom), "the votes"
    for panel in ("Price", "Volume", "Votes", "Consensus score", "Drawdown"):
        assert f">{panel}</text>" in dom
    rows = dom[dom.index('id="trades"') :].split("<tbody>")[1].split("</tbody>")[0]
    assert rows.count("<tr>") == len(result.round_trips)
    assert "script 59" in dom
    assert "no vote" in dom


def test_hostile_data_runs_nothing(open_page: Open, hostile: BacktestResult) -> None:
    """Names and reasons that are markup are shown as they are."""
    dom = open_page(hostile)
    assert re.search(r'<p id="problem"[^>]*hidden', dom)
    assert "<b>no</b>" not in dom
    assert "</script><script>alert(1)</script> <b>&lt;</b> %{x} $policy 39" in unescape(dom)


@pytest.mark.parametrize(
    ("sides", "arguments"),
    [
        ([1], {"count": 1}),
        ([None], {"count": 30}),
        ([1], {"count": 30}),
        ([1, -1], {"count": 3000, "step": MINUTE}),
        ([1, -1], {"count": 30, "symbols": tuple(f"S{i}" for i in range(20))}),
    ],
    ids=["one bar", "no votes", "open trade", "minutes and many trades", "many symbols"],
)
def test_unusual_results_are_drawn(
    open_page: Open,
    make_result: MakeResult,
    script: type[Agent],
    sides: list[int | None],
    arguments: dict[str, object],
) -> None:
    """Nothing raises, and both charts are there."""
    dom = open_page(make_result(script(sides=sides), **arguments))
    assert re.search(r'<p id="problem"[^>]*hidden', dom)
    assert dom.count('class="main-svg"') >= 4
