"""How many connections a server of pages takes: whoever says nothing gives way to whoever comes."""

from __future__ import annotations

import asyncio
import math
from typing import cast

from aiohttp import web

REQUEST_SECONDS = 30.0
"""How long an answer may take to be fetched before its connection may have to give way."""
REFUSING_SECONDS = 1.0
"""How long somebody who is refused may take to ask."""
MOST_REFUSED = 50
"""So many of them are listened to at once."""


def refused(line: str) -> bytes:
    """An answer for whoever asks in vain."""
    body = f"{line}\n".encode()
    head = f"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}"
    return f"{head}\r\nConnection: close\r\n\r\n".encode() + body


FULL = refused("This server has too many connections. Try again later.")
GIVEN_WAY = refused("This connection said nothing for too long, and others wait.")


class Door:
    """Makes a protocol for each connection: aiohttp's, or for one too many a refusal."""

    def __init__(self, server: web.Server, most: int) -> None:
        self._server, self._most = server, most
        self._until: dict[web.RequestHandler, float] = {}
        self._refused = set[asyncio.BaseTransport]()

    def __call__(self) -> asyncio.Protocol:
        return Entering(self)

    def occupy(self, connection: web.RequestHandler, seconds: float = REQUEST_SECONDS) -> None:
        """Have a connection stay for so long, ``math.inf`` for as long as it wants."""
        self._until[connection] = asyncio.get_running_loop().time() + seconds

    def release(self, connection: web.RequestHandler) -> None:
        """Let a connection give way from now on."""
        self._until.pop(connection, None)

    def enter(self, transport: asyncio.Transport) -> bool:
        """Let a connection in; False where there is no room, and nobody who gives way."""
        inside = [each for each in self._server.connections if each.transport is not None]
        if len(inside) >= self._most:
            now = asyncio.get_running_loop().time()
            oldest = next((each for each in inside if self._until.get(each, -math.inf) < now), None)
            if oldest is None:
                return False
            cast(asyncio.Transport, oldest.transport).write(GIVEN_WAY)
            oldest.force_close()
        connection = self._server()
        transport.set_protocol(connection)
        connection.connection_made(transport)
        return True

    def hear_out(self, transport: asyncio.Transport) -> None:
        """Wait a moment for what is asked, so that the refusal is an answer."""
        self._refused.add(transport)
        if len(self._refused) > MOST_REFUSED:
            self.leave(transport)
        asyncio.get_running_loop().call_later(REFUSING_SECONDS, self.leave, transport)

    def leave(self, transport: asyncio.BaseTransport) -> None:
        """Close a connection that was refused."""
        self._refused.discard(transport)
        transport.close()


class Entering(asyncio.Protocol):
    """A connection before it is let in."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        if not self._door.enter(self._transport):
            self._door.hear_out(self._transport)

    def data_received(self, data: bytes) -> None:
        self._transport.write(FULL)
        self._door.leave(self._transport)
