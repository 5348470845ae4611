"""Recordings of market by price, cut so that a replay takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from swarmcore.book import DEPTH_MESSAGE, SNAPSHOT_FLAG, DepthMessageKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["replay_streams"]

_EARLIEST = np.iinfo(np.int64).min


def replay_streams(messages: NDArray[Any]) -> list[NDArray[Any]]:
    """Cut rows by price into streams in the order of `ts`, as `swarmcore.sim.Replay` takes them.

    A recording is in the order of receipt, and venues send trades and updates on different ways.
    Each instrument gets a stream of its trades, and then one of its updates: a trade comes before
    the update of the same time that shows it. An update older than the snapshot before it, which
    a book skips, gets that snapshot's time.

    Args:
        messages: One-dimensional array of DEPTH_MESSAGE, as the readers of venues return it.

    Returns:
        New arrays of DEPTH_MESSAGE, none empty.

    Raises:
        TypeError: Another dtype.
    """
    if messages.dtype != DEPTH_MESSAGE:
        kind = "another record" if messages.dtype.names else str(messages.dtype)
        raise TypeError(f"messages: expected dtype DEPTH_MESSAGE, was {kind}")
    is_trade = messages["kind"] == DepthMessageKind.TRADE
    streams = []
    for instrument in np.unique(messages["instrument"]):
        own = messages["instrument"] == instrument
        trades, updates = messages[own & is_trade], messages[own & ~is_trade]
        # A time that goes back for any other reason stays, for the replay to refuse.
        snapshots = np.where(updates["flags"] & SNAPSHOT_FLAG, updates["ts"], _EARLIEST)
        updates["ts"] = np.maximum(updates["ts"], np.maximum.accumulate(snapshots))
        streams += [trades, updates]
    return [stream for stream in streams if len(stream)]
