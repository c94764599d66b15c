"""Kiosk mode in a real pseudo-terminal: what it may not do, and when it ends."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from gdtui.cli.kiosk_process import LONGEST_NAME, folder_name, terminal_only
from gdtui.files.sessions import read_saved, replayed
from gdtui.workspace.commands import COMMANDS
from tests.calls import gdtui
from tests.terminal.terminal import Terminal

PROGRAM = Path(sys.executable).parent / "gdtui-kiosk"
BASH = shutil.which("bash")
installed = pytest.mark.skipif(not PROGRAM.exists(), reason="gdtui is not installed beside this Python")


class Kiosk(Terminal):
    """The kiosk's own command, or what wraps it."""

    def __init__(self, *call: str, **environment: str) -> None:
        process = pexpect.spawn(
            call[0],
            list(call[1:]),
            dimensions=(24, 80),
            env={"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment},
            encoding="utf-8",
            codec_errors="replace",
        )
        self._watch(process, 80, 24)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("  JÉRÔME 2 ", "jerome-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", ""),
        ("\x1b[31m", "31m"),
        ("李", ""),
        ("李 1", ""),
        ("Łukasz", ""),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("a\0b", "a-b"),
    ],
)
def test_a_name_becomes_a_plain_folder(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_long_names_that_begin_alike_have_a_folder_each() -> None:
    names = ["x" * length for length in range(LONGEST_NAME, 500)] + ["ada " * 10 + each for each in ("", "b", "c")]
    folders = [folder_name(name) for name in names]
    assert len({*folders}) == len(names)
    assert max(map(len, folders)) == LONGEST_NAME
    assert all(folder.replace("-", "").isalnum() and folder.strip("-") == folder for folder in folders)


@installed
def test_a_students_folder_that_is_a_link_is_refused_in_one_line(tmp_path: Path) -> None:
    students, elsewhere = tmp_path / "students", tmp_path / "elsewhere"
    students.mkdir()
    elsewhere.mkdir()
    (students / "eve").symlink_to(elsewhere)
    with Kiosk(str(PROGRAM), "--students", str(students)) as kiosk:
        kiosk.wait_for("Your name:")
        kiosk.process.send("Eve\r")
        kiosk.wait_for("gdtui: the folder of eve is a link, which is not followed.")
        assert kiosk.exit_status() == 1
    assert list(elsewhere.iterdir()) == []


def test_of_the_environment_only_words_about_the_terminal_are_left() -> None:
    given = {"TERM": "xterm", "LANG": "de_DE.UTF-8", "LC_ALL": "$(sh)", "PYTHONPATH": "/", "COLORTERM": "a\nb"}
    assert terminal_only(given) == {"TERM": "xterm", "LANG": "de_DE.UTF-8"}


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (["--kiosk", "run"], "kiosk mode is for the screen, not for commands."),
        (["--idle-limit", "5"], "--idle-limit is for kiosk mode: add --kiosk."),
        (["--kiosk", "--folder", "a", "--students", "b"], "only one can be"),
        (["--kiosk", "--time-limit", "0"], "Invalid value for '--time-limit'"),
        (["--kiosk", "--idle-limit", "nan"], "Invalid value for '--idle-limit': nan is not a number"),
        (["--kiosk", "--idle-limit", "inf"], "inf is not in the range 0<x<=100000"),
        (["--kiosk", "--time-limit", "1e12"], "is not in the range 0<x<=100000"),
        (["serve", "--time-limit", "nan"], "nan is not a number"),
        (["--kiosk"], "needs a terminal"),
    ],
    ids=" ".join,
)
def test_a_kiosk_that_cannot_be_is_one_line(call: list[str], reason: str) -> None:
    done = gdtui(*call)
    assert done.returncode != 0
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


