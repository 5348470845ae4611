"""The report page: one HTML file that opens from disk, without a network.

Python writes the figures and tables that need no script, and one JSON payload of what the charts
show; the scripts in ``assets/`` draw one view of it at a time in the browser.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from swarmcore.backtest.report.page import render

if TYPE_CHECKING:
    from swarmcore.backtest.results import BacktestResult

__all__ = ["write_report"]


def write_report(result: BacktestResult, path: Path) -> Path:
    """Write the page of a result, whole or not at all; equal results give equal pages.

    Args:
        result: What to show.
        path: Where; its folder is made if needed, and a file there is replaced.

    Returns:
        The path.

    Raises:
        IsADirectoryError: The path is a folder.
        OSError: It cannot be written.
    """
    if path.is_dir():
        raise IsADirectoryError(f"{path}: expected a file to write, is a folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    page = render(result)
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        # Python's stand-ins for undecodable bytes are no Unicode; they are written as escapes.
        draft.write_text(page, encoding="utf-8", errors="backslashreplace", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path
