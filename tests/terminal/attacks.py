"""What strangers can do to ``gdtui serve``, and what it costs: ``python -m tests.terminal.attacks [NAME...]``.

Each attack has a server of its own, and is one or a few lines of what came of it.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import aiohttp

from tests.terminal.served import Serving, megabytes, serving

LIMITS = ("--idle-limit", "0.25", "--time-limit", "0.5")
"""Minutes."""
LIMIT_SECONDS = 30
WATCHED_SECONDS = 90
FILES = 1024
"""How many open files a server has that is attacked with connections; what systems give unless told otherwise."""
MOST_MEMORY = 12_000
"""MB; what takes more is ended, and told so."""
OPENING = b"space takes a step"


class Watch:
    """The memory of a server and its pages while something is done to it."""

    def __init__(self, server: Serving) -> None:
        self.server, self.began = server, time.monotonic()
        self.most = self.most_of_server = 0.0
        self.gone_after: float | None = None

    def look(self) -> list[int]:
        """Look once; the pages that there are."""
        pages = self.server.pages
        self.most = max(self.most, sum(map(megabytes, pages)))
        self.most_of_server = max(self.most_of_server, megabytes(self.server.process.pid))
        return pages

    async def until_gone(self, longest: float) -> list[int]:
        """Look until there is no page any more, or for so long; those that are left."""
        until = time.monotonic() + longest
        while (pages := self.look()) and time.monotonic() < until and self.most < MOST_MEMORY:
            await asyncio.sleep(0.1)
        return pages

    def __str__(self) -> str:
        seconds = time.monotonic() - self.began
        return f"{seconds:.1f} s; pages at most {self.most:.0f} MB, server at most {self.most_of_server:.0f} MB"


class Pages:
    """Pages of one client, each read by a task unless nobody is to read them."""

    def __init__(self, server: Serving, *, read: bool = True) -> None:
        self.server, self._read, self._stack = server, read, AsyncExitStack()
        self._tasks: list[asyncio.Task[None]] = []
        self.open: list[aiohttp.ClientWebSocketResponse] = []
        self.told: list[str] = []

    async def __aenter__(self) -> Pages:
        connector = aiohttp.TCPConnector(limit=0)
        self._session = await self._stack.enter_async_context(aiohttp.ClientSession(connector=connector))
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        with suppress(Exception):
            await asyncio.wait_for(self._stack.aclose(), 5)

    async def add(self) -> bool:
        """Open one, and wait until it is drawn; whether it was."""
        try:
            page = await self._session.ws_connect(f"{self.server.url}/ws?width=80&height=24", max_msg_size=0)
        except (aiohttp.ClientError, OSError) as refused:
            self.told.append(str(refused))
            return False
        shown = b""
        with suppress(TimeoutError):
            while OPENING not in shown:
                message = await page.receive(timeout=30)
                if message.type not in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT):
                    break
                shown += message.data if isinstance(message.data, bytes) else message.data.encode()
                if b"gdtui:" in shown:
                    break
        if OPENING not in shown:
            self.told.append(shown.decode("utf-8", "replace").strip() or "nothing")
            await page.close()
            return False
        self.open.append(page)
        if self._read:
            self._tasks.append(asyncio.create_task(read(page)))
        return True


async def read(page: aiohttp.ClientWebSocketResponse) -> None:
    """Read what a page is sent, as a browser does; an unread one is closed after a while."""
    async for _ in page:
        pass


async def flood(letters: int, *, again: bool = False, is_read: bool = True) -> None:
    """Six pages each get a message of so many keys, or one after the other for as long as they are taken."""
    with tempfile.TemporaryDirectory() as home, serving(Path(home), "--lesson", "breaking", *LIMITS) as server:
        async with Pages(server, read=is_read) as pages:
            for _ in range(6):
                await pages.add()
            watch = Watch(server)

            async def send(page: aiohttp.ClientWebSocketResponse) -> None:
                message = json.dumps(["stdin", "n" * letters])
                with suppress(Exception):
                    await page.send_str(message)
                    while again:
                        await page.send_str(message)

            tasks = [asyncio.create_task(send(page)) for page in pages.open]
            left = await watch.until_gone(WATCHED_SECONDS)
            print(f"    {len(pages.open)} pages, {len(left)} left after {watch}")
            for task in tasks:
                task.cancel()
            if left:
                server.process.kill()
                killed = Watch(server)
                left = await killed.until_gone(30)
                print(f"    server killed: {len(left)} pages left after {killed}")


async def killed() -> None:
    """The server of six quiet pages is killed."""
    before = folders(None)
    with tempfile.TemporaryDirectory() as home, serving(Path(home), "--lesson", "breaking") as server:
        async with Pages(server) as pages:
            for _ in range(6):
                await pages.add()
            server.process.kill()
            watch = Watch(server)
            left = await watch.until_gone(30)
            print(f"    {len(left)} pages left after {watch}; {len(folders(server) - before)} folders left")


async def terminated() -> None:
    """The server of six quiet pages gets SIGTERM."""
    before = folders(None)
    with tempfile.TemporaryDirectory() as home, serving(Path(home), "--lesson", "breaking") as server:
        async with Pages(server) as pages:
            for _ in range(6):
                await pages.add()
            server.process.send_signal(signal.SIGTERM)
            watch = Watch(server)
            with suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(server.process.wait, 60)
            print(f"    ended after {watch}; {len(watch.look())} pages, {len(folders(server) - before)} folders left")


def folders(server: Serving | None) -> set[Path]:
    """The temporary folders of pages, where all programs put them, and where a server's pages do."""
    places = [Path("/tmp"), *([server.folder] if server else [])]
    return {path for place in places for path in place.glob("gdtui-*") if path.is_dir()}


