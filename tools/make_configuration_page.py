"""Writes every configuration key with its default into docs/configuration.md (``make stubs``).

The page is named on the command line: ``make_configuration_page.py docs/configuration.md``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from swarmcore.swarm.presets import documented_toml

BLOCK = re.compile(r"(?<=<!-- keys -->\n```toml\n).*?(?=```\n<!-- end of keys -->)", re.DOTALL)


def with_keys(page: str) -> str:
    """The page with its block of keys as the installed package has them.

    Raises:
        ValueError: The page does not have exactly one block.
    """
    text, count = BLOCK.subn(lambda _: documented_toml(), page)
    if count != 1:
        raise ValueError(f"page: expected one block of keys between its marks, was {count}")
    return text


def main() -> None:
    """Read the command line."""
    path = Path(sys.argv[1])
    path.write_text(with_keys(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
