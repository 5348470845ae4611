"""What has arrived is known again, in bounded memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from swarmcore.swarm.bridges.duplicates import ArrivedRanges

A, B = b"a" * 16, b"b" * 16

arrivals = st.lists(
    st.tuples(st.sampled_from([A, B]), st.integers(0, 40), st.integers(1, 6)), max_size=60
)


@given(arrivals)
def test_it_knows_what_a_set_of_numbers_knows(packets: list[tuple[bytes, int, int]]) -> None:
    """Whatever arrives in whatever order: all seen means all numbers seen."""
    arrived, reference = ArrivedRanges(), set()
    for origin, first, count in packets:
        numbers = {(origin, number) for number in range(first, first + count)}
        assert arrived.has(origin, first, count) == (numbers <= reference)
        arrived.add(origin, first, count)
        reference |= numbers
        assert arrived.has(origin, first, count)


@given(arrivals, st.integers(1, 3), st.integers(1, 2))
def test_a_full_memory_forgets_and_never_invents(
    packets: list[tuple[bytes, int, int]], ranges: int, origins: int
) -> None:
    """What it calls a duplicate has arrived, however little it may remember."""
    arrived, reference = ArrivedRanges(origins=origins, ranges=ranges), set()
    for origin, first, count in packets:
        numbers = {(origin, number) for number in range(first, first + count)}
        if arrived.has(origin, first, count):
            assert numbers <= reference
        arrived.add(origin, first, count)
        reference |= numbers


def test_a_long_stream_takes_one_range() -> None:
    """Packets that follow on each other are remembered as one."""
    arrived = ArrivedRanges(ranges=1)
    for first in range(0, 100_000, 256):
        arrived.add(A, first, 256)
    assert arrived.has(A, 0, 100_000)


def test_the_latest_origins_are_remembered() -> None:
    """A process that has not sent for the longest time is forgotten first."""
    arrived = ArrivedRanges(origins=2)
    for origin in (A, B, A, b"c" * 16):
        arrived.add(origin, 0, 1)
    assert arrived.has(A, 0, 1)
    assert not arrived.has(B, 0, 1)
