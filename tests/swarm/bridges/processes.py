"""The processes of the chaos tests.

python processes.py publish URL COUNT     numbers events and leaves when the broker has them
python processes.py subscribe URL FILE    writes down every number that arrives, until killed
"""

from __future__ import annotations

import asyncio
import os
import sys

import numpy as np
from swarmcore import EVENT
from swarmcore.bus import Event, EventBus
from swarmcore.swarm.bridges import connect


async def publish(url: str, count: int) -> None:
    """Every other run of ten numbers as objects, the rest as records."""
    bus = EventBus(1024)
    rows = np.zeros(10, EVENT)
    rows["topic"], rows["kind"] = bus.topic("number.record"), 64
    async with connect(url, bus, send=("number.*",)) as bridge:
        for start in range(0, count, 10):
            await bridge.room(10)
            if start % 20:
                for number in range(start, start + 10):
                    bus.publish("number.object", number)
            else:
                rows["ts"] = np.arange(start, start + 10)
                bus.publish_records(rows)
            await asyncio.sleep(0.001)
        await bridge.drained()


async def subscribe(url: str, path: str) -> None:
    """One write a number, so that a kill loses none that counts as delivered."""
    bus = EventBus(1024)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(event: Event, payload: object) -> None:
        number = event.ts if payload is None else payload
        os.write(file, b"%d\n" % number)

    bus.subscribe("number.*", note, with_record=True)
    async with connect(url, bus, receive=("number.*",)):
        await asyncio.Event().wait()


if __name__ == "__main__":
    role, url, last = sys.argv[1:]
    asyncio.run(publish(url, int(last)) if role == "publish" else subscribe(url, last))
