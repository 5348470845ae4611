"""Who may risk how much: shares that add up, and orders of agents' own that must fit into them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.book import TimeInForce
from swarmcore.config import load_settings
from swarmcore.errors import AgentError, ConfigError
from swarmcore.execution.orders import Fill, Order
from swarmcore.execution.portfolio import Portfolio
from swarmcore.market import Bars, Instrument
from swarmcore.market.messages import Bar
from swarmcore.swarm.allowance import Allowance
from swarmcore.swarm.consensus import BudgetRules, Consensus, RiskBudget

NAMES = "abcd"
weights = st.dictionaries(st.sampled_from(NAMES), st.floats(0.0, 10.0))


@given(
    st.lists(weights, max_size=30),
    st.floats(0.01, 1.0),
    st.floats(0.0, 1.0),
)
def test_shares_equal_the_formula_and_add_up(
    history: list[dict[str, float]], floor: float, rate: float
) -> None:
    """After any history they are those of exact arithmetic, add up to 1, and none is negative."""
    budget = RiskBudget(NAMES, BudgetRules(floor=floor, rate=rate))
    exact = dict.fromkeys(NAMES, Fraction(1, len(NAMES)))
    for given_weights in history:
        budget.reallocate(given_weights)
        if given_weights:
            total = sum(map(Fraction, given_weights.values()))
            equal = Fraction(1, len(given_weights))
            for name in NAMES:
                target = Fraction(0)
                if name in given_weights:
                    earned = Fraction(given_weights[name]) / total if total else equal
                    target = Fraction(floor) * equal + (1 - Fraction(floor)) * earned
                exact[name] += Fraction(rate) * (target - exact[name])
        assert sum(budget.shares.values()) == pytest.approx(1.0, abs=1e-14)
        assert min(budget.shares.values()) >= 0.0
    assert budget.shares == pytest.approx({name: float(each) for name, each in exact.items()})


def test_shares_move_to_those_who_earned_them() -> None:
    """Slowly, and never so far that one who runs has none; who does not run loses its share."""
    budget = RiskBudget("abc", BudgetRules(floor=0.3, rate=0.1))
    seen = []
    for _ in range(200):
        budget.reallocate({"a": 3.0, "b": 0.0})
        seen.append(budget.share("a"))
    assert seen == sorted(seen)
    assert max(after - before for before, after in pairwise(seen)) < 0.1
    assert budget.shares == pytest.approx({"a": 0.85, "b": 0.15, "c": 0.0}, abs=1e-8)
    assert budget.share("b") > 0.0


def test_kept_shares_fit_another_set_of_agents() -> None:
    """Those who are new get an equal part, those who are gone lapse, and all add up to 1."""
    budget = RiskBudget("abc")
    budget.restore({"a": 0.5, "b": 0.25, "gone": 0.25})
    assert sum(budget.shares.values()) == pytest.approx(1.0)
    assert budget.share("a") == pytest.approx(2 * budget.share("b"))
    budget.restore({"a": 0.0, "b": 0.0, "c": 0.0, "gone": 1.0})
    assert budget.shares == pytest.approx(dict.fromkeys("abc", 1 / 3))
    nobody = RiskBudget([])
    nobody.restore({"a": 1.0})
    nobody.reallocate({"a": 1.0})
    assert nobody.shares == {}


def test_who_holds_no_share_is_named() -> None:
    """With those who do."""
    with pytest.raises(AgentError, match=r"x: risk budget: expected one of those.*\(a, b\)"):
        Consensus(voters="ba").budget("x")
    assert Consensus(voters="ba").budget("a") == 0.5
    with pytest.raises(ConfigError, match="agents: expected names that differ, was 'a' twice"):
        RiskBudget(["a", "b", "a"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"floor": 0.0}, "floor: expected more than 0, 1 at most, was 0.0"),
        ({"rate": 1.5}, "rate: expected 0 to 1, was 1.5"),
        ({"rate": float("nan")}, "rate: expected 0 to 1, was nan"),
    ],
)
def test_rules_out_of_range_are_named(arguments: dict[str, float], message: str) -> None:
    """One line that names the argument."""
    with pytest.raises(ConfigError, match=message):
        BudgetRules(**arguments)


class Account:
    """An account of 10,000 with two instruments at 10.00, and an allowance on half of it each."""

    def __init__(self, limit: float = 1.0) -> None:
        instruments = [Instrument(name, tick_size="0.01", lot_size="1") for name in ("A", "B")]
        self.portfolio = Portfolio(instruments, "10000")
        for index in range(2):
            self.portfolio.mark(index, 1000)
        self.allowance = Allowance(self.portfolio, RiskBudget(["x", "y"]), limit)
        self.orders = 0

    def try_order(self, agent: str, symbol: str, side: int, quantity: int) -> Order | None:
        """Send an order of an agent's own; None where it is denied."""
        if self.allowance.denial(agent, symbol, side, quantity):
            return None
        self.orders += 1
        order = Order(
            id=self.orders,
            agent=agent,
            symbol=symbol,
            instrument=0 if symbol == "A" else 1,
            side=side,
            quantity=quantity,
            price=None,
            time_in_force=TimeInForce.IOC,
            ts=1,
        )
        self.allowance.keep(order, order.agent)
        return order

    def fill(self, order: Order, quantity: int, price: int = 1000) -> None:
        """Fill an order and book it, as the order manager does."""
        order.filled += quantity
        if order.remaining == 0:
            order.status = "filled"  # type: ignore[assignment]
        fill = Fill(
            2,
            order.id,
            order.agent,
            order.symbol,
            order.instrument,
            order.side,
            price,
            quantity,
            True,
        )
        self.portfolio.apply(fill)


