"""What a supervisor leads: typed parameters, a life, an environment, and what is kept."""

from __future__ import annotations

import inspect
import itertools
import re
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform, overload

from swarmcore.agents.cache import Cache
from swarmcore.agents.hooks import HOOKS, Hook, Hooks, after, takes
from swarmcore.agents.lifecycle import AgentState, Lifecycle
from swarmcore.agents.logs import HANDLED, logger_for
from swarmcore.agents.metrics import AgentMetrics
from swarmcore.agents.parameters import validated
from swarmcore.agents.placement import Execution, Scale
from swarmcore.agents.recovery import CachedDataPolicy, RetryPolicy
from swarmcore.agents.state import AgentMemory
from swarmcore.errors import AgentError, LifecycleError

if TYPE_CHECKING:
    from structlog.stdlib import BoundLogger

    from swarmcore.agents.environment import Books, Environment
    from swarmcore.bus import Delivery

__all__ = ["Supervised"]

T = TypeVar("T")


@dataclass_transform(kw_only_default=True)
class _Fields:
    """Below this class annotated attributes are fields, and type checkers know them."""

    def __init__(self, **parameters: Any) -> None:
        for name, value in validated(type(self), parameters).items():
            setattr(self, name, value)


class Supervised(_Fields, Hooks):
    """An agent without its actions; see Agent, which adds them."""

    name: str = ""

    requires: ClassVar[tuple[str, ...]] = ()
    """Within a CompositeAgent: names of the agents that get every event before it."""

    execution: ClassVar[Execution] = "inline"
    """Where it runs: "inline", in a "thread" of a pool, or in a "process" of its own."""

    scale: ClassVar[Scale | None] = None
    """How many instances of it share its symbols; None for this one alone."""

    veto: ClassVar[bool] = False
    """True where its votes bind under the consensus strategy "veto": what they are not for, is not
    done."""

    retry_policy: ClassVar[RetryPolicy] = RetryPolicy()
    """How often a hook is called again after a TemporaryError, and when."""

    cached_data_policy: ClassVar[CachedDataPolicy] = CachedDataPolicy()
    """How far a vote on cached data is trusted."""

    def __init__(self, **parameters: Any) -> None:
        super().__init__(**parameters)
        if not self.name:
            self.name = snake_case(type(self).__name__)
        self._lifecycle = Lifecycle(self.name)
        self._environment: Environment | None = None
        self._is_initialized = False
        self._memory = AgentMemory(self.name)
        self._cache = Cache(self.cached_data_policy)
        self._delivery: Delivery | None = None
        self._safe_mode = ""
        self._messages = itertools.count(1)
        self.metrics = AgentMetrics()

    # Where it is.

    @property
    def status(self) -> AgentState:
        """Where it is in its life."""
        return self._lifecycle.state

    @property
    def safe_mode(self) -> str:
        """Why it may not trade, after a CriticalError; empty where it may."""
        return self._safe_mode

    @property
    def environment(self) -> Environment:
        """What the swarm gives the agent.

        Raises:
            AgentError: The agent is in no swarm yet.
        """
        if self._environment is None:
            raise AgentError(f"{self.name}: expected to be in a running swarm, is in none")
        return self._environment

    @property
    def is_in_swarm(self) -> bool:
        """Whether it has an environment."""
        return self._environment is not None

    @property
    def now(self) -> int:
        """The swarm's clock, nanoseconds UTC."""
        return self.environment.now

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols of the run, by index."""
        return tuple(self.environment.instruments)

    @property
    def flux(self) -> float:
        """How turbulent its markets are as it sees them, 0 to 1: the mean over its symbols."""
        symbols = self.symbols
        return sum(map(self.flux_of, symbols)) / len(symbols)

    def flux_of(self, symbol: str) -> float:
        """How turbulent a market is as the agent sees it: moved up by success, down by errors.

        Args:
            symbol: Of its instrument.

        Returns:
            0 to 1; 0 where nobody measures it.

        Raises:
            InstrumentError: No instrument has the symbol.
        """
        environment = self._environment or self.environment
        market = environment.flux(symbol)
        rules = environment.flux_rules
        if rules is None:
            return market
        counts = self.metrics.counts
        return rules.of_agent(market, counts.success_rate, counts.events)

    @property
    def books(self) -> Books:
        """The order books as they have reached the agent.

        Raises:
            AgentError: The run has none: its market data are bars.
        """
        books = self.environment.books
        if books is None:
            raise AgentError(
                f"{self.name}: books: expected a replay of order books, was one of bars"
            )
        return books

    @cached_property
    def log(self) -> BoundLogger:
        """A structlog logger whose lines carry the agent, the time, the symbol and the message."""
        return logger_for(self)

    # What it keeps.

    @property
    def state(self) -> AgentMemory:
        """A dictionary that outlives a fault and, where the swarm keeps states, the run.

        It holds what MessagePack can: None, bool, int, float, str, bytes, lists and dictionaries.
        After a fault it is what it was before the event whose hook raised.
        """
        return self._memory

    def snapshot(self) -> bytes:
        """The state as bytes, for `restore`."""
        return self._memory.snapshot()

    def restore(self, data: bytes) -> None:
        """Replace the state by that of a snapshot.

        Raises:
            AgentError: The bytes are no snapshot, or one of another agent.
        """
        self._memory.restore(data)

    @overload
    def cached(self, key: str, fetch: Callable[[], Awaitable[T]]) -> Awaitable[T]: ...
    @overload
    def cached(self, key: str, fetch: Callable[[], T]) -> T: ...
    def cached(self, key: str, fetch: Callable[[], Any]) -> Any:
        """What `fetch` returns; where it raises DataError, what it returned when it last did not.

        Votes that follow in the same hook then count less, by ``cached_data_policy``, and their
        reasons say so.

        Args:
            key: Of these data in the agent's cache.
            fetch: Plain or async; where it is async, await what this returns.

        Raises:
            DataError: There is nothing in the cache, or it is too old.
        """
        return self._cache.fetch(key, fetch, lambda: self.now)

    # Its life, as the supervisor leads it.

    def join(self, environment: Environment, memory: AgentMemory | None = None) -> None:
        """Enter a swarm; called by the swarm.

        Args:
            environment: What it gives.
            memory: The state of a sub-agent, part of its composite's; None keeps one's own.

        Raises:
            AgentError: The agent has been in a swarm before.
        """
        if self._environment is not None:
            raise AgentError(f"{self.name}: expected a new agent, was used in another run already")
        self._environment = environment
        if memory is not None:
            self._memory = memory

    def init(self) -> Hook:
        """Become READY; the first time, load the state that was kept, and call on_init.

        Raises:
            LifecycleError: It is neither new nor faulted.
        """
        self._lifecycle.to(AgentState.INITIALIZING)
        self._safe_mode = ""
        if self._is_initialized:
            self._lifecycle.to(AgentState.READY)
            return None
        store = self.environment.state_store
        if store is not None and (data := store.load(self.name)) is not None:
            self.restore(data)
        return self._lead("on_init", AgentState.INITIALIZING, AgentState.READY)

    def start(self) -> Hook:
        """Become RUNNING after on_start.

        Raises:
            LifecycleError: It is not READY.
        """
        self._check_status("start", AgentState.READY)
        return self._lead("on_start", AgentState.READY, AgentState.RUNNING)

    def launch(self) -> Hook:
        """Init, then start: what begins a life, and what begins it again after a fault."""
        return after("on_init", self.init(), self.start)

    def pause(self) -> Hook:
        """Become PAUSED, and call on_pause.

        Raises:
            LifecycleError: It is not RUNNING.
        """
        self._lifecycle.to(AgentState.PAUSED)
        return self._lead("on_pause", AgentState.PAUSED, AgentState.PAUSED)

    def resume(self) -> Hook:
        """Become RUNNING again after on_resume.

        Raises:
            LifecycleError: It is not PAUSED.
        """
        self._check_status("resume", AgentState.PAUSED)
        return self._lead("on_resume", AgentState.PAUSED, AgentState.RUNNING)

    def stop(self) -> Hook:
        """Call on_stop, become STOPPED, and let the state be kept.

        Raises:
            LifecycleError: It is not READY, RUNNING or PAUSED.
        """
        self._lifecycle.to(AgentState.STOPPING)
        return self._lead("on_stop", AgentState.STOPPING, AgentState.STOPPED)

    def save_state(self) -> None:
        """Let the state of the last commit be kept; nothing where the swarm keeps none."""
        store = self.environment.state_store
        if store is not None:
            store.save(self.name, self._memory.version, self.snapshot())

    def save_settled_state(self) -> None:
        """As `save_state`, but nothing while an async hook is on its way to another state."""
        if self._memory.is_settled:
            self.save_state()

    def patterns(self) -> tuple[str, ...]:
        """The topics it subscribes to.

        Raises:
            AgentError: ``subscribe`` is not a tuple or list of texts.
        """
        given = self.subscribe
        if isinstance(given, str) or not all(isinstance(each, str) for each in given):
            raise AgentError(
                f'{self.name}: subscribe: expected a tuple of patterns such as ("bar.*",), '
                f"was {given!r}"
            )
        return tuple(given) or tuple(
            dict.fromkeys(pattern for name, pattern in HOOKS.values() if takes(self, name))
        )

    @property
    def voters(self) -> tuple[str, ...]:
        """The names under which it votes."""
        return (self.name,)

    def may_wait(self) -> bool:
        """Whether one of its methods is async, so that it may need an event loop to wait in."""
        return any(
            inspect.iscoroutinefunction(inspect.getattr_static(self, name))
            for name in dir(type(self))
        )

    def settle(self, *, failed: bool) -> None:
        """End an event: keep what the state became, or take it back; called by the supervisor."""
        self._cache.since = None
        if failed:
            self._memory.rollback()
        else:
            self._memory.commit()

    def deliver_by(self, delivery: Delivery) -> None:
        """Know what calls its hooks, and ask it to `settle`; called by the supervisor."""

        def unsettled() -> None:
            delivery.unsettled = True

        self._delivery = delivery
        self._memory.on_change(unsettled)
        self._cache.on_stale = unsettled

    @property
    def _handled(self) -> object:
        """The event whose hook runs, or None; an async hook keeps its own while it waits."""
        if self._delivery is not None and (message := self._delivery.message) is not None:
            return message
        return HANDLED.get()

    def vote_on_cached_data(self, symbol: str, reason: str) -> bool:
        """Repeat the last vote on an instrument at less confidence; called by the supervisor.

        Args:
            symbol: On what.
            reason: Why there are no better data.

        Returns:
            False where there is no last vote, or where it is too old.
        """
        vote = self._cache.vote_on(symbol, self.now, reason)
        if vote is not None:
            self.environment.publish(f"vote.{symbol}", vote)
        return vote is not None

    def enter_safe_mode(self, reason: str) -> None:
        """Stop trading after a CriticalError; called by the supervisor.

        Its orders are cancelled and risk is told. It can neither vote nor signal nor order until
        it is initialized again.
        """
        self._safe_mode = reason
        self.environment.emergency(self.name, reason)

    def _check_status(self, what: str, expected: AgentState) -> None:
        if self.status is not expected:
            raise LifecycleError(
                f"{self.name}: {what}: expected an agent that is {expected}, was {self.status}"
            )

    def _lead(self, hook: str, before: AgentState, state: AgentState) -> Hook:
        def ended() -> None:
            self.settle(failed=False)
            # An agent that waited may have been stopped meanwhile, or have faulted.
            if self.status is not before:
                return
            if hook == "on_init":
                self._is_initialized = True
            if state is not before:
                self._lifecycle.to(state)
            if state is AgentState.STOPPED:
                self.save_state()

        return after(hook, getattr(self, hook)(), ended)


def snake_case(name: str) -> str:
    """``MeanReversion`` as ``mean_reversion``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
