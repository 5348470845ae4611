"""An agent's annotated fields, as a pydantic model that checks its parameters."""

from __future__ import annotations

import difflib
import inspect
import typing
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from swarmcore.errors import AgentError

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["hint", "validated"]


def validated(cls: type, given: dict[str, Any]) -> dict[str, Any]:
    """The values of all of a class's fields, defaults filled in.

    Raises:
        AgentError: A parameter is unknown, missing, of the wrong type or out of range.
    """
    from pydantic import ValidationError

    model = _model(cls)
    try:
        checked = model.model_validate(given)
    except ValidationError as error:
        raise AgentError(_describe(cls, model, error)) from None
    return {name: getattr(checked, name) for name in model.model_fields}


def names_of(cls: type) -> tuple[str, ...]:
    """The names of a class's fields, in their order."""
    return tuple(_model(cls).model_fields)


def hint(name: object, known: Iterable[str]) -> str:
    """The nearest of the known names as a question, or all of them where none is near."""
    names = list(known)
    near = difflib.get_close_matches(str(name), names, n=1)
    return f"did you mean {near[0]}?" if near else f"expected one of {', '.join(names)}"


@cache
def _model(cls: type) -> type[BaseModel]:
    from pydantic import ConfigDict, create_model

    fields: dict[str, Any] = {}
    try:
        annotations = typing.get_type_hints(cls, include_extras=True)
    except NameError as error:
        raise AgentError(
            f"{cls.__name__}: expected annotations that can be resolved where the class is "
            f"defined, {error.name!r} cannot"
        ) from None
    for name, annotation in annotations.items():
        if name.startswith("_") or typing.get_origin(annotation) is ClassVar:
            continue
        _check_is_free(cls, name)
        fields[name] = (annotation, getattr(cls, name, ...))
    configuration = ConfigDict(
        extra="forbid", arbitrary_types_allowed=True, validate_default=True, frozen=True
    )
    return create_model(cls.__name__, __config__=configuration, **fields)


def _check_is_free(cls: type, name: str) -> None:
    """Refuse a field that would hide a method or a property of the base class."""
    for base in cls.__mro__[1:]:
        if name in inspect.get_annotations(base):
            return
        if name in base.__dict__:
            raise AgentError(
                f"{cls.__name__}: {name}: expected a parameter of another name, "
                f"{base.__name__}.{name} is what agents have"
            )


def _describe(cls: type, model: type[BaseModel], error: Any) -> str:
    first = error.errors(include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{cls.__name__}: {name}: no such parameter; {hint(name, model.model_fields)}"
    if first["type"] == "missing":
        return f"{cls.__name__}: {name}: expected a value, none was given"
    expected = first["msg"][0].lower() + first["msg"][1:]
    return f"{cls.__name__}: {name}: {expected}, was {first['input']!r}"