@installed
def test_nobody_there_ends_it_with_a_warning_and_the_session_is_kept(tmp_path: Path) -> None:
    call = [str(PROGRAM), "--folder", str(tmp_path), "--idle-limit", "0.1", "--lesson", "breaking"]
    with Kiosk(*call) as kiosk:
        kiosk.wait_for("space takes a step")
        began = time.monotonic()
        while time.monotonic() - began < 4:
            kiosk.press("space")
            time.sleep(0.5)
        assert "gdtui ends" not in kiosk.text
        kiosk.wait_for("gdtui ends in 3 seconds")
        assert kiosk.exit_status() == 0
        assert "nobody pressed a key for a while. Your session is kept." in kiosk.raw
    saved = replayed(read_saved(tmp_path / "gdtui" / "sessions" / "1.json"))
    assert saved.history.present.length > 3
    assert not saved.left


@installed
def test_the_time_ends_with_a_warning_however_busy_one_is(tmp_path: Path) -> None:
    with Kiosk(str(PROGRAM), "--folder", str(tmp_path), "--time-limit", "0.1") as kiosk:
        kiosk.wait_for("space takes a step")
        kiosk.press("p", "e")
        kiosk.wait_for("gdtui ends in 3 seconds")
        assert kiosk.exit_status() == 0
        assert "the time is up. Your session is kept." in kiosk.raw


@installed
@pytest.mark.parametrize("limit", ["--idle-limit", "--time-limit"])
def test_the_time_ends_for_who_takes_nothing_of_what_is_drawn(tmp_path: Path, limit: str) -> None:
    with Kiosk(str(PROGRAM), "--folder", str(tmp_path), limit, "0.1", "--lesson", "breaking") as kiosk:
        kiosk.wait_for("space takes a step")
        kiosk.press("space")
        kiosk.process.delaybeforesend = None
        # Nobody reads from here on: what is drawn fills the way to the terminal, and the program waits for room.
        for _ in range(60):
            kiosk.process.send("?")
            time.sleep(0.02)
            kiosk.process.send("\x1b[D\x1b")
            time.sleep(0.02)
        until = time.monotonic() + 60
        while kiosk.process.isalive() and time.monotonic() < until:
            time.sleep(0.1)
        assert not kiosk.process.isalive()
        assert kiosk.process.exitstatus == 0
    assert replayed(read_saved(tmp_path / "gdtui" / "sessions" / "1.json")).history.present.length == 2


@installed
def test_who_says_no_name_is_not_waited_for(tmp_path: Path) -> None:
    with Kiosk(str(PROGRAM), "--students", str(tmp_path), "--idle-limit", "0.05", "--time-limit", "1") as kiosk:
        kiosk.wait_for("Your name:")
        kiosk.process.send("Ada")
        assert kiosk.exit_status() == 1
        assert "nobody said a name." in kiosk.raw
    assert list(tmp_path.iterdir()) == []


@installed
def test_a_name_typed_after_one_that_is_none_is_taken(tmp_path: Path) -> None:
    with Kiosk(str(PROGRAM), "--students", str(tmp_path)) as kiosk:
        kiosk.wait_for("Your name:")
        kiosk.process.send("!\rAda\r")
        kiosk.wait_for("lessons")
    assert [path.name for path in tmp_path.iterdir()] == ["ada"]


@installed
@pytest.mark.skipif(BASH is None, reason="there is no bash")
@pytest.mark.parametrize("name", ["[", "echo", "case", "exec", "set", "exit", str(PROGRAM), "/usr/bin/env"])
def test_where_sh_is_bash_no_function_of_the_callers_is_run(tmp_path: Path, name: str) -> None:
    shell, ran = tmp_path / "sh", tmp_path / "ran"
    shell.symlink_to(str(BASH))
    function = {f"BASH_FUNC_{name}%%": f"() {{ echo ran >{ran}; }}"}
    with Kiosk(str(shell), str(PROGRAM), "--folder", str(tmp_path), **function) as kiosk:
        kiosk.wait_for("space takes a step")
        kiosk.press("q")
        assert kiosk.exit_status() == 0
    call, environment = [str(shell), PROGRAM.name], {"PATH": "/usr/bin:/bin", **function}
    relative = subprocess.run(
        call, cwd=PROGRAM.parent, env=environment, capture_output=True, text=True, check=False, timeout=20
    )
    assert relative.returncode == 2
    assert relative.stderr.endswith("gdtui-kiosk: call it by its whole path.\n")
    assert not ran.exists()


