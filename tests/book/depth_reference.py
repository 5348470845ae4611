"""The mirror of a market-by-price feed in its most obvious form: dictionaries, copied whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from swarmcore.book import LAST_ROW_FLAG, DepthMessageKind

Row: TypeAlias = dict[str, int]
Levels: TypeAlias = dict[int, dict[int, int]]


@dataclass
class ReferenceDepthBook:
    """What a DepthBook must agree with after every row."""

    most: int = 0
    levels: Levels = field(default_factory=lambda: {1: {}, -1: {}})
    last_update: int = 0
    last_ts: int = -(2**63)
    waiting: bool = False
    after_snapshot: bool = False
    gaps: int = 0
    open: Row | None = None
    before: Levels | None = None

    def apply(self, row: Row) -> str:
        """What becomes of a row: "applied", "skipped", or the field at fault."""
        kind = row["kind"]
        if kind == DepthMessageKind.TRADE:
            return self._trade(row)
        if kind == DepthMessageKind.CLEAR:
            self._finish()
            self.waiting = False
            self._begin(row)
            self.levels = {1: {}, -1: {}}
        elif kind == DepthMessageKind.SET:
            status = self._enter(row)
            if status != "applied":
                return status
            if row["side"] not in (1, -1):
                return self._fail("side")
            if row["price"] <= 0:
                return self._fail("price")
            if row["quantity"] < 0:
                return self._fail("quantity")
            self.levels[row["side"]].pop(row["price"], None)
            if row["quantity"]:
                self.levels[row["side"]][row["price"]] = row["quantity"]
        else:
            return self._fail("kind")
        if row["flags"] & LAST_ROW_FLAG:
            self._finish()
        return "applied"

    def depth(self, side: int) -> list[list[int]]:
        """Price, quantity and order count of every level, best first."""
        return [[p, q, 0] for p, q in sorted(self.levels[side].items(), reverse=side == 1)]

    def resume(self) -> None:
        """Go on without a snapshot."""
        if self.waiting:
            self.waiting, self.after_snapshot = False, False
            self.last_update, self.last_ts = 0, -(2**63)

    def _trade(self, row: Row) -> str:
        if row["side"] not in (1, 0, -1):
            return "side"
        if row["price"] <= 0:
            return "price"
        return "quantity" if row["quantity"] <= 0 else "applied"

    def _enter(self, row: Row) -> str:
        first = self.open
        if (
            first is not None
            and first["last_update"] == row["last_update"]
            and (row["last_update"] or first["ts"] == row["ts"])
        ):
            return "applied"
        if self.waiting:
            return "skipped"
        self._finish()
        link = self._link(row)
        if link == "gap":
            self.gaps += 1
            return self._fail("gap")
        if link == "stale":
            return "skipped"
        if row["ts"] < self.last_ts:
            return self._fail("ts")
        self._begin(row)
        return "applied"

    def _link(self, row: Row) -> str:
        last = self.last_update
        first, newest, previous = (row[f"{x}_update"] for x in ("first", "last", "previous"))
        if 0 in (last, newest) or previous == last:
            return "holds"
        if self.after_snapshot and newest <= last:
            return "stale"
        if previous:
            reaches = previous < last or 1 <= first <= last + 1
            return "holds" if self.after_snapshot and reaches else "gap"
        if first:
            return "holds" if first <= last + 1 <= newest else "gap"
        return "holds" if newest >= last else "gap"

    def _begin(self, row: Row) -> None:
        self.open = row
        self.before = {side: dict(levels) for side, levels in self.levels.items()}

    def _finish(self) -> None:
        if self.open is None:
            return
        clears = self.open["kind"] == DepthMessageKind.CLEAR
        if clears or self.open["last_update"]:
            self.last_update = self.open["last_update"]
        self.after_snapshot = clears and self.last_update != 0
        self.last_ts = self.open["ts"]
        self.open = None
        for side in (1, -1) if self.most else ():
            for price, _, _ in self.depth(side)[self.most :]:
                del self.levels[side][price]

    def _fail(self, cause: str) -> str:
        if self.open is not None and self.before is not None:
            self.levels = self.before
        self.open = None
        self.waiting = True
        return cause
