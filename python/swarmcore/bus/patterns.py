"""Patterns of topics."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["matches"]


def matches(pattern: str, topic: str) -> bool:
    """Whether a pattern matches the whole of a topic; `*` stands for any run of characters."""
    return _compiled(pattern).fullmatch(topic) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)
