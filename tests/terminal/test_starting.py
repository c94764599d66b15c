"""What keeps the screen from opening, or is taken away under it, is one line; never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import gdtui
from gdtui.files.sessions import read_saved, replayed
from tests.terminal.line import PROGRAM, READY, Line
from tests.terminal.terminal import Terminal

NOBODY = 54321
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "env", "-u", "HOME", *PROGRAM)
NO_HOME = "gdtui: no home folder is known: set HOME or XDG_STATE_HOME"


def said(line: Line) -> str:
    """All that came of a program that never drew anything: one line."""
    (only,) = line.raw.decode().splitlines()
    return only


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account can reach and write to."""
    if os.getuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can take an account that the system does not know")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(sys.path)}
        tried = subprocess.run([*AS_NOBODY, "--version"], env=environment, cwd=folder, check=False, capture_output=True)
        if tried.returncode != 0:
            pytest.skip("no other account can read this copy")
        yield Path(folder)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], NO_HOME),
        (["--plain"], NO_HOME),
        (["lessons", "results"], NO_HOME),
        (["--kiosk"], "gdtui: this account has no home folder: add --folder or --students."),
    ],
    ids=" ".join,
)
def test_an_account_that_the_system_does_not_know(open_folder: Path, arguments: list[str], told: str) -> None:
    with Line(*arguments, home=open_folder, program=AS_NOBODY) as line:
        assert line.finish() == 1
        assert said(line) == told


@pytest.mark.parametrize("plain", [False, True], ids=["the screen", "plain"])
def test_such_an_account_needs_no_more_than_a_place(open_folder: Path, plain: bool) -> None:
    arguments = ["--plain"] if plain else ["--kiosk", "--folder", str(open_folder)]
    with Line(*arguments, home=open_folder, program=AS_NOBODY, XDG_STATE_HOME=str(open_folder)) as line:
        line.wait_for(b"Row 1:" if plain else READY)
        line.send(b"q\n" if plain else b"q")
        assert line.finish() == 0
    assert replayed(read_saved(open_folder / "gdtui" / "sessions" / "1.json")).left


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("TEXTUAL_COLOR_SYSTEM", "foo", "auto, standard, 256 or truecolor"),
        ("TEXTUAL_COLOR_SYSTEM", "", "auto, standard, 256 or truecolor"),
        ("TEXTUAL_DRIVER", "foo", "a driver, as"),
        ("TEXTUAL_DRIVER", "os:path", "a driver, as"),
        ("TEXTUAL_DRIVER", "textual.app:App", "a driver, as"),
        ("TEXTUAL_DRIVER", "..:x", "a driver, as"),
        ("TEXTUAL_LOG", "/no/such/folder/log", "a file that can be written"),
        ("TEXTUAL_FPS", "9" * 30, "from 1 to 999"),
        ("TEXTUAL_DIM_FACTOR", "9" * 400, "from 0 to 100"),
        ("TEXTUAL_SLOW_THRESHOLD", "soon", "a number of milliseconds"),
        ("TEXTUAL_SCREENSHOT", "9" * 400, "a number of seconds"),
        ("ESCDELAY", "9" * 400, "a number of milliseconds"),
        ("COLUMNS", "²", "a number of cells"),
        ("LINES", "many\nlines", "a number of cells"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_variable_that_makes_no_sense_is_told(tmp_path: Path, name: str, value: str, wanted: str) -> None:
    environment: dict[str, Any] = {name: value}
    with Line(home=tmp_path, **environment) as line:
        assert line.finish() == 1
        assert said(line).startswith(f"gdtui: {name} is '{value[:4].splitlines()[0] if value else ''}")
        assert wanted in said(line)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEXTUAL_COLOR_SYSTEM", "truecolor"),
        ("TEXTUAL_FPS", "30"),
        ("TEXTUAL_LOG", "log"),
        ("TEXTUAL_DRIVER", "textual.drivers.linux_driver:LinuxDriver"),
        ("ESCDELAY", "25"),
    ],
)
def test_one_that_makes_sense_is_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.chdir(tmp_path)
    environment: dict[str, Any] = {name: value}
    with Line(home=tmp_path, **environment) as line:
        line.wait_for(READY)
        line.send(b"q")
        assert line.finish() == 0


