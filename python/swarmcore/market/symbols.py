"""What a symbol may be, and what to say of one that is not known."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_symbol", "unknown_symbol"]

_SHOWN = 10


def is_symbol(value: object) -> TypeGuard[str]:
    """Whether a value is a symbol: printable text, not empty, without blanks or `*`.

    Symbols end the topics of the bus, where blanks and `*` have no place.
    """
    return (
        isinstance(value, str)
        and value != ""
        and value.isprintable()
        and not any(character.isspace() or character == "*" for character in value)
    )


def unknown_symbol(symbol: object, known: Sequence[str]) -> str:
    """The message about a symbol that is none of the known: those, and the nearest of them."""
    names = ", ".join(known[:_SHOWN])
    if len(known) > _SHOWN:
        names += f" or {len(known) - _SHOWN} more"
    near = difflib.get_close_matches(str(symbol), known, n=1)
    hint = f" (nearest {near[0]})" if near else ""
    return f"symbol: expected one of {names}, was {symbol}{hint}"
