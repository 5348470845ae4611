"""What outlives an agent, a fault or a process: small values by key, versioned.

A value is kept as the bytes that it was packed into, so that nothing changes it from outside and
what comes back is what was put, bit for bit.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from swarmcore.errors import StateConflictError, StateError
from swarmcore.swarm.snapshots import VersionedValue, pack_table, unpack_table, write_whole

__all__ = ["AgentStates", "StateChange", "StateManager", "VersionedValue"]


class StateChange(msgspec.Struct, frozen=True):
    """A value has changed (topic ``state.<namespace>.<key>``).

    Args:
        ts: When, nanoseconds UTC.
        namespace: Of the key.
        key: Of the value.
        version: The version it has now; that of a deleted value is 0.
    """

    ts: int
    namespace: str
    key: str
    version: int


class StateManager:
    """Keyed, versioned values in namespaces, with history, change events and snapshots.

    Threads: any may call it. Changes are told after they are made, outside the lock.

    Args:
        clock: Tells the time, nanoseconds UTC; None dates everything 0.
        publish: Receives (``state.<namespace>.<key>``, StateChange); None tells nobody.
        history: Versions kept of a value, the present one included, at least 1.
        max_keys: Keys of all namespaces together, at least 1.
        max_bytes: Of one packed value, at least 1.

    Raises:
        StateError: An argument is out of range.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], int] | None = None,
        publish: Callable[[str, object], object] | None = None,
        history: int = 10,
        max_keys: int = 100_000,
        max_bytes: int = 16 * 1024 * 1024,
    ) -> None:
        for name, value in (("history", history), ("max_keys", max_keys), ("max_bytes", max_bytes)):
            if value < 1:
                raise StateError(f"{name}: expected 1 or more, was {value}")
        self._clock = clock
        self._publish = publish
        self._history = history
        self._max_keys = max_keys
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._namespaces: dict[str, dict[str, deque[VersionedValue]]] = {}
        self._keys = 0

    def put(self, namespace: str, key: str, value: Any, *, expected: int | None = None) -> int:
        """Keep a value.

        Args:
            namespace: Whose, for example an agent's name; no blank, `*` or control character.
            key: Of the value in it; the same.
            value: What msgpack can hold: None, numbers, text, bytes, lists, dicts, Structs.
            expected: The version that is to be replaced, 0 where there is to be none; None
                replaces any.

        Returns:
            The new version.

        Raises:
            StateConflictError: The present version is not the expected one.
            StateError: The value cannot be packed, or it or the table would be too large.
        """
        where = _check_key(namespace, key)
        packed = self._pack(where, value)
        ts = self._now()
        with self._lock:
            versions = self._namespaces.get(namespace, {}).get(key)
            present = versions[-1].version if versions else 0
            _check_expected(where, expected, present)
            if versions is None:
                if self._keys >= self._max_keys:
                    raise StateError(
                        f"{where}: expected at most {self._max_keys} keys, there are as many"
                    )
                versions = deque(maxlen=self._history)
                self._namespaces.setdefault(namespace, {})[key] = versions
                self._keys += 1
            versions.append(VersionedValue(present + 1, ts, packed))
        self._tell(ts, namespace, key, present + 1)
        return present + 1

    def get(self, namespace: str, key: str, default: Any = None, *, kind: Any = Any) -> Any:
        """The present value, made anew at each call; the default where there is none.

        Args:
            namespace: Of the key.
            key: Of the value.
            default: Returned where there is no value.
            kind: The type that it must have, for example the Struct that was put.

        Raises:
            StateError: The value is not of the kind.
        """
        found = self.version(namespace, key)
        if found is None:
            return default
        try:
            return msgspec.msgpack.decode(found.packed, type=kind)
        except msgspec.ValidationError as error:
            raise StateError(
                f"{namespace}.{key}: expected {getattr(kind, '__name__', kind)}, got {error}"
            ) from None

    def version(self, namespace: str, key: str) -> VersionedValue | None:
        """The present version of a value; None where there is none."""
        with self._lock:
            versions = self._namespaces.get(namespace, {}).get(key)
            return versions[-1] if versions else None

    def history(self, namespace: str, key: str) -> tuple[VersionedValue, ...]:
        """The versions that are kept of a value, oldest first."""
        with self._lock:
            return tuple(self._namespaces.get(namespace, {}).get(key, ()))

    def keys(self, namespace: str) -> tuple[str, ...]:
        """The keys of a namespace, in the order of the alphabet."""
        with self._lock:
            return tuple(sorted(self._namespaces.get(namespace, {})))

    @property
    def namespaces(self) -> tuple[str, ...]:
        """The namespaces that hold a value, in the order of the alphabet."""
        with self._lock:
            return tuple(sorted(self._namespaces))

    def delete(self, namespace: str, key: str, *, expected: int | None = None) -> bool:
        """Forget a value and its history; False where there was none.

        What is put under the key later is version 1 again.

        Raises:
            StateConflictError: The present version is not the expected one.
        """
        where = _check_key(namespace, key)
        with self._lock:
            values = self._namespaces.get(namespace, {})
            present = values[key][-1].version if key in values else 0
            _check_expected(where, expected, present)
            if not present:
                return False
            del values[key]
            self._keys -= 1
            if not values:
                del self._namespaces[namespace]
        self._tell(self._now(), namespace, key, 0)
        return True

    def snapshot(self) -> bytes:
        """Everything, histories included; equal tables make equal bytes."""
        with self._lock:
            return pack_table(
                {
                    namespace: {key: list(values[key]) for key in sorted(values)}
                    for namespace, values in sorted(self._namespaces.items())
                }
            )

    def restore(self, snapshot: bytes) -> None:
        """Replace everything by a snapshot; what differs from before is told as changes.

        Of histories longer than this manager keeps, the newest versions stay.

        Raises:
            StateError: It is no snapshot, one of another format, damaged, or too large; everything
                stays as it was.
        """
        table = unpack_table(snapshot)
        for namespace, values in table.items():
            for key, versions in values.items():
                where = _check_key(namespace, key)
                self._check_size(where, max(len(each.packed) for each in versions))
        keys = sum(map(len, table.values()))
        if keys > self._max_keys:
            raise StateError(f"snapshot: expected at most {self._max_keys} keys, was {keys}")
        new = {
            namespace: {key: deque(each, maxlen=self._history) for key, each in values.items()}
            for namespace, values in table.items()
            if values
        }
        with self._lock:
            changes = _changes(self._namespaces, new)
            self._namespaces = new
            self._keys = keys
        ts = self._now()
        for change in changes:
            self._tell(ts, *change)

    def save(self, path: str | Path) -> Path:
        """Write a snapshot to a file, whole or not at all: the old one stays until it is complete.

        Returns:
            Where it is.

        Raises:
            StateError: It cannot be written.
        """
        path = Path(path)
        write_whole(path, self.snapshot())
        return path

    def load(self, path: str | Path) -> None:
        """Replace everything by the snapshot in a file; see restore.

        Raises:
            StateError: There is no such file, or it is no snapshot.
        """
        try:
            snapshot = Path(path).read_bytes()
        except OSError as error:
            raise StateError(f"{path}: expected a file of saved state, got {error}") from None
        try:
            self.restore(snapshot)
        except StateError as error:
            raise StateError(f"{path}: {error}") from None

    def _now(self) -> int:
        return 0 if self._clock is None else self._clock()

    def _pack(self, where: str, value: Any) -> bytes:
        try:
            packed = msgspec.msgpack.encode(value)
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            raise StateError(f"{where}: expected a value that can be packed, got {error}") from None
        self._check_size(where, len(packed))
        return packed

    def _check_size(self, where: str, size: int) -> None:
        if size > self._max_bytes:
            raise StateError(f"{where}: expected at most {self._max_bytes} bytes, was {size}")

    def _tell(self, ts: int, namespace: str, key: str, version: int) -> None:
        if self._publish is not None:
            self._publish(f"state.{namespace}.{key}", StateChange(ts, namespace, key, version))


