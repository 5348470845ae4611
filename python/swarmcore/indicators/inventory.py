"""What there is: every indicator with its inputs, parameters, outputs, formula and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from swarmcore._core import indicators as _core

__all__ = ["Indicator", "Parameter", "registry"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an indicator, with its range.

    `kind` is "period" (a count of rows), "number", or "average" (TA-Lib's number of a moving
    average).
    """

    name: str
    kind: str
    least: float
    most: float
    default: float


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an indicator says of itself.

    `memory` says which results a row can reach: "row" (its own), "window" (the ``warm_up + 1`` from
    its own on) or "recursive" (all later ones). `output_kinds` are "real", "integer" or "index",
    the number of a row. `talib_inputs` are TA-Lib's names of the inputs.
    """

    name: str
    group: str
    memory: str
    title: str
    formula: str
    source: str
    inputs: tuple[str, ...]
    talib_inputs: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    outputs: tuple[str, ...]
    output_kinds: tuple[str, ...]
    has_fast: bool
    warm_up_expression: str
    """The warm-up in terms of the parameters, empty where it depends on the kind of an average."""
    series: Callable[..., Any]
    stream: Callable[..., Any]

    def warm_up(self, **parameters: float) -> int:
        """How many first results are NaN with these parameters."""
        return int(self.stream(**parameters).warm_up)


def _indicator(declared: dict[str, Any]) -> Indicator:
    inputs, outputs = declared["inputs"], declared["outputs"]
    return Indicator(
        **{key: declared[key] for key in ("name", "group", "memory", "title", "formula", "source")},
        inputs=tuple(name for name, _ in inputs),
        talib_inputs=tuple(name for _, name in inputs),
        parameters=tuple(Parameter(*each) for each in declared["parameters"]),
        outputs=tuple(name for name, _ in outputs),
        output_kinds=tuple(kind for _, kind in outputs),
        has_fast=declared["has_fast"],
        warm_up_expression=declared["warm_up"],
        series=getattr(_core, declared["name"]),
        stream=getattr(_core, declared["type"]),
    )


registry: Mapping[str, Indicator] = MappingProxyType(
    {declared["name"]: _indicator(declared) for declared in _core.declarations()}
)
