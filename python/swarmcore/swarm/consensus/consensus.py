"""From votes to one decision an instrument."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Literal

from swarmcore.agents.messages import Decision, RiskUpdate, Tick, Vote
from swarmcore.errors import ConfigError
from swarmcore.market.messages import Bar
from swarmcore.swarm.consensus.budget import BudgetRules, RiskBudget, Share
from swarmcore.swarm.consensus.performance import Learning, Performance, PerformanceState
from swarmcore.swarm.consensus.pooling import POOLS
from swarmcore.swarm.consensus.rules import Rules
from swarmcore.swarm.state import StateManager

__all__ = ["Consensus"]

_agent_of = attrgetter("agent")


class Consensus:
    """Collects votes, decides when the clock ticks, and learns what the votes were worth.

    Everything is summed in the order of agent names, so that a decision does not depend on who
    voted first.

    Args:
        rules: Strategy, thresholds, quorum and tie rule.
        voters: Agents known to vote; others are known from their first vote on a symbol. They
            share the risk budget.
        veto_agents: Those whose votes bind where the strategy is "veto".
        weights: Weight by agent name, finite and not negative; 1 for an agent not named. Under
            "bayesian" a weight below 1 moves the agent's hit rate towards one half.
        learning: How records become weights.
        budget: How the risk budget is shared.

    Raises:
        ConfigError: A weight is out of range.
    """

    def __init__(
        self,
        rules: Rules | None = None,
        *,
        voters: Iterable[str] = (),
        veto_agents: Iterable[str] = (),
        weights: Mapping[str, float] | None = None,
        learning: Learning | None = None,
        budget: BudgetRules | None = None,
    ) -> None:
        self.rules = rules or Rules()
        self.performance = Performance(learning)
        self._declared = dict.fromkeys(sorted(voters))
        self.risk_budget = RiskBudget(self._declared, budget)
        self.veto_agents = frozenset(veto_agents)
        self.weights = dict(weights or {})
        for name, weight in self.weights.items():
            if not 0.0 <= weight < math.inf:
                raise ConfigError(f"weights.{name}: expected 0 or more, was {weight}")
        self._ballots: dict[str, dict[str, Vote]] = {}
        self._names = dict(self._declared)
        self._voters: dict[str, dict[str, None]] = {}
        self._sides: dict[str, int] = {}
        self._decided = 0
        self._risk: RiskUpdate | None = None

    def on_vote(self, vote: Vote) -> None:
        """Take a vote; an agent's later vote on the same instrument replaces its earlier one."""
        ballot = self._ballots.get(vote.symbol)
        if ballot is None:
            ballot = self._ballots[vote.symbol] = {}
        ballot[vote.agent] = vote

    def on_bar(self, bar: Bar) -> None:
        """Score the votes that wait for this bar's close."""
        self.on_price(bar.symbol, bar.close)

    def on_price(self, symbol: str, price: float) -> None:
        """Score the votes on a symbol that wait for its next price, in any unit that stays."""
        self.performance.on_price(symbol, price)

    def on_risk(self, update: RiskUpdate) -> None:
        """Remember whether entries are allowed; under "veto" it binds like a veto agent's vote."""
        self._risk = update

    def on_tick(
        self,
        tick: Tick,
        counts: Callable[[str], bool],
        publish: Callable[[str, object], object],
        flux: Callable[[str], float] = lambda symbol: 0.0,
        absent: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> None:
        """Decide on every instrument that was voted on, and forget the votes.

        Args:
            tick: The instant.
            counts: Tells by agent name whether it runs and its vote counts.
            publish: Receives (``decision.<symbol>``, Decision).
            flux: Tells by symbol how turbulent its market is, 0 to 1.
            absent: By symbol, agents that run and yet have nobody running who votes on it.
        """
        ballots, self._ballots = self._ballots, {}
        for ballot in ballots.values():
            self._names.update(dict.fromkeys(ballot))
        # Each is asked once: within a tick nothing changes.
        everywhere = {name: counts(name) for name in self._names}
        for symbol in sorted(ballots):
            ballot = ballots[symbol]
            gone = absent.get(symbol)
            runs = everywhere if gone is None else everywhere | dict.fromkeys(gone, False)
            votes = [vote for vote in ballot.values() if runs[vote.agent]]
            known = self._voters.get(symbol)
            if known is None:
                known = self._voters[symbol] = dict(self._declared)
            silent = 0
            if known.keys() != ballot.keys():
                known.update(dict.fromkeys(ballot))
                silent = sum(name not in ballot and runs[name] for name in known)
            decision = self.decide(tick.ts, symbol, votes, silent=silent, flux=flux(symbol))
            self._decided = decision.id
            if decision.side:
                self._sides[symbol] = decision.side
            self.performance.on_votes(symbol, votes)
            publish(f"decision.{symbol}", decision)
        learnt = self.performance.weights
        self.risk_budget.reallocate(
            {name: learnt.get(name, 1.0) for name in self._declared if everywhere[name]}
        )

    def decide(
        self,
        ts: int,
        symbol: str,
        votes: Iterable[Vote],
        *,
        silent: int = 0,
        flux: float = 0.0,
    ) -> Decision:
        """The decision that votes of different agents amount to; it changes nothing.

        Args:
            ts: When, nanoseconds UTC.
            symbol: On what.
            votes: One an agent, of agents that run.
            silent: Voters that run and did not vote.
            flux: The market's turbulence, 0 to 1.
        """
        rules = self.rules
        ordered = tuple(sorted(votes, key=_agent_of))
        weights = self._weights_of(ordered)
        support = POOLS[rules.strategy](ordered, weights)
        score, confidence, stronger = support.score, support.confidence, support.side
        voters = len(ordered) + silent
        needed = rules.votes_needed(voters)
        threshold = rules.threshold_at(flux)
        if len(ordered) < needed:
            side, reason = 0, f"{needed} votes needed, {len(ordered)} cast"
        elif stronger == 0 and confidence > 0.0:
            side, reason = self._break_tie(symbol, ordered, weights, threshold)
        else:
            side, reason = self._judge(stronger, score, confidence, threshold)
        vetoes = self._vetoes(ts, symbol, side, ordered)
        return Decision(
            id=self._decided + 1,
            ts=ts,
            symbol=symbol,
            side=0 if vetoes else side,
            reason=f"{vetoes[0].agent} forbids it: {vetoes[0].reason}" if vetoes else reason,
            strategy=rules.strategy,
            score=score,
            score_threshold=rules.score_threshold,
            confidence=confidence,
            confidence_threshold=threshold,
            flux=flux,
            quorum=needed,
            voters=voters,
            votes=ordered,
            weights=weights,
            vetoes=vetoes,
            vetoed_side=side if vetoes else 0,
        )

    def weight(self, agent: str) -> float:
        """What an agent's vote counts where votes are weighed: given weight × learnt weight."""
        return self.weights.get(agent, 1.0) * self._learnt.get(agent, 1.0)

    def hit_rate(self, agent: str) -> float:
        """What an agent's vote counts under "bayesian", one half or more.

        A worse record than a coin's makes a vote void, not a vote for the other side: what nobody
        said must not be decided.
        """
        edge = max(0.0, self.performance.hit_rate(agent) - 0.5)
        return 0.5 + min(1.0, self.weights.get(agent, 1.0)) * edge

    def budget(self, agent: str) -> float:
        """An agent's part of the risk budget, 0 to 1.

        Raises:
            AgentError: The agent holds none.
        """
        return self.risk_budget.share(agent)

    def save(self, state: StateManager) -> None:
        """Keep records, shares and last sides under the namespace ``consensus``."""
        state.put("consensus", "performance", self.performance.snapshot())
        state.put("consensus", "shares", self.risk_budget.shares)
        state.put("consensus", "sides", self._sides)

    def restore(self, state: StateManager) -> None:
        """Go on from what was kept; what was not, stays as it is.

        Raises:
            StateError: What was kept is not of a consensus; everything stays as it was.
        """
        performance = state.get("consensus", "performance", kind=PerformanceState)
        shares = state.get("consensus", "shares", kind=dict[str, Share])
        sides = state.get("consensus", "sides", kind=dict[str, Literal[-1, 1]])
        if performance is not None:
            self.performance.restore(performance)
        if shares is not None:
            self.risk_budget.restore(shares)
        if sides is not None:
            self._sides = sides

    @property
    def _learnt(self) -> Mapping[str, float]:
        return self.performance.weights if self.rules.learn else {}

    def _weights_of(self, votes: Sequence[Vote]) -> tuple[float, ...]:
        strategy = self.rules.strategy
        if strategy == "bayesian":
            return tuple(self.hit_rate(vote.agent) for vote in votes)
        if strategy in ("weighted", "veto"):
            given, learnt = self.weights, self._learnt
            binding = self.veto_agents if strategy == "veto" else frozenset()
            return tuple(
                [
                    0.0
                    if vote.agent in binding
                    else given.get(vote.agent, 1.0) * learnt.get(vote.agent, 1.0)
                    for vote in votes
                ]
            )
        return (1.0,) * len(votes)

    def _judge(
        self, stronger: int, score: float, confidence: float, threshold: float
    ) -> tuple[int, str]:
        """The stronger side and why it is taken, or 0 and why not."""
        needed = self.rules.score_threshold
        if confidence == 0.0:
            return 0, "no vote that counts is for a side"
        if abs(score) < needed:
            return 0, f"score {score:+.3f} is within ±{needed:.3f}"
        if confidence < threshold:
            return 0, f"confidence {confidence:.3f} is below {threshold:.3f}"
        return stronger, f"score {score:+.3f} with confidence {confidence:.3f}"

    def _break_tie(
        self, symbol: str, votes: Sequence[Vote], weights: Sequence[float], threshold: float
    ) -> tuple[int, str]:
        tied = "both sides are equally strong"
        if self.rules.tie == "previous":
            return self._sides.get(symbol, 0), f"{tied}; as decided before"
        if self.rules.tie == "strongest":
            strengths = [
                weight * vote.confidence if vote.side else 0.0
                for vote, weight in zip(votes, weights, strict=True)
            ]
            strongest = max(strengths)
            first = votes[strengths.index(strongest)]
            sides = {
                vote.side
                for vote, strength in zip(votes, strengths, strict=True)
                if strength == strongest
            }
            if len(sides) == 1 and first.confidence >= threshold:
                return first.side, f"{tied}; {first.agent}'s vote is the strongest"
        return 0, tied

    def _vetoes(self, ts: int, symbol: str, side: int, votes: Sequence[Vote]) -> tuple[Vote, ...]:
        """The votes that forbid a side: of veto agents, for another side or for none."""
        if self.rules.strategy != "veto" or side == 0:
            return ()
        vetoes = [
            vote
            for vote in votes
            if vote.agent in self.veto_agents and vote.side != side and vote.confidence > 0.0
        ]
        risk = self._risk
        if risk is not None and not risk.entries_allowed:
            vetoes.append(Vote(risk.agent, symbol, 0, 1.0, risk.reason, ts))
        return tuple(vetoes)
