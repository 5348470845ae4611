"""The core's own binding: what the build says of itself, records and the state hash."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys

import pytest
import swarmcore
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import _core


def test_the_versions_of_package_and_core_agree() -> None:
    """One version number, in pyproject.toml, reaches metadata, Python and C++."""
    assert swarmcore.__version__ == importlib.metadata.version("swarmcore")
    assert swarmcore.build_info()["version"] == swarmcore.__version__


def test_build_info_names_compiler_flags_and_instruction_set() -> None:
    """The build says what it is, and a release build is never tuned to one CPU."""
    info = swarmcore.build_info()
    assert info["compiler"]
    assert info["isa"] in {"baseline", "avx2", "avx512"}
    assert "-march=native" not in info["flags"]


def run_with_isa(value: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import swarmcore; print(swarmcore.build_info()['isa'])"],
        env=os.environ | {"SWARMCORE_ISA": value},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_environment_chooses_the_instruction_set() -> None:
    """SWARMCORE_ISA=baseline forces the baseline kernels."""
    assert run_with_isa("baseline").stdout == "baseline\n"


def test_an_unknown_instruction_set_is_refused_by_name() -> None:
    """A misspelt SWARMCORE_ISA is an error, not a silent baseline."""
    done = run_with_isa("sse9")
    assert done.returncode != 0
    assert "SWARMCORE_ISA: expected baseline, avx2 or avx512, was sse9" in done.stderr


def test_an_event_is_one_cache_line() -> None:
    """The record of the bus is 64 bytes, and NumPy sees the same fields."""
    assert swarmcore.EVENT.itemsize == 64
    assert swarmcore.EVENT.names == (
        "ts",
        "sequence",
        "values",
        "topic",
        "instrument",
        "kind",
        "priority",
    )


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=2, unique=True))
def test_a_state_hash_tells_orders_apart(values: list[int]) -> None:
    """The same words in another order give another digest; in the same order, the same."""
    forward, again, backward = _core.StateHash(), _core.StateHash(), _core.StateHash()
    for value in values:
        forward.update_int(value)
        again.update_int(value)
    for value in reversed(values):
        backward.update_int(value)
    assert forward.value == again.value
    assert forward.value != backward.value


def test_a_state_hash_refuses_what_it_cannot_fold_in() -> None:
    """An integer beyond 64 bits is a TypeError, never a wrapped digest."""
    with pytest.raises(TypeError):
        _core.StateHash().update_int(2**64)
