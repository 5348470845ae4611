"""The agent's contract: typed parameters, hooks, and errors that name the agent."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Annotated, ClassVar

import pytest
from annotated_types import Ge
from swarmcore.agents import Agent, AgentState, Emergency, RiskUpdate
from swarmcore.errors import AgentError
from swarmcore.market.messages import Bar


class Cross(Agent):
    fast: Annotated[int, Ge(2)] = 10
    slow: int = 20
    shared: ClassVar[list[int]] = []
    note = "not a parameter"


def test_annotated_fields_are_keyword_parameters_with_defaults() -> None:
    """What is given wins over the default; what is not annotated is free."""
    agent = Cross(slow=50)
    assert (agent.fast, agent.slow, agent.name, agent.status) == (
        10,
        50,
        "cross",
        AgentState.CREATED,
    )
    agent.anything = 3
    assert agent.anything == 3
    assert Cross(name="mine").name == "mine"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"fsat": 3}, "Cross: fsat: no such parameter; did you mean fast?"),
        ({"note": "x"}, "Cross: note: no such parameter; expected one of name, fast, slow"),
        ({"fast": "many"}, "Cross: fast: input should be a valid integer.*was 'many'"),
        ({"fast": 1}, "Cross: fast: input should be greater than or equal to 2, was 1"),
        ({"fast": 2.5}, "Cross: fast: input should be a valid integer"),
    ],
)
def test_a_wrong_parameter_is_named(parameters: dict[str, object], message: str) -> None:
    """One line: the class, the parameter, what was expected, what came."""
    with pytest.raises(AgentError, match=message) as caught:
        Cross(**parameters)
    assert "\n" not in str(caught.value)


def test_a_parameter_that_would_hide_what_agents_have_is_refused() -> None:
    """A field named like a method or a property of Agent would take it away."""

    class Hides(Agent):
        every: int = 5

    with pytest.raises(AgentError, match="Hides: every: expected a parameter of another name, "):
        Hides()


def test_a_required_parameter_that_is_missing_is_named() -> None:
    """A field without default must be given."""

    class Needy(Agent):
        pair: str

    with pytest.raises(AgentError, match="Needy: pair: expected a value, none was given"):
        Needy()


def test_the_type_checker_sees_a_misspelt_parameter(tmp_path: Path) -> None:
    """Mypy knows an agent's fields: the misspelt call fails, the right one passes."""
    script = tmp_path / "agent.py"
    script.write_text(
        textwrap.dedent(
            """
            import swarmcore as sc

            class Cross(sc.Agent):
                fast: int = 10
                subscribe = ("bar.*",)

            Cross(fast=3, name="quick")
            Cross(fsat=3)
            Cross(fast="three")
            """
        )
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(script)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert 'Unexpected keyword argument "fsat"' in done.stdout
    assert 'Argument "fast" to "Cross" has incompatible type "str"' in done.stdout
    assert "Found 2 errors" in done.stdout


def test_an_agent_subscribes_to_the_topics_of_the_hooks_it_defines() -> None:
    """Unless it says otherwise by `subscribe`."""

    class Bars(Agent):
        def on_bar(self, bar: Bar) -> None:
            pass

    class Named(Bars):
        subscribe = ("bar.AAPL", "mc.*")

    assert Bars().patterns() == ("bar.*",)
    assert Named().patterns() == ("bar.AAPL", "mc.*")

    class Guards(Agent):
        def on_risk(self, update: RiskUpdate) -> None:
            pass

        def on_emergency(self, emergency: Emergency) -> None:
            pass

    assert Guards().patterns() == ("risk.*",), "two hooks of one pattern get each event once"


def test_a_pattern_that_forgot_its_comma_is_refused() -> None:
    """("bar.*") is a text, not a tuple: each of its letters would be a topic."""

    class Forgot(Agent):
        subscribe = "bar.*"  # type: ignore[assignment]

    with pytest.raises(AgentError, match=r"forgot: subscribe: expected a tuple of patterns"):
        Forgot().patterns()


def test_an_agent_in_no_swarm_says_so() -> None:
    """A vote needs somewhere to go."""
    with pytest.raises(AgentError, match="cross: expected to be in a running swarm, is in none"):
        Cross().vote("A", 1)
