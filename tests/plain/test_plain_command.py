"""``gdtui --plain`` as a program: a pipe, a terminal, and the session on disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.session import History, Session
from gdtui.files.sessions import SavedSession, Shown, read_saved, replayed, session_text
from tests.terminal.terminal import Terminal
from tests.test_house import SCREEN_LIBRARIES, imported_by


def plain(home: Path, lines: str | bytes, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program with these lines on its standard input."""
    call = [sys.executable, "-m", "gdtui", "--plain", *arguments]
    typed = lines.encode() if isinstance(lines, str) else lines
    variables = {**os.environ, "XDG_STATE_HOME": str(home), **environment}
    return subprocess.run(call, input=typed, capture_output=True, env=variables, check=False, timeout=60)


def test_a_pipe_of_lines_is_a_session(tmp_path: Path) -> None:
    done = plain(tmp_path, "\n\nq\n", "--lesson", "breaking")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Diverging: the error grew twice running (0.04, 0.36, 3.24)." in done.stdout
    assert b"\x1b" not in done.stdout
    saved = replayed(read_saved(tmp_path / "gdtui" / "sessions" / "1.json"))
    assert (saved.history.present.length, saved.left) == (3, True)
    again = plain(tmp_path, "\n", "--resume")
    assert b"Row 4: weight minus 2.3" in again.stdout


def test_a_session_with_a_chart_that_there_is_not_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "gdtui" / "sessions" / "1.json"
    path.parent.mkdir(parents=True)
    path.write_text(session_text(SavedSession(History(Session.start(Parameters())), Shown(view="pie"))))
    done = plain(tmp_path, "q\n", "--resume")
    assert b"Session 1.json is not readable: kept as 1.json.unreadable-1." in done.stdout
    assert b"Back where you stopped" not in done.stdout


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_any_bytes_and_any_locale_are_borne(tmp_path: Path, environment: dict[str, str]) -> None:
    done = plain(tmp_path, b"\xe9\n\xff\xfe\nl\nt\n?\n" + b"x" * 100_000 + b"\nn\n", **environment)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Row 2" in done.stdout


@pytest.mark.slow
def test_a_terminal_is_asked_about_a_session_that_was_cut_off(tmp_path: Path) -> None:
    state = tmp_path / ".local" / "state"
    with Terminal("--plain", "--lesson", "breaking", home=tmp_path, TERM="dumb") as terminal:
        terminal.wait_for("Row 1:")
        terminal.press("enter", "enter")
        terminal.wait_for("Row 3:")
        terminal.process.kill(9)
    assert not replayed(read_saved(state / "gdtui" / "sessions" / "1.json")).left
    with Terminal("--plain", home=tmp_path, TERM="dumb") as terminal:
        terminal.wait_for("A session was cut off: ")
        terminal.press("y", "enter", "enter")
        terminal.wait_for("Row 4:")
        terminal.press("q", "enter")
        assert terminal.exit_status() == 0
        assert "\x1b" not in terminal.raw


@pytest.mark.parametrize("typed", ["1 is 1", 'weight = "\\d"', "1()", "assert (1, 2)", "0x1for x in y", "(1)[1,2]"])
def test_what_python_thinks_of_a_line_from_memory_is_nobodys_concern(tmp_path: Path, typed: str) -> None:
    done = plain(tmp_path, f"y\n{typed}\nq\n", "--fresh", PYTHONWARNINGS="always")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\nLine 5: it " in done.stdout


def test_neither_the_screen_nor_the_charts_are_loaded() -> None:
    call = "import sys, io; sys.argv = ['gdtui', '--plain', '--fresh']; sys.stdin = open('/dev/null')"
    code = f"{call}; from gdtui.cli import main\ntry: main()\nexcept SystemExit as left: assert not left.code"
    assert not imported_by(code) & SCREEN_LIBRARIES
