"""How well agents have voted of late, and what their votes should count for it.

A vote of side s and confidence c is scored when the symbol's next price is known. With the return r
since the decision and the volatility v that was known at the decision, its payoff is

    x = s × c × z,    z = r / v, cut at ±4,

v² being the exponentially weighted mean of squared returns with factor 0.94 (RiskMetrics Technical
Document, J. P. Morgan and Reuters 1996). Votes of side 0 or confidence 0 risk nothing and are not
scored. Over an agent's scored votes, each counted by d to the power of its age in scored votes
(d ** half_life = ½), n is the sum of the counts, m the mean payoff and q the mean squared payoff:

    ratio  = m / √q                            between -1 and 1: payoff for the risk taken
    Z      = n / (n + prior_votes)             how far the record is believed
    weight = (1 - Z) + Z × ratio / reference   cut to [floor, cap]

Z is the credibility of H. Bühlmann, "Experience Rating and Credibility", ASTIN Bulletin 4 (1967):
an agent without a record has the weight 1 of all. That a weight should grow in proportion to the
edge follows from S. Nitzan and J. Paroush (1982): the best weight of an independent vote of hit
rate h, log h / (1 - h), is 4 × (h - ½) for small edges. The ratio is used and not the mean, so that
an agent which is always sure gains nothing over one which is as right and modest.

The hit rate is the mean of a beta distribution: so many hits among the counts, after prior_votes of
which the part prior_hit_rate were hits.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated

import msgspec

from swarmcore.agents.messages import Vote
from swarmcore.errors import ConfigError

__all__ = ["AgentRecord", "Learning", "Performance", "PerformanceState", "SymbolRecord"]

_Count = Annotated[int, msgspec.Meta(ge=0)]
_Number = Annotated[float, msgspec.Meta(ge=-sys.float_info.max, le=sys.float_info.max)]
_Sum = Annotated[float, msgspec.Meta(ge=0.0, le=sys.float_info.max)]

_VARIANCE_FACTOR = 0.94
_RETURNS_NEEDED = 20
"""Returns before a volatility is believed; votes before that are not scored."""
_LARGEST_RETURN = 4.0
"""In volatilities: one crash must not decide on its own who is heard."""


class Learning(msgspec.Struct, frozen=True, kw_only=True):
    """How weights are learnt.

    Args:
        half_life: Scored votes of an agent after which one counts half, at least 1.
        prior_votes: Scored votes at which an agent's record counts as much as the prior, above 0.
        reference: The ratio of payoff to risk at which a weight is 1, above 0 and at most 1.
        floor: The least weight, 0 to 1.
        cap: The largest weight, at least 1.
        prior_hit_rate: The hit rate of an agent without a record, 0.5 to 1.

    Raises:
        ConfigError: An argument is out of range.
    """

    half_life: float = 2000.0
    prior_votes: float = 1000.0
    reference: float = 0.03
    floor: float = 0.1
    cap: float = 10.0
    prior_hit_rate: float = 0.55

    def __post_init__(self) -> None:
        checks = (
            ("half_life", 1.0 <= self.half_life < math.inf, "1 or more"),
            ("prior_votes", 0.0 < self.prior_votes < math.inf, "more than 0"),
            ("reference", 0.0 < self.reference <= 1.0, "more than 0, 1 at most"),
            ("floor", 0.0 <= self.floor <= 1.0, "0 to 1"),
            ("cap", 1.0 <= self.cap < math.inf, "1 or more"),
            ("prior_hit_rate", 0.5 <= self.prior_hit_rate < 1.0, "0.5 or more, less than 1"),
        )
        for name, holds, expected in checks:
            if not holds:
                raise ConfigError(f"{name}: expected {expected}, was {getattr(self, name)}")


class AgentRecord(msgspec.Struct):
    """What an agent's scored votes came to; sums are over counts that decay.

    Args:
        votes: Scored votes, all alike.
        count: The sum of the counts, n.
        payoff: The sum of payoffs.
        squared: The sum of squared payoffs.
        hits: The counts of votes whose side the return had; half of those of no return.

    Raises:
        ValueError: There are more hits than votes.
    """

    votes: _Count = 0
    count: _Sum = 0.0
    payoff: _Number = 0.0
    squared: _Sum = 0.0
    hits: _Sum = 0.0

    def __post_init__(self) -> None:
        if self.hits > self.count * (1.0 + 1e-9):
            raise ValueError(f"hits: expected {self.count} at most, was {self.hits}")


class SymbolRecord(msgspec.Struct):
    """A symbol's volatility.

    Args:
        returns: Returns seen.
        variance: The exponentially weighted mean of squared returns.
    """

    returns: _Count = 0
    variance: _Sum = 0.0


class PerformanceState(msgspec.Struct, frozen=True):
    """What is worth keeping: records by agent and by symbol.

    Args:
        agents: By name.
        symbols: By symbol.
    """

    agents: Mapping[str, AgentRecord]
    symbols: Mapping[str, SymbolRecord]


class Performance:
    """Scores votes, and derives weights and hit rates from nothing but prices already seen.

    Args:
        learning: The parameters.
    """

    def __init__(self, learning: Learning | None = None) -> None:
        self.learning = learning or Learning()
        # Decimal's functions are correctly rounded; those of floats differ between machines.
        half_life = Decimal(self.learning.half_life)
        self._decay = float((Decimal("0.5").ln() / half_life).exp())
        self._agents: dict[str, AgentRecord] = {}
        self._symbols: dict[str, SymbolRecord] = {}
        self._weights: dict[str, float] = {}
        self._prices: dict[str, float] = {}
        self._open: dict[str, tuple[Vote, ...]] = {}

    def on_price(self, symbol: str, price: float) -> None:
        """Score the votes that wait for this price; one that is no positive number is passed over.

        Args:
            symbol: Of the instrument.
            price: Its price now: a bar's close, or the mid.
        """
        if not 0.0 < price < math.inf:
            return
        last = self._prices.get(symbol)
        self._prices[symbol] = price
        votes = self._open.pop(symbol, ())
        if last is None:
            return
        change = price / last - 1.0
        record = self._symbols.get(symbol)
        if record is None:
            record = self._symbols[symbol] = SymbolRecord()
        if record.returns >= _RETURNS_NEEDED and record.variance > 0.0:
            moved = change / math.sqrt(record.variance)
            moved = max(-_LARGEST_RETURN, min(_LARGEST_RETURN, moved))
            for vote in votes:
                risked = vote.side * vote.confidence
                if risked != 0.0:
                    self._score(vote.agent, risked * moved)
        factor = _VARIANCE_FACTOR if record.returns else 0.0
        variance = factor * record.variance + (1.0 - factor) * change * change
        record.variance = min(variance, sys.float_info.max)
        record.returns += 1

    def on_votes(self, symbol: str, votes: Iterable[Vote]) -> None:
        """Keep the votes of a decision until the symbol's next price is known."""
        self._open[symbol] = tuple(votes)

    @property
    def weights(self) -> Mapping[str, float]:
        """The weights of all agents with a record, by name; not to be changed."""
        return self._weights

    def weight(self, agent: str) -> float:
        """What an agent's votes should count, between floor and cap; 1 without a record."""
        return self._weights.get(agent, 1.0)

    def hit_rate(self, agent: str) -> float:
        """How often an agent names the right side, above 0 and below 1."""
        record = self._agents.get(agent, _NO_RECORD)
        prior = self.learning.prior_votes
        hits = prior * self.learning.prior_hit_rate + record.hits
        return hits / (prior + record.count)

    def record(self, agent: str) -> AgentRecord:
        """A copy of an agent's record; an empty one where no vote of it has been scored."""
        return msgspec.structs.replace(self._agents.get(agent, _NO_RECORD))

    def snapshot(self) -> PerformanceState:
        """A copy of all records. Votes that still wait for a price are not in it."""
        return PerformanceState(
            {name: msgspec.structs.replace(each) for name, each in self._agents.items()},
            {name: msgspec.structs.replace(each) for name, each in self._symbols.items()},
        )

    def restore(self, state: PerformanceState) -> None:
        """Go on from records that were kept; a symbol's first price is its first again."""
        self._agents = {name: msgspec.structs.replace(each) for name, each in state.agents.items()}
        self._symbols = {
            name: msgspec.structs.replace(each) for name, each in state.symbols.items()
        }
        self._weights = {name: self._weigh(each) for name, each in self._agents.items()}
        self._prices.clear()
        self._open.clear()

    def _score(self, agent: str, payoff: float) -> None:
        hit = 1.0 if payoff > 0.0 else 0.0 if payoff < 0.0 else 0.5
        record = self._agents.get(agent)
        if record is None:
            record = self._agents[agent] = AgentRecord()
        decay = self._decay
        record.votes += 1
        record.count = decay * record.count + 1.0
        record.payoff = decay * record.payoff + payoff
        record.squared = decay * record.squared + payoff * payoff
        record.hits = decay * record.hits + hit
        self._weights[agent] = self._weigh(record)

    def _weigh(self, record: AgentRecord) -> float:
        learning, count = self.learning, record.count
        risk = math.sqrt(count * record.squared)
        ratio = record.payoff / risk if risk > 0.0 else 0.0
        belief = count / (count + learning.prior_votes)
        weight = (1.0 - belief) + belief * ratio / learning.reference
        if weight < learning.floor:
            return learning.floor
        return weight if weight < learning.cap else learning.cap


_NO_RECORD = AgentRecord()
