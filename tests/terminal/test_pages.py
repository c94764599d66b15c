"""Who is let in by the server of pages: its own pages, and no other page that a browser of the host shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.terminal.served import served


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
