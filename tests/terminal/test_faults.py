"""A fault of the program's own is one line, a report and exit status 1; the terminal is as it was."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.terminal.line import READY, Line

SECRET = "hunter2"
FAULTY = """
from gdtui.app.mends.keyboard import Keyboard
from gdtui.app.screens.simulator import OWN_WAYS
from gdtui.cli import main
from gdtui.workspace.commands import COMMANDS

def every_digit(workspace):
    raise ZeroDivisionError("of the\\nkind that {0} [bold]makes")

def closely(workspace):
    Keyboard.feed = None
    return ""

def open_map(screen):
    screen.set_timer(0.01, lambda: [][1])

for name, do in {"digits": every_digit, "closer": closely}.items():
    COMMANDS[name] = COMMANDS[name]._replace(do=do)
OWN_WAYS["map"] = open_map
main()
"""


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    (tmp_path / "faulty.py").write_text(FAULTY)
    return [sys.executable, str(tmp_path / "faulty.py")]


@pytest.mark.parametrize(
    ("key", "fault"),
    [(b"d", "ZeroDivisionError"), (b"zn", "TypeError"), (b"a", "IndexError")],
    ids=["in an action", "in the reader of keys", "in a timer"],
)
def test_a_fault_is_one_line_and_a_report(tmp_path: Path, program: list[str], key: bytes, fault: str) -> None:
    with Line(home=tmp_path, program=program, PASSWORD=SECRET) as line:
        line.wait_for(READY)
        for each in key:
            line.send(bytes([each]))
            line.read(0.3)
        assert line.finish() == 1
        assert line.attributes == line.before
        said = re.split(rb"\x1b\[[?0-9]*[a-z]", line.raw)[-1].decode().strip()
    assert said.startswith(f"gdtui: stopped by a fault of its own, {fault}; a report for its makers is in {tmp_path}")
    assert said.count("\n") == 0
    report = Path(said.rpartition(" ")[2])
    assert report.parent == tmp_path / ".local" / "state" / "gdtui"
    text = report.read_text()
    assert f"{fault}: " in text
    assert "Traceback (most recent call last)" in text
    for part in ("gdtui ", "Python ", "Textual 8", "plotext 6", "terminal 80x24", "TERM=xterm-256color"):
        assert part in text
    assert SECRET not in text
    assert report.stat().st_mode & 0o077 == 0


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path, program: list[str]) -> None:
    (tmp_path / ".local").write_text("in the way")
    with Line(home=tmp_path, program=program) as line:
        line.wait_for(b"the session cannot be kept")
        line.send(b"d")
        assert line.finish() == 1
        assert b"ZeroDivisionError; no report could be written: " in line.raw


def test_a_fault_in_plain_mode_is_told_the_same_way_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "faulty.py").write_text(
        "from gdtui.cli import main\nfrom gdtui.plain.reader import OWN_WAYS\n"
        "OWN_WAYS['digits'] = lambda reader, rest: [][1]\nmain()\n"
    )
    with Line(home=tmp_path, program=[sys.executable, str(tmp_path / "faulty.py"), "--plain"]) as line:
        line.wait_for(b"Row 1:")
        line.send(b"n 4\n")
        line.wait_for(b"Row 5:")
        line.send(b"d\n")
        assert line.finish() == 1
    assert b"gdtui: stopped by a fault of its own, IndexError; a report for its makers is in " in line.raw
    assert b"Traceback" not in line.raw
    with Line(home=tmp_path, program=[sys.executable, "-m", "gdtui", "--plain", "--resume"]) as line:
        line.wait_for(b"Row 5:")
