"""The simulator in a real browser: a headless Chromium at the page that ``gdtui serve`` gives."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pyte
import pytest

from tests.terminal.served import answer, free_port, served, serving
from tests.terminal.terminal import NOT_FOR_PYTE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
LONGEST = 120.0
"""Seconds that are waited for something to come, on a busy machine too."""
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic")


class Browser:
    """A tab, driven as its developer tools drive it; what the program draws is read from its connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._number = 0
        self.screen = pyte.Screen(400, 200)
        self._stream = pyte.ByteStream(self.screen)

    async def call(self, method: str, **parameters: Any) -> Any:
        """Have one thing done, and wait for its answer."""
        self._number += 1
        await self._connection.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            message = await self.message(20)
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]

    async def value(self, expression: str) -> str:
        """What an expression in the page comes to."""
        done = await self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        return str(done["result"]["value"]).strip()

    async def message(self, seconds: float) -> dict[str, Any]:
        """The next message; what the program drew is put on the screen."""
        message: dict[str, Any] = json.loads((await self._connection.receive(timeout=seconds)).data)
        if message.get("method") == "Network.webSocketFrameReceived":
            frame = message["params"]["response"]
            if frame["opcode"] == 2:
                text = base64.b64decode(frame["payloadData"]).decode()
                self._stream.feed(NOT_FOR_PYTE.sub("", text).encode())
        return message

    async def wait_for(self, text: str) -> None:
        """Go on until this is seen."""
        until = time.monotonic() + LONGEST
        while text not in "\n".join(self.screen.display):
            assert time.monotonic() < until, "\n".join(line.rstrip() for line in self.screen.display[:40])
            try:
                await self.message(1)
            except TimeoutError:
                continue

    async def press(self, text: str) -> None:
        """Press a key and let it go."""
        code = ord(text.upper())
        for kind in ("keyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, text=text, key=text, windowsVirtualKeyCode=code)

    async def click(self, x: int, y: int) -> None:
        """Click at this place, as one does to type into something."""
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """A Chromium with one tab."""
    import aiohttp

    port = free_port()
    call = [
        *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", *QUIET),
        *(f"--remote-debugging-port={port}", f"--user-data-dir={folder / 'profile'}", "--window-size=1200,800"),
        "about:blank",
    ]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        tabs = json.loads(await asyncio.to_thread(answer, f"http://127.0.0.1:{port}/json"))
        (tab,) = [each for each in tabs if each["type"] == "page"]
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as connection,
        ):
            yield Browser(connection)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path) as url:
        yield url


async def test_a_page_opens_three_keys_are_pressed_and_the_flag_is_seen(page: str, tmp_path: Path) -> None:
    async with browser(tmp_path) as tab:
        await tab.call("Network.enable")
        await tab.call("Page.enable")
        await tab.call("Page.navigate", url=page)
        await tab.wait_for("space takes a step")
        await tab.click(600, 300)
        for _ in range(3):
            await tab.press(" ")
        await tab.wait_for("diverging: the error grew")
        await tab.wait_for("row 4")
        picture = await tab.call("Page.captureScreenshot")
        (tmp_path / "page.png").write_bytes(base64.b64decode(picture["data"]))
        assert (tmp_path / "page.png").stat().st_size > 5_000
    until = time.monotonic() + LONGEST
    while left := [path.name for path in tmp_path.iterdir() if path.name.startswith("gdtui-")]:
        assert time.monotonic() < until, left
        await asyncio.sleep(0.1)


NO_ROOM = "No page is free here: there can be 1. Try again later."


async def test_who_finds_no_room_reads_so(tmp_path: Path) -> None:
    import aiohttp

    with serving(tmp_path, "--most-pages", "1") as server:
        async with browser(tmp_path) as tab, aiohttp.ClientSession() as session:
            await tab.call("Network.enable")
            await tab.call("Page.enable")
            await tab.call("Page.navigate", url=f"{server.url}/static/css/xterm.css")
            page = await tab.value("fetch('/').then(answer => answer.text())")
            async with session.ws_connect(f"{server.url}/ws", max_msg_size=0):
                # The page was given out while there was room, and asks for its session when there is none.
                await tab.value(f"document.open(), document.write({json.dumps(page)}), document.close(), ''")
                await tab.wait_for(f"gdtui: {NO_ROOM}")
                seen = await tab.value("document.body.className")
                assert "-first-byte" in seen
                assert "-closed" not in seen
                await tab.call("Page.navigate", url=server.url)
                until = time.monotonic() + LONGEST
                while await tab.value("document.body.innerText") != NO_ROOM:
                    assert time.monotonic() < until
