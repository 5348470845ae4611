"""
The C++ core of swarmcore, one submodule a domain.
"""

from __future__ import annotations
import numpy.dtypes
import typing
from . import book
from . import bus
from . import feed
from . import risk
from . import indicators
from . import market
from . import montecarlo
from . import sim

__all__: list[str] = [
    "EVENT",
    "StateHash",
    "book",
    "build_info",
    "bus",
    "feed",
    "indicators",
    "market",
    "montecarlo",
    "risk",
    "sim",
]

class StateHash:
    """
    A 64-bit digest of a state, equal on every machine.

    Order matters. Zeros of either sign hash alike, and so do all NaNs. It finds differences; it is no
    defence against forgery.
    """
    def __init__(self) -> None: ...
    def update_float(self, value: typing.SupportsFloat | typing.SupportsIndex) -> None:
        """
        Fold in a float.
        """
    def update_int(self, value: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        Fold in a signed 64-bit integer.
        """
    def update_str(self, text: str) -> None:
        """
        Fold in the UTF-8 bytes of a text and their count.
        """
    @property
    def value(self) -> int:
        """
        The digest, 0 to 2**64 - 1.
        """

def build_info() -> dict[str, typing.Any]:
    """
    What this binary is and what it uses.

    Returns:
        dict: version, compiler, flags, build_type, isa (the instruction set in use, chosen once from
        the CPU and SWARMCORE_ISA), detected_isa, assertions.
    """

EVENT: numpy.dtypes.VoidDType
__version__: str = "0.1.0"
