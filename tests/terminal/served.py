"""The server of pages, as the command starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
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
        except OSError:
            assert time.monotonic() < until, f"nobody answers at {url}"
            time.sleep(0.1)


@contextmanager
def served(home: Path, *options: str, lesson: str = "breaking") -> Iterator[str]:
    """The address of the page that the command serves."""
    port = free_port()
    call = [sys.executable, "-m", "gdtui", *options, "serve", "--port", str(port), "--lesson", lesson]
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": ":".join(sys.path)}
    server = subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        assert b"textual" in answer(url)
        yield url
    finally:
        server.terminate()
        server.wait(20)