@installed
def test_what_leaves_a_terminal_program_leaves_this_one_not(tmp_path: Path) -> None:
    with Kiosk(str(PROGRAM), "--folder", str(tmp_path), "--lesson", "breaking") as kiosk:
        kiosk.wait_for("space takes a step")
        for key in ("\x1a", "\x1c", "\x03"):
            kiosk.press(key)
        os.kill(kiosk.process.pid, signal.SIGTSTP)
        os.kill(kiosk.process.pid, signal.SIGQUIT)
        kiosk.press("space", "space")
        kiosk.wait_for("✖ diverging")
        # Copying out of a field would put it in the student's clipboard.
        kiosk.press("e", "\x01", "\x03", "\x18", "escape")
        assert "\x1b]52" not in kiosk.raw
        kiosk.press("\x10")
        kiosk.press(*"screensho")
        assert "Save an SVG" not in kiosk.text
        kiosk.press("escape", "?")
        kiosk.wait_for("Look at the row before")
        assert "ctrl+z" not in kiosk.text
        kiosk.press("end")
        assert "ctrl+z" not in kiosk.text
        kiosk.press("escape", "q")
        assert kiosk.exit_status() == 0


@installed
def test_leaving_does_not_wait_for_an_export_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    with Kiosk(str(PROGRAM), "--folder", str(tmp_path), "--alpha", "1e-7") as kiosk:
        kiosk.wait_for("space takes a step")
        for _ in range(10):
            kiosk.process.send("+")
        kiosk.press("p")
        kiosk.wait_for("row 1,000,000", longest=120)
        kiosk.process.send("x")
        kiosk.wait_for("Enter writes")
        kiosk.process.send("\r")
        kiosk.wait_for("writing ")
        began = time.monotonic()
        kiosk.press("escape", "q")
        assert kiosk.exit_status() == 0
        print(f"left {time.monotonic() - began:.1f} s after the export began")
    assert list((tmp_path / "gdtui" / "exports").iterdir()) == []


@installed
def test_a_full_folder_takes_no_more_and_what_a_cut_line_left_is_taken_away(tmp_path: Path) -> None:
    exports = tmp_path / "gdtui" / "exports"
    exports.mkdir(parents=True)
    large, left = exports / "large.json", exports / ".run.json.part-0a1b2c3d"
    with large.open("wb") as file:
        file.truncate(201 * 10**6)
    left.write_text("half")
    with Kiosk(str(PROGRAM), "--folder", str(tmp_path), "--lesson", "breaking") as kiosk:
        kiosk.wait_for("space takes a step")
        kiosk.process.send("x")
        kiosk.wait_for("Enter writes")
        kiosk.process.send("\r")
        kiosk.wait_for("holds more than 200 MB")
        assert list(exports.iterdir()) == [large]
        large.unlink()
        kiosk.process.send("\r")
        kiosk.wait_for("written:")


@installed
@pytest.mark.parametrize("name", ["/tmp/mine", "../mine", "~/mine", ".mine", "a/b", "-rf"])
def test_an_export_has_a_plain_name(tmp_path: Path, name: str) -> None:
    with Kiosk(str(PROGRAM), "--folder", str(tmp_path), "--lesson", "breaking") as kiosk:
        kiosk.wait_for("space takes a step")
        kiosk.press("x", "\x15")
        kiosk.press(*name, "enter")
        kiosk.wait_for("Here a name has letters, digits, dots, - and _ only")
        kiosk.press("\x15")
        kiosk.press(*"mine", "enter")
        kiosk.wait_for("written")
    assert [path.name for path in tmp_path.rglob("*mine*")] == ["mine"]
    assert not list(tmp_path.rglob("-rf"))


