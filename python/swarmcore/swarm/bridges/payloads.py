"""Objects as bytes and back: what may cross between processes, and by which name.

A message crosses as its registered name and its fields in msgpack, and comes back as the same type.
Plain values (None, bool, int, float, str, bytes, and lists, tuples and string-keyed dicts of what
may cross) cross as themselves. Everything else is refused when it is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any, get_type_hints

import msgspec

from swarmcore.agents import messages as agent_messages
from swarmcore.execution.orders import Fill, OrderUpdate
from swarmcore.market import messages as market_messages
from swarmcore.swarm.bridges.errors import PacketError, PayloadError

__all__ = ["PayloadTypes", "default_types"]

# Extension codes of msgpack: what the format itself cannot tell from a map or a list.
_MESSAGE, _TUPLE = 1, 2
_PLAIN = frozenset({type(None), bool, int, float, str, bytes})
_OPEN = (Any, object)
_MOST_BYTES = 256 * 1024
"""Of a packed payload: brokers bound a message (NATS: 1 MiB)."""


class PayloadTypes:
    """The messages that may cross between processes, by name.

    Both sides need the same names; a name that the receiving side lacks is a PacketError there.

    Args:
        types: Message types to register.
        most_bytes: Of a packed payload; more is refused.
    """

    def __init__(
        self, types: Iterable[type[msgspec.Struct]] = (), most_bytes: int = _MOST_BYTES
    ) -> None:
        self._most_bytes = most_bytes
        self._types: dict[str, type[msgspec.Struct]] = {}
        self._open_fields: dict[type[msgspec.Struct], tuple[str, ...]] = {}
        self._decoders: dict[str, msgspec.msgpack.Decoder[Any]] = {}
        self._encoder = msgspec.msgpack.Encoder()
        self._plain_decoder = msgspec.msgpack.Decoder(ext_hook=self._from_extension)
        for each in types:
            self.register(each)

    @property
    def names(self) -> tuple[str, ...]:
        """The registered names, in their order."""
        return tuple(self._types)

    def register(self, message_type: type[msgspec.Struct]) -> None:
        """Let a message type cross, by the name of its class.

        Raises:
            PayloadError: It is no msgspec.Struct, or another type has its name.
        """
        if not (isinstance(message_type, type) and issubclass(message_type, msgspec.Struct)):
            raise PayloadError(
                f"message_type: expected a subclass of msgspec.Struct, was {message_type!r}"
            )
        name = message_type.__name__
        if self._types.setdefault(name, message_type) is not message_type:
            raise PayloadError(
                f"message_type: expected a name of its own, {name} is "
                f"{self._types[name].__module__}.{name}"
            )
        hints = get_type_hints(message_type)
        self._open_fields[message_type] = tuple(
            field for field in message_type.__struct_fields__ if hints[field] in _OPEN
        )
        self._decoders[name] = msgspec.msgpack.Decoder(message_type, ext_hook=self._from_extension)

    def pack(self, topic: str, payload: object) -> bytes:
        """An object as bytes.

        Raises:
            PayloadError: It, or something in it, cannot cross; names topic and type.
        """
        try:
            packed = self._encoder.encode(self._portable(payload))
        except (TypeError, OverflowError, RecursionError, UnicodeEncodeError) as error:
            raise PayloadError(f"{topic}: payload of type {_name(payload)}: {error}") from None
        if len(packed) > self._most_bytes:
            raise PayloadError(
                f"{topic}: payload of type {_name(payload)}: expected at most "
                f"{self._most_bytes} bytes packed, was {len(packed)}"
            )
        return packed

    def unpack(self, packed: bytes) -> Any:
        """The object that was packed.

        Raises:
            PacketError: The bytes hold no payload, or one of a type that is not registered here.
        """
        try:
            return self._plain_decoder.decode(packed)
        except PacketError:
            raise
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise PacketError(f"payload: expected what pack wrote, {error}") from None

    def _portable(self, value: Any) -> Any:
        """The value with everything that msgpack cannot tell apart wrapped into an extension."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is list:
            return [self._portable(each) for each in value]
        if kind is tuple:
            inner = self._encoder.encode([self._portable(each) for each in value])
            return msgspec.msgpack.Ext(_TUPLE, inner)
        if kind is dict:
            return {_key(key): self._portable(each) for key, each in value.items()}
        if (fields := self._open_fields.get(kind)) is not None:
            if fields:
                opened = {field: self._portable(getattr(value, field)) for field in fields}
                value = msgspec.structs.replace(value, **opened)
            inner = self._encoder.encode(kind.__name__) + self._encoder.encode(value)
            return msgspec.msgpack.Ext(_MESSAGE, inner)
        raise TypeError(
            f"expected None, a bool, int, float, str or bytes, a list, tuple or dict of them or a "
            f"registered message, was a {_name(value)}; register its type, or "
            "publish it on a topic that the bridge does not send"
        )

    def _from_extension(self, code: int, data: memoryview) -> Any:
        if code == _TUPLE:
            return tuple(self._plain_decoder.decode(data))
        if code != _MESSAGE:
            raise PacketError(f"payload: expected extension 1 or 2, was {code}")
        name, length = _read_name(data)
        decoder = self._decoders.get(name)
        if decoder is None:
            raise PacketError(
                f"payload: expected a message registered here, was {name}; register its type with "
                "the receiving bridge, too"
            )
        return decoder.decode(data[length:])


def default_types(most_bytes: int = _MOST_BYTES) -> PayloadTypes:
    """The messages of the market, of agents and of orders."""
    types = PayloadTypes([Fill, OrderUpdate], most_bytes)
    for module in (market_messages, agent_messages):
        for each in _messages_of(module):
            types.register(each)
    return types


def _messages_of(module: ModuleType) -> list[type[msgspec.Struct]]:
    named = [getattr(module, name) for name in module.__all__]
    return [each for each in named if isinstance(each, type) and issubclass(each, msgspec.Struct)]


def _name(value: object) -> str:
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")


def _key(key: object) -> str:
    if type(key) is not str:
        raise TypeError(f"expected keys of type str, was {key!r}")
    return key


def _read_name(data: memoryview) -> tuple[str, int]:
    """The string that msgpack data begin with, and how many bytes it takes."""
    head = data[0] if len(data) else 0
    if 0xA0 <= head <= 0xBF:
        start, length = 1, head & 0x1F
    elif head == 0xD9 and len(data) > 1:
        start, length = 2, data[1]
    else:
        raise PacketError("payload: expected the name of a message first")
    return str(data[start : start + length], "utf-8"), start + length
