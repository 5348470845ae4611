"""A bridge's configuration: a URL."""

from __future__ import annotations

import difflib
from typing import Literal
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from swarmcore.errors import ConfigError

__all__ = ["BridgeSettings", "parse_url"]

_SCHEMES = ("redis", "rediss", "nats", "tls")
_WORD = r"^[A-Za-z0-9_-]+$"
"""Of names that NATS takes for streams and consumers."""


class BridgeSettings(BaseModel):
    """What a bridge's URL says; every parameter may stand in its query."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    server: str = Field(description="The URL without its query: where the broker is.")
    stream: str = Field(
        "swarmcore", pattern=_WORD, description="The broker's stream that events cross in."
    )
    group: str = Field(
        "",
        pattern=r"^$|" + _WORD,
        description="The consumer group: each gets every event, its members share them.",
    )
    consumer: str = Field(
        "main",
        pattern=_WORD,
        description="This member's name in its group; kept over restarts.",
    )
    start: Literal["all", "new"] = Field(
        "all", description="Where a new group begins: at what the stream holds, or at its end."
    )
    length: int = Field(8192, ge=1, description="Packets that the stream holds before it is full.")
    full: Literal["block", "drop_oldest"] = Field(
        "block",
        description="A full stream: wait until every group has acknowledged, or drop its oldest.",
    )
    packet: int = Field(256, ge=1, le=4096, description="Events in a full packet.")
    flush_ms: float = Field(
        2.0, gt=0, le=60_000, description="How long an event waits for its packet to fill."
    )
    spool: int = Field(
        262_144, ge=1, description="Events kept here while the broker is away or full."
    )
    block_ms: float = Field(
        1000.0,
        ge=0,
        description="How long a full spool may hold up publishers of a live bus.",
    )
    claim_ms: int = Field(
        30_000,
        ge=1,
        description="How long a silent member keeps its events before another gets them.",
    )
    timeout_ms: float = Field(
        5000.0, ge=10, description="How long the broker may take to answer before it is away."
    )
    backoff_ms: float = Field(
        50.0, gt=0, description="The first wait before connecting again; it doubles each time."
    )
    backoff_most_ms: float = Field(2000.0, gt=0, description="The longest such wait.")
    linger_ms: float = Field(
        5000.0, ge=0, description="How long leaving waits until the broker has everything."
    )

    @property
    def scheme(self) -> str:
        """What kind of broker it is."""
        return self.server.partition(":")[0]

    @property
    def place(self) -> str:
        """The server without user and password, for messages and logs."""
        parts = urlsplit(self.server)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def parse_url(url: str) -> BridgeSettings:
    """The configuration that a URL holds.

    Args:
        url: ``redis://host:port/0?stream=bars&group=desk`` or ``nats://host:port?…``, with user and
            password where the broker wants them; ``rediss`` and ``tls`` are the encrypted forms.

    Raises:
        ConfigError: The scheme or a parameter is unknown, or a value is wrong.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ConfigError(
            f"url: expected {', '.join(f'{scheme}://' for scheme in _SCHEMES)} and a host, was "
            f"{urlunsplit(parts._replace(netloc=parts.netloc.rpartition('@')[2]))!r}"
        )
    try:
        _ = parts.port
    except ValueError as error:
        raise ConfigError(f"url: expected a port of 0 to 65535, {error}") from None
    values: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name in values:
            raise ConfigError(f"url: {name}: expected once, was there twice")
        values[name] = value
    known = [name for name in BridgeSettings.model_fields if name != "server"]
    for name in values:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
            raise ConfigError(f"url: {name}: no such parameter; {hint}")
    server = urlunsplit(parts._replace(query="", fragment=""))
    try:
        return BridgeSettings.model_validate({"server": server, **values})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        expected = first["msg"][0].lower() + first["msg"][1:]
        raise ConfigError(f"url: {name}: {expected}, was {first['input']!r}") from None
