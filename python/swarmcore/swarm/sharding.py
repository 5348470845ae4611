"""Which instance of an agent a symbol belongs to, and how it moves without losing an event."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Protocol

from swarmcore.agents.messages import Message

__all__ = ["Instance", "ShardRouter", "owner_of"]


class Instance(Protocol):
    """One of the instances that share the symbols of an agent."""

    @property
    def name(self) -> str:
        """The instance's name."""
        ...

    def deliver(self, message: Any) -> None:
        """Take an event."""
        ...

    def answer(self, request: Message) -> None:
        """Answer a request, after every event taken so far."""
        ...

    def release(self, symbol: str) -> Future[Any]:
        """Give a symbol's state away, after every event taken so far; None where it has none."""
        ...

    def acquire(self, symbol: str, state: Any) -> None:
        """Take a symbol's state, before every event that comes after it."""
        ...


def owner_of(symbol: str, names: Sequence[str]) -> str:
    """The name that a symbol belongs to: few symbols move where a name comes or goes.

    Every pair of symbol and name has a fixed random weight, and the heaviest name wins: a new name
    takes about 1 in n of the symbols, evenly from all others, and nothing else moves. The weights
    are digests, so that every process and every run has the same.

    Source: D. Thaler and C. Ravishankar, "Using Name-Based Mappings to Increase Hit Rates",
    IEEE/ACM Transactions on Networking 6 (1998): highest random weight, or rendezvous, hashing.
    """
    return max(names, key=lambda name: (_weight(symbol, name), name))


def _weight(symbol: str, name: str) -> bytes:
    return hashlib.blake2b(f"{name}\0{symbol}".encode(), digest_size=8).digest()


class ShardRouter:
    """Sends each symbol's events to the instance that has it, and moves symbols between instances.

    A symbol moves in three steps: its old owner handles what it has and gives the symbol's state
    away; events that come meanwhile wait here; then the new owner takes the state and those events.
    So every event is handled once, and the events of a symbol in their order. Safe to use from
    several threads.

    Args:
        instances: The first ones.
    """

    def __init__(self, instances: Sequence[Instance]) -> None:
        self._instances = {each.name: each for each in instances}
        self._owners: dict[str, str] = {}
        self._moving: dict[str, deque[Callable[[Instance], None]]] = {}
        self._lock = threading.RLock()
        self.moves = 0

    @property
    def owners(self) -> dict[str, str]:
        """The name of the instance of each symbol that has been seen."""
        with self._lock:
            return dict(self._owners)

    @property
    def is_settled(self) -> bool:
        """False while a symbol is on its way from one instance to another."""
        with self._lock:
            return not self._moving

    def deliver(self, message: Any) -> None:
        """Send an event to the owner of its symbol, or to every instance where it has none."""
        symbol = getattr(message, "symbol", None)
        with self._lock:
            if isinstance(symbol, str):
                owner = self._owner(symbol)
                if owner is None:
                    self._moving[symbol].append(lambda taker: taker.deliver(message))
                else:
                    owner.deliver(message)
                return
            for instance in self._instances.values():
                instance.deliver(message)

    def answer(self, request: Message, symbol: str | None) -> None:
        """Let the owner of a symbol answer a request, or the first instance where it has none."""
        with self._lock:
            if symbol is None:
                next(iter(self._instances.values())).answer(request)
                return
            owner = self._owner(symbol)
            if owner is None:
                self._moving[symbol].append(lambda taker: taker.answer(request))
            else:
                owner.answer(request)

    def _owner(self, symbol: str) -> Instance | None:
        """The instance that has a symbol; None while it is on its way."""
        if symbol in self._moving:
            return None
        owner = self._owners.get(symbol)
        if owner is None:
            owner = self._owners[symbol] = owner_of(symbol, tuple(self._instances))
        return self._instances[owner]

    def change(self, instances: Sequence[Instance]) -> Future[None]:
        """Share the symbols among other instances.

        Returns:
            Done when every symbol is with its new owner: those that are not named any more have
            nothing left to handle.

        Raises:
            RuntimeError: The last change is not done.
        """
        done: Future[None] = Future()
        with self._lock:
            if self._moving:
                raise RuntimeError("change: expected settled shards, some are on their way")
            old = self._instances
            self._instances = {each.name: each for each in instances}
            names = tuple(self._instances)
            moving = {
                symbol: (old[owner], self._instances[new])
                for symbol, owner in self._owners.items()
                if (new := owner_of(symbol, names)) != owner
            }
            self._moving = {symbol: deque() for symbol in moving}
            if not moving:
                done.set_result(None)
            for symbol, (giver, taker) in moving.items():
                giver.release(symbol).add_done_callback(
                    lambda state, symbol=symbol, taker=taker: self._arrive(  # type: ignore[misc]
                        symbol, taker, state.result(), done
                    )
                )
        return done

    def _arrive(self, symbol: str, taker: Instance, state: Any, done: Future[None]) -> None:
        with self._lock:
            taker.acquire(symbol, state)
            self._owners[symbol] = taker.name
            self.moves += 1
            # In place: what these deliveries publish may come back here, to wait behind them.
            waiting = self._moving[symbol]
            while waiting:
                waiting.popleft()(taker)
            del self._moving[symbol]
            settled = not self._moving
        if settled:
            done.set_result(None)