class AgentStates:
    """The states of agents in a manager's namespace ``agent``; what agents' environment asks for.

    Args:
        manager: Where they are kept.
    """

    def __init__(self, manager: StateManager) -> None:
        self._manager = manager

    def save(self, agent: str, version: int, data: bytes) -> None:
        """Keep an agent's packed state, in place of the last one, with the agent's own version."""
        self._manager.put("agent", agent, _AgentState(version, data))

    def load(self, agent: str) -> bytes | None:
        """The packed state last saved; None where there is none."""
        kept: _AgentState | None = self._manager.get("agent", agent, kind=_AgentState)
        return None if kept is None else kept.data


class _AgentState(msgspec.Struct, frozen=True):
    version: int
    data: bytes


def _check_key(namespace: str, key: str) -> str:
    """Both are parts of a topic of the bus, and the place that errors name."""
    for what, text in (("namespace", namespace), ("key", key)):
        if not text or "*" in text or not text.isprintable() or " " in text:
            raise StateError(
                f"{what}: expected text without blank, * or control character, was {text!r}"
            )
    return f"{namespace}.{key}"


def _check_expected(where: str, expected: int | None, present: int) -> None:
    if expected is not None and expected != present:
        raise StateConflictError(
            f"{where}: expected version {expected}, was {present}; read it again and retry"
        )


def _changes(
    old: dict[str, dict[str, deque[VersionedValue]]],
    new: dict[str, dict[str, deque[VersionedValue]]],
) -> list[tuple[str, str, int]]:
    """Where the present values of two tables differ, and the version there is in the new one."""
    places = sorted({(name, key) for table in (old, new) for name in table for key in table[name]})
    changes = []
    for namespace, key in places:
        before = old.get(namespace, {}).get(key)
        after = new.get(namespace, {}).get(key)
        if before is None or after is None or before[-1] != after[-1]:
            changes.append((namespace, key, after[-1].version if after else 0))
    return changes
