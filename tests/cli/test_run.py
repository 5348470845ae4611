"""The command line as a user meets it: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def swarmcore(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("swarmcore")), *arguments],
        cwd=folder,
        env=os.environ | {"COLUMNS": "100"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_run_prints_every_metric_and_leaves_a_report(tmp_path: Path) -> None:
    """The main job, as in the README: a table on standard output, a run folder under runs/."""
    done = swarmcore("run", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    for text in ("12,154 bars of AAPL, FB, GOOG, IBM, MSFT", "buy and hold", "state hash"):
        assert text in done.stdout
    (folder,) = (tmp_path / "runs").iterdir()
    assert f"runs/{folder.name}/report.html" in done.stdout
    assert (folder / "report.html").stat().st_size > 100_000


def test_run_as_json_is_one_object_and_repeats_itself(tmp_path: Path) -> None:
    """Nothing but JSON on standard output; two runs under two hash seeds have one state hash."""
    outcomes = []
    for hash_seed in ("1", "2"):
        done = swarmcore(
            "run", "--json", "--out", f"run{hash_seed}", folder=tmp_path, PYTHONHASHSEED=hash_seed
        )
        assert done.returncode == 0, done.stderr
        outcomes.append(json.loads(done.stdout))
    assert outcomes[0]["state_hash"] == outcomes[1]["state_hash"]
    assert outcomes[0]["folder"] == "run1"
    saved = json.loads((tmp_path / "run1" / "run.json").read_text())
    assert saved["state_hash"] == outcomes[0]["state_hash"]


def test_run_takes_symbols_seed_and_configuration(tmp_path: Path) -> None:
    """Options win over the file."""
    (tmp_path / "swarm.toml").write_text(
        '[run]\nseed = 5\n[data]\nsymbols = ["IBM"]\n[swarm]\nagents = ["momentum"]\n'
    )
    arguments = ("run", "--config", "swarm.toml", "--symbols", "MSFT,AAPL", "--json")
    done = swarmcore(*arguments, "--out", "out", folder=tmp_path)
    outcome = json.loads(done.stdout)
    assert (outcome["seed"], outcome["symbols"]) == (5, ["AAPL", "MSFT"])
    again = swarmcore(*arguments, "--seed", "6", "--out", "out", folder=tmp_path)
    assert json.loads(again.stdout)["seed"] == 6


def test_run_replays_a_file_of_ones_own(tmp_path: Path) -> None:
    """A CSV without symbol column is its file's name."""
    rows = "\n".join(
        f"2024-01-{day:02},{day},{day + 2},{day - 0.5},{day + 1},1000" for day in range(1, 29)
    )
    (tmp_path / "mine.csv").write_text(f"date,open,high,low,close,volume\n{rows}\n")
    done = swarmcore("run", "--data", "mine.csv", "--json", folder=tmp_path)
    outcome = json.loads(done.stdout)
    assert (outcome["symbols"], outcome["bars"]) == (["mine"], 28)
    assert outcome["assumed_grid"] == {"tick_size": "1E-8", "lot_size": "1E-8"}


BAD_ROW = (
    "date,open,high,low,close,volume\n2024-01-01,1,2,0.5,1.5,10\n2024-01-02,1,0.9,0.5,1.5,10\n"
)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run", "--data", "none.parquet"), "none.parquet"),
        (("run", "--data", "empty.parquet"), "empty.parquet"),
        (("run", "--data", "bad.csv"), "bad.csv: row 1: high"),
        (("run", "--config", "none.toml"), "none.toml: expected a configuration file"),
        (
            ("run", "--config", "wrong.toml"),
            "wrong.toml: run.sede: no such key; did you mean seed?",
        ),
        (("run", "--symbols", "AAPL,MSTF"), "MSTF"),
        (("run", "--symbols", ","), "--symbols: expected names such as AAPL,MSFT"),
        (("run", "--seed", "-1"), "run.seed: input should be greater than or equal to 0, was -1"),
        (("run", "--out", "bad.csv"), "bad.csv: expected a folder to write to, is a file"),
    ],
)
def test_a_wrong_input_is_one_line_and_exit_code_1(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """No traceback: what was wrong, where, and what was expected."""
    (tmp_path / "empty.parquet").write_bytes(b"")
    (tmp_path / "bad.csv").write_text(BAD_ROW)
    (tmp_path / "wrong.toml").write_text("[run]\nsede = 1\n")
    done = swarmcore(*arguments, folder=tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stderr.startswith("swarmcore: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_rows_that_are_skipped_are_told(tmp_path: Path) -> None:
    """With on_error = "skip" the run goes on, and says how many rows it left out."""
    (tmp_path / "bad.csv").write_text(BAD_ROW)
    (tmp_path / "swarm.toml").write_text('[data]\non_error = "skip"\n')
    arguments = ("run", "--data", "bad.csv", "--config", "swarm.toml")
    assert "1 rows of the data were skipped" in swarmcore(*arguments, folder=tmp_path).stdout
    done = swarmcore(*arguments, "--json", folder=tmp_path)
    assert json.loads(done.stdout)["rows_skipped"] == 1


def test_help_and_version_answer(tmp_path: Path) -> None:
    """Every option is listed."""
    shown = swarmcore("run", "--help", folder=tmp_path).stdout
    for option in ("--config", "--data", "--symbols", "--seed", "--out", "--json"):
        assert option in shown
    assert swarmcore("--version", folder=tmp_path).stdout.startswith("swarmcore ")
    assert "run" in swarmcore("--help", folder=tmp_path).stdout
