"""The exchange against the same rules in their most obvious form, on random markets."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from swarmcore import sim
from swarmcore.book import MAKER_FLAG, ExecutionKind
from swarmcore.market import Instrument

from . import markets, reference

INSTRUMENT = Instrument("X", tick_size="1", lot_size="1")


def power(exponent: float) -> Any:
    """The share of a decrease from `ahead` lots, by a power."""

    def share(ahead: float, behind: float) -> float:
        if ahead <= 0:
            return 0.0
        return ahead**exponent / (ahead**exponent + behind**exponent)

    return share


def logarithm(ahead: float, behind: float) -> float:
    """The share of a decrease from `ahead` lots, by the logarithm."""
    return math.log1p(ahead) / (math.log1p(ahead) + math.log1p(behind)) if ahead > 0 else 0.0


def seen(exchange: sim.Exchange) -> list[reference.Execution]:
    """What happened, as the reference tells it."""
    return [
        (
            int(each["kind"]),
            int(each["order_id"]),
            int(each["price"]),
            int(each["quantity"]),
            int(each["remaining"]),
            bool(each["flags"] & MAKER_FLAG),
            int(each["other_order_id"]),
            int(each["reason"]),
        )
        for each in exchange.take_executions().records
    ]


def compare(exchange: sim.Exchange, model: reference.Model, feed: Any, rng: random.Random) -> int:
    """Run both through a market and random commands; returns the number of fills."""
    last_id = 0
    fills = 0
    for _ in range(1_200):
        if rng.random() < 0.7:
            rows = next(feed)
            exchange.apply(rows)
            for row in rows:
                model.apply(row)
        else:
            command = markets.command(rng, max(0, model.now) + rng.randrange(2), last_id)
            last_id = max(last_id, int(command["order_id"][0]))
            exchange.process(command)
            model.process(command[0])
        assert seen(exchange) == model.executions
        fills += sum(each[0] == ExecutionKind.FILLED for each in model.executions)
        model.executions.clear()
        assert exchange.order_count == len(model.own)
        for order in model.own:
            assert exchange.open_quantity(order.id) == order.open
            ahead = model.queue_ahead(order.id)
            assert exchange.queue_ahead(order.id) == pytest.approx(ahead, rel=1e-9, abs=1e-9)
        for owner in (1, 2):
            assert exchange.position(owner) == model.positions.get(owner, 0)
    return fills


class Later:
    """A feed whose times begin where a model is."""

    def __init__(self, feed: Any, model: reference.Model) -> None:
        self.feed, self.model, self.shift = feed, model, 0

    def __next__(self) -> Any:
        rows = next(self.feed)
        late = max(0, self.model.now - int(rows["ts"][0]) - self.shift)
        self.shift += late
        rows["ts"] += self.shift
        return rows


@pytest.mark.parametrize("seed", range(12))
def test_by_order_every_execution_and_place_is_that_of_the_reference(seed: int) -> None:
    """Executions, open quantities, places and positions agree after every step."""
    rng = random.Random(seed)
    model = reference.ByOrder()
    exchange = sim.Exchange([INSTRUMENT])
    assert compare(exchange, model, Later(markets.by_order(rng), model), rng) > 50


@pytest.mark.parametrize(
    ("queue", "share"),
    [
        (sim.RiskAverseQueue(), lambda ahead, behind: 0.0),
        (sim.PowerQueue(1), power(1)),
        (sim.PowerQueue(2.5), power(2.5)),
        (sim.SquareQueue(), power(2)),
        (sim.LogQueue(), logarithm),
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_by_price_every_execution_and_place_is_that_of_the_reference(
    queue: sim.Queue, share: Any, seed: int
) -> None:
    """For each queue model, the same with a feed by price."""
    rng = random.Random(100 + seed)
    model = reference.ByPrice(share)
    exchange = sim.Exchange([INSTRUMENT], market_data="by_price", queue=queue)
    assert compare(exchange, model, Later(markets.by_price(rng), model), rng) > 50