STRACE = shutil.which("strace")
CALLS = (
    "execve,execveat,fork,vfork,clone,clone3,socket,connect,bind,open,openat,creat,rename,renameat,unlink,mkdir,link"
)
RANDOM_KEYS, TOGETHER = 250, 4
"""How many keys for each seed, and how many of them in one packet: what comes in a bigger one would count as pasted."""
SEQUENCES = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[<0;10;5M"]


def random_keys(seed: int, count: int) -> list[str]:
    """Keys, letters, control characters, mouse reports; none that quits, nor ctrl+c, a signal once it has been left."""
    chance = random.Random(seed)
    letters = [key for key in "abcdefghijklmnoprstuvwxyzUZ123+-[]?/.~$|" if key != "q"]
    control = [chr(code) for code in range(1, 27) if code not in (3, 17)]
    named = [" ", "\r", "\t", "\x1b", "\x7f"]
    return chance.choices([*letters, *letters, *control, *SEQUENCES, *named], k=count)


def traced(folder: Path, log: Path, keys: list[str]) -> tuple[int, str]:
    """Press keys until one leads out, as Quit in the palette does; how many, and the calls after the first screen."""
    trace = ["-f", "--seccomp-bpf", "-qq", "-o", str(log), "-e", f"trace={CALLS}"]
    call = [str(STRACE), *trace, str(PROGRAM), "--folder", str(folder)]
    with Kiosk(*call) as kiosk:
        kiosk.wait_for("gdtui", longest=60)
        kiosk.settle(quiet=1)
        started = log.read_text()
        assert len(re.findall(r"execve\(", started)) == 3  # the shell, env, and Python
        pressed = 0
        while pressed < len(keys) and kiosk.process.isalive():
            kiosk.process.send("".join(keys[pressed : pressed + TOGETHER]))
            pressed += TOGETHER
            kiosk.settle(quiet=0.02, longest=0.5)
        if kiosk.process.isalive():
            for _ in range(6):
                kiosk.press("escape")
            kiosk.press("x")
            kiosk.wait_for("Enter writes")
            kiosk.press("enter")
            kiosk.wait_for("written: ")
            kiosk.press("escape", "q")
        assert kiosk.exit_status() == 0
    return pressed, log.read_text()[len(started) :]


@installed
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("seed", range(4))
def test_of_random_keys_none_starts_a_program_opens_a_socket_or_writes_elsewhere(tmp_path: Path, seed: int) -> None:
    assert {"x", "l", "s"} <= {command.keys for command in COMMANDS.values()}
    folder = tmp_path / "own"
    folder.mkdir()
    left, later, starts = random_keys(seed, RANDOM_KEYS), "", 0
    while left:
        pressed, calls = traced(folder, tmp_path / f"log-{starts}", left)
        left, later, starts = left[pressed:], later + calls, starts + 1
    assert not re.findall(r"execve|socket\(|connect\(|bind\(|v?fork\(", later)
    # Python's only children are threads of its own.
    assert all("CLONE_THREAD" in line for line in later.splitlines() if "clone" in line and "resumed" not in line)
    written = set(re.findall(r'open(?:at)?\([^"]*"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)', later))
    changed = set(re.findall(r'(?:renameat?|unlink|mkdir|link)\([^"]*"([^"]+)"', later))
    print(f"{RANDOM_KEYS} keys, {starts} times led out or left; written:")
    print("\n".join(sorted({re.sub("part-.*", "part-...", path.removeprefix(str(tmp_path))) for path in written})))
    assert any(path.startswith(f"{folder}/gdtui/exports/") for path in written)
    outside = {path for path in written | changed if not path.startswith(str(folder))}
    assert outside <= {"/dev/null", "/dev/tty"}
