"""The hooks of an agent: which there are, which message each gets, and how they are told apart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from swarmcore.agents.messages import (
    Decision,
    Emergency,
    Fault,
    FluxUpdate,
    Message,
    MessageKind,
    MonteCarloUpdate,
    RiskUpdate,
    Sentiment,
    Tick,
    Vote,
)
from swarmcore.execution.orders import Fill, OrderUpdate
from swarmcore.market.messages import Bar, Quote, Trade
from swarmcore.sim import BookEvent, DepthEvent
from swarmcore.strategy.context import Signal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from swarmcore.agents.timers import Timer

__all__ = [
    "HOOKS",
    "OWN_TOPICS",
    "Hook",
    "Hooks",
    "after",
    "check_returned",
    "hook_name",
    "hook_of",
    "takes",
    "topic_of",
]

Hook = Awaitable[Any] | None
"""What a hook returns: nothing where it is plain, a coroutine where it is async."""


class Hooks:
    """Every hook an agent can define, each doing nothing."""

    subscribe: ClassVar[tuple[str, ...]] = ()
    """Patterns of the topics it gets; by default those of the hooks it defines."""

    def on_init(self) -> Hook:
        """Once, before the first on_start: read files, load models.

        It is not called again after a fault, unless it was this hook that raised.
        """

    def on_start(self) -> Hook:
        """Before the first event, and again after a fault: make what the agent needs."""

    def on_bar(self, bar: Bar) -> Hook:
        """A bar has closed."""

    def on_quote(self, quote: Quote) -> Hook:
        """The best bid or ask has changed."""

    def on_trade(self, trade: Trade) -> Hook:
        """The market has traded."""

    def on_book(self, event: BookEvent | DepthEvent) -> Hook:
        """A message of an order book's feed has come, and the book has changed.

        The event is used again for the next one unless it is kept.
        """

    def on_batch(self, rows: NDArray[np.void]) -> Hook:
        """Rows of a stream of market data have come, an array of BOOK_MESSAGE or DEPTH_MESSAGE."""

    def on_signal(self, signal: Signal) -> Hook:
        """An agent has sent a signal."""

    def on_risk(self, update: RiskUpdate) -> Hook:
        """The account's risk has been measured."""

    def on_emergency(self, emergency: Emergency) -> Hook:
        """An agent had to stop trading."""

    def on_monte_carlo(self, update: MonteCarloUpdate) -> Hook:
        """The outlook for an instrument has been simulated."""

    def on_sentiment(self, sentiment: Sentiment) -> Hook:
        """An agent has found out what is said of an instrument."""

    def on_flux(self, update: FluxUpdate) -> Hook:
        """It has been measured how turbulent the market of an instrument is."""

    def on_decision(self, decision: Decision) -> Hook:
        """The consensus has decided."""

    def on_fill(self, fill: Fill) -> Hook:
        """An order has been filled, in whole or in part."""

    def on_message(self, message: Any) -> Hook:
        """Anything else that it subscribed to."""

    def on_request(self, request: Message) -> Any:
        """An agent asks something by `ask`: what is returned here, or awaited, is the answer.

        To refuse, raise RequestError: it reaches the asking agent. So does any other exception, and
        that is a fault of this one.
        """

    def on_timer(self, timer: Timer) -> Hook:
        """The time of a timer made by `every` without a callback has come."""

    def on_pause(self) -> Hook:
        """No events come any more until on_resume."""

    def on_resume(self) -> Hook:
        """Events come again when this has ended; what happened meanwhile was missed."""

    def on_stop(self) -> Hook:
        """The last call, after the last event: save what is worth saving."""

    def on_fault(self, fault: Fault) -> Hook:
        """One of its hooks has raised."""


HOOKS: Mapping[type, tuple[str, str]] = {
    Bar: ("on_bar", "bar.*"),
    Quote: ("on_quote", "quote.*"),
    Trade: ("on_trade", "trade.*"),
    BookEvent: ("on_book", "book.*"),
    DepthEvent: ("on_book", "book.*"),
    np.ndarray: ("on_batch", "batch.*"),
    Signal: ("on_signal", "signal.*"),
    RiskUpdate: ("on_risk", "risk.*"),
    Emergency: ("on_emergency", "risk.*"),
    MonteCarloUpdate: ("on_monte_carlo", "mc.*"),
    Sentiment: ("on_sentiment", "sentiment.*"),
    FluxUpdate: ("on_flux", "flux.*"),
    Decision: ("on_decision", "decision.*"),
    Fill: ("on_fill", "fill.*"),
}
"""For each message type the hook that gets it, and the topics that a hook alone subscribes to."""

OWN_TOPICS = frozenset(
    {pattern.partition(".")[0] for _, pattern in HOOKS.values()}
    | {"clock", "command", "fault", "feed", "order", "request", "response", "vote"}
)
"""First words of the topics that carry the library's own messages."""


_TOPICS: Mapping[type, str] = {
    Emergency: "risk.emergency",
    MonteCarloUpdate: "mc.update",
    RiskUpdate: "risk.update",
    Tick: "clock.tick",
}
_FIRST_WORDS: Mapping[type, str] = {
    **{kind: pattern.partition(".")[0] for kind, (_, pattern) in HOOKS.items()},
    Fault: "fault",
    OrderUpdate: "order",
    Vote: "vote",
}


def hook_name(message_type: type) -> str:
    """The hook that gets a type of message."""
    return HOOKS[message_type][0] if message_type in HOOKS else "on_message"


def hook_of(agent: Hooks, message_type: type) -> Callable[[Any], Hook] | None:
    """The agent's hook for a type of message; None where it does not define one."""
    name = hook_name(message_type)
    return getattr(agent, name) if takes(agent, name) else None


def topic_of(event: object) -> str | None:
    """Where an event was published; None where it does not tell."""
    if isinstance(event, Message):
        return event.topic if event.kind is MessageKind.EVENT else None
    kind = type(event)
    if kind in _TOPICS:
        return _TOPICS[kind]
    word = _FIRST_WORDS.get(kind)
    name = getattr(event, "symbol", None) or getattr(event, "agent", None)
    return None if word is None or name is None else f"{word}.{name}"


def takes(agent: Hooks, hook: str) -> bool:
    """Whether an agent defines a hook."""
    return getattr(type(agent), hook) is not getattr(Hooks, hook)


def after(hook: str, waiting: Hook, then: Callable[[], Hook]) -> Hook:
    """Go on when a hook has ended: at once where it was plain, else when it has been awaited.

    Args:
        hook: Its name, for errors.
        waiting: What it returned.
        then: What follows.

    Raises:
        TypeError: The hook returned something that is no coroutine.
    """
    if waiting is None:
        return then()
    check_returned(hook, waiting)
    return _after(waiting, then)


async def _after(waiting: Awaitable[Any], then: Callable[[], Hook]) -> None:
    await waiting
    following = then()
    if following is not None:
        await following


def check_returned(hook: str, waiting: object) -> None:
    """Refuse what a hook returned where it is no coroutine.

    Raises:
        TypeError: It is something else.
    """
    if not isinstance(waiting, Coroutine):
        kind = type(waiting).__name__
        raise TypeError(f"expected None or a coroutine from {hook}, was {kind}")
