"""``swarmcore new-agent``: the first file of an agent, and of its test."""

from __future__ import annotations

import keyword
import re
import sys
from importlib.resources import files
from pathlib import Path
from string import Template

import typer

from swarmcore.errors import ConfigError

__all__ = ["create_agent", "names_of"]


def names_of(name: str) -> tuple[str, str]:
    """The class name and the module name: ("MeanReversion", "mean_reversion").

    Args:
        name: As either of them, or with hyphens.

    Raises:
        ConfigError: It cannot become the name of a class and of a file.
    """
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name.replace("-", "_"))
    module = "_".join(word.lower() for word in words)
    class_name = "".join(word[0].upper() + word[1:].lower() for word in words)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name) or not module:
        raise ConfigError(
            f"NAME: expected letters, digits and underscores such as my_agent, was {name!r}"
        )
    if keyword.iskeyword(module) or keyword.iskeyword(class_name) or class_name == "Agent":
        raise ConfigError(f"NAME: expected a name that Python leaves free, was {name!r}")
    if module in sys.stdlib_module_names or module in ("numpy", "pytest", "swarmcore"):
        raise ConfigError(f"NAME: expected a name of no installed module, was {name!r}; add a word")
    return class_name, module


def create_agent(name: str, folder: Path) -> None:
    """Write an agent that votes, and its test, and say what to do next.

    Raises:
        ConfigError: The name cannot be used, or a file is there already.
    """
    class_name, module = names_of(name)
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder}: expected a folder to write to, is a file")
    targets = {
        "agent.py.txt": folder / f"{module}.py",
        "test_agent.py.txt": folder / f"test_{module}.py",
    }
    for path in targets.values():
        if path.exists():
            raise ConfigError(f"{path}: expected no such file yet, there is one; choose another")
    folder.mkdir(parents=True, exist_ok=True)
    templates = files("swarmcore.cli") / "templates"
    for template, path in targets.items():
        text = (templates / template).read_text(encoding="utf-8")
        written = Template(text).substitute(class_name=class_name, module=module)
        path.write_text(written, encoding="utf-8")
    agent, test = targets.values()
    typer.echo(f"wrote {agent} and {test}")
    prefix = "" if folder == Path() else f"cd {folder} && "
    typer.echo(f"next: {prefix}python {agent.name}")
