"""Configuration: defaults, file, environment, overrides, and what is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from swarmcore.config import Settings, documented_toml, load_settings, to_toml
from swarmcore.errors import ConfigError


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "swarm.toml"
    path.write_text(text)
    return path


def test_overrides_win_over_the_environment_over_the_file_over_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each layer covers the one below, key by key."""
    path = write(tmp_path, "[run]\nseed = 1\n[consensus]\nscore_threshold = 0.4\nquorum = 2\n")
    monkeypatch.setenv("SWARMCORE_CONSENSUS__SCORE_THRESHOLD", "0.5")
    monkeypatch.setenv("SWARMCORE_RUN__SEED", "2")
    settings = load_settings(path, {"run": {"seed": 3}})
    assert settings.run.seed == 3
    assert settings.consensus.score_threshold == 0.5
    assert settings.consensus.quorum == 2
    assert settings.portfolio == Settings().portfolio


def test_the_documented_file_is_the_default_configuration(tmp_path: Path) -> None:
    """Every key is in it, with its default, and it can be read back."""
    text = documented_toml()
    assert load_settings(write(tmp_path, text)) == load_settings()
    written = tomllib.loads(text)
    model = load_settings().model_dump(mode="json")
    sections = {name: keys for name, keys in model.items() if name != "agents"}
    assert {name: set(keys) for name, keys in written.items()} == {
        name: set(keys) for name, keys in sections.items()
    }


def test_a_saved_configuration_reads_back_equal(tmp_path: Path) -> None:
    """config.toml of a run folder is a configuration that repeats the run."""
    settings = load_settings(
        None, {"agents": {"momentum": {"fast": 5}}, "consensus": {"weights": {"momentum": 2.0}}}
    )
    assert load_settings(write(tmp_path, to_toml(settings))) == settings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[consensus]\nquorm = 1", "consensus.quorm: no such key; did you mean quorum?"),
        ("[wings]\nspan = 2", "wings: no such key; expected one of run, data"),
        (
            "[consensus]\nscore_threshold = 7",
            "consensus.score_threshold: input should be less than or equal",
        ),
        ("[run]\nseed = 'x'", "run.seed: input should be a valid integer.*was 'x'"),
        ("[portfolio]\ncash = -5", "portfolio.cash: input should be greater than 0, was -5"),
        ("[portfolio]\ncash = nan", "portfolio.cash: input should be a finite number"),
        ("[data]\non_error = 'hide'", "data.on_error: input should be 'raise' or 'skip'"),
        ("run = 3", "run: input should be a valid dictionary"),
        ("[run\n", "expected TOML, got"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, text: str, message: str) -> None:
    """One line: file, key, what was expected, what came."""
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match=message) as caught:
        load_settings(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment variable of a key that does not exist is an error, too."""
    monkeypatch.setenv("SWARMCORE_CONSENSUS__TRESHOLD", "0.5")
    with pytest.raises(ConfigError, match=r"environment: consensus.treshold: no such key"):
        load_settings()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The path is in the message."""
    with pytest.raises(ConfigError, match=r"none\.toml: expected a configuration file, there is"):
        load_settings(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="expected a readable TOML file"):
        load_settings(tmp_path)
