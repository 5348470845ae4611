"""What a reader of a recording made of it, beside the records that it returns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

__all__ = ["OnError", "ReadReport"]

OnError: TypeAlias = Literal["raise", "skip"]
"""What a reader does with a row that cannot be right."""


@dataclass(slots=True)
class ReadReport:
    """What became of the rows of a recording; a reader fills the one that it is given.

    A row is a line, a message or a record of the file, whatever holds one there.

    Attributes:
        rows: Rows read.
        left_out: Rows that say nothing of the book or of a trade, or of no instrument that was
            asked for, by what they are: `"bookTicker"`, `"subscriptions"`, `"other symbol"`.
        skipped: Rows that cannot be right, by cause; only under `on_error="skip"`.
        first_skipped: For each cause, the first such row and its error.
    """

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    first_skipped: dict[str, tuple[int, str]] = field(default_factory=dict)

    def leave_out(self, what: str, rows: int = 1) -> None:
        """Count rows that say nothing of the book or of a trade."""
        if rows:
            self.left_out[what] += rows

    def skip(self, row: int, cause: str, error: str) -> None:
        """Count a row that cannot be right."""
        self.skipped[cause] += 1
        self.first_skipped.setdefault(cause, (row, error))
