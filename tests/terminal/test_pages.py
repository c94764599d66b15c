"""Who is let in by the server of pages: its own pages, and no other page that a browser of the host shows."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.terminal.served import served, serving


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("served")) as url:
        yield url


async def status(url: str, **headers: str) -> int:
    """What is answered to who wants a session."""
    async with aiohttp.ClientSession() as session:
        try:
            async with session.ws_connect(f"{url}/ws?width=80&height=24", headers=headers):
                return 101
        except aiohttp.WSServerHandshakeError as refused:
            return refused.status


async def test_the_servers_own_pages_are_let_in(page: str) -> None:
    port = page.rpartition(":")[2]
    assert await status(page) == 101
    assert await status(page, Origin=page) == 101
    assert await status(page, Origin=f"http://localhost:{port}", Host=f"localhost:{port}") == 101


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://127.0.0.1.evil.example"]
)
async def test_another_page_is_not(page: str, origin: str) -> None:
    assert await status(page, Origin=origin) == 403


async def test_a_name_of_somebody_elses_that_leads_here_is_not(page: str) -> None:
    port = page.rpartition(":")[2]
    name = f"evil.example:{port}"
    assert await status(page, Host=name) == 403
    assert await status(page, Host=name, Origin=f"http://{name}") == 403
    async with aiohttp.ClientSession() as session, session.get(page, headers={"Host": name}) as answer:
        assert answer.status == 403


HAS_IPV6 = socket.has_ipv6 and Path("/proc/net/if_inet6").exists()


@pytest.mark.parametrize(
    ("host", "at"),
    [
        ("0.0.0.0", "127.0.0.1"),
        ("127.0.0.2", "127.0.0.2"),
        pytest.param("::1", "[::1]", marks=pytest.mark.skipif(not HAS_IPV6, reason="there is no IPv6")),
        pytest.param("::", "[::1]", marks=pytest.mark.skipif(not HAS_IPV6, reason="there is no IPv6")),
    ],
)
async def test_wherever_it_listens_it_is_known_by_its_address_and_the_names_it_was_given(
    tmp_path: Path, host: str, at: str
) -> None:
    names = ("--known-as", "lab.example", "--known-as", "lab.example:81", "--public-url", "https://public.example/lab/")
    with serving(tmp_path, "--host", host, *names, at=at) as server:
        url, port = f"http://{at}:{server.port}", server.port
        assert await status(url) == 101
        assert await status(url, Origin=url) == 101
        for name in (f"lab.example:{port}", "LAB.example:81", "public.example", f"localhost:{port}"):
            assert await status(url, Host=name, Origin=f"http://{name}") == 101, name
        assert await status(url, Origin="https://public.example") == 101
        for name in (
            "evil.example",
            f"evil.example:{port}",
            "lab.example",
            f"203.0.113.7:{port}",
            f"{at}:1",
            "",
            "a\tb",
        ):
            assert await status(url, Host=name, Origin=f"http://{name}") == 403, name
        for origin in ("null", "", "https://evil.example", f"ftp://{at}:{port}", "http://", "http://[", f"{at}:{port}"):
            assert await status(url, Origin=origin) == 403, origin


async def test_a_page_is_told_to_come_back_under_the_name_that_it_came_by(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0", "--known-as", "lab.example") as server:
        for name in (f"127.0.0.1:{server.port}", f"lab.example:{server.port}"):
            shown = await index(server.url, Host=name)
            assert f'"ws://{name}/ws"' in shown
            assert f'"http://{name}/static/js/textual.js"' in shown
        for name, suggested in ((f"other.example:{server.port}", "other.example"), ("localhost:81", "localhost:81")):
            refused = await index(server.url, Host=name)
            assert refused == f"This server is not known as '{suggested}': --known-as {suggested} would tell it.\n"
    with serving(tmp_path, "--public-url", "https://public.example/lab/") as server:
        shown = await index(server.url, Host="public.example")
        assert '"wss://public.example/lab/ws"' in shown
        assert '"https://public.example/lab/static/js/textual.js"' in shown


async def index(url: str, **headers: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return await answer.text()


LESSON = """id = "ours"
title = "A lesson of our own: ä"
text = ["One paragraph."]
[parameters]
input = 2.0
"""


async def test_pages_open_with_a_teachers_lesson_and_in_ascii(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(LESSON, encoding="utf-8")
    shown = b""
    with served(tmp_path, "--ascii", "--lessons", str(tmp_path / "ours.toml"), lesson="ours") as url:
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{url}/ws?width=80&height=24", max_msg_size=0) as page,
        ):
            while b"space takes a step" not in shown:
                message = await page.receive(timeout=30)
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), shown[-500:]
                shown += message.data if isinstance(message.data, bytes) else message.data.encode()
    assert b"A lesson of our own: a" in shown
    assert shown.isascii()
