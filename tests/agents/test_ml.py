"""Agents of a model and rules."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from swarmcore.agents import BAR_FEATURES, BarFeatures, MLAgent, Predictor, ensemble
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.errors import AgentError, CriticalError
from swarmcore.market import Bars, sample_bars
from swarmcore.market.messages import Bar
from swarmcore.strategy import Signal, StrategyContext

Run = Callable[..., BacktestResult]

opinions = st.floats(-1.0, 1.0)


@given(opinions, opinions, st.floats(0.01, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_ensemble_is_the_weighted_mean_and_a_bonus_for_agreement(
    prediction: float, rules: float, ml_weight: float, rule_weight: float, bonus: float
) -> None:
    """Within -1 to 1; the other way round for the opposite opinions."""

    def both(prediction: float, rules: float) -> float:
        return ensemble(
            prediction,
            rules,
            ml_weight=ml_weight,
            rule_weight=rule_weight,
            agreement_bonus=bonus,
        )

    naive = (prediction * ml_weight + rules * rule_weight) / (ml_weight + rule_weight)
    if prediction * rules > 0:
        naive += bonus if naive > 0 else -bonus
    assert both(prediction, rules) == pytest.approx(min(1.0, max(-1.0, naive)))
    assert both(-prediction, -rules) == -both(prediction, rules)
    assert -1.0 <= both(prediction, rules) <= 1.0


def test_the_default_weights() -> None:
    """0.7 and 0.3, and 0.1 for agreement."""
    assert ensemble(0.5, 0.5) == pytest.approx(0.6)
    assert ensemble(0.5, -0.5) == pytest.approx(0.2)
    assert ensemble(0.5, 0.0) == pytest.approx(0.35)


class LeastSquares:
    """A linear model of the next bar's return, fitted by least squares."""

    name = "least squares"

    def __init__(self, bars: Bars, symbol: str, feature_names: tuple[str, ...]) -> None:
        self.feature_names = feature_names
        one = bars.select([symbol])
        features = BarFeatures()
        rows = []
        for index in range(len(one.close)):
            _, values = features.update(
                Bar(
                    int(one.ts[index]),
                    symbol,
                    float(one.open[index]),
                    float(one.high[index]),
                    float(one.low[index]),
                    float(one.close[index]),
                    float(one.volume[index]),
                )
            )
            rows.append([values[name] for name in feature_names])
        inputs = np.array(rows[:-1])
        outcomes = one.close[1:] / one.close[:-1] - 1.0
        known = np.isfinite(inputs).all(axis=1)
        self.scale = float(np.std(outcomes[known]))
        self.coefficients, *_ = np.linalg.lstsq(inputs[known], outcomes[known], rcond=None)

    def predict(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.tanh(np.atleast_1d(features @ self.coefficients) / self.scale)


def test_a_real_model_votes_together_with_rules() -> None:
    """Fitted on the sample; the vote is the ensemble of both, and says what each thought."""
    bars = sample_bars()
    symbol = bars.symbols[0]
    model = LeastSquares(bars, symbol, ("return_1", "return_5", "trend", "rsi"))
    assert isinstance(model, Predictor)
    agent = MLAgent(predictor=model)
    result = backtest([agent], symbols=[symbol])
    assert result.faults == ()
    assert agent.failures == 0
    reasons = [decision.votes[0].reason for decision in result.decision_messages]
    first = next(
        index for index, reason in enumerate(reasons) if reason.startswith("least squares")
    )
    assert first == 99, "the slow average of 100 bars is the last to be known"
    assert all(
        reason.startswith("rules alone: too few bars for the features")
        for reason in reasons[:first]
    )
    assert all(reason.startswith("least squares") for reason in reasons[first:])
    assert {vote.side for each in result.decision_messages for vote in each.votes} == {-1, 0, 1}


class Fixed:
    """Says what it was given; an exception is raised."""

    name = "fixed"
    feature_names = ("return_1",)

    def __init__(self, said: Any) -> None:
        self.said = said

    def predict(self, features: NDArray[np.float64]) -> Any:
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


def rising(context: StrategyContext) -> Signal:
    return Signal(context.symbol, 1, 0.8, "it rises", context.ts)


def last_vote(run: Run, said: Any, **parameters: Any) -> Any:
    result = run(MLAgent(predictor=Fixed(said), rules=rising, **parameters))
    assert result.faults == ()
    return result.decision_messages[-1].votes[0]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (ValueError("no such layer\nand more"), "fixed raised ValueError: no such layer"),
        (math.nan, r"fixed said nan, not -1 to 1"),
        (1.5, r"fixed said 1.5, not -1 to 1"),
        (np.array([0.1, 0.2]), r"fixed said \[0.1, 0.2\], not -1 to 1"),
        ("up", "fixed raised ValueError: could not convert"),
    ],
)
def test_where_the_model_fails_the_rules_vote_alone_at_less_confidence(
    run: Run, said: Any, why: str
) -> None:
    """Whatever it does, and the reason says what."""
    vote = last_vote(run, said)
    assert (vote.side, vote.confidence) == (1, 0.4)
    assert vote.reason.endswith("; it rises")
    with pytest.raises(AssertionError, match=f"rules alone: {why}"):
        raise AssertionError(vote.reason)
    assert last_vote(run, said, fallback_confidence=0.25).confidence == pytest.approx(0.2)


