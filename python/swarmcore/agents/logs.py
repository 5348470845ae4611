"""An agent's logger: every line carries who said it, about what, in answer to what, at what flux.

The library configures no logging: lines go to the standard logger ``swarmcore.agents.<name>``, as
dictionaries that structlog's ProcessorFormatter renders (``swarmcore run`` sets it up).
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from swarmcore.bus.messages import Message

if TYPE_CHECKING:
    from structlog.stdlib import BoundLogger

    from swarmcore.agents.supervised import Supervised

__all__ = ["HANDLED", "add_handled_event", "logger_for"]

HANDLED: ContextVar[object] = ContextVar("HANDLED", default=None)
"""The event whose hook runs, where that is called otherwise than by a Delivery."""


def logger_for(agent: Supervised) -> BoundLogger:
    """The logger of an agent; see Agent.log."""
    import structlog

    def add_agent(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        line["agent"] = agent.name
        if agent.is_in_swarm:
            line["ts"] = agent.now
            line["flux"] = agent.flux
        add_handled_event(agent._handled, line)
        return line

    logger: BoundLogger = structlog.wrap_logger(
        logging.getLogger(f"swarmcore.agents.{agent.name}"),
        wrapper_class=structlog.stdlib.BoundLogger,
        context_class=dict,
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            add_agent,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
    )
    return logger


def add_handled_event(event: object, line: MutableMapping[str, Any]) -> None:
    """Add the symbol and the correlation id of an event.

    The correlation id of a message is that of the message it answers, or its own.
    """
    symbol = getattr(event, "symbol", None)
    if symbol is not None:
        line.setdefault("symbol", symbol)
    if isinstance(event, Message) and (correlation_id := event.correlation_id or event.id):
        line.setdefault("correlation_id", correlation_id)
