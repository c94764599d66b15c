"""The server of pages: textual-serve's, for the pages that it gave out itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


class PageServer(Server):
    """Lets nobody in but its own pages.

    textual-serve 1.1 opens a session for whoever asks: any page that a browser of this host shows could talk to it,
    though it listens on loopback alone.
    """

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._own_pages_only)
        return app

    @web.middleware
    async def _own_pages_only(self, request: web.Request, handler: Any) -> Any:
        own = self._own_places(request)
        origin = request.headers.get("Origin")
        if request.host not in own or (origin is not None and urlsplit(origin).netloc not in own):
            raise web.HTTPForbidden(text="This is for the pages of this server alone.")
        return await handler(request)

    def _own_places(self, request: web.Request) -> set[str]:
        """Under which names, with their ports, this server is meant to be reached."""
        public = urlsplit(self.public_url).netloc
        if self.host in LOOPBACK_NAMES:
            # Not what the request calls it: a name of somebody else's may lead here.
            return {public, *(f"{name}:{self.port}" for name in LOOPBACK_NAMES)}
        return {public, request.host}
