"""From a URL to a bridge."""

from __future__ import annotations

import importlib
import random
import time
import uuid
from collections.abc import Callable, Sequence

from swarmcore.bus import EventBus, LiveEventBus
from swarmcore.errors import ConfigError
from swarmcore.swarm.bridges.bridge import Bridge
from swarmcore.swarm.bridges.broker import Broker
from swarmcore.swarm.bridges.payloads import PayloadTypes, default_types
from swarmcore.swarm.bridges.topics import TopicPatterns
from swarmcore.swarm.bridges.url import BridgeSettings, parse_url

__all__ = ["connect"]

_BROKERS = {
    "redis": ("redis", "redis_streams", "RedisStreams"),
    "rediss": ("redis", "redis_streams", "RedisStreams"),
    "nats": ("nats", "nats_jetstream", "NatsJetStream"),
    "tls": ("nats", "nats_jetstream", "NatsJetStream"),
}


def connect(
    url: str,
    bus: EventBus | LiveEventBus,
    *,
    topics: Sequence[str] = (),
    send: Sequence[str] = (),
    receive: Sequence[str] = (),
    types: PayloadTypes | None = None,
    origin: bytes | None = None,
    clock: Callable[[], int] = time.time_ns,
) -> Bridge:
    """A bridge between a bus and a broker's stream, to be entered by ``async with``.

    Args:
        url: ``redis://host:port/0?stream=bars&group=desk`` or ``nats://host:port?…``.
        bus: The local bus.
        topics: Patterns of topics that are carried both ways.
        send: Patterns of topics that only leave.
        receive: Patterns of topics that only come in.
        types: The messages that may cross; None: those of the market, of agents and of orders.
        origin: 16 bytes that no other bridge has; None: random ones.
        clock: Gives the time of ``health.bridge``, nanoseconds UTC.

    Raises:
        ConfigError: The URL is wrong, no topic is carried, or the group to receive in is missing.
        ImportError: The broker's client is not installed.
    """
    settings = parse_url(url)
    sends, receives = TopicPatterns((*topics, *send)), TopicPatterns((*topics, *receive))
    if not sends.patterns and not receives.patterns:
        raise ConfigError('topics: expected at least one pattern, for example ("bar.*",), was none')
    if receives.patterns and not settings.group:
        raise ConfigError(
            "url: group: expected a name to receive in (?group=desk), was none; processes of "
            "different groups get every event each, those of one group share them"
        )
    if origin is not None and len(origin) != 16:
        raise ConfigError(f"origin: expected 16 bytes, was {len(origin)}")
    origin = uuid.uuid4().bytes if origin is None else origin
    return Bridge(
        bus,
        settings,
        _broker(settings, receives=bool(receives.patterns)),
        sends=sends,
        receives=receives,
        types=default_types() if types is None else types,
        origin=origin,
        clock=clock,
        jitter=random.Random(origin),
    )


def _broker(settings: BridgeSettings, *, receives: bool) -> Broker:
    extra, module, name = _BROKERS[settings.scheme]
    try:
        found = importlib.import_module(f"swarmcore.swarm.bridges.{module}")
    except ImportError as error:
        raise ImportError(
            f'{settings.scheme}: expected its client, {error}; pip install "swarmcore[{extra}]"'
        ) from error
    broker: Broker = getattr(found, name)(settings, receives=receives)
    return broker
