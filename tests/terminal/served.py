"""The server of pages, as the command starts it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answer(url: str) -> bytes:
    """What is at this address, once something is."""
    until = time.monotonic() + 30
    while True:
        try:
            with urlopen(url, timeout=5) as answered:
                return bytes(answered.read())
        except HTTPError:
            raise
        except OSError:
            assert time.monotonic() < until, f"nobody answers at {url}"
            time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs, and the programs of its pages, which are looked for as Linux shows them."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pages(self) -> list[int]:
        """The processes of the pages, whether the server that started them is still there or not."""
        mine, found = f"TMPDIR={self.folder}\0".encode(), []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                is_page = b"\0--browser\0" in entry.joinpath("cmdline").read_bytes()
                if is_page and mine in entry.joinpath("environ").read_bytes():
                    found.append(int(entry.name))
        return found

    @property
    def folders(self) -> list[str]:
        """The temporary folders of the pages."""
        return [path.name for path in self.folder.glob("gdtui-*")]

    def end(self) -> None:
        """Stop all of it, whatever state it is in."""
        self.process.terminate()
        try:
            self.process.wait(20)
        finally:
            self.process.kill()
            self.process.wait()
            for page in self.pages:
                with suppress(ProcessLookupError):
                    os.kill(page, 9)


def megabytes(process: int, what: str = "VmRSS") -> float:
    """The memory of a process as Linux tells it, 0 for one that has ended."""
    with suppress(OSError):
        told = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
        return int(told[1]) / 1000 if told else 0.0
    return 0.0


@contextmanager
def serving(
    home: Path, *options: str, before: tuple[str, ...] = (), at: str = "127.0.0.1", files: int | None = None
) -> Iterator[Serving]:
    """The command with these options, once it answers at this address; ``files`` is how many it may have open."""
    port = free_port()
    call = [sys.executable, "-m", "gdtui", *before, "serve", "--port", str(port), *options]
    if files is not None:
        call = ["/bin/sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", *call]
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": ":".join(sys.path)}
    process = subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running = Serving(process, port, home)
    try:
        with suppress(HTTPError):
            answer(f"http://{at}:{port}")
        yield running
    finally:
        running.end()


@contextmanager
def served(home: Path, *before: str, lesson: str = "breaking") -> Iterator[str]:
    """The address of the page that the command serves."""
    with serving(home, "--lesson", lesson, before=before) as running:
        assert b"textual" in answer(running.url)
        yield running.url
