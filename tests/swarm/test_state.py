"""Keyed, versioned state: against a plain model, and against files that cannot be right."""

from __future__ import annotations

import os
import threading
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from swarmcore.bus import EventBus
from swarmcore.errors import StateConflictError, StateError
from swarmcore.swarm.consensus import AgentRecord, Consensus
from swarmcore.swarm.consensus.performance import PerformanceState, SymbolRecord
from swarmcore.swarm.state import AgentStates, StateChange, StateManager, VersionedValue

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
places = st.tuples(st.sampled_from(["agent", "consensus"]), st.sampled_from("abc"))


class StateMachine(RuleBasedStateMachine):
    """Any sequence of calls, beside a dict of lists."""

    HISTORY = 3

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.told: list[tuple[str, object]] = []
        self.manager = StateManager(
            clock=lambda: self.now,
            publish=lambda topic, message: self.told.append((topic, message)),
            history=self.HISTORY,
        )
        self.model: dict[tuple[str, str], list[tuple[int, int, Any]]] = {}
        self.kept = (self.manager.snapshot(), dict(self.model))

    def expect_told(self, *changes: tuple[tuple[str, str], int]) -> None:
        assert self.told == [
            (f"state.{name}.{key}", StateChange(self.now, name, key, version))
            for (name, key), version in changes
        ]
        self.told.clear()

    def version_of(self, place: tuple[str, str]) -> int:
        return self.model[place][-1][0] if place in self.model else 0

    @rule(place=places, value=values, expected=st.none() | st.integers(0, 4))
    def put(self, place: tuple[str, str], value: Any, expected: int | None) -> None:
        self.now += 1
        present = self.version_of(place)
        if expected not in (None, present):
            with pytest.raises(StateConflictError, match=f"version {expected}, was {present}"):
                self.manager.put(*place, value, expected=expected)
            self.expect_told()
            return
        assert self.manager.put(*place, value, expected=expected) == present + 1
        versions = [*self.model.get(place, []), (present + 1, self.now, value)]
        self.model[place] = versions[-self.HISTORY :]
        self.expect_told((place, present + 1))

    @rule(place=places, expected=st.none() | st.integers(0, 4))
    def delete(self, place: tuple[str, str], expected: int | None) -> None:
        self.now += 1
        present = self.version_of(place)
        if expected not in (None, present):
            with pytest.raises(StateConflictError):
                self.manager.delete(*place, expected=expected)
            return
        assert self.manager.delete(*place, expected=expected) == (present > 0)
        if present:
            del self.model[place]
        self.expect_told(*([(place, 0)] if present else []))

    @rule()
    def keep(self) -> None:
        self.kept = (self.manager.snapshot(), dict(self.model))

    @rule()
    def restore(self) -> None:
        self.now += 1
        snapshot, model = self.kept
        changed = [
            place
            for place in sorted({*self.model, *model})
            if self.model.get(place, [None])[-1] != model.get(place, [None])[-1]
        ]
        self.manager.restore(snapshot)
        self.model = dict(model)
        self.expect_told(*((place, self.version_of(place)) for place in changed))
        assert self.manager.snapshot() == snapshot

    @invariant()
    def equals_the_model(self) -> None:
        for place in [(name, key) for name in ("agent", "consensus") for key in "abc"]:
            kept = [(each.version, each.ts, each.value) for each in self.manager.history(*place)]
            assert kept == self.model.get(place, [])
            assert self.manager.get(*place, "none") == (kept[-1][2] if kept else "none")
        names = sorted({name for name, _ in self.model})
        assert list(self.manager.namespaces) == names
        for name in names:
            keys = sorted(key for namespace, key in self.model if namespace == name)
            assert list(self.manager.keys(name)) == keys


TestStateMachine = StateMachine.TestCase


def test_what_is_kept_cannot_be_changed_from_outside() -> None:
    """Neither by who put it nor by who got it."""
    manager = StateManager()
    value = {"list": [1]}
    manager.put("agent", "a", value)
    value["list"].append(2)
    manager.get("agent", "a")["list"].append(3)
    assert manager.get("agent", "a") == {"list": [1]}


def test_a_struct_comes_back_as_what_it_was() -> None:
    """Where its type is named; another type is an error that names the place."""
    manager = StateManager()
    manager.put("consensus", "record", AgentRecord(votes=3, count=0.1))
    assert manager.get("consensus", "record", kind=AgentRecord) == AgentRecord(votes=3, count=0.1)
    assert manager.get("consensus", "record")["votes"] == 3
    with pytest.raises(StateError, match="consensus.record: expected int, got Expected `int`"):
        manager.get("consensus", "record", kind=int)


