"""Redis Streams as a broker of packets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
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
_READ_EVENTS = 16_384
"""Events asked for at once, in full packets."""
_CHUNK_BYTES = 256 * 1024
"""Of the packets that one call of the script appends; the next one is on its way meanwhile."""
_CHUNKS = 4
"""Calls of the script that are on their way at once."""
_MARKER_SECONDS = 86_400
"""How long Redis remembers where an origin was, to pass over what it sends a second time."""

# Appends packets of one origin, and passes over those that are there already: after a lost
# connection nobody knows whether the last ones arrived. A full stream is first rid of what every
# group has acknowledged; what somebody still needs is dropped under drop_oldest alone. A call that
# follows another one on its way appends nothing where that one did not append all: the order holds.
# KEYS: stream, marker of the origin. ARGV: length, policy, seconds, whether it follows, then first,
# end and body of each packet. Returns how many are stored.
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
if ARGV[4] == '1' and reached < tonumber(ARGV[5]) then return 0 end
local held = redis.call('XLEN', stream)
local stored, added = 0, false
for i = 5, #ARGV, 3 do
  if tonumber(ARGV[i]) >= reached then
    if held >= length then
      if not make_room(stream, length, policy) then break end
      held = redis.call('XLEN', stream)
    end
    redis.call('XADD', stream, '*', 'packet', ARGV[i + 2])
    held, reached, added = held + 1, tonumber(ARGV[i + 1]), true
  end
  stored = stored + 1
end
if added then redis.call('SET', marker, string.format('%.0f', reached), 'EX', seconds) end
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
        self._acknowledger: Redis | None = None  # of its own: it must not wait for the others
        self._append_hash = ""
        self._read_count = max(1, _READ_EVENTS // settings.packet)
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
            self._reader, self._acknowledger = self._client(), self._client()
            await self._reader.ping()
            start = "0" if self._settings.start == "all" else "$"
            try:
                await self._acknowledger.xgroup_create(
                    self._settings.stream, self._settings.group, start, mkstream=True
                )
            except exceptions.ResponseError as error:
                if not str(error).startswith("BUSYGROUP"):
                    raise
            self._again_from = "0"
            self._next_claim = 0.0

    async def close(self) -> None:
        """Disconnect."""
        for client in (self._writer, self._reader, self._acknowledger):
            if client is not None:
                with suppress(exceptions.RedisError, OSError):  # it may be gone already
                    await client.aclose()
        self._writer = self._reader = self._acknowledger = None

    async def append(self, origin: bytes, packets: Sequence[SealedPacket]) -> int:
        """Store packets; see Broker."""
        stored = asked = answered = 0
        async with self._translated():
            assert self._writer is not None
            connection = self._writer.connection
            assert connection is not None
            for chunk in _chunks(packets):
                if asked - answered == _CHUNKS:
                    stored += await connection.read_response()
                    answered += 1
                await connection.send_command(*self._append_call(origin, chunk, asked > 0))
                asked += 1
            for _ in range(answered, asked):
                stored += await connection.read_response()
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
            assert self._acknowledger is not None
            await self._acknowledger.xack(self._settings.stream, self._settings.group, *tokens)

    def _append_call(
        self, origin: bytes, packets: Sequence[SealedPacket], follows: bool
    ) -> list[Any]:
        settings = self._settings
        marker = f"{settings.stream}:origin:{origin.hex()}"
        call: list[Any] = ["EVALSHA", self._append_hash, 2, settings.stream, marker]
        call += (settings.length, settings.full, _MARKER_SECONDS, int(follows))
        for packet in packets:
            call += (packet.first, packet.first + packet.count, packet.body)
        return call

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
            count=self._read_count,
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
            count=self._read_count,
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


def _chunks(packets: Sequence[SealedPacket]) -> Iterator[Sequence[SealedPacket]]:
    """Packets that follow on each other, in parts of about as many bytes; of none, one of none."""
    begin = size = 0
    for index, packet in enumerate(packets):
        size += len(packet.body)
        if size >= _CHUNK_BYTES:
            yield packets[begin : index + 1]
            begin, size = index + 1, 0
    if begin < len(packets) or not packets:
        yield packets[begin:]


def _entries(found: Sequence[tuple[bytes, dict[bytes, bytes] | None]]) -> list[Entry]:
    # An entry that was trimmed while it was pending has no fields left.
    return [
        Entry(token.decode(), fields[_FIELD.encode()] if fields else b"") for token, fields in found
    ]