async def half_open() -> None:
    """So many connections that say nothing, and then somebody who wants a page."""
    with tempfile.TemporaryDirectory() as home, serving(Path(home), "--lesson", "breaking", files=FILES) as server:
        watch = Watch(server)
        silent, refused = [], 0
        for _ in range(1030):
            try:
                silent.append((await asyncio.open_connection("127.0.0.1", server.port))[1])
            except OSError:
                refused += 1
        await asyncio.sleep(2)
        watch.look()
        print(f"    {len(silent)} connections, {refused} refused: {watch}")
        for when in ("with them open", "once they are closed"):
            began = time.monotonic()
            async with Pages(server) as pages:
                came = await pages.add()
                told = "" if came else f" ({', '.join(pages.told)[:120]})"
            print(f"    a page {when}: {'opens' if came else 'does not open'}{told}, {time.monotonic() - began:.1f} s")
            for each in silent:
                each.close()
            await asyncio.sleep(1)
        print(f"    the server is {'gone' if server.process.poll() is not None else 'there'}")


async def crowd(wanted: int = 25, most: int = 10) -> None:
    """More pages than are to be, all from one address."""
    called = subprocess.run([sys.executable, "-m", "gdtui", "serve", "--help"], capture_output=True, text=True)
    options = ("--most-pages", str(most)) if "--most-pages" in called.stdout else ()
    with tempfile.TemporaryDirectory() as home, serving(Path(home), "--lesson", "breaking", *options) as server:
        watch = Watch(server)
        async with Pages(server) as pages:
            for _ in range(wanted):
                await pages.add()
                watch.look()
            print(f"    {' '.join(options) or 'no limit'}: {len(pages.open)} of {wanted} pages open, {watch}")
            for told in sorted(set(pages.told)):
                print(f"    told: {told[:150]}")


async def strangers() -> None:
    """A page of somebody else's asks for a session, under each address that can be listened on."""
    calls: list[tuple[str, str, tuple[str, ...]]] = [
        ("127.0.0.1", "127.0.0.1", ()),
        ("::1", "[::1]", ()),
        ("127.0.0.2", "127.0.0.2", ()),
        ("0.0.0.0", "127.0.0.1", ()),
        ("127.0.0.1", "127.0.0.1", ("--public-url", "gdtui.example")),
    ]
    for host, at, options in calls:
        told = f"    --host {host} {' '.join(options)}:"
        with (
            suppress(AssertionError),
            tempfile.TemporaryDirectory() as home,
            serving(Path(home), "--host", host, *options, at=at) as server,
        ):
            url, name = f"http://{at}:{server.port}", f"evil.example:{server.port}"
            told += f" at / {await status(url)}"
            told += f"; a name and origin {await status(url, ws=True, Host=name, Origin=f'http://{name}')}"
            told += f"; Origin null {await status(url, ws=True, Origin='null')}"
        print(told)


async def status(url: str, *, ws: bool = False, **headers: str) -> int:
    """What is answered to who wants a page, or a session."""
    async with aiohttp.ClientSession(headers=headers) as session:
        if not ws:
            async with session.get(url) as answer:
                return answer.status
        try:
            async with session.ws_connect(f"{url}/ws"):
                return 101
        except aiohttp.WSServerHandshakeError as refused:
            return refused.status


async def bad_addresses() -> None:
    """A port in use, and hosts that are none."""
    for options in (("--host", "no.such.example"), ("--host", "203.0.113.7"), ("--port", "in use")):
        with tempfile.TemporaryDirectory() as home, serving(Path(home)) as server:
            given = [str(server.port) if word == "in use" else word for word in options]
            call = [sys.executable, "-m", "gdtui", "serve", *given]
            done = subprocess.run(call, capture_output=True, text=True, timeout=60)
        lines = re.sub(r"\s+$", "", done.stderr + done.stdout).splitlines()
        print(f"    {' '.join(options)}: status {done.returncode}, {len(lines)} lines, the last: {lines[-1][:150]}")


ATTACKS: dict[str, Callable[[], Awaitable[None]]] = {
    "one-message-of-3,000,000-keys": lambda: flood(3_000_000),
    "messages-of-900,000-keys-on-and-on": lambda: flood(900_000, again=True),
    "the-same-and-nothing-is-read": lambda: flood(900_000, again=True, is_read=False),
    "server-killed": killed,
    "server-terminated": terminated,
    "half-open": half_open,
    "crowd": crowd,
    "strangers": strangers,
    "bad-addresses": bad_addresses,
}


async def main(names: list[str]) -> None:
    """Do these, or all of them."""
    # Connections whose server is gone, or that were refused, are no news here.
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    for name in names or ATTACKS:
        print(f"{name} (limits of time {LIMIT_SECONDS // 2} and {LIMIT_SECONDS} s)" if "keys" in name else name)
        await ATTACKS[name]()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
