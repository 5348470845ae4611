"""From the records of a feed to messages that agents read."""

from __future__ import annotations

import math
from typing import Any

from swarmcore.agents.base import Agent
from swarmcore.bus import Event
from swarmcore.market.messages import Bar

__all__ = ["MarketDataAgent"]

_BAR = 1


class MarketDataAgent(Agent):
    """Turns records of topics ``feed.<symbol>`` into messages of ``bar.<symbol>``.

    A record that cannot be right, or that is older than the last one of its symbol, is counted in
    ``refused`` and goes no further.
    """

    name: str = "market_data"

    subscribe = ("feed.*",)

    def on_start(self) -> None:
        self._symbols = tuple(self.environment.instruments)
        self._last_ts = [-math.inf] * len(self._symbols)
        self.refused = 0

    def on_message(self, event: Any) -> None:
        if not isinstance(event, Event) or event.kind != _BAR:
            self.refused += 1
            return
        open_price, high, low, close, volume = event.values
        index = event.instrument
        if (
            index >= len(self._symbols)
            or event.ts <= self._last_ts[index]
            or not 0.0 < low <= min(open_price, close)
            or not max(open_price, close) <= high < math.inf
            or not 0.0 <= volume < math.inf
        ):
            self.refused += 1
            return
        self._last_ts[index] = event.ts
        symbol = self._symbols[index]
        self.environment.publish(
            f"bar.{symbol}", Bar(event.ts, symbol, open_price, high, low, close, volume)
        )
