"""Fixtures that every domain's tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from swarmcore.market import Bars


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of development data; the test skips, or fails where CI demands it, without."""
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("SWARMCORE_TEST_DATA", default))
    if not folder.is_dir():
        reason = f"development data: expected a folder at SWARMCORE_TEST_DATA, {folder} is none"
        if os.environ.get("SWARMCORE_REQUIRE_DATA") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def sample() -> Bars:
    """The bundled sample."""
    from swarmcore.market import sample_bars

    return sample_bars()