def test_changes_reach_subscribers_on_the_bus() -> None:
    """One message a change, under the topic of its place."""
    bus, heard = EventBus(), []
    manager = StateManager(publish=bus.publish)
    bus.subscribe("state.agent.*", heard.append)
    manager.put("agent", "a", 1)
    manager.put("consensus", "a", 1)
    manager.delete("agent", "a")
    assert heard == [StateChange(0, "agent", "a", 1), StateChange(0, "agent", "a", 0)]


def test_of_two_who_compare_and_set_only_one_wins() -> None:
    """A counter that eight threads raise by their own reading misses no step."""
    manager = StateManager()
    manager.put("agent", "count", 0)

    def raise_it() -> None:
        for _ in range(200):
            while True:
                found = manager.version("agent", "count")
                assert found is not None
                try:
                    manager.put("agent", "count", found.value + 1, expected=found.version)
                except StateConflictError:
                    continue
                break

    threads = [threading.Thread(target=raise_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert manager.get("agent", "count") == 1600
    assert len(manager.history("agent", "count")) == 10


def test_a_file_brings_everything_back(tmp_path: Path) -> None:
    """Histories and versions included, and a second file of the same table is the same file."""
    manager = StateManager()
    for value in range(12):
        manager.put("agent", "a", {"value": value / 3})
    path = manager.save(tmp_path / "new" / "state.bin")
    other = StateManager()
    other.load(path)
    assert other.history("agent", "a") == manager.history("agent", "a")
    assert other.put("agent", "a", None) == 13
    again = StateManager(history=2)
    again.load(path)
    assert [each.version for each in again.history("agent", "a")] == [11, 12]
    assert manager.save(tmp_path / "again").read_bytes() == path.read_bytes()
    assert {each.name for each in tmp_path.iterdir()} == {"new", "again"}


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails on the way leaves the old file, and no draft beside it."""
    manager = StateManager()
    path = manager.save(tmp_path / "state.bin")
    before = path.read_bytes()
    manager.put("agent", "a", 1)

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StateError, match="state.bin: expected a file that can be written.*full"):
        manager.save(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def snapshot_of(table: Any) -> bytes:
    """A snapshot with a right header around any table."""
    manager = StateManager()
    header = manager.snapshot()[:8]
    body = msgspec.msgpack.encode(table)
    return header + zlib.crc32(body).to_bytes(4, "big") + body


GOOD = StateManager()
GOOD.put("agent", "a", [1, 2, 3])
ONE = msgspec.msgpack.encode(1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "expected kept state, it does not begin like it"),
        (b"PK\x03\x04 some archive", "expected kept state, it does not begin like it"),
        (b"SCST\x00\x00\x00\x02" + GOOD.snapshot()[8:], "expected format 1, was 2"),
        (GOOD.snapshot()[:-1], "it is cut short or damaged"),
        (GOOD.snapshot()[:-1] + b"\xff", "it is cut short or damaged"),
        (snapshot_of([1]), "expected a table of values, got Expected `object`, got `array`"),
        (snapshot_of({"agent": {"a": []}}), "agent.a: expected versions that follow each other"),
        (
            snapshot_of({"agent": {"a": [VersionedValue(0, 1, ONE)]}}),
            r"agent.a: expected versions that follow each other, was \[0\]",
        ),
        (
            snapshot_of({"agent": {"a": [VersionedValue(1, 1, ONE), VersionedValue(3, 1, ONE)]}}),
            r"agent.a: expected versions that follow each other, was \[1, 3\]",
        ),
        (
            snapshot_of({"agent": {"a": [VersionedValue(1, 1, b"\xc1")]}}),
            "agent.a: expected a packed value, got",
        ),
        (
            snapshot_of({"agent": {"a b": [VersionedValue(1, 1, ONE)]}}),
            "key: expected text without blank",
        ),
    ],
)
def test_what_is_no_snapshot_changes_nothing(content: bytes, message: str, tmp_path: Path) -> None:
    """A typed error that names the file and what is wrong with it."""
    path = tmp_path / "state.bin"
    path.write_bytes(content)
    manager = StateManager()
    manager.put("agent", "kept", 1)
    with pytest.raises(StateError, match=f"state.bin: .*{message}"):
        manager.load(path)
    assert manager.keys("agent") == ("kept",)


def test_no_cut_of_a_snapshot_passes() -> None:
    """Neither short of any number of bytes nor with any byte changed."""
    whole = GOOD.snapshot()
    for length in range(len(whole)):
        with pytest.raises(StateError):
            StateManager().restore(whole[:length])
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0x40
        with pytest.raises(StateError):
            StateManager().restore(bytes(damaged))


def test_nothing_grows_without_bound() -> None:
    """Keys and sizes are limited, in what is put and in what is restored."""
    manager = StateManager(max_keys=2, max_bytes=10)
    manager.put("agent", "a", 1)
    manager.put("other", "a", 1)
    with pytest.raises(StateError, match="agent.b: expected at most 2 keys, there are as many"):
        manager.put("agent", "b", 1)
    assert manager.put("agent", "a", 2) == 2
    with pytest.raises(StateError, match="agent.a: expected at most 10 bytes, was 21"):
        manager.put("agent", "a", "x" * 20)
    manager.delete("other", "a")
    assert manager.put("agent", "b", 1) == 1
    larger = StateManager()
    for key in "abc":
        larger.put("agent", key, 1)
    with pytest.raises(StateError, match="snapshot: expected at most 2 keys, was 3"):
        manager.restore(larger.snapshot())
    larger.delete("agent", "c")
    larger.put("agent", "a", "x" * 20)
    with pytest.raises(StateError, match="agent.a: expected at most 10 bytes, was 21"):
        manager.restore(larger.snapshot())


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (object(), "agent.a: expected a value that can be packed, got .* type object"),
        (2**64, "agent.a: expected a value that can be packed, got"),
        ({"deep": [lambda: None]}, "agent.a: expected a value that can be packed, got"),
    ],
)
def test_what_cannot_be_packed_is_named(value: Any, message: str) -> None:
    """A typed error with the place."""
    with pytest.raises(StateError, match=message):
        StateManager().put("agent", "a", value)


@pytest.mark.parametrize("text", ["", "a b", "a*", "a\n", "\x00"])
def test_keys_are_parts_of_topics(text: str) -> None:
    """What no topic may hold is refused, in both parts."""
    with pytest.raises(StateError, match="key: expected text without blank"):
        StateManager().put("agent", text, 1)
    with pytest.raises(StateError, match="namespace: expected text without blank"):
        StateManager().put(text, "a", 1)


@pytest.mark.parametrize("name", ["history", "max_keys", "max_bytes"])
def test_bounds_are_checked(name: str) -> None:
    """One line that names the argument."""
    with pytest.raises(StateError, match=f"{name}: expected 1 or more, was 0"):
        StateManager(**{name: 0})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Reading nothing, or writing where nothing can be written, is a StateError."""
    with pytest.raises(StateError, match="missing.bin: expected a file of saved state"):
        StateManager().load(tmp_path / "missing.bin")
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="expected a file that can be written"):
        StateManager().save(tmp_path / "file" / "state.bin")


def test_agents_states_are_kept_by_name() -> None:
    """What an agent saved is what it loads, bytes for bytes."""
    manager = StateManager()
    states = AgentStates(manager)
    assert states.load("momentum") is None
    states.save("momentum", 3, b"\x00packed")
    states.save("momentum", 4, b"packed again")
    assert states.load("momentum") == b"packed again"
    assert manager.keys("agent") == ("momentum",)


def test_a_consensus_goes_on_from_what_was_kept(tmp_path: Path) -> None:
    """Records, shares and last sides come back to the bit, through a file."""
    state = PerformanceState(
        {"a": AgentRecord(9, 1 / 3, -0.1, 0.7, 0.25)}, {"A": SymbolRecord(30, 1e-4 / 3)}
    )
    consensus = Consensus(voters="ab")
    consensus.performance.restore(state)
    for _ in range(7):
        consensus.risk_budget.reallocate({"a": 3.0, "b": 1.0})
    manager = StateManager()
    consensus.save(manager)
    path = manager.save(tmp_path / "state.bin")

    loaded, other = StateManager(), Consensus(voters="ab")
    loaded.load(path)
    other.restore(loaded)
    assert other.performance.snapshot() == state
    assert other.risk_budget.shares == consensus.risk_budget.shares
    assert other.weight("a") == consensus.weight("a") != 1.0
    again = StateManager()
    other.save(again)
    assert again.snapshot() == manager.snapshot()
    Consensus().restore(StateManager())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("performance", {"agents": {"a": {"count": float("nan")}}, "symbols": {}}),
        ("performance", {"agents": {"a": {"count": 1.0, "hits": 2.0}}, "symbols": {}}),
        ("performance", {"agents": {"a": {"payoff": float("inf")}}, "symbols": {}}),
        ("shares", {"a": -0.1}),
        ("shares", [1]),
        ("sides", {"A": 2}),
    ],
)
def test_what_is_not_of_a_consensus_is_refused(key: str, value: Any) -> None:
    """A typed error with the place, and nothing of it is taken over."""
    manager = StateManager()
    Consensus(voters="ab").save(manager)
    manager.put("consensus", key, value)
    consensus = Consensus(voters="ab")
    with pytest.raises(StateError, match=f"consensus.{key}: expected"):
        consensus.restore(manager)
    assert consensus.performance.snapshot() == PerformanceState({}, {})
