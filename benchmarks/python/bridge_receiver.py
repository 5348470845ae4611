"""The other process of bench_bridges.py: counts what arrives and answers by the count.

python bridge_receiver.py URL each|arrays
"""

from __future__ import annotations

import asyncio
import sys

import numpy as np
import swarmcore as sc
from numpy.typing import NDArray
from swarmcore.swarm.bridges import connect


async def main(url: str, handler: str) -> None:
    """Answer every `mark` with the events that arrived since the one before."""
    bus = sc.EventBus(1 << 16)
    count = 0

    def note(event: object) -> None:
        nonlocal count
        count += 1

    def note_all(rows: NDArray[np.void]) -> None:
        nonlocal count
        count += len(rows)

    def answer(mark: int) -> None:
        nonlocal count
        bus.publish("answer", (mark, count))
        count = 0

    if handler == "arrays":
        bus.subscribe("bar.*", note_all, batch=True)
    else:
        bus.subscribe("bar.*", note)
    bus.subscribe("mark", answer)
    receive, send = ("bar.*", "mark"), ("answer",)
    async with connect(url, bus, receive=receive, send=send):
        bus.publish("answer", (0, 0))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