@pytest.mark.parametrize("said", [0.5, np.float32(0.5), np.array([0.5]), np.array(0.5)])
def test_a_prediction_may_be_a_number_or_an_array_of_one(run: Run, said: Any) -> None:
    """As models return them."""
    assert last_vote(run, said).confidence == pytest.approx(0.7 * 0.5 + 0.3 * 0.8 + 0.1)


def test_an_opinion_below_the_threshold_is_none(run: Run) -> None:
    """The vote is of side 0."""
    assert last_vote(run, -0.3, threshold=0.1).side == 0
    assert last_vote(run, -0.3, threshold=0.0).side == 1


def test_a_critical_error_of_a_model_is_no_failed_prediction(run: Run) -> None:
    """It stops the agent."""
    agent = MLAgent(predictor=Fixed(CriticalError("stolen")), rules=rising)
    assert run(agent).faults[0].left_out
    assert agent.safe_mode == "CriticalError: stolen"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"predictor": 3}, "MLAgent: predictor: input should be an instance of Predictor, was 3"),
        ({"ml_weight": 0.0}, "MLAgent: ml_weight: input should be greater than 0, was 0.0"),
        ({"agreement_bonus": 1.1}, "MLAgent: agreement_bonus: input should be less than or equal"),
        ({"threshold": math.nan}, "MLAgent: threshold: input should be"),
        ({"rules": 3}, "MLAgent: rules: input should be callable, was 3"),
    ],
)
def test_a_wrong_parameter_is_named(parameters: dict[str, Any], message: str) -> None:
    """The predictor by what it lacks."""
    with pytest.raises(AgentError, match=message):
        MLAgent(**{"predictor": Fixed(0.5), **parameters})


def test_a_feature_that_is_not_computed_is_named(run: Run) -> None:
    """With the nearest that is."""

    class Wants(Fixed):
        feature_names = ("retrun_5",)

    error = run(MLAgent(predictor=Wants(0.5))).faults[0].error
    assert error == (
        "AgentError: ml: predictor: feature_names: no feature 'retrun_5'; did you mean return_5?"
    )


def test_features_are_free_of_the_price_level() -> None:
    """A thousand times the price gives the same features; only what is past is used."""
    closes = 100.0 + np.cumsum(np.sin(np.arange(150.0)))

    def features(scale: float, count: int) -> NDArray[np.float64]:
        computer = BarFeatures()
        rows = []
        for close in closes[:count] * scale:
            bar = Bar(0, "A", close, close * 1.01, close * 0.99, close, 1.0)
            _, values = computer.update(bar)
            assert tuple(values) == BAR_FEATURES
            rows.append(list(values.values()))
        return np.array(rows)

    whole = features(1.0, 150)
    np.testing.assert_allclose(whole, features(1000.0, 150), rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(whole[:120], features(1.0, 120))
    assert np.isfinite(whole[99:]).all()
