"""The stubs of the extension are what pybind11-stubgen makes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
STUBS = REPOSITORY / "python" / "swarmcore" / "_core"


def test_the_committed_stubs_are_what_the_generator_writes(tmp_path: Path) -> None:
    """Byte for byte; where they differ, `make build stubs` brings them up to date."""
    tool = REPOSITORY / "tools" / "make_stubs.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True)
    generated = {stub.name: stub.read_bytes() for stub in tmp_path.iterdir()}
    committed = {stub.name: stub.read_bytes() for stub in STUBS.iterdir()}
    assert sorted(generated) == sorted(committed)
    assert generated == committed


def test_the_stub_folder_is_no_package() -> None:
    """With an __init__.py beside its stubs the folder would win over the compiled extension."""
    assert {path.suffix for path in STUBS.iterdir()} == {".pyi"}
