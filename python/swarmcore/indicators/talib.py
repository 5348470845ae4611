"""TA-Lib's upper-case names, for programs written for it.

    from swarmcore.indicators import talib
    talib.RSI(close, timeperiod=14)

The functions take TA-Lib's arguments by its names, strided arrays too, and give plain tuples where
there are several outputs, and integers, 0 during the warm-up, where TA-Lib does. What differs from
TA-Lib is that of `swarmcore.indicators`: a NaN in the middle of a series, and accuracy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from swarmcore.indicators.inventory import Indicator, registry

if TYPE_CHECKING:
    import numpy.typing as npt


def _plain(result: npt.NDArray[np.float64], kind: str) -> npt.NDArray[Any]:
    return result if kind == "real" else np.nan_to_num(result).astype(np.int32)


def _drop_in(indicator: Indicator) -> Callable[..., Any]:
    names = dict(zip(indicator.talib_inputs, indicator.inputs, strict=True))

    def function(*arguments: Any, **named: Any) -> Any:
        for theirs, ours in names.items():
            if theirs in named:
                named[ours] = np.ascontiguousarray(named.pop(theirs))
        given = [
            np.ascontiguousarray(each) if at < len(names) else each
            for at, each in enumerate(arguments)
        ]
        result = indicator.series(*given, **named)
        results = result if isinstance(result, tuple) else (result,)
        plain = tuple(map(_plain, results, indicator.output_kinds))
        return plain if len(plain) > 1 else plain[0]

    function.__name__ = function.__qualname__ = indicator.name.upper()
    function.__doc__ = f"`swarmcore.indicators.{indicator.name}` as TA-Lib has it."
    return function


_functions = {name.upper(): _drop_in(indicator) for name, indicator in registry.items()}
globals().update(_functions)

__all__ = [*_functions]


def __getattr__(name: str) -> Callable[..., Any]:
    # For type checkers, which cannot know the names; at run time only unknown ones come here.
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
