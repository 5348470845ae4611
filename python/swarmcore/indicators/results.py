"""The tuples of indicators that have several outputs, in TA-Lib's order.

`Value` is a float from a streaming class and an array from a function over a whole series.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "MacdResult", "StochResult", "BbandsResult"]

Floats: TypeAlias = npt.NDArray[np.float64]
Value = TypeVar("Value")


class MacdResult(NamedTuple, Generic[Value]):
    """The difference of two averages, its signal line, and the difference of both."""

    macd: Value
    macdsignal: Value
    macdhist: Value


class StochResult(NamedTuple, Generic[Value]):
    """The slow %K and %D lines, from 0 to 100."""

    slowk: Value
    slowd: Value


class BbandsResult(NamedTuple, Generic[Value]):
    """The band above the mean, the mean, and the band below it."""

    upperband: Value
    middleband: Value
    lowerband: Value
