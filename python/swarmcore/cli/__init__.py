"""The command ``swarmcore``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; an error is one line on standard error and exit code 1."""
    from swarmcore.cli.app import app
    from swarmcore.errors import SwarmcoreError

    try:
        app(prog_name="swarmcore")
    except SwarmcoreError as error:
        print(f"swarmcore: {error}", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        # A folder that cannot be written, a disk that is full.
        place = f"{error.filename}: " if error.filename else ""
        print(f"swarmcore: {place}{error.strerror or error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("swarmcore: interrupted", file=sys.stderr)
        sys.exit(130)
