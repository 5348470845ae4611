"""How a bar becomes liquidity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.market import Instrument
from swarmcore.sim import BarExchange, Report

INSTRUMENT = Instrument("A", tick_size="0.01", lot_size="1")
FLAT = {"open_price": 10.0, "high": 10.0, "low": 10.0, "close": 10.0, "volume": 1000.0}


def exchange(participation: float = 0.1, slippage: float = 0.0) -> BarExchange:
    return BarExchange([INSTRUMENT], participation=participation, slippage=slippage)


def bar(market: BarExchange, **changes: float) -> list[Report]:
    return market.process_bar(0, 1, **{**FLAT, **changes})


def fills(reports: list[Report]) -> list[tuple[int, int, int]]:
    return [(each.order_id, each.price, each.quantity) for each in reports if each.kind == "fill"]


def test_a_market_order_fills_at_the_next_open_and_takes_liquidity() -> None:
    """Neither high, low nor close matters to it."""
    market = exchange()
    market.submit(0, 7, 1, 50, None, True)
    (execution,) = bar(market, high=12.0, low=9.0, close=11.0)
    assert (execution.price, execution.quantity, execution.taker) == (1000, 50, True)
    assert bar(market) == []


def test_slippage_is_rounded_to_the_tick_against_the_taker() -> None:
    """Ten basis points of 10.00 is one tick; of 10.01 it is a little more, hence two."""
    for open_price, buys, sells in [(10.0, 1001, 999), (10.01, 1003, 999)]:
        market = exchange(slippage=0.001)
        market.submit(0, 1, 1, 5, None, True)
        market.submit(0, 2, -1, 5, None, True)
        changes = {"open_price": open_price, "high": 11.0, "low": 9.0}
        assert fills(bar(market, **changes)) == [(1, buys, 5), (2, sells, 5)]


def test_a_bar_cannot_be_bought_beyond_its_share_of_volume() -> None:
    """Two orders share the volume in the order they were sent; what is left is cancelled."""
    market = exchange(participation=0.1)
    market.submit(0, 1, 1, 80, None, True)
    market.submit(0, 2, 1, 80, None, True)
    executions = bar(market, volume=1000.0)
    assert fills(executions) == [(1, 1000, 80), (2, 1000, 20)]
    last = executions[-1]
    assert (last.order_id, last.kind, last.quantity) == (2, "cancelled", 60)


def test_a_volume_beyond_64_bits_of_lots_is_as_good_as_endless() -> None:
    """A coin traded by the trillion does not stop the run."""
    market = BarExchange([Instrument("COIN")], participation=1.0)
    market.submit(0, 1, 1, 5, None, True)
    assert fills(bar(market, volume=1e30)) == [(1, 1_000_000_000, 5)]


def test_a_bar_without_volume_leaves_orders_waiting() -> None:
    """The order is filled by the first bar that trades."""
    market = exchange()
    market.submit(0, 1, 1, 5, None, True)
    assert bar(market, volume=0.0) == []
    assert fills(bar(market)) == [(1, 1000, 5)]


def test_a_limit_order_takes_a_better_open_at_the_open() -> None:
    """A buy limit above the open pays the open, not its limit."""
    market = exchange()
    market.submit(0, 1, 1, 5, 1200, False)
    (execution,) = bar(market)
    assert (execution.price, execution.taker) == (1000, True)


def test_a_resting_limit_order_fills_at_its_price_when_traded_through() -> None:
    """A touch is not enough; a tick beyond is, and the order made the liquidity."""
    market = exchange()
    market.submit(0, 1, 1, 5, 990, False)
    assert bar(market, low=9.90) == []
    (execution,) = bar(market, low=9.89)
    assert (execution.price, execution.quantity, execution.taker) == (990, 5, False)
    market.submit(0, 2, -1, 5, 1010, False)
    assert bar(market, high=10.10) == []
    assert fills(bar(market, high=10.11)) == [(2, 1010, 5)]


def test_the_price_walks_to_the_low_first_when_the_bar_closed_up() -> None:
    """Both orders fill within the bar; the close decides which one is first."""
    for close, expected in [(10.5, [1, 2]), (9.5, [2, 1])]:
        market = exchange()
        market.submit(0, 1, 1, 5, 900, False)
        market.submit(0, 2, -1, 5, 1100, False)
        executions = bar(market, high=11.5, low=8.5, close=close)
        assert [each.order_id for each in executions] == expected


def test_a_resting_order_is_filled_in_parts_over_bars() -> None:
    """What the volume does not reach stays, in its place in the queue."""
    market = exchange(participation=0.01)
    market.submit(0, 1, 1, 15, 990, False)
    market.submit(0, 2, 1, 15, 990, False)
    assert fills(bar(market, low=9.0)) == [(1, 990, 10)]
    assert fills(bar(market, low=9.0)) == [(1, 990, 5), (2, 990, 5)]
    assert market.cancel(0, 2) == 10
    assert bar(market, low=9.0) == []
    assert market.cancel(0, 2) == 0


def test_an_ioc_limit_order_that_the_open_does_not_reach_is_cancelled() -> None:
    """It never rests."""
    market = exchange()
    market.submit(0, 1, 1, 5, 990, True)
    (execution,) = bar(market, low=9.0)
    assert (execution.kind, execution.quantity) == ("cancelled", 5)
    assert bar(market, low=9.0) == []


prices = st.integers(900, 1100)
working = st.lists(
    st.tuples(st.sampled_from([1, -1]), st.integers(1, 200), st.none() | prices, st.booleans()),
    min_size=1,
    max_size=8,
)
days = st.lists(
    st.tuples(st.lists(prices, min_size=4, max_size=4), st.integers(0, 3000)),
    min_size=1,
    max_size=6,
)


@given(working, days)
def test_fills_keep_within_the_bar_its_volume_and_the_limits(
    orders: list[tuple[int, int, int | None, bool]], bars: list[tuple[list[int], int]]
) -> None:
    """No fill beyond a limit, the range or the volume; lots in = filled + cancelled + waiting."""
    market = exchange(participation=0.1)
    for number, (side, quantity, price, ioc) in enumerate(orders, start=1):
        market.submit(0, number, side, quantity, price, ioc)
    left = {number: order[1] for number, order in enumerate(orders, start=1)}
    for ticks, volume in bars:
        low, high = min(ticks), max(ticks)
        executions = bar(
            market,
            open_price=ticks[0] / 100,
            high=high / 100,
            low=low / 100,
            close=ticks[3] / 100,
            volume=float(volume),
        )
        assert sum(quantity for _, _, quantity in fills(executions)) <= volume // 10
        for each in executions:
            side, _, price, _ = orders[each.order_id - 1]
            left[each.order_id] -= each.quantity
            if each.kind == "fill":
                assert low <= each.price <= high
                assert price is None or side * each.price <= side * price
    assert all(lots >= 0 for lots in left.values())
    assert all(market.cancel(0, number) == lots for number, lots in left.items())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"participation": 0.0}, "participation: expected above 0 and at most 1, was 0.0"),
        ({"participation": 1.5}, "participation: expected above 0 and at most 1, was 1.5"),
        ({"participation": float("nan")}, "participation: expected above 0"),
        ({"slippage": -0.1}, "slippage: expected 0 or more and below 1, was -0.1"),
        ({"slippage": 1.0}, "slippage: expected 0 or more and below 1, was 1.0"),
    ],
)
def test_a_parameter_out_of_range_is_named(arguments: dict[str, float], message: str) -> None:
    """The constructor refuses what could not be simulated."""
    with pytest.raises(ValueError, match=message):
        BarExchange([INSTRUMENT], **arguments)
