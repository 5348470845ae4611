"""Agents that ask each other: a strategy asks a risk desk for a limit before it votes.

Run with ``python examples/08_request_and_response.py``.

The desk answers after it has waited for something, and refuses one request. The strategy waits for
each answer without holding anybody up, and goes on where none comes in time.
"""

from __future__ import annotations

import asyncio
from typing import Any

import swarmcore as sc
from swarmcore.bus import Message
from swarmcore.errors import RequestError, RequestTimeoutError


class Desk(sc.Agent):
    """Knows how much of each instrument may be held."""

    allowed: int = 100
    closed_to: str = "GOOG"

    async def on_request(self, request: Message) -> Any:
        if request.payload == self.closed_to:
            raise RequestError("this book is closed")
        await asyncio.sleep(0)  # as if it looked something up
        return self.allowed


class Careful(sc.Agent):
    """Votes long where the desk allows a position, once."""

    def on_start(self) -> None:
        self.answers: dict[str, str] = {}

    async def on_bar(self, bar: sc.Bar) -> None:
        if bar.symbol not in self.answers:
            try:
                limit = await self.ask("desk", "limit", bar.symbol, timeout=0.5)
                self.answers[bar.symbol] = f"may hold {limit}"
            except RequestTimeoutError:
                self.answers[bar.symbol] = "no answer in time"
            except RequestError as error:
                self.answers[bar.symbol] = f"refused: {error}"
        answer = self.answers[bar.symbol]
        self.vote(bar.symbol, +1 if answer.startswith("may hold") else -1, 0.9, answer)


def main() -> None:
    """Run them over the bundled sample."""
    careful = Careful()
    result = sc.backtest([Desk(), careful])
    for symbol, answer in careful.answers.items():
        print(f"{symbol:6} {answer}")
    traded = sorted({order.symbol for order in result.orders})
    print(f"traded {', '.join(traded)}; {len(result.faults)} faults")


if __name__ == "__main__":
    main()
