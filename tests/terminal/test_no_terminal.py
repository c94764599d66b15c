"""Without a terminal the screen says so at once, and the commands say so where they cannot answer."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.line import LONGEST, PROGRAM, READY, Line

AT_MOST = 1.0
"""The seconds of processor time within which it has said so."""


def of_shell(command: str, home: Path) -> tuple[int, str, float]:
    """Exit status, standard error and processor time of a shell's line; ``$@`` is gdtui, and no input comes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(
        ["sh", "-c", command, "sh", *PROGRAM],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        start_new_session=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "TERM": "xterm", "PYTHONPATH": ":".join(sys.path)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{command}: {time.monotonic() - began:.2f} s, {used:.2f} s of processor time: {done.stderr.strip()}")
    return done.returncode, done.stderr, used


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ('"$@"', "standard input is none"),
        ('"$@" <&-', "standard input is closed"),
        ('echo | "$@"', "standard input is none"),
        ('nohup "$@"', "standard input is none"),
        ('"$@" --lesson breaking </dev/null >/dev/null', "standard input is none"),
        ('"$@" >&-', "standard output is closed"),
        ('"$@" run >&-', "standard output is closed"),
        ('"$@" sweep >&-', "standard output is closed"),
        ('"$@" lessons >&-', "standard output is closed"),
        ('"$@" listing >&-', "standard output is closed"),
        ('"$@" --plain >&-', "standard output is closed"),
        ('"$@" --version >&-', "standard output is closed"),
        ('"$@" run --output - >&-', "standard output is closed"),
        ('"$@" run --output /dev/stdout >&-', "Bad file descriptor: '/dev/stdout'"),
        ('"$@" --kiosk <&-', "needs a terminal"),
        ('"$@" run >/dev/full', "No space left on device: standard output"),
    ],
)
def test_what_is_missing_is_one_line(tmp_path: Path, command: str, said: str) -> None:
    status, error, used = of_shell(command, tmp_path)
    assert status not in (0, 120)
    assert said in error
    assert error.count("\n") == 1
    assert used < AT_MOST


@pytest.mark.parametrize("command", ["run", "sweep", "listing", "chart"])
def test_a_standard_output_that_nothing_is_written_to_may_be_closed(tmp_path: Path, command: str) -> None:
    target = tmp_path / "result"
    assert of_shell(f'"$@" {command} --output {target} >&- <&-', tmp_path)[:2] == (0, "")
    assert target.stat().st_size > 0


def test_output_that_is_no_terminal_is_one_line(tmp_path: Path) -> None:
    held, near = pty.openpty()
    done = subprocess.run([*PROGRAM], stdin=near, capture_output=True, text=True, timeout=LONGEST)
    os.close(held)
    os.close(near)
    assert done.returncode not in (0, 120)
    assert done.stderr.count("\n") == 1
    assert "standard output is none" in done.stderr
    assert done.stdout == ""


def test_errors_that_go_elsewhere_leave_the_screen_where_it_is(tmp_path: Path) -> None:
    log = tmp_path / "errors"
    with Line(home=tmp_path, program=["sh", "-c", f'exec "$@" 2>{log}', "sh", *PROGRAM]) as line:
        line.wait_for(READY)
        line.send(b"q")
        assert line.finish() == 0
        assert log.read_text() == ""
