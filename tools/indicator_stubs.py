"""The stub of ``swarmcore._core.indicators``, written of the registry; make_stubs.py calls it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from types import ModuleType
from typing import Any

_HEADER = '''"""
Indicators as streaming classes and as functions over whole arrays.
"""

from __future__ import annotations
import numpy
import numpy.typing
import typing

_Floats: typing.TypeAlias = numpy.typing.NDArray[numpy.float64]
_Value = typing.TypeVar("_Value")

class Stream:
    """
    What all streaming indicators are: rows go in one at a time, results come out.

    Not safe to update from two threads at a time.
    """
    def __copy__(self) -> typing.Self: ...
    def __deepcopy__(self, memo: typing.Any, /) -> typing.Self: ...
    def __setstate__(self, state: bytes, /) -> None: ...
    def copy(self) -> typing.Self:
        """
        A stream of its own that has taken the same rows.
        """
    def reset(self) -> None:
        """
        Forget every row.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

def declarations() -> list[dict[str, typing.Any]]:
    """
    What every indicator says of itself; swarmcore.indicators.registry shows it.
    """
'''


def _quoted(text: str) -> str:
    return textwrap.indent(f'"""\n{text.strip()}\n"""', "    ")


def _lines(declared: dict[str, Any], module: ModuleType) -> Iterator[str]:
    """A function, its streaming class, and the class of its results."""
    types = {"period": "int", "average": "int", "number": "float"}
    parameters = [(each[0], types[each[1]], each[4]) for each in declared["parameters"]]
    given = "".join(f", {name}: {kind} = {default!r}" for name, kind, default in parameters)
    arrays = ", ".join(f"{name}: _Floats" for name, _ in declared["inputs"])
    numbers = ", ".join(f"{name}: float" for name, _ in declared["inputs"])
    result = declared["result"]
    series, value = (f"{result}[_Floats]", f"{result}[float]") if result else ("_Floats", "float")
    options = ", *, threads: int | None = None" + ", fast: bool = False" * declared["has_fast"]
    name, kind = declared["name"], declared["type"]
    if result:
        yield f"class {result}(typing.NamedTuple, typing.Generic[_Value]):"
        yield _quoted(getattr(module, result).__doc__)
        yield from (f"    {output}: _Value" for output, _ in declared["outputs"])
    yield f"def {name}({arrays}{given}{options}) -> {series}:"
    yield _quoted(getattr(module, name).__doc__)
    yield f"class {kind}(Stream):"
    yield _quoted(getattr(module, kind).__doc__)
    yield f"    def __init__(self{given}) -> None: ..."
    for method in ("update", "peek"):
        yield f"    def {method}(self, {numbers}) -> {value}:"
        yield textwrap.indent(_quoted(getattr(getattr(module, kind), method).__doc__), "    ")
    yield f"    @property\n    def value(self) -> {value}: ..."
    for parameter, parameter_type, _ in parameters:
        yield f"    @property\n    def {parameter}(self) -> {parameter_type}: ..."


def indicator_stub(module: ModuleType) -> str:
    """The text of the stub of the extension's submodule."""
    names = [f"__all__: list[str] = {[*module.__all__]!r}"]
    body = [line for declared in module.declarations() for line in _lines(declared, module)]
    return "\n".join([_HEADER, *body, *names]) + "\n"
