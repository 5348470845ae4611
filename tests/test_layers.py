"""Who may import whom: in Python, in C++, and at run time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
CORE = REPOSITORY / "cpp"

# For each folder of the core the folders whose headers it may include besides its own.
MAY_INCLUDE = {
    "core": set[str](),
    "bus": {"core"},
    "book": {"core"},
    "market": {"core"},
    "indicators": {"core"},
    "montecarlo": {"core"},
    "risk": {"core"},
    "feed": {"core", "book"},
    "sim": {"core", "book", "bus", "feed", "risk"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
SOURCES = sorted(path for path in CORE.rglob("*") if path.suffix in {".hpp", ".cpp"})


def includes_of(path: Path) -> list[str]:
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    parts = path.relative_to(CORE).parts
    return parts[2] if parts[:2] == ("include", "swarmcore") else parts[1]


def test_python_rooms_import_downward_only() -> None:
    """The layers in pyproject.toml hold for the installed package, and name each of its rooms."""
    lint = "import sys; from importlinter.cli import lint_imports; "
    lint += "sys.exit(lint_imports(no_cache=True, no_logo=True))"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(CORE)))
def test_core_rooms_include_what_they_may(path: Path) -> None:
    """Core lies below all; the other rooms are strangers, but for feed and sim."""
    own = room_of(path)
    ours = [name for name in includes_of(path) if name.startswith("swarmcore/")]
    foreign = [name for name in ours if name.split("/")[1] not in {own, *MAY_INCLUDE[own]}]
    assert not foreign


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(CORE)))
def test_the_core_knows_nothing_of_python(path: Path) -> None:
    """No source of the core includes a header of Python, NumPy or pybind11."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"Python\.h|pybind11|numpy/|PyObject", text)


def test_the_sources_of_the_core_were_found() -> None:
    """The scans above looked at something, in every folder of the core that there is."""
    folders = {path.name for path in (CORE / "include" / "swarmcore").iterdir()}
    assert {room_of(path) for path in SOURCES} == folders
    assert folders >= {"core", "bus", "book", "indicators", "montecarlo", "risk"}


def test_importing_swarmcore_loads_nothing_heavy() -> None:
    """Of what is installed besides, NumPy alone comes with `import swarmcore`."""
    heavy = "torch onnxruntime ccxt fastapi pydantic pyarrow plotly msgspec structlog rich typer"
    script = f"import sys, swarmcore; print(*(set({heavy.split()}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
