"""The real program as textual-serve runs it: a browser at the other end of its standard input and output."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import cast

import pyte
import pytest
from textual._binary_encode import load

from tests.calls import gdtui
from tests.terminal.served import megabytes

LONGEST = 90.0
"""Seconds that are waited for something to come, on a busy machine too."""
LONGEST_END = 60.0
LARGEST = (300, 120)
"""The cells that a page has where it does not say how many."""
LIMIT = "0.1"
"""Minutes that a page may take."""


class BrowserEnd:
    """Speaks with the program in packets: a letter for the kind, four bytes for the length, and what is sent."""

    def __init__(self, home: Path, *options: str, **environment: str) -> None:
        self.shown = ""
        # What changes in a word is sent without the rest of it: only a screen has the whole.
        self._screen = pyte.Screen(*LARGEST)
        self._stream = pyte.Stream(self._screen)
        self._received = b""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gdtui", *options, "--lesson", "breaking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": str(home),
                "LANG": "C.UTF-8",
                "PYTHONPATH": ":".join(sys.path),
                **environment,
            },
            cwd=home,
        )

    def end(self) -> None:
        """Stop the program."""
        self._process.kill()
        self._process.communicate()

    def send(self, kind: bytes, content: bytes) -> None:
        """Send one packet."""
        assert self._process.stdin is not None
        self._process.stdin.write(kind + len(content).to_bytes(4, "big") + content)
        self._process.stdin.flush()

    def press(self, *keys: str) -> None:
        """Send each key on its own, and let the screen follow."""
        for key in keys:
            self.send(b"D", key.encode())
            for _ in self.packets(0.3):
                pass

    def wait_for(self, text: str) -> None:
        """Read until this has been drawn."""
        for _ in self.packets(LONGEST):
            if text in self.shown or any(text in line for line in self._screen.display):
                return
        raise AssertionError(f"{text!r} did not come: {self.shown[-2000:]!r}")

    def packets(self, quiet: float) -> Iterator[tuple[bytes, bytes]]:
        """What the program sends, until nothing has come for a while; its drawing is kept in ``shown``."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while select.select([descriptor], [], [], quiet)[0]:
            received = os.read(descriptor, 65536)
            if not received:
                return
            self._received = (self._received + received).removeprefix(b"__GANGLION__\n")
            while len(self._received) >= 5 and len(self._received) >= 5 + (size := self._size()):
                kind, content = self._received[:1], self._received[5 : 5 + size]
                self._received = self._received[5 + size :]
                if kind == b"D":
                    self.shown += content.decode()
                    self._stream.feed(content.decode())
                yield kind, content

    @property
    def largest_memory(self) -> float:
        """The most memory that the program has had, in MB; 0 where it has ended."""
        return megabytes(self._process.pid, "VmHWM")

    @property
    def keyboard(self) -> int:
        """The descriptor of what is sent."""
        assert self._process.stdin is not None
        return self._process.stdin.fileno()

    @property
    def nameless_files(self) -> int:
        """How many files it has open that are on the disk without a name."""
        links = [each.readlink().name for each in Path(f"/proc/{self._process.pid}/fd").iterdir()]
        return sum(link.endswith("(deleted)") for link in links)

    def go(self) -> None:
        """Be gone, as a server that is killed."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.stdin = None

    def await_end(self, *, read: bool) -> float:
        """Wait for the program to end, and read what it draws or do not; the most memory that was seen, in MB."""
        until, memory = time.monotonic() + LONGEST_END, 0.0
        while self._process.poll() is None:
            assert time.monotonic() < until, "it does not end"
            memory = max(memory, self.largest_memory)
            if read:
                for _ in self.packets(0.1):
                    break
            else:
                time.sleep(0.1)
        return memory

    def flood(self, letters: int) -> None:
        """Send so many keys in one packet, for as long as somebody takes them."""

        def send() -> None:
            with suppress(OSError, ValueError):
                self.send(b"D", b"n" * letters)

        Thread(target=send, daemon=True).start()

    def _size(self) -> int:
        return int.from_bytes(self._received[1:5], "big")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[BrowserEnd]:
    end = BrowserEnd(tmp_path, TEXTUAL_DRIVER="textual.drivers.web_driver:WebDriver")
    yield end
    end.end()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[BrowserEnd]:
    end = BrowserEnd(tmp_path, "--kiosk", "--browser")
    yield end
    end.end()


def test_an_export_becomes_a_download_and_leaves_no_file_on_the_host(tmp_path: Path, browser: BrowserEnd) -> None:
    browser.wait_for("space takes a step")
    browser.press(" ", " ")
    browser.send(b"D", b"x")
    browser.wait_for("the browser saves it")
    browser.send(b"D", b"\r")
    downloaded, key = b"", ""
    for kind, content in browser.packets(LONGEST):
        if kind == b"M" and (started := json.loads(content)).get("type") == "deliver_file_start":
            assert Path(started["path"]).name == "gdtui-breaking.json"
            key = started["key"]
        elif kind == b"P":
            what, whose, chunk = cast(tuple[str, str, bytes], load(content))
            assert (what, whose) == ("deliver_chunk", key)
            if not chunk:
                break
            downloaded += chunk
        else:
            continue
        request = {"type": "deliver_chunk_request", "key": key, "size": 4096}
        browser.send(b"M", json.dumps(request).encode())
    record = gdtui("run", "--lesson", "breaking", "--iterations", "3", "--format", "json").stdout
    assert downloaded.decode() == record
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are looked for as Linux shows them")
def test_of_exports_that_nobody_saves_one_is_kept_and_it_is_not_in_memory(page: BrowserEnd) -> None:
    page.wait_for("space takes a step")
    page.send(b"D", b"x")
    page.wait_for("the browser saves it")
    before, started = page.nameless_files, 0
    page.send(b"D", b"\r")
    for kind, content in page.packets(LONGEST):
        if kind == b"M" and json.loads(content)["type"] == "deliver_file_start":
            started += 1
            if started == 3:
                break
            page.send(b"D", b"\r")
    assert (started, page.nameless_files - before) == (3, 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
@pytest.mark.parametrize("claimed", [(100_000, 100_000), (0, -5), ("wide", None), (1e9, 3)], ids=str)
def test_a_page_may_claim_any_size(page: BrowserEnd, claimed: tuple[object, object]) -> None:
    page.wait_for("space takes a step")
    width, height = claimed
    page.send(b"M", json.dumps({"type": "resize", "width": width, "height": height}).encode())
    page.press(" ", " ")
    page.send(b"M", json.dumps({"type": "resize", "width": 90, "height": 24}).encode())
    page.wait_for(": the error grew twice running")
    print(f"{claimed}: at most {page.largest_memory:.0f} MB")
    assert 0 < page.largest_memory < 150


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
@pytest.mark.parametrize("read", [True, False], ids=["read", "not read"])
@pytest.mark.parametrize("limit", ["--idle-limit", "--time-limit"])
def test_limits_of_time_and_memory_hold_whatever_comes(tmp_path: Path, limit: str, read: bool) -> None:
    page = BrowserEnd(tmp_path, "--kiosk", "--browser", limit, LIMIT, TMPDIR=str(tmp_path))
    try:
        page.wait_for("space takes a step")
        page.flood(3_000_000)
        memory = page.await_end(read=read)
    finally:
        page.end()
    print(f"3,000,000 keys: at most {memory:.0f} MB")
    assert 0 < memory < 150
    assert list(tmp_path.glob("gdtui-*")) == []


@pytest.mark.parametrize("letters", [0, 3_000_000], ids=["quiet", "with much to read"])
def test_a_page_whose_server_is_gone_ends(tmp_path: Path, letters: int) -> None:
    page = BrowserEnd(tmp_path, "--kiosk", "--browser", TMPDIR=str(tmp_path))
    try:
        page.wait_for("space takes a step")
        assert len(list(tmp_path.glob("gdtui-*"))) == 1
        # Less than all of it fits in the pipe, which is full when the other end goes.
        os.set_blocking(page.keyboard, False)
        with suppress(BlockingIOError):
            os.write(page.keyboard, b"D" + letters.to_bytes(4, "big") + b"n" * letters)
        began = time.monotonic()
        page.go()
        page.await_end(read=False)
        print(f"ended {time.monotonic() - began:.1f} s after its server")
    finally:
        page.end()
    assert list(tmp_path.glob("gdtui-*")) == []


def test_what_is_pasted_and_what_follows_a_long_packet_is_taken_in_turn(page: BrowserEnd) -> None:
    page.wait_for("space takes a step")
    page.send(b"D", b" " * 200)
    page.send(b"M", b"x" * 10_000)
    page.send(b"M", b'["no object"]')
    page.wait_for("row 201")
    page.send(b"D", b"\x1b[200~pasted text\x1b[201~")
    page.wait_for("11 characters pasted")


def test_a_page_says_that_it_ends_and_is_not_kept(tmp_path: Path) -> None:
    page = BrowserEnd(tmp_path, "--kiosk", "--browser", "--time-limit", LIMIT)
    try:
        page.wait_for("space takes a step")
        page.wait_for("nothing of it is kept")
        page.await_end(read=True)
        assert "Your session is kept" not in page.shown
    finally:
        page.end()
