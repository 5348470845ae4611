"""Strategies in machine code for a replay: a cfunc of numba, or a function in C."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray

from swarmcore import _core

__all__ = ["CompiledStrategy", "strategy_functions", "strategy_signature"]

_i4, _i8, _u8 = ctypes.c_int32, ctypes.c_int64, ctypes.c_uint64
_u2, _i1, _pointer = ctypes.c_uint16, ctypes.c_int8, ctypes.c_void_p
_PROTOTYPES: dict[str, tuple[Any, ...]] = {
    "send": (_i4, _pointer, _pointer),
    "order": (_i4, _pointer, _u8, _u2, _i1, _i8, _i8),
    "replace": (_i4, _pointer, _u8, _u2, _i8, _i8),
    "cancel": (_i4, _pointer, _u8, _u2),
    "depth": (_i8, _pointer, _u2, _i1, _i8, _pointer),
    "wake_at": (None, _pointer, _i8),
    "stop": (None, _pointer),
}


class CompiledStrategy:
    """A function in machine code that a replay calls for every event, without the interpreter.

    In C: ``void on_event(const StrategyEvent *event, const void *record, void *context, void
    *user)``, where event is a record of STRATEGY_EVENT; record one of BOOK_MESSAGE, DEPTH_MESSAGE
    or EXECUTION, as ``event->kind`` (ReplayEventKind) says, or null; and user the first byte of
    `state`.

    Args:
        function: A cfunc of numba (see `strategy_signature`), a function of ctypes, or an address.
        state: An array that the function keeps its state in, between events and after the run.

    Raises:
        TypeError: The function has no address.
    """

    def __init__(self, function: Any, state: NDArray[Any] | None = None) -> None:
        self.function = function  # kept, so that its code stays where it is
        self.state = state
        self.address = _address(function)
        self.user_address = 0 if state is None else state.ctypes.data


_FunctionPointer: type[Any] = ctypes.CFUNCTYPE(None).__mro__[1]


def _address(function: Any) -> int:
    if isinstance(function, int) and not isinstance(function, bool):
        return function
    address = getattr(function, "address", None)
    if isinstance(address, int):
        return address
    if isinstance(function, _FunctionPointer):
        found = ctypes.cast(function, ctypes.c_void_p).value
        if found:
            return found
    raise TypeError(
        "function: expected a cfunc of numba, a function of ctypes or an address, "
        f"was {type(function).__name__}"
    )


def strategy_functions() -> dict[str, Any]:
    """The functions by which a compiled strategy acts, of ctypes, which numba can call.

    Each takes the context first. Orders are of owner 1.

    - ``order(context, order_id, instrument, side, price, quantity)``: a limit order, good till
      cancelled, or with price 0 a market order; ids are yours, from 1;
    - ``replace(context, order_id, instrument, price, quantity)``, ``cancel(context, order_id,
      instrument)``;
    - ``send(context, command)``: any record of ORDER_COMMAND, by its address;
    - ``depth(context, instrument, side, levels, out)``: writes price and quantity of up to `levels`
      levels, best first, at the address out, and returns how many;
    - ``wake_at(context, ts)``, ``stop(context)``.

    Those that send return a SendStatus: 0 is sent.
    """
    addresses = _core.sim.strategy_functions()
    return {
        name: ctypes.CFUNCTYPE(*prototype)(addresses[name])
        for name, prototype in _PROTOTYPES.items()
    }


def strategy_signature(record: np.dtype[Any], state: np.dtype[Any] | None = None) -> Any:
    """The signature of a strategy for ``numba.cfunc``; numba must be installed.

    Args:
        record: BOOK_MESSAGE or DEPTH_MESSAGE: what the function takes its second argument for.
        state: The dtype of the elements of the state; None passes an address.

    Returns:
        A signature: of four pointers to records, to be read by ``numba.carray(pointer, 1)[0]``.
    """
    from numba import from_dtype, types

    def pointer(dtype: np.dtype[Any]) -> Any:
        return types.CPointer(from_dtype(dtype))  # type: ignore[no-untyped-call, unused-ignore]

    user = types.voidptr if state is None else pointer(state)
    return types.void(pointer(_core.sim.STRATEGY_EVENT), pointer(record), types.voidptr, user)
