"""An agent's state: values by key that outlive a fault and a run.

Values are immutable once they are in: a list becomes a tuple, a dictionary a read-only one. To
change one, put in a new one. That is what lets a state be rolled back, and be read while it is
saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any

import msgspec
import numpy as np

from swarmcore.errors import AgentError

__all__ = ["AgentMemory"]

_FORMAT = 1
_DEEPEST = 32
_SEPARATOR = "/"
_ABSENT = object()


class AgentMemory(MutableMapping[str, Any]):
    """What `Agent.state` is: a dictionary that checks what is put in, and can take it back.

    Changes are kept by `commit` and taken back by `rollback` to the last commit; the supervisor
    calls them after every event, as it went well or not.

    Args:
        agent: The agent's name, for errors and in what is saved.
    """

    __slots__ = ("_agent", "_kept", "_prefix")

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._prefix = ""
        self._kept = _Kept()

    def within(self, agent: str) -> AgentMemory:
        """The part of a sub-agent, which is saved and taken back with the whole."""
        part = AgentMemory(agent)
        part._prefix = f"{self._prefix}{agent}{_SEPARATOR}"
        part._kept = self._kept
        return part

    @property
    def version(self) -> int:
        """How many commits have changed it."""
        return self._kept.version

    @property
    def has_changed(self) -> bool:
        """Whether there is something to commit or to take back."""
        return bool(self._kept.undo)

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell somebody of every change, of sub-agents' parts as well."""
        self._kept.changed = changed

    def commit(self) -> None:
        """Keep what was changed since the last commit."""
        kept = self._kept
        if kept.undo:
            kept.version += 1
            kept.undo.clear()

    @property
    def is_settled(self) -> bool:
        """True where nothing was changed since the last commit."""
        return not self._kept.undo

    def rollback(self) -> None:
        """Take back what was changed since the last commit."""
        kept = self._kept
        for place, value in kept.undo.items():
            if value is _ABSENT:
                kept.values.pop(place, None)
            else:
                kept.values[place] = value
        kept.undo.clear()

    def __getitem__(self, key: str) -> Any:
        try:
            return self._kept.values[self._prefix + key]
        except (KeyError, TypeError):
            raise KeyError(key) from None

    def __setitem__(self, key: str, value: Any) -> None:
        if not isinstance(key, str) or not key or _SEPARATOR in key:
            raise AgentError(
                f"{self._agent}: state: expected a key that is text without {_SEPARATOR}, "
                f"was {key!r}"
            )
        frozen = self._frozen(value, key, _DEEPEST)
        place = self._prefix + key
        kept = self._kept
        kept.undo.setdefault(place, kept.values.get(place, _ABSENT))
        kept.values[place] = frozen
        kept.changed()

    def __delitem__(self, key: str) -> None:
        value = self[key]
        place = self._prefix + key
        self._kept.undo.setdefault(place, value)
        del self._kept.values[place]
        self._kept.changed()

    def __iter__(self) -> Iterator[str]:
        start = len(self._prefix)
        for place in self._kept.values:
            if place.startswith(self._prefix) and _SEPARATOR not in place[start:]:
                yield place[start:]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"AgentMemory({dict(self)!r})"

    def snapshot(self) -> bytes:
        """The state as MessagePack, sub-agents' included; what is not committed counts as well."""
        return msgspec.msgpack.encode(
            {
                "format": _FORMAT,
                "agent": self._agent,
                "version": self.version,
                "values": _plain(self._kept.values),
            }
        )

    def restore(self, data: bytes) -> None:
        """Replace the state by that of a snapshot.

        Raises:
            AgentError: The bytes are no snapshot, or one of another agent or another format.
        """
        place = f"{self._agent}: state: restore"
        try:
            saved = msgspec.msgpack.decode(data, type=_Saved)
        except (msgspec.DecodeError, TypeError) as error:
            raise AgentError(f"{place}: expected a snapshot of a state, got {error}") from None
        if saved.format != _FORMAT:
            raise AgentError(f"{place}: expected format {_FORMAT}, was {saved.format}")
        if saved.agent != self._agent:
            raise AgentError(f"{place}: expected a state of {self._agent}, was of {saved.agent}")
        values = {key: self._frozen(value, key, _DEEPEST) for key, value in saved.values.items()}
        # In place: the parts of sub-agents share it.
        self._kept.values = values
        self._kept.undo.clear()
        self._kept.version = saved.version

    def _frozen(self, value: Any, place: str, depth: int) -> Any:
        if value is None or isinstance(value, (bool, bytes)):
            return value
        if isinstance(value, str):
            return str(value)
        if isinstance(value, (float, np.float16, np.float32)):
            return float(value)
        if isinstance(value, (np.bool_, np.integer)):
            return value.item()
        if isinstance(value, int) and -(1 << 63) <= value < 1 << 64:
            return int(value)
        if isinstance(value, (list, tuple, Mapping)):
            if depth == 0:
                raise AgentError(
                    f"{self._agent}: state: {place}: expected at most {_DEEPEST} levels, were more"
                )
            if isinstance(value, Mapping):
                return MappingProxyType(
                    {
                        self._checked_key(key, place): self._frozen(
                            each, f"{place}.{key}", depth - 1
                        )
                        for key, each in value.items()
                    }
                )
            return tuple(
                self._frozen(each, f"{place}[{index}]", depth - 1)
                for index, each in enumerate(value)
            )
        hint = "; an array goes in by .tolist()" if isinstance(value, np.ndarray) else ""
        was = f"{value}" if isinstance(value, int) else type(value).__name__
        raise AgentError(
            f"{self._agent}: state: {place}: expected None, bool, an int of 64 bits, float, str, "
            f"bytes, or lists and dictionaries of them, was {was}{hint}"
        )

    def _checked_key(self, key: object, place: str) -> str:
        if not isinstance(key, str):
            raise AgentError(f"{self._agent}: state: {place}: expected keys of text, was {key!r}")
        return key


def _nobody() -> None:
    """Is told of changes until somebody is."""


class _Kept(msgspec.Struct):
    """What a state and the parts of it share."""

    values: dict[str, Any] = msgspec.field(default_factory=dict)
    undo: dict[str, Any] = msgspec.field(default_factory=dict)  # what was before the changes
    version: int = 0
    changed: Callable[[], None] = _nobody


class _Saved(msgspec.Struct):
    format: int
    agent: str
    version: int
    values: dict[str, Any]


def _plain(value: Any) -> Any:
    """A frozen value in the types that MessagePack has."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
