"""Redis Streams as a broker of packets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from redis import exceptions
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from swarmcore.swarm.bridges.broker import Entry
from swarmcore.swarm.bridges.errors import BrokerAwayError, BrokerRefusedError
from swarmcore.swarm.bridges.outbox import SealedPacket
from swarmcore.swarm.bridges.url import BridgeSettings

__all__ = ["RedisStreams"]

_FIELD = "packet"
_READ = 64
"""Packets asked for at once."""
_MARKER_SECONDS = 86_400
"""How long Redis remembers where an origin was, to pass over what it sends a second time."""

# Appends packets of one origin, and passes over those that are there already: after a lost
# connection nobody knows whether the last ones arrived. A full stream is first rid of what every
# group has acknowledged; what somebody still needs is dropped under drop_oldest alone.
# KEYS: stream, marker of the origin. ARGV: length, policy, seconds, then first, end and body of
# each packet. Returns how many are stored.
_APPEND = """
local function earlier(a, b)
  local a1, a2 = string.match(a, '(%d+)-(%d+)')
  local b1, b2 = string.match(b, '(%d+)-(%d+)')
  a1, a2, b1, b2 = tonumber(a1), tonumber(a2), tonumber(b1), tonumber(b2)
  return a1 < b1 or (a1 == b1 and a2 < b2)
end

local function field(reply, name)
  for i = 1, #reply, 2 do
    if reply[i] == name then return reply[i + 1] end
  end
end

local function make_room(stream, length, policy)
  local groups = redis.call('XINFO', 'GROUPS', stream)
  if policy == 'drop_oldest' or #groups == 0 then
    redis.call('XTRIM', stream, 'MAXLEN', '=', length - 1)
    return true
  end
  local needed
  for _, group in ipairs(groups) do
    local delivered = field(group, 'last-delivered-id')
    local from = delivered
    if field(group, 'pending') > 0 then
      from = redis.call('XPENDING', stream, field(group, 'name'))[2]
    else
      local ms, sequence = string.match(delivered, '(%d+)-(%d+)')
      from = ms .. '-' .. string.format('%.0f', tonumber(sequence) + 1)
    end
    if not needed or earlier(from, needed) then needed = from end
  end
  redis.call('XTRIM', stream, 'MINID', '=', needed)
  return redis.call('XLEN', stream) < length
end

local stream, marker = KEYS[1], KEYS[2]
local length, policy, seconds = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local reached = tonumber(redis.call('GET', marker) or '0')
local stored = 0
for i = 4, #ARGV, 3 do
  if tonumber(ARGV[i]) >= reached then
    if redis.call('XLEN', stream) >= length and not make_room(stream, length, policy) then break end
    redis.call('XADD', stream, '*', 'packet', ARGV[i + 2])
    reached = tonumber(ARGV[i + 1])
    redis.call('SET', marker, ARGV[i + 1], 'EX', seconds)
  end
  stored = stored + 1
