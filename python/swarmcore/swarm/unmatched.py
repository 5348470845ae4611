"""Tells of subscriptions to which nothing was ever published."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Iterable

from swarmcore.agents.hooks import OWN_TOPICS
from swarmcore.bus import Bus
from swarmcore.bus.patterns import matches

__all__ = ["warn_of_unmatched"]

_log = logging.getLogger(__name__)


def warn_of_unmatched(agent: str, patterns: Iterable[str], bus: Bus) -> None:
    """Log a warning for each pattern that matches no topic so far, with the nearest topics.

    Topics of the library's own are right even where nothing was published to them yet.

    Args:
        agent: Whose subscriptions they are.
        patterns: Of its subscriptions.
        bus: Knows the topics that were published to.
    """
    topics = bus.topics
    for pattern in patterns:
        own = pattern.partition(".")[0] in OWN_TOPICS
        if own or any(matches(pattern, topic) for topic in topics):
            continue
        near = difflib.get_close_matches(pattern, _families(topics), n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        _log.warning("agent %s: subscribe: %r matches no topic so far%s", agent, pattern, hint)


def _families(topics: Iterable[str]) -> list[str]:
    """Topics and, for each first word, the pattern of all that begin with it."""
    return list(
        dict.fromkeys(
            name
            for topic in topics
            for name in (topic, f"{topic.partition('.')[0]}.*" if "." in topic else topic)
        )
    )