INTERRUPTED = """
import os, runpy, signal, sys

class Finder:
    def find_spec(name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder)
sys.argv[0] = "gdtui"
runpy.run_module("gdtui", run_name="__main__")
"""


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("click", []),
        ("gdtui.cli.options", []),
        ("gdtui.cli.runs", ["run"]),
        ("textual.constants", []),
        ("textual.app", []),
        ("gdtui.app.app", []),
        ("gdtui.app.mends.terminal_driver", []),
        ("gdtui.cli.kiosk_process", ["--kiosk"]),
        ("gdtui.app.parts.following", ["follow", "nothing.jsonl"]),
        ("gdtui.plain.reader", ["--plain"]),
        ("gdtui.lab.listing", ["listing"]),
        ("plotext", ["chart"]),
    ],
)
def test_ctrl_c_while_it_is_loading_ends_it_without_a_word(tmp_path: Path, module: str, arguments: list[str]) -> None:
    program = [sys.executable, "-c", INTERRUPTED.format(module=module), *arguments]
    with Line(home=tmp_path, program=program) as line:
        assert line.finish() == 128 + signal.SIGINT
        assert line.raw.strip() == b""
        assert line.attributes == line.before


def installed(folder: Path) -> tuple[Path, str]:
    """A copy of the program that can be taken away, and where Python finds it, and all else."""
    copy, own = folder / "installed", Path(gdtui.__file__).parent
    shutil.copytree(own, copy / "gdtui", ignore=shutil.ignore_patterns("__pycache__"))
    return copy, ":".join([str(copy), *(each for each in sys.path if each not in ("", str(own.parent)))])


@pytest.mark.parametrize("keys", [["?"], ["l"], ["s"], ["x"], ["y"], ["\x10"], ["]"], ["a"]], ids=repr)
def test_a_program_that_is_uninstalled_under_its_screen_goes_on(tmp_path: Path, keys: list[str]) -> None:
    copy, path = installed(tmp_path)
    with Terminal(home=tmp_path, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1") as terminal:
        terminal.wait_for("space takes a step")
        terminal.press("space", "space")
        terminal.wait_for("row 3")
        shutil.rmtree(copy)
        terminal.press(*keys)
        terminal.wait_for("gone from disk")
        terminal.press("space")
        terminal.wait_for("row 4")
        terminal.press("q")
        assert terminal.exit_status() == 0
    saved = replayed(read_saved(tmp_path / ".local" / "state" / "gdtui" / "sessions" / "1.json"))
    assert (saved.history.present.length, saved.left) == (4, True)


FAULTY = """
import shutil, sys
from gdtui.cli import main
from gdtui.workspace.commands import COMMANDS

def every_digit(workspace):
    shutil.rmtree({copy!r})
    raise ZeroDivisionError

COMMANDS["digits"] = COMMANDS["digits"]._replace(do=every_digit)
main()
"""


def test_a_fault_of_one_that_is_uninstalled_is_one_line(tmp_path: Path) -> None:
    copy, path = installed(tmp_path)
    (tmp_path / "faulty.py").write_text(FAULTY.format(copy=str(copy)))
    program = [sys.executable, str(tmp_path / "faulty.py")]
    with Line(home=tmp_path, program=program, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1") as line:
        line.wait_for(READY)
        line.send(b"d")
        assert line.finish() == 1
        assert line.attributes == line.before
    said_last = b"gdtui: stopped by ZeroDivisionError, and no report could be written: was gdtui uninstalled?\r\n"
    assert line.raw.endswith(said_last)
    assert b"Traceback" not in line.raw
