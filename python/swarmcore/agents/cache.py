"""An agent's last good data and votes, for when the data fail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from swarmcore.agents.messages import Vote
from swarmcore.agents.recovery import CachedDataPolicy
from swarmcore.errors import DataError
from swarmcore.market.times import text_of

__all__ = ["Cache"]


class Cache:
    """What one agent last knew.

    Args:
        policy: How far votes on it are trusted.
    """

    __slots__ = ("_data", "_policy", "_votes", "on_stale", "since")

    def __init__(self, policy: CachedDataPolicy) -> None:
        self._policy = policy
        self._data: dict[str, tuple[int, Any]] = {}
        self._votes: dict[str, Vote] = {}
        self.since: int | None = None
        """The time of the oldest cached data that the present event rests on; None on fresh."""
        self.on_stale: Callable[[], None] | None = None
        """Told when `since` is set, so that somebody takes it back after the event."""

    def fetch(self, key: str, fetch: Callable[[], Any], clock: Callable[[], int]) -> Any:
        """Fresh data, or the cached; an awaitable of them where fetch is async.

        Raises:
            DataError: Nothing is cached, or it is too old.
        """
        try:
            data = fetch()
        except DataError as error:
            return self._fall_back(key, error, clock())
        if isinstance(data, Awaitable):
            return self._fetch_later(key, data, clock)
        self._data[key] = (clock(), data)
        return data

    async def _fetch_later(
        self, key: str, waiting: Awaitable[Any], clock: Callable[[], int]
    ) -> Any:
        try:
            data = await waiting
        except DataError as error:
            return self._fall_back(key, error, clock())
        self._data[key] = (clock(), data)
        return data

    def _fall_back(self, key: str, error: DataError, now: int) -> Any:
        if key not in self._data:
            raise error
        ts, data = self._data[key]
        if not self._policy.allows(ts, now):
            raise error
        self.since = ts if self.since is None else min(self.since, ts)
        if self.on_stale is not None:
            self.on_stale()
        return data

    def reduced(self, vote: Vote) -> Vote:
        """A vote as it may be given: at less confidence where the event rests on cached data."""
        if self.since is None:
            self._votes[vote.symbol] = vote
            return vote
        return self._less(vote, f"on cached data of {text_of(self.since)}")

    def vote_on(self, symbol: str, now: int, why: str) -> Vote | None:
        """The last vote on fresh data again, at less confidence; None where it is too old."""
        vote = self._votes.get(symbol)
        if vote is None or not self._policy.allows(vote.ts, now):
            return None
        vote = self._less(vote, f"on cached data of {text_of(vote.ts)}: {why}")
        return msgspec.structs.replace(vote, ts=now)

    def _less(self, vote: Vote, why: str) -> Vote:
        return msgspec.structs.replace(
            vote,
            confidence=vote.confidence * self._policy.confidence_factor,
            reason=f"{vote.reason}; {why}" if vote.reason else why,
        )
