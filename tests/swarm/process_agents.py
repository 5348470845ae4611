"""Agents that tests run in processes of their own; a process imports them by this module's name."""

from __future__ import annotations

import contextlib
import os
import time
from typing import Any

from swarmcore.agents import Agent, Message
from swarmcore.agents.placement import Scale
from swarmcore.errors import AgentError, RequestError
from swarmcore.market.messages import Bar


class Counts(Agent):
    """Counts the bars it gets, and publishes each with the count."""

    def on_bar(self, bar: Bar) -> None:
        self.state["count"] = self.state.get("count", 0) + 1
        self.publish("counted", [bar.ts, self.state["count"]])


class RaisesAt(Counts):
    """Raises at bars of chosen times, each time or only the first."""

    times: tuple[int, ...] = ()
    always: bool = False

    def on_start(self) -> None:
        self._raised: set[int] = getattr(self, "_raised", set())

    def on_bar(self, bar: Bar) -> None:
        super().on_bar(bar)
        if bar.ts in self.times and (self.always or bar.ts not in self._raised):
            self._raised.add(bar.ts)
            raise ValueError(f"bar {bar.ts}")


class HangsAt(Counts):
    """Hangs at the bar of one time, in its first process only."""

    time: int = -1
    marker: str = ""

    def on_bar(self, bar: Bar) -> None:
        super().on_bar(bar)
        if bar.ts == self.time and not os.path.exists(self.marker):
            with open(self.marker, "w", encoding="ascii"):
                pass
            time.sleep(3600)


class DiesAt(HangsAt):
    """Ends its process at the bar of one time; where it can leave a marker, only once."""

    def on_bar(self, bar: Bar) -> None:
        Counts.on_bar(self, bar)
        if bar.ts == self.time and not os.path.exists(self.marker):
            with contextlib.suppress(OSError), open(self.marker, "w", encoding="ascii"):
                pass
            os.abort()


class Leaks(Counts):
    """Keeps four mebibytes a bar."""

    def on_start(self) -> None:
        self._kept: list[bytes] = []

    def on_bar(self, bar: Bar) -> None:
        super().on_bar(bar)
        self._kept.append(bytes([1]) * (4 << 20))


class DiesWorn(Counts):
    """Takes ten milliseconds a bar, and ends its process at the seventh that it handles there."""

    def on_start(self) -> None:
        self._worn = 0

    def on_bar(self, bar: Bar) -> None:
        super().on_bar(bar)
        self._worn += 1
        time.sleep(0.01)
        if self._worn == 7:
            os.abort()


class Orders(Agent):
    """Buys a lot at every bar, and raises after the first order."""

    raised = False

    def on_bar(self, bar: Bar) -> None:
        room = self.environment.room(bar.symbol, 1)
        order = self.order(bar.symbol, 1, 1)
        self.publish("ordered", [order.id, room, self.environment.portfolio.quantity(0)])
        if not self.raised:
            self.raised = True
            raise ValueError("after the order")


class AsksAndTimes(Agent):
    """Publishes at every tick of a timer, and what a message's payload asks for."""

    subscribe = ("question.*",)

    def on_start(self) -> None:
        self.every(0.05, lambda: self.publish("ticked", self.now))

    async def on_message(self, message: Any) -> None:
        assert isinstance(message, Message)
        self.publish("answered", await self.ask("oracle", message.payload))


class Answers(Agent):
    """Answers with its count of bars, refuses, raises, waits or ends its process."""

    def on_bar(self, bar: Bar) -> None:
        self.state["count"] = self.state.get("count", 0) + 1

    async def on_request(self, request: Message) -> Any:
        match request.topic:
            case "count":
                return self.state.get("count", 0)
            case "refuse":
                raise RequestError("not now")
            case "raise":
                raise ValueError("on purpose")
            case "end":
                os.abort()
            case "status":
                return await self.ask("supervisor", "status")
            case "unknown":
                try:
                    await self.ask("nobody", "why")
                except AgentError as error:
                    return str(error)
        return object()


class AnswersApart(Answers):
    """Answers from a process of its own."""

    execution = "process"


class CountsApart(Counts):
    """Counts in a process of its own."""

    execution = "process"


class HangsApart(HangsAt):
    """Hangs in a process of its own."""

    execution = "process"


class LeaksApart(Leaks):
    """Leaks in a process of its own."""

    execution = "process"


class OrdersApart(Orders):
    """Orders from a process of its own."""

    execution = "process"


class AsksApart(AsksAndTimes):
    """Asks from a process of its own."""

    execution = "process"


class CountsSymbols(Agent):
    """Counts the bars of each symbol, and publishes the counts."""

    execution = "process"
    scale = Scale(minimum=1, maximum=3, cool_down=3600.0)

    def on_bar(self, bar: Bar) -> None:
        count = self.state.get(bar.symbol, 0) + 1
        self.state[bar.symbol] = count
        self.publish("counted", [bar.symbol, count])

    def on_request(self, request: Message) -> Any:
        return [self.name, self.state.get(request.payload, 0)]
