"""Objects cross as themselves, or are refused by topic and type."""

from __future__ import annotations

import enum
import math
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import messages as agent_messages
from swarmcore.agents.messages import Decision, Message, Vote
from swarmcore.execution.orders import Fill, OrderStatus, OrderUpdate
from swarmcore.market.messages import Bar
from swarmcore.swarm.bridges import PacketError, PayloadError, PayloadTypes, default_types

VOTE = Vote("momentum", "BTC/USD", 1, 0.75, "up", 5)
TYPES = default_types()

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.builds(Bar, st.integers(0, 2**63 - 1), st.text(), *[st.floats(allow_nan=False)] * 5)
    | st.just(VOTE)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text(), inner)
        | st.builds(lambda payload: Message(ts=1, sender="a", topic="t", payload=payload), inner)
    ),
    max_leaves=10,
)


def same(one: object, other: object) -> bool:
    """Equal, and of the same types all the way down."""
    return one == other and repr(one) == repr(other)


@given(values)
def test_what_may_cross_comes_back_as_itself(value: object) -> None:
    """Types included: a tuple is no list, a message in a message is no dictionary."""
    assert same(TYPES.unpack(TYPES.pack("t", value)), value)


def test_messages_in_messages_come_back() -> None:
    """A decision holds the votes it was made of."""
    decision = Decision(
        id=1,
        ts=9,
        symbol="BTC/USD",
        side=1,
        reason="both for it",
        strategy="weighted",
        score=0.5,
        score_threshold=0.15,
        confidence=1.0,
        confidence_threshold=0.7,
        flux=0.2,
        quorum=1,
        voters=2,
        votes=(VOTE, VOTE),
        weights=(1.0, 2.0),
    )
    assert TYPES.unpack(TYPES.pack("decision.BTC/USD", decision)) == decision
    update = OrderUpdate(1, 2, "A", "agent", OrderStatus.FILLED)
    assert TYPES.unpack(TYPES.pack("order.A", update)) == update
    fill = Fill(1, 2, "agent", "A", 0, 1, 100, 5, True)
    assert same(TYPES.unpack(TYPES.pack("fill.A", fill)), fill)


def test_every_message_of_the_market_and_of_agents_may_cross() -> None:
    """A message that is added to these modules is registered with the others."""
    named = [getattr(agent_messages, name) for name in agent_messages.__all__]
    structs = {
        each.__name__
        for each in named
        if isinstance(each, type) and issubclass(each, msgspec.Struct)
    }
    assert structs | {"Bar", "Quote", "Trade", "Fill", "OrderUpdate"} <= set(TYPES.names)


def test_a_missing_number_crosses() -> None:
    """NaN is a value like any other."""
    bar = Bar(1, "A", math.nan, 1.0, 1.0, 1.0, math.inf)
    back = TYPES.unpack(TYPES.pack("bar.A", bar))
    assert math.isnan(back.open)
    assert back.volume == math.inf


class Colour(enum.IntEnum):
    RED = 1


class Unregistered(msgspec.Struct):
    x: int = 0


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (object(), "bar.A: payload of type object: .* was a object; register its type"),
        ({1, 2}, "bar.A: payload of type set: "),
        (np.float64(1.5), "bar.A: payload of type numpy.float64: "),
        ({"a": [np.zeros(2)]}, "bar.A: payload of type dict: .* was a numpy.ndarray"),
        (Colour.RED, "bar.A: payload of type .*Colour: "),
        (Unregistered(), "bar.A: payload of type .*Unregistered: "),
        ({1: "a"}, "bar.A: payload of type dict: expected keys of type str, was 1"),
        (2**64, "bar.A: payload of type int: "),
        ("\ud800", "bar.A: payload of type str: "),
        (b"x" * 300_000, "bar.A: payload of type bytes: expected at most 262144 bytes packed"),
        (
            Message(ts=1, sender="a", topic="t", payload=object()),
            "bar.A: payload of type swarmcore.*Message: .* was a object",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_cross_is_refused_by_topic_and_type(payload: Any, message: str) -> None:
    """Nothing is turned into something else on the way."""
    with pytest.raises(PayloadError, match=message):
        TYPES.pack("bar.A", payload)


def test_a_payload_without_an_end_is_refused() -> None:
    """A list in itself would never be packed."""
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(PayloadError, match="t: payload of type list: "):
        TYPES.pack("t", endless)


def test_own_messages_are_registered_on_both_sides() -> None:
    """The side that lacks the name refuses what it gets."""
    types = default_types()
    types.register(Unregistered)
    packed = types.pack("t", Unregistered(3))
    assert types.unpack(packed) == Unregistered(3)
    with pytest.raises(PacketError, match="expected a message registered here, was Unregistered"):
        TYPES.unpack(packed)


def test_names_are_unique_and_messages_are_structs() -> None:
    """Registering twice is no error, two types of one name are."""
    types = PayloadTypes([Unregistered, Unregistered])
    other = type("Unregistered", (msgspec.Struct,), {})
    with pytest.raises(PayloadError, match="expected a name of its own, Unregistered is"):
        types.register(other)
    with pytest.raises(PayloadError, match="expected a subclass of msgspec.Struct, was <class"):
        types.register(dict)  # type: ignore[arg-type]


@given(st.binary())
def test_bytes_that_nobody_packed_are_refused(data: bytes) -> None:
    """They are a payload by chance, or a PacketError: never another exception."""
    try:
        TYPES.unpack(data)
    except PacketError:
        return


@pytest.mark.parametrize("cut", [1, 3, 9])
def test_a_payload_that_was_cut_is_refused(cut: int) -> None:
    """Half a message is no message."""
    packed = TYPES.pack("vote.A", VOTE)
    with pytest.raises(PacketError, match="payload: "):
        TYPES.unpack(packed[:-cut])
