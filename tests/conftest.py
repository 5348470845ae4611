"""Fixtures that every domain's tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from swarmcore.market import Bars


# A busy machine is no fault. CI draws the same examples every time, so that a commit is judged by
# itself; everybody else draws new ones, and tells of what they find.
_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("default", _UNHURRIED)
settings.register_profile("ci", _UNHURRIED, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


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
