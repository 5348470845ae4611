"""The directive `indicators`, which writes what the registry knows of a group, with pictures."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from docutils import nodes
from indicator_pictures import picture
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from swarmcore import indicators as ta

GROUPS = tuple(dict.fromkeys(indicator.group for indicator in ta.registry.values()))

# The docstrings of the bindings end with the policy for missing numbers.
RETURNS = re.compile(r"\nReturns:\n(?P<text>.*?)\n\n", re.DOTALL)


def _joined(text: str) -> str:
    return " ".join(text.split())


def _of_docstring(indicator: ta.Indicator, name: str) -> str:
    """What the docstring says of an argument."""
    found = re.search(rf"^    {name}: (.*)$", indicator.series.__doc__ or "", re.MULTILINE)
    if found is None:
        raise ValueError(f"{indicator.name}: expected a line for {name} in its docstring")
    return found[1]


def _missing(indicator: ta.Indicator) -> str:
    found = RETURNS.search(indicator.series.__doc__ or "")
    if found is None:
        raise ValueError(f"{indicator.name}: expected what it returns in its docstring")
    # The shape and the warm-up go before it.
    return re.split(r"(?:are NaN|at first)\. ", _joined(found["text"]), maxsplit=1)[1]


def _warm_up(indicator: ta.Indicator) -> str:
    expression, standard = indicator.warm_up_expression, indicator.warm_up()
    if expression == str(standard):
        return expression
    if not expression:
        return f"{standard} by default; it depends on the kinds of averages"
    return f"`{expression}`, {standard} by default"


def _parameter(indicator: ta.Indicator, parameter: ta.Parameter) -> str:
    default = f"{parameter.default:g}"
    return f"`{parameter.name}` = {default}: {_of_docstring(indicator, parameter.name)}"


def _facts(indicator: ta.Indicator) -> Iterator[tuple[str, str]]:
    streamed = ", ".join(f"{each.name}={each.default:g}" for each in indicator.parameters)
    yield "Stream", f"`ta.{indicator.stream.__name__}({streamed})`"
    yield "Inputs", ", ".join(f"`{name}`" for name in indicator.inputs)
    if indicator.parameters:
        yield "Parameters", "<br>".join(_parameter(indicator, p) for p in indicator.parameters)
    kinds = {"real": "", "integer": " (whole numbers)", "index": " (numbers of rows)"}
    outputs = zip(indicator.outputs, indicator.output_kinds, strict=True)
    yield "Outputs", ", ".join(f"`{name}`{kinds[kind]}" for name, kind in outputs)
    yield "Warm-up", _warm_up(indicator)
    yield "Missing numbers", _missing(indicator)
    if indicator.source:
        yield "Source", _joined(indicator.source)


def described(indicator: ta.Indicator) -> str:
    """The section of an indicator as Markdown, but for its picture."""
    rows = [f"| {name} | {text} |" for name, text in _facts(indicator)]
    signature = f"ta.{indicator.name}{inspect.signature(indicator.series)}"
    return "\n".join([
        f"{indicator.title}.",
        "", "```text", signature, "```",
        "", indicator.formula,
        "", "| | |", "|---|---|", *rows, "",
    ])  # fmt: skip


class Indicators(SphinxDirective):
    """A section for each indicator of the group that is its argument."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Sections of the page that the directive stands in."""
        group = self.arguments[0]
        if group not in GROUPS:
            raise self.error(f"group: expected one of {', '.join(GROUPS)}, was {group}")
        return [
            self.section(indicator)
            for indicator in ta.registry.values()
            if indicator.group == group
        ]

    def section(self, indicator: ta.Indicator) -> nodes.section:
        """Its name, what the registry knows of it, and its picture under the title."""
        section = nodes.section(ids=[indicator.name], names=[indicator.name])
        section += nodes.title("", indicator.name)
        self.state.document.note_explicit_target(section)
        content = self.parse_text_to_nodes(described(indicator))
        drawn = picture(indicator)
        shown: nodes.Node = (
            nodes.raw("", f"<p>{drawn}</p>", format="html")
            if drawn
            else nodes.paragraph("", "The bundled sample does not hold this pattern.")
        )
        # After the title and the signature.
        content.insert(2, shown)
        section += content
        return section


class IndicatorTable(SphinxDirective):
    """All of them, with links to their sections."""

    def run(self) -> list[nodes.Node]:
        """A list of links for each group."""
        lines = []
        for group in GROUPS:
            page = group.lower().replace(" ", "-")
            members = [each.name for each in ta.registry.values() if each.group == group]
            links = ", ".join(f"{{ref}}`{name}`" for name in members)
            lines += [f"**[{group}]({page}.md)** ({len(members)}): {links}", ""]
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Called by Sphinx."""
    app.add_directive("indicators", Indicators)
    app.add_directive("indicator-table", IndicatorTable)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
