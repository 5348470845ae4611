"""What the documentation says of the code is what the code says of itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import swarmcore
from swarmcore.swarm.presets import documented_toml

REPOSITORY = Path(__file__).parents[1]
PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_the_configuration_page_has_every_key() -> None:
    """Its block is what `documented_toml` writes; `make stubs` brings it up to date."""
    page = (REPOSITORY / "docs" / "configuration.md").read_text(encoding="utf-8")
    block = page.partition("<!-- keys -->\n```toml\n")[2].partition("```\n<!-- end of keys -->")[0]
    assert block == documented_toml()


def test_every_room_has_its_page_of_reference() -> None:
    """A public subpackage is documented name by name."""
    pages = {path.stem for path in (REPOSITORY / "docs" / "api").glob("*.md")}
    rooms = {name for name in dir(swarmcore) if name not in swarmcore.__all__}
    assert rooms <= pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_links_within_the_tree_lead_somewhere(page: Path) -> None:
    """A link to a file of the repository names one that is there."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
