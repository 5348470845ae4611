"""Keeps what a live swarm has learnt in a file, so that the next one goes on from there."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from swarmcore.errors import AgentError, StateError
from swarmcore.swarm.snapshots import write_whole

if TYPE_CHECKING:
    from swarmcore.swarm.schedule import ScheduledCall
    from swarmcore.swarm.swarm import Swarm

__all__ = ["StateFile"]

_log = logging.getLogger(__name__)


class StateFile:
    """The file of one live swarm: agents' states, the consensus's records, shares and last sides.

    Args:
        swarm: Whose.
        path: Of the file; it need not be there.
        every: Seconds between two saves, so that a swarm that is killed loses no more.

    Raises:
        AgentError: every is not above 0.
    """

    def __init__(self, swarm: Swarm, path: str | Path, every: float) -> None:
        if not 0.0 < every < float("inf"):
            raise AgentError(f"live: save_every: expected more than 0 seconds, was {every}")
        self._swarm = swarm
        self._path = Path(path)
        self._every = round(every * 1e9)
        self._next: ScheduledCall | None = None
        self._writing: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Go on from what the file holds, where there is one; before agents start.

        Raises:
            StateError: The file is no kept state, or not that of a swarm.
        """
        if self._path.exists():
            self._swarm.restore_state(self._path)
        self._plan()

    async def end(self) -> None:
        """Save what there is at the end, when agents have stopped.

        Raises:
            StateError: It cannot be written.
        """
        if self._next is not None:
            self._next.cancel()
        if self._writing is not None:
            await self._writing
        await asyncio.to_thread(write_whole, self._path, self._swarm.keep_state())

    def _plan(self) -> None:
        supervisor = self._swarm.supervisor
        self._next = supervisor.call_at(supervisor.now + self._every, self._save_and_go_on)

    def _save_and_go_on(self) -> None:
        # First, so that it comes again even where a lane of the bus is full now.
        self._plan()
        for member in self._swarm.supervisor.members.values():
            # A process's state is kept with what it acknowledges.
            if member.host is None:
                member.call(member.agent.save_settled_state)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._write(self._swarm.keep_state()))

    async def _write(self, content: bytes) -> None:
        try:
            await asyncio.to_thread(write_whole, self._path, content)
        except StateError:
            # The swarm goes on; at its end the error is raised.
            _log.exception("state could not be saved")
