"""What strategies make of their context."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.strategy import (
    Action,
    BlendWeights,
    Signal,
    StrategyContext,
    Strength,
    blend,
    mean_reversion,
    momentum,
    odds,
)

STRATEGIES: list[Callable[[StrategyContext], Signal]] = [momentum, mean_reversion, odds, blend]

RISING = StrategyContext(
    symbol="A",
    ts=1,
    close=100.0,
    fast=101.0,
    slow=100.0,
    atr=1.0,
    upper=102.0,
    middle=100.0,
    lower=98.0,
    rsi=50.0,
    probability_up=0.8,
    mean_return=0.01,
    value_at_risk=-0.02,
    drawdown=0.0,
    sentiment=0.6,
    flux=0.5,
)

numbers = st.floats(allow_nan=True, allow_infinity=True)
contexts = st.builds(
    StrategyContext,
    symbol=st.just("A"),
    ts=st.integers(0, 2**62),
    entries_allowed=st.booleans(),
    **{
        name: numbers
        for name in StrategyContext.__struct_fields__
        if name not in ("symbol", "ts", "entries_allowed")
    },
)


def changed(**fields: float | bool) -> StrategyContext:
    """RISING with other fields."""
    return msgspec.structs.replace(RISING, **fields)


@pytest.mark.parametrize("strategy", STRATEGIES)
@given(context=contexts)
def test_a_signal_is_in_range_whatever_the_context(
    strategy: Callable[[StrategyContext], Signal], context: StrategyContext
) -> None:
    """Also for NaN, infinities and values that no market has."""
    signal = strategy(context)
    assert signal.side in (-1, 0, 1)
    assert 0.0 <= signal.confidence <= 1.0
    assert signal.action in Action
    assert signal.strength in Strength
    assert (signal.symbol, signal.ts) == (context.symbol, context.ts)
    assert signal.reason
    assert "\n" not in signal.reason


@given(
    contexts,
    st.lists(st.floats(0.0, 1e6), min_size=4, max_size=4).filter(any),
    st.floats(0.0, 1.0),
)
def test_a_blend_is_in_range_whatever_its_weights(
    context: StrategyContext, weights: list[float], threshold: float
) -> None:
    """Some weights may be 0, and all of those of what is known."""
    signal = blend(context, weights=BlendWeights(*weights), threshold=threshold)
    assert signal.side in (-1, 0, 1)
    assert 0.0 <= signal.confidence <= 1.0


@pytest.mark.parametrize(("side", "action"), [(1, Action.BUY), (-1, Action.SELL), (0, Action.HOLD)])
def test_a_side_is_an_action(side: int, action: Action) -> None:
    """+1 buys, -1 sells, 0 holds."""
    assert Signal("A", side, 0.5, "because", 1).action is action


@pytest.mark.parametrize(
    ("confidence", "strength"),
    [
        (1.0, Strength.STRONG),
        (0.7, Strength.STRONG),
        (0.69, Strength.MODERATE),
        (0.4, Strength.MODERATE),
        (0.39, Strength.WEAK),
        (0.0, Strength.WEAK),
    ],
)
def test_a_confidence_is_a_strength(confidence: float, strength: Strength) -> None:
    """Strong from 0.7, moderate from 0.4."""
    assert Signal("A", 1, confidence, "because", 1).strength is strength


@pytest.mark.parametrize(
    ("probability_up", "side", "confidence"),
    [(0.8, 1, 0.6), (0.2, -1, 0.6), (0.51, 0, 0.02), (0.49, 0, 0.02), (1.0, 1, 1.0)],
)
def test_odds_are_on_the_likelier_side(probability_up: float, side: int, confidence: float) -> None:
    """Beyond the dead band; confidence is twice the distance from one half."""
    signal = odds(changed(probability_up=probability_up))
    assert signal.side == side
    assert signal.confidence == pytest.approx(confidence)


def test_without_an_outlook_odds_have_no_opinion() -> None:
    """NaN is not known."""
    signal = odds(changed(probability_up=float("nan")))
    assert (signal.side, signal.confidence, signal.reason) == (0, 0.0, "no outlook yet")


def test_a_blend_is_the_weighted_mean_of_what_is_known() -> None:
    """Views that are not known are left out of both sums."""
    signal = blend(changed(drawdown=0.0), weights=BlendWeights(1.0, 0.0, 2.0, 3.0))
    trend = momentum(RISING).confidence
    expected = (1.0 * trend + 0.0 + 2.0 * 0.6 + 3.0 * 0.6) / 6.0
    assert signal.side == 1
    assert signal.confidence == pytest.approx(expected)
    alone = blend(StrategyContext("A", 1, 100.0, sentiment=-0.9))
    assert (alone.side, alone.confidence) == (-1, 0.9)
    assert blend(StrategyContext("A", 1, 100.0)).reason == "nothing known yet"


@pytest.mark.parametrize(
    ("fields", "side"),
    [
        ({"fast": 90.0, "atr": 0.1, "probability_up": 0.5, "sentiment": -0.5}, -1),
        ({"probability_up": 0.0, "sentiment": -0.6}, -1),
        ({"sentiment": -1.0, "probability_up": 0.2, "fast": 100.0}, -1),
        ({"entries_allowed": False}, 0),
        ({"drawdown": -0.25}, 0),
        ({"drawdown": -0.15}, 0),
    ],
)
def test_what_turns_a_blend(fields: dict[str, float | bool], side: int) -> None:
    """From long to out or to no opinion."""
    assert blend(RISING).side == 1
    assert blend(changed(**fields)).side == side


def test_losses_take_nothing_from_what_speaks_for_being_out() -> None:
    """Whoever lost may leave as well as before."""
    falling = changed(probability_up=0.1, sentiment=-0.9, fast=99.0)
    signal = blend(falling)
    assert signal.side == -1
    lost = msgspec.structs.replace(falling, drawdown=-0.24, entries_allowed=False)
    assert blend(lost) == signal


def test_flux_lowers_the_confidence_that_a_blend_needs() -> None:
    """By flux_reduction at flux 1, in proportion below."""
    context = StrategyContext("A", 1, 100.0, sentiment=0.5)
    sides = [
        blend(msgspec.structs.replace(context, flux=flux), threshold=0.6).side
        for flux in (0.0, 0.4, 0.6, 1.0)
    ]
    assert sides == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"trend": -1.0}, "trend: expected 0 to 1,000,000, was -1.0"),
        ({"odds": float("nan")}, "odds: expected 0 to 1,000,000, was nan"),
        (dict.fromkeys(("trend", "reversion", "odds", "sentiment"), 0.0), "weights: expected one"),
    ],
)
def test_weights_out_of_range_are_named(weights: dict[str, float], message: str) -> None:
    """One line that names the weight."""
    with pytest.raises(ValueError, match=message):
        BlendWeights(**weights)
