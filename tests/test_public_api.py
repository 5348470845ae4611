"""What is public, is named; what is named, is there."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest
import swarmcore
import swarmcore.errors


def public_modules() -> dict[str, bool]:
    """The names of the package's public modules, and whether each is a package itself."""
    found = {"swarmcore": True}
    for module in pkgutil.walk_packages(swarmcore.__path__, "swarmcore."):
        if not any(part.startswith("_") for part in module.name.split(".")):
            found[module.name] = module.ispkg
    return found


MODULES = public_modules()
PACKAGES = [name for name, is_package in MODULES.items() if is_package]
FACES = [*PACKAGES, "swarmcore.errors"]


def defined_in(module: ModuleType) -> set[str]:
    """The public functions and classes that a module defines itself."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
    }


def test_the_packages_were_found() -> None:
    """The tests below look at every room, not at an empty list."""
    assert {"swarmcore", "swarmcore.agents", "swarmcore.backtest", "swarmcore.cli"} <= set(PACKAGES)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_is_there_once(name: str) -> None:
    """A module's __all__ has no duplicate and no name that it lacks; a package has an __all__."""
    module = importlib.import_module(name)
    names = getattr(module, "__all__", None)
    if names is None:
        assert not MODULES[name]
        return
    assert len(names) == len(set(names))
    assert [each for each in names if not hasattr(module, each)] == []


@pytest.mark.parametrize("name", FACES)
def test_a_face_names_all_that_it_defines(name: str) -> None:
    """A function or class defined in a package's own file is public by name, or starts with _."""
    module = importlib.import_module(name)
    assert defined_in(module) <= set(module.__all__)


@pytest.mark.parametrize("name", FACES)
def test_every_public_function_and_class_is_documented(name: str) -> None:
    """Whatever a package names has a docstring of its own."""
    module = importlib.import_module(name)
    documented = [getattr(module, each) for each in module.__all__]
    assert [
        each for each in documented if callable(each) and not (each.__doc__ or "").strip()
    ] == []


def test_the_root_lists_its_names_and_rooms() -> None:
    """dir(swarmcore) is what it offers: its public names and its subpackages."""
    listed = dir(swarmcore)
    assert listed == sorted(set(listed))
    assert set(swarmcore.__all__) <= set(listed)
    assert [name for name in listed if not hasattr(swarmcore, name)] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails where it is written, and says so."""
    with pytest.raises(AttributeError, match="module 'swarmcore' has no attribute 'Agnet'"):
        _ = swarmcore.Agnet


def test_a_room_does_not_hide_the_function_of_its_name() -> None:
    """`swarmcore.backtest` can be called after the package `swarmcore.backtest` was loaded."""
    script = (
        "import types, swarmcore as sc, swarmcore.cli, swarmcore.backtest.engine; "
        "modules = [n for n in sc.__all__ if not callable(getattr(sc, n)) "
        "and isinstance(getattr(sc, n), types.ModuleType)]; "
        "print(*modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == ([], "")
