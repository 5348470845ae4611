"""What the tests of the feeds share: instruments, and recordings of ITCH written field by field."""

from __future__ import annotations

import struct

import pytest
from swarmcore.market import Instrument


class ItchRecording:
    """Writes messages of ITCH 5.0, each behind its length or behind 0."""

    def __init__(self, *, with_lengths: bool = True) -> None:
        self.with_lengths = with_lengths
        self.time = 0
        self.content = b""

    def put(self, kind: str, locate: int, form: str = "", *fields: object) -> ItchRecording:
        """Append a message: its type, locate code and what follows the time, big-endian."""
        body = kind.encode() + struct.pack(">HH", locate, 0) + self.time.to_bytes(6, "big")
        body += struct.pack(">" + form, *fields)
        length = len(body) if self.with_lengths else 0
        self.content += length.to_bytes(2, "big") + body
        return self

    def event(self, code: bytes) -> ItchRecording:
        return self.put("S", 0, "c", code)

    def action(self, locate: int, stock: bytes, state: bytes, reason: bytes) -> ItchRecording:
        return self.put("H", locate, "8scx4s", stock.ljust(8), state, reason.ljust(4))

    def add(
        self, locate: int, stock: bytes, order: int, side: bytes, shares: int, price: int
    ) -> ItchRecording:
        return self.put("A", locate, "QcI8sI", order, side, shares, stock.ljust(8), price)

    def execute(self, locate: int, order: int, shares: int) -> ItchRecording:
        return self.put("E", locate, "QIQ", order, shares, 1)

    def delete(self, locate: int, order: int) -> ItchRecording:
        return self.put("D", locate, "Q", order)


@pytest.fixture
def itch() -> ItchRecording:
    """An empty recording, with lengths."""
    return ItchRecording()


@pytest.fixture(scope="session")
def btc() -> Instrument:
    """BTC/USD in ticks of 0.01 and lots of 0.00000001."""
    return Instrument("BTC/USD", tick_size="0.01", lot_size="0.00000001")
