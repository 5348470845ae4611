"""Which events have arrived: ranges of numbers by origin, in bounded memory."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict

__all__ = ["ArrivedRanges"]


class ArrivedRanges:
    """Remembers which packets have arrived, so that a second delivery can be dropped.

    Numbers of an origin that follow on each other are one range, so that an origin that lost
    nothing takes one range however much it sends. Where the memory is full the oldest is forgotten:
    a packet from there would be delivered a second time, and none is ever dropped unseen.

    Cost: O(1) for the next packet of an origin, else O(log ranges) and a move of the ranges.

    Args:
        origins: How many origins are remembered, the latest to send.
        ranges: How many ranges of an origin are remembered, the highest.
    """

    def __init__(self, origins: int = 1024, ranges: int = 1024) -> None:
        self._origins: OrderedDict[bytes, list[tuple[int, int]]] = OrderedDict()
        self._most_origins = origins
        self._most_ranges = ranges

    def has(self, origin: bytes, first: int, count: int) -> bool:
        """True where all of these events have arrived before."""
        ranges = self._origins.get(origin)
        if not ranges:
            return False
        index = bisect_right(ranges, (first, 2**64)) - 1
        return index >= 0 and ranges[index][1] >= first + count

    def add(self, origin: bytes, first: int, count: int) -> None:
        """Remember that these events have arrived."""
        ranges = self._origins.setdefault(origin, [])
        self._origins.move_to_end(origin)
        begin, end = first, first + count
        if ranges and ranges[-1][1] == begin:
            ranges[-1] = (ranges[-1][0], end)
            return
        low = bisect_right(ranges, (begin, 2**64)) - 1
        if low < 0 or ranges[low][1] < begin:
            low += 1
        high = low
        while high < len(ranges) and ranges[high][0] <= end:
            begin, end = min(begin, ranges[high][0]), max(end, ranges[high][1])
            high += 1
        ranges[low:high] = [(begin, end)]
        if len(ranges) > self._most_ranges:
            del ranges[0]
        if len(self._origins) > self._most_origins:
            self._origins.popitem(last=False)
