"""The consensus in a swarm: its configuration, veto agents, and what it takes from run to run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.config import load_settings
from swarmcore.errors import ConfigError, StateError
from swarmcore.market.messages import Bar

from .conftest import make_bars

WAVES = make_bars([100.0 + (3 * day) % 7 for day in range(60)])


class Follows(Agent):
    """Votes as the last bar went."""

    def on_start(self) -> None:
        self.last = 0.0

    def on_bar(self, bar: Bar) -> None:
        self.vote(bar.symbol, 1 if bar.close > self.last else -1, 0.9, "as it went")
        self.last = bar.close


class Contradicts(Follows):
    """Votes against the last bar."""

    def on_bar(self, bar: Bar) -> None:
        self.vote(bar.symbol, -1 if bar.close > self.last else 1, 0.5, "it comes back")
        self.last = bar.close


class Forbids(Agent):
    """Forbids everything until the twentieth bar."""

    veto = True

    def on_start(self) -> None:
        self.bars = 0

    def on_bar(self, bar: Bar) -> None:
        self.bars += 1
        if self.bars <= 20:
            self.vote(bar.symbol, 0, 1.0, "too early")


def run(*agents: Agent, state: str = "", **consensus: Any) -> BacktestResult:
    settings = load_settings(None, {"consensus": consensus, "run": {"state": state}})
    return backtest(agents, WAVES, cash=10_000, config=settings)


@pytest.mark.parametrize(
    ("consensus", "message"),
    [
        (
            {"weights": {"folows": 2.0}},
            "consensus.weights: no agent 'folows'; did you mean follows?",
        ),
        (
            {"veto_agents": ["riks"]},
            "consensus.veto_agents: no agent 'riks'; did you mean risk?",
        ),
        ({"strategy": "wieghted"}, "consensus.strategy: input should be 'equal', 'weighted'"),
        ({"risk_limit": -1}, "consensus.risk_limit: input should be greater than or equal to 0"),
    ],
)
def test_names_and_numbers_that_cannot_be_are_named(
    consensus: dict[str, Any], message: str
) -> None:
    """One line with the key, and the nearest name."""
    with pytest.raises(ConfigError, match=message):
        run(Follows(), **consensus)


def test_a_file_may_weigh_built_in_agents_that_do_not_run() -> None:
    """It may serve several swarms."""
    assert run(Follows(), weights={"momentum": 2.0, "follows": 0.5}).decision_messages


def test_a_class_that_says_veto_forbids_entries() -> None:
    """Under the strategy veto alone, with its reason, and only as long as it does."""
    result = run(Follows(), Forbids(), strategy="veto")
    early = [each for each in result.decision_messages if each.vetoed_side]
    assert len(early) == 20
    assert {each.side for each in early} == {0}
    assert {each.reason for each in early} == {"forbids forbids it: too early"}
    assert min(fill.ts for fill in result.fill_messages) > early[-1].ts
    assert not any(each.vetoes for each in run(Follows(), Forbids()).decision_messages)


def test_every_strategy_runs_and_repeats_itself() -> None:
    """Two runs of each have one state hash, and strategies differ where agents do."""
    hashes = {}
    for strategy in ("equal", "weighted", "majority", "unanimous", "veto", "bayesian"):
        one, two = (run(Follows(), Contradicts(), strategy=strategy) for _ in range(2))
        assert one.state_hash == two.state_hash
        assert {each.strategy for each in one.decision_messages} == {strategy}
        hashes[strategy] = one.state_hash
    assert len(set(hashes.values())) > 3


def test_a_run_begins_with_what_another_has_learnt(tmp_path: Path) -> None:
    """The weights after the first are those of the second's first decision, to the bit."""
    first = run(Follows(), Contradicts())
    folder = first.save(tmp_path / "first")
    state = str(folder / "state.bin")
    assert first.decision_messages[0].weights == (1.0, 1.0)
    one, two = (run(Follows(), Contradicts(), state=state) for _ in range(2))
    begun = one.decision_messages[0].weights
    assert begun[0] > 1.0 > begun[1] or begun[0] < 1.0 < begun[1]
    assert one.state_hash == two.state_hash != first.state_hash
    assert one.state != first.state
    again = run(Follows(), Contradicts(), learn=False, state=state)
    assert again.decision_messages[0].weights == (1.0, 1.0)


def test_a_state_file_that_is_none_stops_the_run(tmp_path: Path) -> None:
    """The error names the file."""
    (tmp_path / "state.bin").write_bytes(b"something else")
    with pytest.raises(StateError, match=r"state.bin: snapshot: expected kept state"):
        run(Follows(), state=str(tmp_path / "state.bin"))
    with pytest.raises(StateError, match=r"none.bin: expected a file of saved state"):
        run(Follows(), state=str(tmp_path / "none.bin"))
