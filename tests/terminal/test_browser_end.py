"""The real program as textual-serve runs it: a browser at the other end of its standard input and output."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from textual._binary_encode import load

from tests.calls import gdtui

LONGEST = 20.0
"""Seconds that are waited for something to come, on a busy machine too."""


class BrowserEnd:
    """Speaks with the program in packets: a letter for the kind, four bytes for the length, and what is sent."""

    def __init__(self, home: Path, *options: str, **environment: str) -> None:
        self.shown = ""
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
            if text in self.shown:
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
                yield kind, content

    @property
    def largest_memory(self) -> int:
        """The most memory that the program has had, in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
        return int(kilobytes) // 1000

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


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
@pytest.mark.parametrize("claimed", [(100_000, 100_000), (0, -5), ("wide", None), (1e9, 3)], ids=str)
def test_a_page_may_claim_any_size(page: BrowserEnd, claimed: tuple[object, object]) -> None:
    page.wait_for("space takes a step")
    width, height = claimed
    page.send(b"M", json.dumps({"type": "resize", "width": width, "height": height}).encode())
    page.press(" ", " ")
    page.send(b"M", json.dumps({"type": "resize", "width": 90, "height": 24}).encode())
    page.wait_for(": the error grew twice running")
    print(f"{claimed}: at most {page.largest_memory} MB")
    assert page.largest_memory < 150
