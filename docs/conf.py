"""Sphinx reads this: the documentation of swarmcore."""

from __future__ import annotations

import sys
from pathlib import Path

import swarmcore

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

project = "swarmcore"
author = "the swarmcore authors"
version = release = swarmcore.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "indicator_pages"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"swarmcore {release}"

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]

napoleon_numpy_docstring = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
# The text of a default as it is written, not the repr of its value.
autodoc_preserve_defaults = True
autodoc_default_options = {"members": True, "imported-members": True, "show-inheritance": True}
