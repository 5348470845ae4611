"""Runs the Python blocks of the README and of the documentation as tests."""

from __future__ import annotations

import os
import tempfile
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser


def enter_scratch_folder(namespace: dict[str, Any]) -> None:
    """The blocks of a page share one namespace and one empty folder, as in a reader's session."""
    namespace["__name__"] = "__main__"
    scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    namespace["_leave"] = (os.getcwd(), scratch)
    os.chdir(scratch.name)


def leave_scratch_folder(namespace: dict[str, Any]) -> None:
    """Go back to where the tests run."""
    folder, scratch = namespace.pop("_leave")
    os.chdir(folder)
    scratch.cleanup()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    setup=enter_scratch_folder,
    teardown=leave_scratch_folder,
).pytest()
