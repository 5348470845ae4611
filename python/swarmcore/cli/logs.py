"""Logs on standard error: lines for a person, JSON for a machine."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from swarmcore.agents.logs import HANDLED, add_handled_event

__all__ = ["configure_logs"]


def configure_logs(*, as_json: bool) -> None:
    """Show the library's warnings through structlog; standard output stays the command's own."""
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            # The library's own lines; an agent's carry what they need already.
            foreign_pre_chain=[structlog.contextvars.merge_contextvars, _add_handled],
            processors=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                renderer,
            ],
        )
    )
    logger = logging.getLogger("swarmcore")
    logger.handlers = [handler]
    logger.propagate = False


def _add_handled(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add what is known of the event that is being handled; a structlog processor."""
    add_handled_event(HANDLED.get(), line)
    return line
