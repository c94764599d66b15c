"""How many pages there are, how they end with their server, and what whoever is refused reads."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack, suppress
from pathlib import Path
from typing import TypeVar

import aiohttp
import pytest
from multidict import CIMultiDict

from tests.calls import gdtui
from tests.terminal.served import Serving, free_port, serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for as Linux shows them")
LONGEST_END = 15
"""Seconds that are waited for something to end, on a busy machine too."""
OPENING = "space takes a step"
FEW_FILES = 256
MANY_CONNECTIONS = 300

T = TypeVar("T")
Open = Callable[..., Awaitable[tuple[str, aiohttp.ClientWebSocketResponse]]]


@pytest.fixture
async def opened() -> AsyncIterator[Open]:
    """Opens a page, and gives what it shows first with it."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        pages = []

        async def page(url: str, **headers: str) -> tuple[str, aiohttp.ClientWebSocketResponse]:
            page = await session.ws_connect(f"{url}/ws?width=80&height=24", headers=headers, max_msg_size=0)
            pages.append(page)
            shown = ""
            while OPENING not in shown and "gdtui: " not in shown:
                shown += (await page.receive_bytes(timeout=60)).decode()
            return shown, page

        yield page


async def pong(page: aiohttp.ClientWebSocketResponse) -> object:
    """What a page that is still served gets back."""
    await page.send_json(["ping", "are you there"])
    while (message := await page.receive(timeout=LONGEST_END)).type == aiohttp.WSMsgType.BINARY:
        pass
    return message.json()[1]


async def so(look: Callable[[], Awaitable[T]], is_so: Callable[[T], bool]) -> None:
    """Look until it is so."""
    until = time.monotonic() + LONGEST_END
    while not is_so(seen := await look()):
        assert time.monotonic() < until, seen
        await asyncio.sleep(0.1)


async def gone(server: Serving, but: int = 0) -> None:
    """Wait until the server has no more pages left than these."""
    await so(lambda: asyncio.to_thread(lambda: server.pages), lambda pages: len(pages) <= but)


@pytest.mark.parametrize("state", ["quiet", "busy", "stopped"])
async def test_a_server_that_is_to_end_does_and_leaves_nothing(tmp_path: Path, opened: Open, state: str) -> None:
    with serving(tmp_path, "--lesson", "breaking") as server:
        for _ in range(3):
            _, page = await opened(server.url)
            if state == "busy":
                await page.send_json(["stdin", "n" * 900_000])
        assert len(server.pages) == len(server.folders) == 3
        if state == "stopped":
            for process in server.pages:
                os.kill(process, signal.SIGSTOP)
        began = time.monotonic()
        server.process.terminate()
        assert await asyncio.to_thread(server.process.wait, LONGEST_END) == 0
        print(f"ended after {time.monotonic() - began:.1f} s")
        assert (server.pages, server.folders) == ([], [])


async def test_pages_end_with_a_server_that_is_killed(tmp_path: Path, opened: Open) -> None:
    with serving(tmp_path, "--lesson", "breaking") as server:
        _, page = await opened(server.url)
        await page.send_json(["stdin", "n" * 900_000])
        await opened(server.url)
        assert len(server.pages) == 2
        server.process.kill()
        await gone(server)
        assert server.folders == []


async def test_the_program_of_a_page_that_is_closed_ends_and_a_killed_one_closes_its_page(
    tmp_path: Path, opened: Open
) -> None:
    with serving(tmp_path) as server:
        _, page = await opened(server.url, Origin=server.url)
        await page.close()
        await gone(server)
        _, page = await opened(server.url)
        (process,) = server.pages
        os.kill(process, signal.SIGKILL)
        while (await page.receive(timeout=LONGEST_END)).type == aiohttp.WSMsgType.BINARY:
            pass
        assert page.closed
        await gone(server)
        await so(lambda: asyncio.to_thread(lambda: server.folders), lambda folders: folders == [])


