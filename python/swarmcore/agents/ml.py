"""Votes by a model and by rules together, and by the rules alone where the model fails."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Protocol, runtime_checkable

import numpy as np
from annotated_types import Interval
from numpy.typing import NDArray

from swarmcore.agents.bar_features import BAR_FEATURES, BarFeatures
from swarmcore.agents.base import Agent
from swarmcore.agents.parameters import hint
from swarmcore.errors import AgentError, CriticalError
from swarmcore.market.messages import Bar
from swarmcore.strategy import Signal, StrategyContext, momentum

__all__ = ["MLAgent", "Predictor", "ensemble"]


@runtime_checkable
class Predictor(Protocol):
    """A model that says where an instrument goes; any object with these three will do."""

    @property
    def name(self) -> str:
        """What it is called in reasons and logs."""
        ...

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The features it wants, in their order."""
        ...

    def predict(self, features: NDArray[np.float64]) -> Any:
        """From -1, surely down, to 1, surely up; a float or an array of one.

        Args:
            features: Shape (n,), in the order of feature_names, all finite.
        """
        ...


def ensemble(
    prediction: float,
    rules: float,
    *,
    ml_weight: float = 0.7,
    rule_weight: float = 0.3,
    agreement_bonus: float = 0.1,
) -> float:
    """One opinion of two: their weighted mean, and further out where both point the same way.

    Args:
        prediction: The model's, -1 to 1.
        rules: The rules', -1 to 1.
        ml_weight: The weight of the former; the weights are brought to a sum of 1.
        rule_weight: The weight of the latter.
        agreement_bonus: What is added to the size where both have the same sign.

    Returns:
        -1 to 1.
    """
    mean = (ml_weight * prediction + rule_weight * rules) / (ml_weight + rule_weight)
    if prediction * rules > 0.0:
        mean += math.copysign(agreement_bonus, mean)
    return max(-1.0, min(1.0, mean))


class MLAgent(Agent):
    """Votes by a predictor and by rules, weighted; where the predictor fails, by the rules alone.

    A predictor fails where it raises, says something that is no number from -1 to 1, or wants a
    feature that has too few bars yet. The vote then counts less, and its reason says why. The
    prediction is of what is known when a bar closes; a subclass may compute other features.

    Args:
        predictor: The model.
        rules: A strategy: from a context to a signal.
        ml_weight: The predictor's weight; the weights are brought to a sum of 1.
        rule_weight: The rules' weight.
        agreement_bonus: Added to the opinion's size where predictor and rules point the same way.
        threshold: Opinions smaller than this are no opinion.
        fallback_confidence: What the rules' confidence is multiplied by where the predictor fails.
    """

    name: str = "ml"
    predictor: Predictor
    rules: Callable[[StrategyContext], Signal] = momentum
    ml_weight: Annotated[float, Interval(gt=0.0, le=1.0)] = 0.7
    rule_weight: Annotated[float, Interval(ge=0.0, le=1.0)] = 0.3
    agreement_bonus: Annotated[float, Interval(ge=0.0, le=1.0)] = 0.1
    threshold: Annotated[float, Interval(ge=0.0, le=1.0)] = 0.1
    fallback_confidence: Annotated[float, Interval(ge=0.0, le=1.0)] = 0.5

    available: ClassVar[tuple[str, ...]] = BAR_FEATURES
    """Names of the features that `features` computes."""

    def on_start(self) -> None:
        for wanted in self.predictor.feature_names:
            if wanted not in self.available:
                raise AgentError(
                    f"{self.name}: predictor: feature_names: no feature {wanted!r}; "
                    f"{hint(wanted, self.available)}"
                )
        self._by_symbol = {symbol: BarFeatures() for symbol in self.symbols}
        self.failures = 0

    def features(self, bar: Bar) -> tuple[StrategyContext, Mapping[str, float]]:
        """The context for the rules and the features for the predictor, as a bar closes."""
        return self._by_symbol[bar.symbol].update(bar)

    def on_bar(self, bar: Bar) -> None:
        context, features = self.features(bar)
        signal = self.rules(context)
        rules = signal.side * signal.confidence
        prediction = self._predict(features)
        if isinstance(prediction, str):
            opinion = rules * self.fallback_confidence
            reason = f"rules alone: {prediction}; {signal.reason}"
        else:
            opinion = ensemble(
                prediction,
                rules,
                ml_weight=self.ml_weight,
                rule_weight=self.rule_weight,
                agreement_bonus=self.agreement_bonus,
            )
            reason = f"{self.predictor.name} {prediction:+.2f}, rules {rules:+.2f}; {signal.reason}"
        side = 0 if abs(opinion) < self.threshold else (opinion > 0.0) - (opinion < 0.0)
        self.signal(Signal(bar.symbol, side, abs(opinion), reason, bar.ts))
        self.vote(bar.symbol, side, abs(opinion), reason)

    def _predict(self, features: Mapping[str, float]) -> float | str:
        """The prediction, or in one line why there is none."""
        predictor = self.predictor
        values = np.array([features[name] for name in predictor.feature_names], np.float64)
        if not np.isfinite(values).all():
            return "too few bars for the features"
        try:
            prediction = np.asarray(predictor.predict(values), np.float64)
        except CriticalError:
            raise
        except Exception as error:
            return self._failed(f"{predictor.name} raised {type(error).__name__}: {error}")
        if prediction.size != 1 or not -1.0 <= (value := prediction.item()) <= 1.0:
            return self._failed(f"{predictor.name} said {prediction.tolist()}, not -1 to 1")
        return value

    def _failed(self, why: str) -> str:
        line = why.splitlines()[0]
        self.failures += 1
        self.log.warning("prediction failed", reason=line)
        return line
