"""An agent's state: what may go in, how it is taken back, and how it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from swarmcore.agents import Agent, AgentMemory
from swarmcore.errors import AgentError

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
keys = st.text(min_size=1).filter(lambda key: "/" not in key)


def frozen(value: Any) -> Any:
    """The naive form of what is read back: lists as tuples."""
    if isinstance(value, list):
        return tuple(frozen(each) for each in value)
    if isinstance(value, dict):
        return {key: frozen(each) for key, each in value.items()}
    return value


@given(st.dictionaries(keys, values, max_size=6))
def test_a_snapshot_restores_what_was_put_in(given_values: dict[str, Any]) -> None:
    """Every value that MessagePack has comes back equal, and of the same type."""
    memory = AgentMemory("trend")
    for key, value in given_values.items():
        memory[key] = value
    memory.commit()
    assert dict(memory) == {key: frozen(value) for key, value in given_values.items()}
    other = AgentMemory("trend")
    other.restore(memory.snapshot())
    assert dict(other) == dict(memory)
    assert [type(each) for each in other.values()] == [type(each) for each in memory.values()]
    assert other.version == memory.version == min(1, len(given_values))


class MemoryMachine(RuleBasedStateMachine):
    """Random changes, commits and rollbacks, against two dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.memory = AgentMemory("any")
        self.part = self.memory.within("sub")
        self.now: dict[str, Any] = {}
        self.committed: dict[str, Any] = {}

    @rule(key=st.sampled_from("abc"), value=scalars, inner=st.booleans())
    def put(self, key: str, value: Any, inner: bool) -> None:
        (self.part if inner else self.memory)[key] = value
        self.now[("sub/" if inner else "") + key] = value

    @rule(key=st.sampled_from("abc"), inner=st.booleans())
    def remove(self, key: str, inner: bool) -> None:
        memory, place = (self.part if inner else self.memory), ("sub/" if inner else "") + key
        if place in self.now:
            del memory[key]
            del self.now[place]
        else:
            with pytest.raises(KeyError):
                del memory[key]

    @rule()
    def commit(self) -> None:
        self.memory.commit()
        self.committed = dict(self.now)

    @rule()
    def roll_back(self) -> None:
        self.memory.rollback()
        self.now = dict(self.committed)

    @rule()
    def save_and_restore(self) -> None:
        self.memory.restore(self.memory.snapshot())
        self.committed = dict(self.now)

    @invariant()
    def it_holds_what_the_dictionary_holds(self) -> None:
        inner = {key.removeprefix("sub/"): self.now[key] for key in self.now if "/" in key}
        assert dict(self.part) == inner
        assert dict(self.memory) == {key: self.now[key] for key in self.now if "/" not in key}


TestMemoryMachine = MemoryMachine.TestCase


def test_numbers_of_numpy_go_in_as_pythons() -> None:
    """They are what an agent computes with."""
    memory = AgentMemory("trend")
    memory["all"] = [np.float64(0.5), np.float32(0.25), np.int64(7), np.bool_(True)]
    assert memory["all"] == (0.5, 0.25, 7, True)
    assert [type(each) for each in memory["all"]] == [float, float, int, bool]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (object(), "trend: state: key: expected None, bool, .*, was object"),
        ({1, 2}, "trend: state: key: expected .*, was set"),
        (np.ones(2), r"trend: state: key: .*, was ndarray; an array goes in by .tolist\(\)"),
        ({"a": [0, 1j]}, r"trend: state: key.a\[1\]: expected .*, was complex"),
        ({1: 2}, "trend: state: key: expected keys of text, was 1"),
        (2**64, "trend: state: key: expected .* an int of 64 bits.*, was 18446744073709551616"),
    ],
)
def test_what_cannot_be_packed_is_refused_by_name(value: object, message: str) -> None:
    """When it is put in, not when it is saved; what was there stays."""
    memory = AgentMemory("trend")
    memory["key"] = 1
    with pytest.raises(AgentError, match=message):
        memory["key"] = value
    assert memory["key"] == 1


def test_a_value_that_holds_itself_is_refused() -> None:
    """It has no end."""
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(AgentError, match=r"trend: state: key.*: expected at most 32 levels"):
        AgentMemory("trend")["key"] = endless


@pytest.mark.parametrize("key", ["", "a/b", 3])
def test_a_key_that_cannot_be_used_is_refused(key: Any) -> None:
    """A / parts a sub-agent's name from its keys."""
    with pytest.raises(AgentError, match="trend: state: expected a key that is text without /"):
        AgentMemory("trend")[key] = 1


def test_what_is_in_cannot_be_changed_in_place() -> None:
    """A change that nobody sees could not be taken back."""
    memory = AgentMemory("trend")
    given_list = [1, 2]
    memory["list"] = given_list
    memory["table"] = {"a": 1}
    given_list.append(3)
    assert memory["list"] == (1, 2)
    with pytest.raises(TypeError):
        memory["table"]["a"] = 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "trend: state: restore: expected a snapshot of a state, got"),
        (b"\xc1\xff garbage", "trend: state: restore: expected a snapshot of a state, got"),
        (b"\x80", "trend: state: restore: expected a snapshot of a state, got .*format"),
        (AgentMemory("other").snapshot(), "restore: expected a state of trend, was of other"),
        (
            AgentMemory("trend").snapshot().replace(b"format\x01", b"format\x02"),
            "restore: expected format 1, was 2",
        ),
    ],
)
def test_bytes_that_are_no_snapshot_change_nothing(data: bytes, message: str) -> None:
    """Whatever is wrong with them is told."""
    memory = AgentMemory("trend")
    memory["key"] = 1
    with pytest.raises(AgentError, match=message):
        memory.restore(data)
    assert dict(memory) == {"key": 1}


def test_an_agents_state_goes_through_a_file(tmp_path: Path) -> None:
    """Of the same name, in another process or run."""

    class Counts(Agent):
        pass

    agent = Counts()
    agent.state["counts"] = {"A": 3}
    (tmp_path / "counts.state").write_bytes(agent.snapshot())
    other = Counts()
    other.restore((tmp_path / "counts.state").read_bytes())
    assert other.state == agent.state
    assert repr(other.state["counts"]["A"]) == "3"
