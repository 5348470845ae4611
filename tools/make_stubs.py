"""Writes the stubs of the compiled extension; ``make stubs`` and tests/test_stubs.py run it.

    python tools/make_stubs.py python/swarmcore/_core

pybind11-stubgen reads the installed extension. Five things are made right on the way, so that
``mypy --strict`` reads the result: the stub of the indicators is written of their registry,
members of an enum carry their values, what ``enum`` itself adds to an enum class is left out, the
members of types written in C are listed, and ruff formats the text, so that it is the same on every
machine.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from types import GetSetDescriptorType, MemberDescriptorType

from indicator_stubs import indicator_stub
from pybind11_stubgen import CLIArgs, Printer, Writer, arg_parser, run, stub_parser_from_args
from pybind11_stubgen.structs import Class
from swarmcore import _core

MODULE = "swarmcore._core"
LINE_LENGTH = 100
_MEMBER = re.compile(r"<[\w.]+: (-?\d+)>")


# What the types written by hand in C hold; what is not named here is an integer.
_FLOATS = dict.fromkeys(
    [
        "open",
        "high",
        "low",
        "close",
        "volume",
        "bid",
        "ask",
        "bid_size",
        "ask_size",
        "price",
        "size",
        "side",
    ],
    "float",
)
_MEMBER_TYPES = {
    "Event": _FLOATS | {"values": "tuple[float, float, float, float, float]"},
    "InFlight": {"agent": "str"},
    "Delivery": {
        "agent": "str",
        "enabled": "bool",
        "unsettled": "bool",
        "message": "typing.Any",
        "metrics": "DeliveryMetrics",
    },
}
_DESCRIPTORS = (MemberDescriptorType, GetSetDescriptorType)
_WRITABLE = {"InFlight": {"agent", "count"}, "Delivery": {"enabled", "unsettled"}}
_PUBLISH = (
    "def publish(self, topic: str, payload: typing.Any, *, ts: int = 0, kind: int = 0, "
    "instrument: int = 0, priority: int = 0) -> int: ..."
)
_SIGNATURES = {
    "EventBus": [_PUBLISH],
    "LiveEventBus": [_PUBLISH],
    "Delivery": [
        "def __init__(self, *, agent: str, "
        "find_hook: typing.Callable[[type], typing.Callable[[typing.Any], typing.Any] | None], "
        "on_exception: typing.Callable[[Exception, typing.Any], None], "
        "on_suspended: typing.Callable[[typing.Any, typing.Any, typing.Any], None], "
        "on_refused: typing.Callable[[typing.Any], None], "
        "on_settled: typing.Callable[[], None], "
        "flight: InFlight, metrics: DeliveryMetrics) -> None: ...",
        "def __call__(self, message: typing.Any, /) -> None: ...",
    ],
}


def _c_members(name: str) -> list[str]:
    """The lines of a type written by hand in C: its members at fixed offsets, and its calls."""
    lines = list(_SIGNATURES.get(name, []))
    if name not in _MEMBER_TYPES and not hasattr(_core.sim, name):
        return lines
    made = getattr(_core.sim, name, None) or getattr(_core.bus, name)
    types = _MEMBER_TYPES.get(name, {"symbol": "str"})
    for member, descriptor in vars(made).items() if isinstance(made, type) else ():
        if member.startswith("__") or not isinstance(descriptor, _DESCRIPTORS):
            continue
        kind = types.get(member, "int")
        if member in _WRITABLE.get(name, ()):
            lines += [f"{member}: {kind}", f'"""{descriptor.__doc__}"""']
            continue
        lines += [
            "@property",
            f"def {member}(self) -> {kind}:",
            f'    """{descriptor.__doc__}"""',
        ]
    return lines


class _MemberPrinter(Printer):
    """Prints the members of an enum as ``NAME = value``, by value, and those of C types."""

    def print_class(self, class_: Class) -> list[str]:
        if not any(str(base).startswith("enum.") for base in class_.bases):
            members = _c_members(str(class_.name))
            methods = [
                method
                for method in class_.methods
                if str(class_.name) not in _MEMBER_TYPES and str(method.function.name) != "publish"
            ]
            class_ = replace(class_, methods=methods)
            return super().print_class(class_) + [f"    {line}" for line in members]
        members = []
        for field in class_.fields:
            value = _MEMBER.fullmatch(field.attribute.value.repr)
            if value is None:
                raise ValueError(
                    f"{class_.name}.{field.attribute.name}: expected a member with an integer, "
                    f"was {field.attribute.value.repr}"
                )
            members.append((int(value[1]), field.attribute.name))
        header, *_ = super().print_class(replace(class_, fields=[], methods=[]))
        body = [] if class_.doc is None else self.print_docstring(class_.doc)
        body += [f"{name} = {value}" for value, name in sorted(members)]
        return [header, *(f"    {line}" for line in body)]


def make_stubs(folder: Path) -> None:
    """Write the stubs of the extension into a folder, in place of those that are there."""
    with tempfile.TemporaryDirectory() as scratch:
        arguments = ["--exit-code", "--numpy-array-use-type-var", "--output-dir", scratch, MODULE]
        options = arg_parser().parse_args(arguments, namespace=CLIArgs())
        run(
            stub_parser_from_args(options),
            _MemberPrinter(invalid_expr_as_ellipses=False),
            options.module_names,
            options.output_dir,
            root_suffix=None,
            dry_run=False,
            writer=Writer(),
        )
        written = Path(scratch, *MODULE.split("."))
        (written / "indicators.pyi").write_text(indicator_stub(_core.indicators), encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "ruff", "format", "--isolated", "--quiet"),
                *("--target-version", "py311", "--line-length", str(LINE_LENGTH)),
                str(written),
            ],
            check=True,
        )
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.pyi"):
            old.unlink()
        for stub in sorted(written.glob("*.pyi")):
            text = stub.read_text(encoding="utf-8")
            (folder / stub.name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Write the stubs of the compiled extension.")
    parser.add_argument("folder", type=Path)
    make_stubs(parser.parse_args().folder)


if __name__ == "__main__":
    main()
