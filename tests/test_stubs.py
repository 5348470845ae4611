"""The stubs of the extension are what pybind11-stubgen makes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import swarmcore

REPOSITORY = Path(__file__).parents[1]


def test_the_installed_stubs_are_what_the_generator_writes(tmp_path: Path) -> None:
    """Byte for byte; where they differ, `make build stubs` writes the new ones."""
    tool = REPOSITORY / "tools" / "make_stubs.py"
    subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True)
    generated = {stub.name: stub.read_bytes() for stub in tmp_path.iterdir()}
    folder = Path(swarmcore.__file__).parent / "_core"
    installed = {stub.name: stub.read_bytes() for stub in folder.iterdir()}
    assert sorted(generated) == sorted(installed)
    assert generated == installed


def test_the_stub_folder_is_no_package() -> None:
    """With an __init__.py beside its stubs the folder would win over the compiled extension."""
    folder = Path(swarmcore.__file__).parent / "_core"
    assert {path.suffix for path in folder.iterdir()} == {".pyi"}
