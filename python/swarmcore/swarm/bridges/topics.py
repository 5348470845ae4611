"""Which topics a side of a bridge carries."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["TopicPatterns"]


class TopicPatterns:
    """Patterns in which `*` stands for any run of characters, as in a bus.

    Args:
        patterns: In their order.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self.patterns = tuple(patterns)
        self._expressions = [
            re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)
            for pattern in self.patterns
        ]
        self._known: dict[str, int] = {}

    def first(self, topic: str) -> int:
        """The place of the first pattern that matches a topic, -1 where none does."""
        place = self._known.get(topic)
        if place is None:
            matching = (
                index for index, each in enumerate(self._expressions) if each.fullmatch(topic)
            )
            place = self._known[topic] = next(matching, -1)
        return place
