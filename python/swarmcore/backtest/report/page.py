"""Puts the page together: template, style, scripts, payload and sections."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from swarmcore.backtest.report import sections
from swarmcore.backtest.report.payload import payload

if TYPE_CHECKING:
    from swarmcore.backtest.results import BacktestResult

__all__ = ["json_for_html", "render"]

_PARTS = ("problem", "data", "axis", "traces", "prices", "equity", "votes", "trades", "page")


def render(result: BacktestResult) -> str:
    """The page of a result as HTML.

    Its content security policy lets the page load nothing and run its own two scripts only.
    """
    plotly, script = _plotly(), "\n".join(_asset(f"{part}.js") for part in _PARTS)
    return Template(_asset("page.html")).substitute(
        sections.sections(result),
        policy=f"script-src {_source(plotly)} {_source(script)}",
        style=_asset("page.css"),
        payload=json_for_html(payload(result)),
        plotly=plotly,
        script=script,
    )


def json_for_html(value: Any) -> str:
    """JSON that may stand in a script element: it never opens or closes a tag."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _plotly() -> str:
    # Imported here, because plotly is needed where a page is written only.
    from plotly.offline import get_plotlyjs

    text: str = get_plotlyjs()
    return text


@cache
def _asset(name: str) -> str:
    return (files("swarmcore.backtest.report") / "assets" / name).read_text(encoding="utf-8")


def _source(script: str) -> str:
    """A script's hash as a content security policy names it."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
