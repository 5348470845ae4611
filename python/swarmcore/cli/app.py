"""The commands. What they need loads when they run, so that ``--help`` is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Trading agents in Python on a C++20 core.",
)


def _print_version(asked: bool) -> None:
    if asked:
        from swarmcore import __version__

        typer.echo(f"swarmcore {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Options of every command."""


@app.command()
def run(
    config: Annotated[
        Path | None, typer.Option(help="A swarm.toml; default: defaults and SWARMCORE_* variables.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Parquet or CSV file of bars; default: the bundled sample.")
    ] = None,
    symbols: Annotated[
        str | None, typer.Option(help="Symbols to use, comma separated; default: all.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of everything that draws numbers.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Run folder; default: runs/<time of the start>.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print run.json instead of tables.")] = False,
) -> None:
    """Replay bars through the swarm and leave a report."""
    from swarmcore.cli.run import run_swarm

    run_swarm(config=config, data=data, symbols=symbols, seed=seed, out=out, as_json=json)


@app.command("new-agent")
def new_agent(
    name: Annotated[str, typer.Argument(help="Of the agent, such as my_agent or MyAgent.")],
    folder: Annotated[
        Path, typer.Option("--dir", help="Where the files go; made where it is missing.")
    ] = Path(),
) -> None:
    """Write the first file of an agent, and its test."""
    from swarmcore.cli.new_agent import create_agent

    create_agent(name, folder)
