"""Bars that the tests of this folder share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest


@pytest.fixture
def columns() -> dict[str, Any]:
    """Four good rows: symbols B and A on 2017-01-03 and 2017-01-04."""
    days = np.array(["2017-01-03", "2017-01-03", "2017-01-04", "2017-01-04"], "datetime64[ns]")
    return {
        "ts": days.view(np.int64),
        "symbol": ["B", "A", "B", "A"],
        "open": np.array([10.0, 20.0, 11.0, 21.0]),
        "high": np.array([12.0, 22.0, 13.0, 23.0]),
        "low": np.array([9.0, 19.0, 10.0, 20.0]),
        "close": np.array([11.0, 21.0, 12.0, 22.0]),
        "volume": np.array([100.0, 200.0, 0.0, 400.0]),
    }
