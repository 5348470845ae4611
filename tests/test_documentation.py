"""What the documentation says of the code is what the code says of itself."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import swarmcore
from swarmcore import indicators as ta
from swarmcore.swarm.presets import documented_toml

REPOSITORY = Path(__file__).parents[1]
PAGES = sorted([REPOSITORY / "README.md", *(REPOSITORY / "docs").rglob("*.md")])
# Patterns that the bundled sample does not hold.
NOT_PICTURED = {
    "cdl3starsinsouth",
    "cdlabandonedbaby",
    "cdlconcealbabyswall",
    "cdlkicking",
    "cdlkickingbylength",
}
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


@pytest.fixture(scope="module")
def picture() -> Callable[[ta.Indicator], str]:
    """What the pages of indicators draw with."""
    path = REPOSITORY / "docs" / "extensions" / "indicator_pictures.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    drawn: Callable[[ta.Indicator], str] = module.picture
    return drawn


def test_every_indicator_has_a_picture(picture: Callable[[ta.Indicator], str]) -> None:
    """Well-formed, with its outputs in it, and nothing drawn where nothing is."""
    for name, indicator in ta.registry.items():
        text = picture(indicator)
        assert (text == "") == (name in NOT_PICTURED), name
        if not text:
            continue
        tree = ElementTree.fromstring(text)
        drawn = [each.get("d", "") for each in tree.iter("{http://www.w3.org/2000/svg}path")]
        assert max(map(len, drawn)) > 100, name
        assert not re.search(r"\b(nan|inf)\b", "".join(drawn)), name


def test_every_group_of_indicators_has_its_page() -> None:
    """A page for each, and each in the table of contents."""
    folder = REPOSITORY / "docs" / "indicators"
    index = (folder / "index.md").read_text(encoding="utf-8")
    groups = {each.group for each in ta.registry.values()}
    pages = {group.lower().replace(" ", "-"): group for group in groups}
    assert {path.stem for path in folder.glob("*.md")} == {"index", *pages}
    for page, group in pages.items():
        text = (folder / f"{page}.md").read_text(encoding="utf-8")
        assert f"```{{indicators}} {group}\n" in text
        assert f"\n{page}\n" in index


def test_the_table_of_benchmarks_has_its_place() -> None:
    """`make bench` writes between two markers; what stands there is no stranger."""
    page = (REPOSITORY / "benchmarks" / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- indicators -->\n(.*)<!-- end of indicators -->", page, re.DOTALL)
    names = re.findall(r"^\| (\w+) \|", block, re.MULTILINE)
    assert len(names) > 200
    assert set(names) <= ta.registry.keys()