def test_an_agents_own_orders_must_fit_into_its_share() -> None:
    """Working orders count as filled, over all instruments; another agent's share is its own."""
    account = Account()
    assert account.try_order("x", "A", 1, 501) is None
    first = account.try_order("x", "A", 1, 300)
    assert first is not None
    assert account.try_order("x", "B", -1, 201) is None
    assert account.try_order("x", "B", -1, 200) is not None
    assert account.try_order("x", "A", 1, 1) is None
    assert account.try_order("y", "A", 1, 500) is not None
    account.fill(first, 300)
    assert account.try_order("x", "A", 1, 1) is None


def test_an_order_that_ends_gives_its_room_back() -> None:
    """Whatever of it was not filled may be ordered again."""
    account = Account()
    order = account.try_order("x", "A", 1, 500)
    assert order is not None
    account.fill(order, 100)
    assert account.try_order("x", "A", 1, 1) is None
    order.status = "cancelled"  # type: ignore[assignment]
    assert account.try_order("x", "A", 1, 401) is None
    assert account.try_order("x", "A", 1, 400) is not None


def test_what_only_reduces_passes() -> None:
    """The agent's own holding, or the account's: whoever may not hold more can hold less."""
    account = Account()
    order = account.try_order("x", "A", 1, 500)
    assert order is not None
    account.fill(order, 500)
    for index in range(2):
        account.portfolio.mark(index, 5000)  # worth five times as much, beyond any share
    assert account.try_order("x", "A", 1, 1) is None
    assert account.try_order("x", "B", 1, 200) is None
    assert account.try_order("x", "A", -1, 501) is None
    assert account.try_order("y", "A", -1, 500) is not None
    assert account.try_order("x", "A", -1, 200) is not None
    assert account.try_order("x", "A", -1, 300) is not None


def test_who_has_no_share_and_what_is_no_order_are_not_judged() -> None:
    """Services carry out what others decided; nonsense is the order manager's to refuse."""
    account = Account()
    assert account.allowance.denial("execution", "A", 1, 10**6) == ""
    for symbol, side, quantity in (("A", 1, 2**63), ("A", 1, -1), ("A", 2, 10**6), ("C", 1, 10**6)):
        assert account.allowance.denial("x", symbol, side, quantity) == ""
    assert account.allowance.denial("x", "A", 1, 10**6) == "risk_budget"
    assert Account(limit=float("inf")).allowance.denial("x", "A", 1, 10**6) == ""
    with pytest.raises(ConfigError, match="risk_limit: expected 0 or more, was -1.0"):
        Account(limit=-1.0)


class Buys(Agent):
    """Orders as many lots at every bar as it was told, on its own."""

    lots: int = 1

    def on_bar(self, bar: Bar) -> None:
        self.order(bar.symbol, 1, self.lots)


@pytest.fixture
def run_with(bars: Bars) -> Callable[..., BacktestResult]:
    """Run agents over ten rising bars with an account of 10,000 and some consensus settings."""

    def run(*agents: Agent, **consensus: Any) -> BacktestResult:
        grid = {"A": Instrument("A", tick_size="0.01", lot_size="1")}
        settings = load_settings(None, {"consensus": consensus})
        return backtest(agents, bars, cash=10_000, instruments=grid, config=settings)

    return run


def test_in_a_run_orders_beyond_the_share_are_denied(
    run_with: Callable[..., BacktestResult],
) -> None:
    """Two agents have half of the equity each; a larger limit lets more pass."""
    result = run_with(Buys(name="x", lots=20), Buys(name="y", lots=1))
    orders = {name: [each for each in result.orders if each.agent == name] for name in "xy"}
    assert [each.reason for each in orders["x"]] == ["", "", *["risk_budget"] * 8]
    assert {each.reason for each in orders["y"]} <= {"", "end of run"}
    assert result.summary()["orders_denied"] == {"risk_budget": 8}
    doubled = run_with(Buys(name="x", lots=20), Buys(name="y", lots=1), risk_limit=2.0)
    assert doubled.summary()["orders_denied"] == {"risk_budget": 6}


def test_orders_that_follow_a_decision_need_no_share(
    run_with: Callable[..., BacktestResult],
) -> None:
    """They are the swarm's own: with nothing left for agents' own orders they pass."""

    class Votes(Agent):
        def on_bar(self, bar: Bar) -> None:
            self.vote(bar.symbol, 1, 1.0, "up")

    result = run_with(Votes(), Buys(name="y"), risk_limit=0.0)
    (order,) = (each for each in result.orders if each.agent == "execution")
    assert (order.status, order.decision) == ("filled", 1)
    assert {each.reason for each in result.orders if each.agent == "y"} == {"risk_budget"}
