"""A bridge's configuration is a URL, and what is wrong with one is named."""

from __future__ import annotations

import pytest
from swarmcore.bus import EventBus
from swarmcore.errors import ConfigError
from swarmcore.swarm.bridges import connect, parse_url


def test_the_query_holds_the_parameters() -> None:
    """Numbers are read as numbers, and what is not there has its default."""
    settings = parse_url("redis://reader:secret@host:6380/3?stream=bars&group=desk&packet=64")
    assert settings.server == "redis://reader:secret@host:6380/3"
    assert (settings.scheme, settings.stream, settings.group) == ("redis", "bars", "desk")
    assert (settings.packet, settings.full) == (64, "block")


def test_messages_name_the_place_without_the_password() -> None:
    """What logs and health say of a broker holds no user and no password."""
    assert parse_url("nats://user:secret@host:4222?group=a").place == "nats://host:4222"
    with pytest.raises(ConfigError) as refused:
        parse_url("http://user:secret@host")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://host", "url: expected redis://, rediss://, nats://, tls:// and a host, was"),
        ("redis://?group=a", "url: expected redis://, .* and a host"),
        ("redis://host:99999", "url: expected a port of 0 to 65535"),
        ("redis://host?strem=a", r"url: strem: no such parameter; did you mean stream\?"),
        ("redis://host?x=a", "url: x: no such parameter; expected one of stream, group"),
        ("redis://host?group=a&group=b", "url: group: expected once, was there twice"),
        ("redis://host?packet=0", "url: packet: .*greater than or equal to 1, was '0'"),
        ("redis://host?packet=many", "url: packet: .*valid integer.*, was 'many'"),
        ("redis://host?full=shrug", "url: full: .*'block' or 'drop_oldest', was 'shrug'"),
        ("redis://host?group=a.b", "url: group: .*pattern.*, was 'a.b'"),
        ("redis://host?server=x", "url: server: no such parameter"),
    ],
)
def test_a_wrong_url_is_refused_by_its_part(url: str, message: str) -> None:
    """The message names the parameter, what was expected and what was there."""
    with pytest.raises(ConfigError, match=message):
        parse_url(url)


def test_a_bridge_carries_something_and_receives_in_a_group() -> None:
    """Without topics there is nothing to do, and without a group nothing to resume from."""
    bus = EventBus(16)
    with pytest.raises(ConfigError, match=r"topics: expected at least one pattern"):
        connect("redis://host?group=a", bus)
    with pytest.raises(ConfigError, match=r"url: group: expected a name to receive in"):
        connect("redis://host", bus, receive=("bar.*",))
    with pytest.raises(ConfigError, match="origin: expected 16 bytes, was 3"):
        connect("redis://host", bus, send=("bar.*",), origin=b"abc")