async def test_who_comes_when_all_pages_are_taken_reads_so(tmp_path: Path, opened: Open) -> None:
    with serving(tmp_path, "--most-pages", "3", "--most-per-address", "2") as server:
        _, first = await opened(server.url)
        await opened(server.url)
        told, _ = await opened(server.url)
        assert told == "\r\ngdtui: No page is free for your address: there can be 2. Close one first.\r\n"
        assert await index(server.url) == (503, told.removeprefix("\r\ngdtui: ").replace("\r\n", "\n"))
        another = {"X-Forwarded-For": "203.0.113.7, 203.0.113.8"}
        assert OPENING in (await opened(server.url, **another))[0]
        told, _ = await opened(server.url, **{"X-Forwarded-For": "203.0.113.9"})
        assert told == "\r\ngdtui: No page is free here: there can be 3. Try again later.\r\n"
        assert len(server.pages) == 3
        await first.close()
        await so(lambda: index(server.url), lambda answer: answer[0] == 200)
        assert OPENING in (await opened(server.url))[0]


async def test_who_says_that_somebody_else_asks_is_not_believed_but_on_this_machine() -> None:
    from gdtui.cli.pages import address

    class Request:
        def __init__(self, remote: str) -> None:
            self.remote = remote
            self.headers = CIMultiDict({"X-Forwarded-For": "203.0.113.1"})

    assert address(Request("127.0.0.1")) == "203.0.113.1"  # type: ignore[arg-type]
    assert address(Request("203.0.113.2")) == "203.0.113.2"  # type: ignore[arg-type]
    assert address(Request("2001:db8::1:2")) == "2001:db8::/64"  # type: ignore[arg-type]


async def index(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_connections_that_say_nothing_give_way(tmp_path: Path, opened: Open) -> None:
    with serving(tmp_path, files=FEW_FILES) as server, ExitStack() as stack:
        shown, page = await opened(server.url)
        for _ in range(MANY_CONNECTIONS):
            silent = stack.enter_context(socket.socket())
            silent.connect(("127.0.0.1", server.port))
        assert OPENING in shown
        assert OPENING in (await opened(server.url))[0]
        # Those that are pages stay.
        assert await pong(page) == "are you there"


async def test_more_pages_than_files_is_no_number_of_pages() -> None:
    done = await asyncio.to_thread(gdtui, "serve", "--most-pages", "10000000")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("gdtui: 10000000 pages need more open files than this account may have: ")


JUNK = ["[", "[" * 100_000, "{}", "[]", '["stdin", 3]', '["stdin", "\\ud800"]', '["resize", 1]', "n" * 1_100_000]


async def test_what_no_page_sends_ends_the_page_alone_and_without_a_word(tmp_path: Path, opened: Open) -> None:
    with serving(tmp_path) as server:
        _, good = await opened(server.url)
        for junk in JUNK:
            _, page = await opened(server.url)
            with suppress(ConnectionError):  # the line may end in the middle of either
                await page.send_str(junk)
                while (await page.receive(timeout=LONGEST_END)).type == aiohttp.WSMsgType.BINARY:
                    pass
            await gone(server, but=1)
            # Asked each time: a page that is not read answers no heartbeat, and is taken for gone.
            assert await pong(good) == "are you there"
        assert server.process.poll() is None


def test_a_port_in_use_and_a_host_that_is_none_are_one_line_each() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as taken:
        port = taken.getsockname()[1]
        for options, line in {
            ("--port", str(port)): f"port {port} is in use already; --port takes another one.",
            ("--host", "no.such.example"): "--host: 'no.such.example' is no address of this machine; "
            "127.0.0.1 and 0.0.0.0 are.",
            (
                "--host",
                "203.0.113.7",
            ): "--host: '203.0.113.7' is no address of this machine; 127.0.0.1 and 0.0.0.0 are.",
            ("--host", ""): "--host: '' is no address of this machine; 127.0.0.1 and 0.0.0.0 are.",
        }.items():
            done = gdtui("serve", *options)
            assert (done.returncode, done.stdout, done.stderr) == (1, "", f"gdtui: {line}\n")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (
            ("--public-url", "gdtui.example.org"),
            "Invalid value for '--public-url': 'gdtui.example.org' is no URL of pages; 'https://gdtui.example.org' "
            "would be one.",
        ),
        (
            ("--public-url", "ftp://x"),
            "Invalid value for '--public-url': 'ftp://x' is no URL of pages; 'https://gdtui.example.org' would be one.",
        ),
        (
            ("--known-as", "http://lab"),
            "Invalid value for '--known-as': 'http://lab' is no name of a machine; 'lab.example.org' would be one.",
        ),
    ],
    ids=["no scheme", "another scheme", "a URL for a name"],
)
def test_a_name_that_is_none_is_a_wrong_call(options: tuple[str, str], line: str) -> None:
    done = gdtui("serve", *options)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"gdtui: {line}\n")
