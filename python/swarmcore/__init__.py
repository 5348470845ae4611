"""Trading agents in Python on a C++20 core.

Importing this package loads NumPy and the extension; everything else loads when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

try:
    from swarmcore._core import EVENT, __version__, build_info
except ImportError as error:
    raise ImportError(
        "swarmcore: the compiled extension swarmcore._core is missing; build it with "
        "`pip install .` in the source tree (needs a C++20 compiler), or install a wheel"
    ) from error

if TYPE_CHECKING:
    from swarmcore.errors import SwarmcoreError

__all__ = [
    "EVENT",
    "SwarmcoreError",
    "__version__",
    "build_info",
]

_LAZY = {
    "SwarmcoreError": "swarmcore.errors",
}


def __getattr__(name: str) -> Any:
    """Load a public name, or a subpackage, when it is first asked for (PEP 562)."""
    if name in _LAZY:
        value = getattr(importlib.import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'swarmcore' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
