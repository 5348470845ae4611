"""``swarmcore new-agent``, as a new user meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from swarmcore.cli.new_agent import names_of
from swarmcore.errors import ConfigError


def swarmcore(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from swarmcore.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
    )


def test_a_new_agent_votes_and_its_test_passes(tmp_path: Path) -> None:
    """From the command to a vote, with nothing written by hand."""
    done = swarmcore("new-agent", "two-averages", "--dir", "agents", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        f"wrote {Path('agents/two_averages.py')} and {Path('agents/test_two_averages.py')}\n"
        "next: cd agents && python two_averages.py\n"
    )
    folder = tmp_path / "agents"
    ran = subprocess.run(
        [sys.executable, "two_averages.py"], capture_output=True, text=True, check=False, cwd=folder
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("its last vote: Vote(agent='two_averages', symbol=")
    assert (folder / "two_averages.html").exists()
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "test_two_averages.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert "2 passed" in tested.stdout, tested.stdout


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """Neither of the two is touched, and the message is one line."""
    (tmp_path / "test_mine.py").write_text("kept")
    done = swarmcore("new-agent", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "swarmcore: test_mine.py: expected no such file yet, there is one; choose another\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["test_mine.py"]
    assert (tmp_path / "test_mine.py").read_text() == "kept"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MeanReversion", ("MeanReversion", "mean_reversion")),
        ("mean_reversion", ("MeanReversion", "mean_reversion")),
        ("mean-reversion-2", ("MeanReversion2", "mean_reversion_2")),
        ("RSIAgent", ("RsiAgent", "rsi_agent")),
    ],
)
def test_a_name_may_be_that_of_the_class_or_of_the_file(
    name: str, expected: tuple[str, str]
) -> None:
    """Either gives both."""
    assert names_of(name) == expected


@pytest.mark.parametrize(
    "name", ["", "1st", "my agent", "../up", "_", "class", "random", "pytest", "agent", "Ä"]
)
def test_a_name_that_cannot_be_used_is_refused(name: str) -> None:
    """Also where its file would hide a module that agents import."""
    with pytest.raises(ConfigError, match="NAME: expected"):
        names_of(name)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """With what it is."""
    (tmp_path / "agents").write_text("")
    done = swarmcore("new-agent", "mine", "--dir", "agents", cwd=tmp_path)
    assert done.stderr == "swarmcore: agents: expected a folder to write to, is a file\n"
