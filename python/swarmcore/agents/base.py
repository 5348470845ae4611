"""The agent: a plain class of typed parameters and hooks, alike in backtest, paper and live."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from swarmcore.agents.hooks import OWN_TOPICS, Hook, takes
from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.messages import Message, MessageKind, Sentiment, Vote
from swarmcore.agents.supervised import Supervised
from swarmcore.agents.timers import Timer, period_of
from swarmcore.book import TimeInForce
from swarmcore.errors import AgentError
from swarmcore.strategy.context import Signal

if TYPE_CHECKING:
    from swarmcore.execution.orders import Order

__all__ = ["Agent"]


class Agent(Supervised):
    """Write a subclass: annotated attributes are keyword parameters, methods ``on_*`` are hooks.

    Every other attribute is free. A hook may be plain or async; an async one runs inline until it
    first waits. An exception out of a hook is contained: the agent is told by ``on_fault`` and
    started again, or left out when that happens too often; `swarmcore.errors` says which exceptions
    do something else.

    Args:
        name: Unique in the swarm; by default the class name in snake case.

    Raises:
        AgentError: A parameter is unknown, missing, of the wrong type or out of range.
    """

    def vote(self, symbol: str, side: int, confidence: float = 1.0, reason: str = "") -> None:
        """Vote on an instrument; the last vote before the consensus decides counts.

        Args:
            symbol: On what.
            side: +1 be long, -1 be out or short, 0 stay as it is.
            confidence: 0 to 1.
            reason: Why, in one line.

        Raises:
            AgentError: An argument is out of range, the symbol is unknown, or the agent is in safe
                mode.
        """
        environment = self._environment or self.environment
        if self._safe_mode or symbol not in environment.instruments:
            self._refuse("vote", symbol)
        vote = Vote(self.name, symbol, side, confidence, reason, environment.now)
        environment.publish(f"vote.{symbol}", self._cache.reduced(vote))

    def signal(self, signal: Signal) -> None:
        """Publish a signal in the agent's name.

        Raises:
            AgentError: The symbol is unknown, or the agent is in safe mode.
        """
        symbol, environment = signal.symbol, self._environment or self.environment
        if self._safe_mode or symbol not in environment.instruments:
            self._refuse("signal", symbol)
        environment.publish(
            f"signal.{symbol}",
            Signal(symbol, signal.side, signal.confidence, signal.reason, signal.ts, self.name),
        )

    def sentiment(self, symbol: str, score: float, source: str = "") -> None:
        """Tell what is said of an instrument, on ``sentiment.<symbol>``.

        Args:
            symbol: Of what.
            score: -1 (all bad) to 1 (all good).
            source: Who found it out; by default the agent.

        Raises:
            AgentError: The score is out of range, or the symbol is unknown.
        """
        self._check_symbol("sentiment", symbol)
        self.environment.publish(
            f"sentiment.{symbol}", Sentiment(self.now, symbol, score, source or self.name)
        )

    def order(
        self,
        symbol: str,
        side: int,
        quantity: int,
        *,
        price: int | None = None,
        time_in_force: TimeInForce = TimeInForce.GTC,
        decision: int = 0,
    ) -> Order:
        """Send an order; one of the agent's own passes the consensus by, but not the gate.

        Args:
            symbol: The instrument's symbol.
            side: +1 buys, -1 sells.
            quantity: Lots (``instrument.lots("0.5")``).
            price: The limit in ticks (``instrument.ticks("65000.01")``); None for a market order.
            time_in_force: TimeInForce.GTC or IOC; a market order is always IOC.
            decision: Id of the decision that it carries out. An order of the agent's own has none,
                and must fit into the agent's share of the risk budget.

        Returns:
            The order; whether the gate let it pass is in its status.

        Raises:
            AgentError: The agent is in safe mode.
            OrderError: The symbol is unknown.
        """
        self._check_safe_mode("order")
        return self.environment.submit(
            agent=self.name,
            symbol=symbol,
            side=side,
            quantity=quantity,
            price=price,
            time_in_force=time_in_force,
            decision=decision,
        )

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order of one's own; nothing where it is final.

        Raises:
            AgentError: The order is another agent's.
        """
        if order.agent != self.name:
            raise AgentError(
                f"{self.name}: cancel: expected an order of one's own, "
                f"was order {order.id} of {order.agent}"
            )
        self.environment.cancel(order)

    def publish(self, topic: str, payload: Any, *, priority: int = 0) -> None:
        """Publish anything; subscribers get it as a Message in on_message.

        Topics ``control.pause`` and ``control.resume`` reach the supervisor.

        Args:
            topic: Where; its first word is one of your own.
            payload: What; it must not be changed afterwards. To leave the process it must be of
                what MessagePack can hold.
            priority: 0 to 255; of what waits in one lane at one time, the highest is delivered
                first.

        Raises:
            AgentError: The topic is one of those that carry the library's own messages, or the
                priority is out of range.
        """
        if topic.partition(".")[0] in OWN_TOPICS:
            raise AgentError(
                f"{self.name}: publish: topic: expected one of your own, was {topic!r}, "
                "which carries the library's messages"
            )
        if not 0 <= priority <= 255:
            raise AgentError(f"{self.name}: publish: priority: expected 0 to 255, was {priority}")
        message = Message(
            ts=self.now,
            sender=self.name,
            topic=topic,
            payload=payload,
            id=self._next_id(),
            priority=priority,
        )
        self.environment.publish(topic, message, priority=priority)

    def command(self, recipient: str, topic: str, payload: Any = None) -> None:
        """Command something; it reaches who subscribed to ``command.<recipient>``, in on_message.

        Args:
            recipient: Whom; ``supervisor`` takes ``pause_trading`` and others.
            topic: What is to be done.
            payload: To what, or how.
        """
        message = Message(
            ts=self.now,
            sender=self.name,
            topic=topic,
            payload=payload,
            kind=MessageKind.COMMAND,
            id=self._next_id(),
            recipient=recipient,
        )
        self.environment.publish(f"command.{recipient}", message)

    def ask(
        self, agent: str, topic: str, payload: Any = None, timeout: float = 1.0
    ) -> Awaitable[Any]:
        """Ask another agent, whose on_request answers; ``answer = await self.ask(...)``.

        Args:
            agent: The name of whom.
            topic: What is asked.
            payload: More about it.
            timeout: Seconds after which the answer is too late.

        Raises:
            AgentError: The time-out is not positive, or the agent is unknown, does not run or takes
                no requests.
            RequestError: The other agent refused, or its on_request raised; when awaited.
            RequestTimeoutError: No answer came in time; when awaited.
        """
        if not timeout > 0.0:
            raise AgentError(
                f"{self.name}: ask: timeout: expected more than 0 seconds, was {timeout!r}: "
                "the deadline is past"
            )
        return self.environment.ask(
            agent=self.name, recipient=agent, topic=topic, payload=payload, timeout=timeout
        )

    def every(self, seconds: float, callback: Callable[[], Hook] | None = None) -> Timer:
        """Be called every so often on the swarm's clock, as long as the agent runs.

        A replay calls in simulated time: between two bars, or two records of order books. While the
        agent does not run, and where the clock jumps over several times, calls are left out and
        counted in ``timer.missed``. Make timers in on_start or later: a fault cancels them, and
        on_start makes them again.

        Args:
            seconds: From one call to the next, 0.001 to a year; the first comes as long from now.
            callback: Plain or async; None calls on_timer with the timer.

        Raises:
            AgentError: An argument cannot be used, or the agent has not been initialized.
        """
        period = period_of(self.name, seconds)
        if self.status not in (AgentState.READY, AgentState.RUNNING, AgentState.PAUSED):
            raise AgentError(
                f"{self.name}: every: expected to be called from on_start on, was {self.status}"
            )
        if callback is None:
            if not takes(self, "on_timer"):
                raise AgentError(
                    f"{self.name}: every: callback: expected one, or a hook on_timer, was neither"
                )
            return self.environment.every(self.name, period, self.on_timer)
        if not callable(callback):
            raise AgentError(
                f"{self.name}: every: callback: expected something to call, was {callback!r}"
            )
        return self.environment.every(self.name, period, lambda _: callback())

    def _next_id(self) -> str:
        return f"{self.name}:{next(self._messages)}"

    def _refuse(self, what: str, symbol: str) -> None:
        """Say why something on an instrument cannot be told: the symbol, or safe mode."""
        self._check_symbol(what, symbol)
        self._check_safe_mode(what)

    def _check_symbol(self, what: str, symbol: str) -> None:
        if symbol not in self.environment.instruments:
            known = ", ".join(self.environment.instruments)
            raise AgentError(
                f"{self.name}: {what}: symbol: expected one of {known}, was {symbol!r}"
            )

    def _check_safe_mode(self, what: str) -> None:
        if self.safe_mode:
            raise AgentError(
                f"{self.name}: {what}: expected an agent that may trade, is in safe mode: "
                f"{self.safe_mode}"
            )
