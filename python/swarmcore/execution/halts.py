"""Who keeps the account from new entries, and why."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["EntryHalts"]


class EntryHalts:
    """Reasons not to enter the market, each under the name of whoever halted.

    While there is one, an order passes only if it reduces a position. One that halts does not undo
    another's halt by resuming. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._reasons: Mapping[str, str] = MappingProxyType({})

    def __bool__(self) -> bool:
        """True while entries are halted."""
        return bool(self._reasons)

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why, by who halted, in the order of their names."""
        return self._reasons

    @property
    def text(self) -> str:
        """All reasons in one line; empty where entries may pass."""
        return "; ".join(self._reasons.values())

    def add(self, by: str, reason: str) -> None:
        """Halt, or give another reason for one's halt."""
        # Replaced as a whole, not changed: whoever reads has the reasons before or after.
        self._reasons = MappingProxyType(dict(sorted({**self._reasons, by: reason}.items())))

    def remove(self, by: str) -> bool:
        """End one's own halt; False where there was none."""
        if by not in self._reasons:
            return False
        self._reasons = MappingProxyType(
            {name: reason for name, reason in self._reasons.items() if name != by}
        )
        return True

    def clear(self) -> None:
        """End every halt."""
        self._reasons = MappingProxyType({})