end
return stored
"""


class RedisStreams:
    """A stream of one Redis server.

    Args:
        settings: What the URL says.
        receives: False leaves the group alone: this side only sends.
    """

    def __init__(self, settings: BridgeSettings, *, receives: bool) -> None:
        self._settings = settings
        self._receives = receives
        self._writer: Redis | None = None
        self._reader: Redis | None = None
        self._append_hash = ""
        self._again_from: str | None = None  # of what was never acknowledged; None: all is
        self._next_claim = 0.0

    async def open(self) -> None:
        """Connect; make the group, and with it the stream, where they are missing."""
        async with self._translated():
            self._writer = self._client()
            await self._writer.ping()
            self._append_hash = await self._writer.script_load(_APPEND)
            if not self._receives:
                return
            self._reader = self._client()
            await self._reader.ping()
            start = "0" if self._settings.start == "all" else "$"
            try:
                await self._writer.xgroup_create(
                    self._settings.stream, self._settings.group, start, mkstream=True
                )
            except exceptions.ResponseError as error:
                if not str(error).startswith("BUSYGROUP"):
                    raise
            self._again_from = "0"
            self._next_claim = 0.0

    async def close(self) -> None:
        """Disconnect."""
        for client in (self._writer, self._reader):
            if client is not None:
                with suppress(exceptions.RedisError, OSError):  # it may be gone already
                    await client.aclose()
        self._writer = self._reader = None

    async def append(self, origin: bytes, packets: Sequence[SealedPacket]) -> int:
        """Store packets; see Broker."""
        settings = self._settings
        arguments: list[Any] = [settings.length, settings.full, _MARKER_SECONDS]
        for packet in packets:
            arguments += (packet.first, packet.first + packet.count, packet.body)
        marker = f"{settings.stream}:origin:{origin.hex()}"
        async with self._translated():
            assert self._writer is not None
            stored: int = await self._writer.evalsha(
                self._append_hash, 2, settings.stream, marker, *arguments
            )
        return stored

    async def receive(self) -> list[Entry]:
        """The next packets; see Broker."""
        async with self._translated():
            if self._again_from is not None:
                entries = await self._read(self._again_from)
                if entries:
                    self._again_from = entries[-1].token
                    return entries
                self._again_from = None
            now = asyncio.get_running_loop().time()
            if now >= self._next_claim:
                claimed = await self._claim()
                if claimed:
                    return claimed
                self._next_claim = now + self._settings.claim_ms / 1000
            return await self._read(">")

    async def acknowledge(self, tokens: Sequence[Any]) -> None:
        """Acknowledge packets; see Broker."""
        async with self._translated():
            assert self._writer is not None
            await self._writer.xack(self._settings.stream, self._settings.group, *tokens)

    def _client(self) -> Redis:
        timeout = self._settings.timeout_ms / 1000
        return Redis.from_url(
            self._settings.server,
            single_connection_client=True,
            # The bridge itself connects again: a read that is silently repeated would leave what
            # the first one got for the end.
            retry=Retry(NoBackoff(), 0),
            socket_timeout=timeout,
            socket_connect_timeout=timeout,
            socket_read_size=1 << 20,
            protocol=2,
        )

    async def _read(self, start: str) -> list[Entry]:
        assert self._reader is not None
        settings = self._settings
        # Well below the time-out, after which the server counts as away.
        block = max(1, min(1000, int(settings.timeout_ms / 4)))
        streams: Any = await self._reader.xreadgroup(
            settings.group,
            settings.consumer,
            {settings.stream: start},
            count=_READ,
            block=block if start == ">" else None,
        )
        return [entry for _, found in streams for entry in _entries(found)]

    async def _claim(self) -> list[Entry]:
        """What another member got and has not acknowledged for too long."""
        assert self._reader is not None
        settings = self._settings
        answer: Any = await self._reader.xautoclaim(
            settings.stream,
            settings.group,
            settings.consumer,
            settings.claim_ms,
            count=_READ,
        )
        return _entries(answer[1])

    @asynccontextmanager
    async def _translated(self) -> AsyncIterator[None]:
        """Name the broker's errors in our words."""
        place = self._settings.place
        try:
            yield
        except (exceptions.AuthenticationError, exceptions.AuthorizationError) as error:
            raise BrokerRefusedError(f"{place}: {error}") from error
        except (exceptions.ConnectionError, exceptions.TimeoutError, OSError) as error:
            raise BrokerAwayError(f"{place}: {error or type(error).__name__}") from error
        except exceptions.ResponseError as error:
            # Of a server that starts, or one that was emptied: to open again is the cure.
            if str(error).split(" ")[0] in ("LOADING", "NOGROUP", "NOSCRIPT", "READONLY"):
                raise BrokerAwayError(f"{place}: {error}") from error
            raise BrokerRefusedError(f"{place}: {error}") from error


def _entries(found: Sequence[tuple[bytes, dict[bytes, bytes] | None]]) -> list[Entry]:
    # An entry that was trimmed while it was pending has no fields left.
    return [
        Entry(token.decode(), fields[_FIELD.encode()] if fields else b"") for token, fields in found
    ]
