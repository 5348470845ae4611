"""A packet: up to a few hundred events as one message of a broker.

One byte says the schema's version; the rest is msgpack. Events are raw 64-byte records, as they lie
in the ring. A record's topic is an id of the sending process, which the packet's table names, since
ids differ from process to process. Objects ride beside their records.
"""

from __future__ import annotations

import struct
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from swarmcore import EVENT
from swarmcore.bus import Event
from swarmcore.swarm.bridges.errors import PacketError

__all__ = ["SCHEMA_VERSION", "Packet", "decode_packet", "encode_packet", "record_bytes"]

SCHEMA_VERSION = 1
_RECORD = struct.Struct("<qQ5dIHBB")
_MOST_TOPICS = 1 << 20
"""Topic ids of a packet stay below: a receiver's table of topics is bounded."""


class Packet(msgspec.Struct, frozen=True, array_like=True):
    """Events of one origin, numbered one after the other.

    Args:
        origin: Whose events they are: the sending bridge's random 16 bytes.
        first: Number of the first event; an origin counts from 0 without a gap.
        topics: The names of the topic ids in the records.
        records: One after the other, 64 bytes an event, of dtype ``swarmcore.EVENT``.
        payloads: What was published beside records, packed, each with its row.
    """

    origin: bytes
    first: int
    topics: dict[int, str]
    records: bytes | bytearray | memoryview
    payloads: list[tuple[int, bytes]]

    @property
    def count(self) -> int:
        """Events in the packet."""
        return len(self.records) // EVENT.itemsize

    def rows(self) -> NDArray[np.void]:
        """The records as an array, read only."""
        rows: NDArray[np.void] = np.frombuffer(self.records, EVENT)
        rows.flags.writeable = False
        return rows


def record_bytes(event: Event) -> bytes:
    """An event as it lies in a packet: 64 bytes, its sequence 0, since each bus gives its own."""
    return _RECORD.pack(
        event.ts, 0, *event.values, event.topic, event.instrument, event.kind, event.priority
    )


_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[tuple[Any, ...]] = msgspec.msgpack.Decoder(
    tuple[bytes, int, dict[int, str], memoryview, list[tuple[int, bytes]]]
)


def encode_packet(packet: Packet) -> memoryview:
    """The bytes of a packet."""
    buffer = bytearray((SCHEMA_VERSION,))
    _encoder.encode_into(packet, buffer, 1)
    return memoryview(buffer)


def decode_packet(data: bytes | memoryview) -> Packet:
    """The packet that bytes hold; its records are a view of them.

    Raises:
        PacketError: They hold none, or one of another schema.
    """
    if not len(data):
        raise PacketError("packet: expected a version and a body, was empty")
    if data[0] != SCHEMA_VERSION:
        raise PacketError(
            f"packet: expected schema version {SCHEMA_VERSION}, was {data[0]}; run one version of "
            "swarmcore on both sides"
        )
    try:
        packet = Packet(*_decoder.decode(memoryview(data)[1:]))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PacketError(f"packet: expected five fields in msgpack, {error}") from None
    _check(packet)
    return packet


def _check(packet: Packet) -> None:
    if len(packet.origin) != 16 or packet.first < 0:
        raise PacketError("packet: expected an origin of 16 bytes and a number of 0 or more")
    if packet.count == 0 or len(packet.records) % EVENT.itemsize:
        raise PacketError(
            f"packet: expected records of {EVENT.itemsize} bytes, was {len(packet.records)} bytes"
        )
    topics = packet.rows()["topic"]
    first = int(topics[0])
    used = {first} if (topics == first).all() else set(np.unique(topics).tolist())
    if not packet.topics.keys() >= used:
        raise PacketError("packet: expected a name for every topic of its records")
    if min(packet.topics) < 0 or max(packet.topics) >= _MOST_TOPICS:
        raise PacketError(f"packet: expected topic ids of 0 to {_MOST_TOPICS - 1}")
    rows = [row for row, _ in packet.payloads]
    if rows and (rows != sorted(set(rows)) or not 0 <= rows[0] <= rows[-1] < packet.count):
        raise PacketError("packet: expected payloads in the order of their records")
