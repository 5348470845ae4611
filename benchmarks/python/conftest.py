"""What every benchmark says before its figures."""

from __future__ import annotations

import swarmcore


def pytest_report_header() -> str:
    """The build that is measured."""
    facts = ", ".join(f"{name} {value}" for name, value in swarmcore.build_info().items())
    return f"swarmcore: {facts}"
