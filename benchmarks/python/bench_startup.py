"""What a user waits for: the import, the help, and the main job, each in a new process.

Run with `pytest benchmarks/python/bench_startup.py`. All commands run in turn, round after round,
on one CPU where the system lets us choose, with files and byte code cached; figures are medians.
The package must be installed as users install it: an editable install adds a finder to each start.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROUNDS = 15
COMMAND = Path(sys.executable).with_name("swarmcore")


def run(command: list[str], folder: Path) -> tuple[float, str]:
    """Wall seconds of a command in a new process, and what it printed."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return time.perf_counter() - began, done.stdout


@pytest.fixture
def one_cpu() -> Any:
    """Keep this process and its children on one CPU."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    yield
    os.sched_setaffinity(0, allowed)


@pytest.mark.usefixtures("one_cpu")
def test_startup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands beside a bare interpreter, which costs what it costs."""
    interpreter = [sys.executable, "-c"]
    commands = {
        "python -c pass": [*interpreter, "pass"],
        "import numpy": [*interpreter, "import numpy"],
        "import swarmcore": [*interpreter, "import swarmcore; print(swarmcore.__version__)"],
        "swarmcore --help": [str(COMMAND), "--help"],
        "swarmcore run": [str(COMMAND), "run", "--json", "--out", "run"],
    }
    # The answers, before anything is timed; this also warms the caches.
    answers = {name: run(command, tmp_path)[1] for name, command in commands.items()}
    assert answers["import swarmcore"].count(".") == 2
    assert "Replay bars" in answers["swarmcore --help"]
    summary = json.loads(answers["swarmcore run"])
    assert summary["bars"] == 12_154

    seconds: dict[str, list[float]] = {name: [] for name in commands}
    engine: list[float] = []
    for _ in range(ROUNDS):
        for name, command in commands.items():
            taken, printed = run(command, tmp_path)
            seconds[name].append(taken)
            if name == "swarmcore run":
                again = json.loads(printed)
                assert again["state_hash"] == summary["state_hash"]
                engine.append(again["engine_seconds"])
    bare = statistics.median(seconds["python -c pass"])
    with capsys.disabled():
        print(f"\n\n{'median of ' + str(ROUNDS):20} {'wall':>9} {'beyond bare':>12}")
        for name, values in seconds.items():
            median = statistics.median(values)
            print(f"{name:20} {median * 1e3:6.0f} ms {(median - bare) * 1e3:9.0f} ms")
        print(f"{'  of it the engine':20} {statistics.median(engine) * 1e3:6.0f} ms")
