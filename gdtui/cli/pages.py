"""The server of pages: textual-serve's, for the pages that it gave out itself, and for so many of them."""

from __future__ import annotations

import asyncio
import errno
import math
import signal
import socket
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

import aiohttp_jinja2
import click
from aiohttp import web
from textual_serve.server import Server, to_int

from gdtui.cli.door import Door
from gdtui.cli.page_program import PageProgram
from gdtui.cli.places import Places, netloc
from gdtui.cli.room import most_connections

LARGEST_MESSAGE = 10**6
"""Bytes; what a page sends at once, as a paste. One that sends more is closed."""
HEARTBEAT_SECONDS = 15
CLOSING_SECONDS = 0.5
"""How long a page may take to say goodbye, and how long a request is waited for when the server ends."""
KEEP_SECONDS = 30
"""How long a connection may say nothing."""
READING_SECONDS = 20
"""How long a line stands before the page of whoever is refused is closed."""
LAST_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class PageServer(Server):
    """Lets nobody in but its own pages, and no more of them than there is room for.

    textual-serve 1.1 opens a session for whoever asks, as often as they ask: any page that a browser of this host shows
    could talk to it, though it listens on loopback alone.
    """

    def __init__(
        self,
        command: str,
        host: str,
        port: int,
        *,
        public_url: str | None,
        names: Iterable[str],
        most_pages: int,
        most_per_address: int,
    ) -> None:
        url = public_url or f"http://{netloc(host, port)}"
        super().__init__(command, host=host, port=port, title="gdtui", public_url=url)
        self._is_public = public_url is not None
        self._places = Places(host, port, public_url, names)
        self._most_pages, self._most_per_address = most_pages, most_per_address
        self._pages: dict[PageProgram, str] = {}

    def serve(self, debug: bool = False) -> None:
        """Serve until a signal says that it is enough; ClickException where nothing can be served."""
        sockets = listening(self.host, self.port)
        asyncio.run(self._serve(sockets))

    async def _serve(self, sockets: Iterable[socket.socket]) -> None:
        loop, enough = asyncio.get_running_loop(), asyncio.Event()
        for number in LAST_SIGNALS:
            loop.add_signal_handler(number, enough.set)
        app = await self._make_app()
        runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=KEEP_SECONDS, shutdown_timeout=CLOSING_SECONDS, handle_signals=False
        )
        await runner.setup()
        assert runner.server is not None
        self._door = Door(runner.server, most_connections(self._most_pages))
        servers = [await loop.create_server(self._door, sock=each) for each in sockets]
        await enough.wait()
        for server in servers:
            server.close()
        await runner.cleanup()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._own_pages_only)
        return app

    async def on_startup(self, app: web.Application) -> None:
        most = f"{self._most_pages} pages, {self._most_per_address} of one address"
        click.echo(f"gdtui: pages are at {self.public_url}, at most {most}; ctrl+c ends it.")

    async def on_shutdown(self, app: web.Application) -> None:
        await asyncio.gather(*(page.stop() for page in self._pages), return_exceptions=True)

    @web.middleware
    async def _own_pages_only(self, request: web.Request, handler: Any) -> Any:
        came_in = request.get_extra_info("sockname")
        host, origin = request.headers.get("Host", ""), request.headers.get("Origin")
        if came_in is None:
            raise web.HTTPForbidden(text="Whoever asked is gone.\n")
        if not self._places.has(host, came_in):
            name = host.removesuffix(f":{self.port}")
            raise web.HTTPForbidden(text=f"This server is not known as {name!r}: --known-as {name} would tell it.\n")
        if origin is not None and not self._places.has_origin(origin, came_in):
            raise web.HTTPForbidden(text="This is for the pages of this server alone.\n")
        connection = request.protocol
        self._door.occupy(connection)
        try:
            return await handler(request)
        finally:
            self._door.release(connection)

    def _refusal(self, address: str) -> str:
        """Why there is no page for somebody at this address; empty where there is."""
        if len(self._pages) >= self._most_pages:
            return f"No page is free here: there can be {self._most_pages}. Try again later."
        if Counter(self._pages.values())[address] >= self._most_per_address:
            return f"No page is free for your address: there can be {self._most_per_address}. Close one first."
        return ""

    async def handle_index(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(address(request)):
            raise web.HTTPServiceUnavailable(text=f"{refusal}\n")
        # What the request calls this server is one of its own names.
        url = self.public_url if self._is_public else f"http://{request.headers['Host']}"
        context = {
            "font_size": to_int(request.query.get("fontsize", "16"), 16),
            "app_websocket_url": f"ws{url.removeprefix('http')}/ws",
            "config": {"static": {"url": f"{url}/static/"}},
            "application": {"name": self.title},
        }
        return aiohttp_jinja2.render_template("app_index.html", request, context)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        websocket = web.WebSocketResponse(
            heartbeat=HEARTBEAT_SECONDS, timeout=CLOSING_SECONDS, max_msg_size=LARGEST_MESSAGE
        )
        await websocket.prepare(request)

        async def close() -> None:
            await websocket.close()

        page = PageProgram(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        width, height = (to_int(request.query.get(name, ""), most) for name, most in (("width", 80), ("height", 24)))
        refusal = self._refusal(address(request))
        if not refusal:
            self._pages[page] = address(request)
            self._door.occupy(request.protocol, math.inf)
            try:
                await page.start(width, height)
            except OSError:
                refusal = "No more programs can be started here. Try again later."
            else:
                # Whoever sends what no page sends has no page any more.
                with suppress(Exception):
                    await self._process_messages(websocket, page)
            finally:
                await page.stop()
                del self._pages[page]
        if refusal:
            self._door.release(request.protocol)
            await self._tell(websocket, refusal)
        await websocket.close()
        return websocket

    async def _tell(self, websocket: web.WebSocketResponse, line: str) -> None:
        """Show somebody a line in the place of the program, for long enough to be read."""
        with suppress(ConnectionError, TimeoutError):
            await websocket.send_bytes(f"\r\ngdtui: {line}\r\n".encode())
            async with asyncio.timeout(READING_SECONDS):
                async for _ in websocket:
                    pass


def listening(host: str, port: int) -> list[socket.socket]:
    """What listens at this address; ClickException where nothing can."""
    listening, trouble = list[socket.socket](), OSError(errno.EADDRNOTAVAIL, "")
    with suppress(OSError, UnicodeError):
        for family, kind, _, _, at in socket.getaddrinfo(host or "-", port, type=socket.SOCK_STREAM):
            try:
                one = socket.socket(family, kind)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                one.bind(at)
            except OSError as error:
                trouble = error
            else:
                listening.append(one)
    if listening and trouble.errno != errno.EADDRINUSE:
        return listening
    raise click.ClickException(
        {
            errno.EADDRINUSE: f"port {port} is in use already; --port takes another one.",
            errno.EADDRNOTAVAIL: f"--host: '{host}' is no address of this machine; 127.0.0.1 and 0.0.0.0 are.",
            errno.EACCES: f"port {port} is not for this account; --port takes one from 1024 on.",
        }.get(trouble.errno or 0, f"nothing can be served at {netloc(host, port)}: {trouble.strerror}.")
    )


def address(request: web.Request) -> str:
    """Where a page is: what a proxy on this machine says last, else the other end; a network where one has so many."""
    named = request.remote or ""
    with suppress(ValueError):
        if ip_address(named).is_loopback and (passed_on := request.headers.getall("X-Forwarded-For", [])):
            named = passed_on[-1].rpartition(",")[2].strip()
        if isinstance(ip_address(named), IPv6Address):
            return str(ip_network(f"{named}/64", strict=False))
    return named
