"""To the shell and back: ctrl+z and fg."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.terminal.line import PROGRAM, READY, Line
from tests.terminal.terminal import Terminal

TIMES = 5
"""How often it goes to the shell and comes back; 50 when the figures are taken."""

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@pytest.fixture
def shell(tmp_path: Path) -> list[str]:
    (tmp_path / "rc").write_text("PS1='ready> '\nbind 'set enable-bracketed-paste off'\n")
    return ["bash", "--rcfile", str(tmp_path / "rc"), "-i"]


def test_the_run_is_kept_each_time(tmp_path: Path, shell: list[str]) -> None:
    with Line(home=tmp_path, program=shell) as line:
        line.wait_for(b"ready> ")
        line.send(f"{' '.join(PROGRAM)} --lesson breaking\r".encode())
        line.wait_for(READY)
        for number in range(TIMES):
            start = len(line.raw)
            line.send(b" ")
            line.wait_for(b"%d" % (number + 2), since=start)
            line.read(0.1)
            line.send(b"\x1a")
            line.wait_for(b"Stopped", since=start)
            line.wait_for(b"ready> ", since=start)
            gone = line.raw[start:]
            assert gone.rindex(b"\x1b[?1049l") > gone.rfind(b"\x1b[?1049h")
            start = len(line.raw)
            line.send(b"echo $((%d * 7))\r" % number)
            line.wait_for(b"\n%d\r\n" % (number * 7), since=start)
            line.wait_for(b"ready> ", since=start)
            start = len(line.raw)
            line.send(b"fg\r")
            line.wait_for(b"row %d" % (number + 2), since=start)
            line.wait_for(b"quit", since=start)
        start = len(line.raw)
        line.send(b"q")
        line.wait_for(b"ready> ", since=start)
        line.send(b"echo it left with $?; exit\r")
        line.wait_for(b"it left with 0")
    print(f"{TIMES} times to the shell and back; row {TIMES + 1} kept")


def test_told_to_end_while_it_is_stopped_it_ends(tmp_path: Path, shell: list[str]) -> None:
    with Line(home=tmp_path, program=shell) as line:
        line.wait_for(b"ready> ")
        line.send(f"{' '.join(PROGRAM)}\r".encode())
        line.wait_for(READY)
        line.send(b"\x1a")
        line.wait_for(b"ready> ", since=line.raw.rindex(READY))
        start = len(line.raw)
        line.send(b"kill %1; sleep 0.5; jobs\r")
        line.wait_for(b"Exit 143", since=start)
        assert b"\x1b[?1049h" not in line.raw[start:]


def test_a_stop_from_outside_and_a_needless_call_back_are_survived(tmp_path: Path, shell: list[str]) -> None:
    with Line(home=tmp_path, program=shell) as line:
        line.wait_for(b"ready> ")
        line.send(f"{' '.join(PROGRAM)} --lesson breaking & echo number $!; fg\r".encode())
        line.wait_for(READY)
        found = re.search(rb"number (\d+)", line.raw)
        assert found
        process = int(found[1])
        for _ in range(3):
            os.kill(process, signal.SIGCONT)
            time.sleep(0.05)
        # The loop, a reader of keys and a writer.
        assert len(list(Path(f"/proc/{process}/task").iterdir())) == 3
        start = len(line.raw)
        os.kill(process, signal.SIGTSTP)
        line.wait_for(b"Stopped", since=start)
        start = len(line.raw)
        line.send(b"fg\r")
        line.wait_for(b"row 1", since=start)
        line.send(b" ")
        line.wait_for(b"overshoot", since=start)


def test_in_the_background_it_waits_to_be_called_to_the_front(tmp_path: Path, shell: list[str]) -> None:
    def in_the_background(command: str) -> None:
        start = len(line.raw)
        line.send(f"{command}\r".encode())
        # The shell tells it before one of its next prompts.
        while b"Stopped" not in line.raw[start:]:
            line.wait_for(b"ready> ", since=start)
            line.send(b"\r")
            line.read(0.1)

    def in_front() -> None:
        start = len(line.raw)
        line.send(b"fg\r")
        line.wait_for(READY, since=start)

    with Line(home=tmp_path, program=shell) as line:
        line.wait_for(b"ready> ")
        in_the_background(f"{' '.join(PROGRAM)} --lesson breaking &")
        in_front()
        start = len(line.raw)
        line.send(b"\x1a")
        line.wait_for(b"ready> ", since=start)
        in_the_background("bg")
        in_front()
        line.send(b" ")
        line.wait_for(b"overshoot")


def test_without_a_shell_to_go_back_to_it_stays(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as terminal:
        terminal.wait_for("space takes a step")
        terminal.process.send("\x1a")
        terminal.wait_for("no shell to go back to")
        terminal.press("space")
        terminal.wait_for("row 2")
