"""The same in tmux, as many people run it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Tmux:
    """A tmux server of its own, with one pane of 80x24."""

    def __init__(self, command: str) -> None:
        self._socket = f"gdtui-{uuid4()}"
        self("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", command)
        self("set", "-g", "status", "off")

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, *arguments], capture_output=True, text=True, check=True, timeout=20
        )
        return done.stdout

    def wait_for(self, text: str) -> list[str]:
        """The lines of the pane once it shows this."""
        until = time.monotonic() + 20
        while text not in (shown := self("capture-pane", "-p")):
            assert time.monotonic() < until, f"{text!r} did not come up:\n{shown}"
            time.sleep(0.1)
        return shown.splitlines()


@pytest.fixture
def tmux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Tmux]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    server = Tmux(f"'{sys.executable}' -m gdtui --lesson breaking")
    yield server
    server("kill-server")


def test_two_presses_bring_row_3_and_ten_more_stay_readable(tmux: Tmux) -> None:
    tmux.wait_for("space takes a step")
    tmux("send-keys", "Space", "Space")
    tmux.wait_for("✖ diverging: the error grew twice running (0.04, 0.36, 3.24)")
    # The log is drawn below it, and comes after it.
    lines = tmux.wait_for(">  3  1.3")
    starts = [line.split()[:3] for line in lines]
    assert all(start in starts for start in (["1", "0.5", "1"], ["2", "0.1", "0.2"], [">", "3", "1.3"]))
    assert any("└" in line for line in lines)
    assert any("●" in line for line in lines)
    tmux("send-keys", *["Space"] * 10)
    lines = tmux.wait_for("row 13")
    assert any(line.startswith("> 13 ") for line in lines)
    assert any("●" in line for line in lines)
    assert all(len(line) <= 80 for line in lines)
