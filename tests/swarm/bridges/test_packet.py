"""Packets: what is packed comes back, and what nobody packed is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import EVENT
from swarmcore.bus import Event, EventBus
from swarmcore.swarm.bridges import PacketError
from swarmcore.swarm.bridges.packet import (
    SCHEMA_VERSION,
    Packet,
    decode_packet,
    encode_packet,
    record_bytes,
)

ORIGIN = bytes(range(16))


def packet(count: int = 3, **changed: object) -> Packet:
    """A packet of so many events of one topic."""
    rows = np.zeros(count, EVENT)
    rows["topic"], rows["ts"] = 4, np.arange(count)
    fields = {
        "origin": ORIGIN,
        "first": 7,
        "topics": {4: "bar.A"},
        "records": rows.tobytes(),
        "payloads": [(1, b"\xc0")],
    }
    return Packet(**(fields | changed))  # type: ignore[arg-type]


@given(
    st.integers(1, 300),
    st.integers(0, 2**63),
    st.dictionaries(st.integers(0, 1000), st.text(), max_size=5),
)
def test_a_packet_comes_back(count: int, first: int, topics: dict[int, str]) -> None:
    """Every field, for any number of events."""
    sent = packet(count, first=first, topics=topics | {4: "bar.A"}, payloads=[(count - 1, b"x")])
    got = decode_packet(bytes(encode_packet(sent)))
    assert (got.origin, got.first, got.count) == (ORIGIN, first, count)
    assert (got.topics, got.payloads) == (sent.topics, sent.payloads)
    assert bytes(got.records) == sent.records
    assert not got.rows().flags.writeable


def test_the_first_byte_is_the_version() -> None:
    """A packet of another schema is refused as such, whatever follows."""
    data = bytearray(encode_packet(packet()))
    assert data[0] == SCHEMA_VERSION
    data[0] = SCHEMA_VERSION + 1
    with pytest.raises(PacketError, match="expected schema version 1, was 2"):
        decode_packet(bytes(data))


@given(st.binary(max_size=200))
def test_bytes_that_nobody_packed_are_refused(data: bytes) -> None:
    """Garbage behind the right version is a PacketError and no other exception."""
    with pytest.raises(PacketError):
        decode_packet(bytes([SCHEMA_VERSION]) + data)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_packet_is_read_or_refused(place: int, value: int) -> None:
    """No byte that changed on the way does more than that."""
    data = bytearray(encode_packet(packet()))
    data[place % len(data)] = value
    try:
        decode_packet(bytes(data)).rows()
    except PacketError:
        return


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"origin": b"short"}, "expected an origin of 16 bytes"),
        ({"first": -1}, "a number of 0 or more"),
        ({"records": b"x" * 65}, "expected records of 64 bytes, was 65 bytes"),
        ({"records": b""}, "expected records of 64 bytes, was 0 bytes"),
        ({"topics": {}}, "expected a name for every topic"),
        ({"payloads": [(3, b"")]}, "expected payloads in the order of their records"),
        ({"payloads": [(1, b""), (0, b"")]}, "expected payloads in the order of their records"),
        ({"payloads": [(1, b""), (1, b"")]}, "expected payloads in the order of their records"),
    ],
    ids=str,
)
def test_a_packet_that_contradicts_itself_is_refused(
    changed: dict[str, object], message: str
) -> None:
    """What a packet says of itself holds, or it is none."""
    with pytest.raises(PacketError, match=message):
        decode_packet(bytes(encode_packet(packet(**changed))))


def test_topic_ids_are_bounded() -> None:
    """A packet cannot make its reader build a table of any size."""
    rows = np.zeros(1, EVENT)
    rows["topic"] = 2**31
    huge = packet(1, topics={2**31: "a"}, records=rows.tobytes(), payloads=[])
    with pytest.raises(PacketError, match="expected topic ids of 0 to 1048575"):
        decode_packet(bytes(encode_packet(huge)))
    unused = packet(topics={4: "bar.A", 2**40: "a"})
    with pytest.raises(PacketError, match="expected topic ids of 0 to 1048575"):
        decode_packet(bytes(encode_packet(unused)))


def test_an_event_is_packed_as_it_lies_in_an_array() -> None:
    """The bytes of a record are the row of the array it came from, but for its sequence."""
    bus, seen = EventBus(16), []

    def note(event: Event) -> None:
        seen.append(record_bytes(event))

    bus.subscribe("bar.*", note)
    rows = np.zeros(1, EVENT)
    rows["ts"], rows["topic"], rows["kind"] = -5, bus.topic("bar.A"), 64
    rows["instrument"], rows["priority"], rows["values"] = 65535, 255, [1, -2.5, 1e300, 0, 4]
    bus.publish_records(rows)
    assert seen == [rows.tobytes()]
