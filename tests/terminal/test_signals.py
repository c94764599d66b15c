"""Told to end, the program ends: within a second, with the terminal as it was, whatever it is in the middle of."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gdtui.files.sessions import read_saved, replayed
from tests.terminal.line import LONGEST, READY, Line

TIMES = 1
"""How often each is tried; 20 when the figures are taken."""
AT_MOST = 1.0
"""The seconds within which a program that is told to end has ended."""


def idle(line: Line) -> None:
    line.send(b" ")
    line.read(0.2)


def playing(line: Line) -> None:
    line.send(b"+++++++p")
    line.wait_for(b"full speed")
    line.read(0.3, longest=1)


def palette(line: Line) -> None:
    line.send(b"\x10")
    line.wait_for(b"Search for")


def stalled(line: Line) -> None:
    playing(line)
    line.stall()


ROWS: dict[Callable[[Line], None], int] = {idle: 2, playing: 100, stalled: 100}
"""How many rows the session on disk has at least, which was put there by the signal."""


@pytest.mark.parametrize("state", [idle, playing, palette, stalled], ids=lambda state: state.__name__)
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_ends_it_in_time_with_its_status_and_the_terminal_as_it_was(
    tmp_path: Path, number: signal.Signals, state: Callable[[Line], None]
) -> None:
    took = []
    for time_ in range(TIMES):
        home = tmp_path / str(time_)
        with Line("--lesson", "breaking", "--alpha", "0.01", home=home) as line:
            line.wait_for(READY)
            assert line.attributes != line.before
            state(line)
            os.kill(line.process.pid, number)
            status, seconds = line.ended()
            took.append(seconds)
            assert status == 128 + number
            assert line.attributes == line.before
            line.read(0.05)
            if state is stalled and b"\x1b[?1049l" not in line.raw:
                # Who reads nothing may miss the last of it; the terminal's settings need nobody who reads.
                print("the last sequences did not get through")
                continue
            assert line.raw.rindex(b"\x1b[?1049l") > line.raw.rindex(b"\x1b[?1049h")
            assert line.raw.rindex(b"\x1b[?25h") > line.raw.rindex(b"\x1b[?25l")
            assert line.raw.endswith(b"\x1b[?25h")
            saved = replayed(read_saved(home / ".local" / "state" / "gdtui" / "sessions" / "1.json"))
            assert saved.history.present.length >= ROWS.get(state, 1)
            assert not saved.left
    print(f"{number.name}, {state.__name__}: ended after at most {max(took):.3f} s in {TIMES} of {TIMES}")
    assert max(took) < AT_MOST


def test_a_lost_connection_ends_it(tmp_path: Path) -> None:
    with Line(home=tmp_path) as line:
        line.wait_for(READY)
        line.cut()
        status, seconds = line.ended()
        assert status == 128 + signal.SIGHUP
        assert seconds < AT_MOST


def test_a_lost_connection_ends_it_where_the_signal_is_ignored(tmp_path: Path) -> None:
    with Line("--lesson", "breaking", home=tmp_path, ignoring=[signal.SIGHUP]) as line:
        line.wait_for(READY)
        os.kill(line.process.pid, signal.SIGHUP)
        line.send(b"  ")
        line.wait_for(b"diverging")
        used = line.seconds_used
        line.cut()
        status, seconds = line.ended()
        assert status == 128 + signal.SIGHUP
        assert seconds < AT_MOST
        print(f"ended after {seconds:.3f} s; {used:.2f} s of processor time before")


def test_a_second_signal_changes_nothing(tmp_path: Path) -> None:
    with Line(home=tmp_path) as line:
        line.wait_for(READY)
        for _ in range(20):
            if line.process.poll() is None:
                os.kill(line.process.pid, signal.SIGTERM)
            time.sleep(0.001)
        assert line.process.wait(LONGEST) == 128 + signal.SIGTERM
        assert line.attributes == line.before


@pytest.mark.parametrize("number", [signal.SIGCONT, signal.SIGTSTP], ids=lambda number: number.name)
def test_who_leaves_is_neither_called_back_nor_stopped(tmp_path: Path, number: signal.Signals) -> None:
    with Line("--lesson", "breaking", home=tmp_path) as line:
        line.wait_for(READY)
        line.send(b"q")
        line.wait_for(b"\x1b[?1049l")
        until = time.monotonic() + LONGEST
        while line.process.poll() is None:
            assert time.monotonic() < until, f"it does not end: {line.raw[-2000:]!r}"
            line.process.send_signal(number)
            line.read(0.001, longest=0.01)
        assert line.finish() == 0
        assert line.attributes == line.before
        assert b"\x1b[?1049h" not in line.raw[line.raw.rindex(b"\x1b[?1049l") :]
        assert b"Traceback" not in line.raw


def test_called_back_and_stopped_again_at_once_it_stops_and_comes_back(tmp_path: Path) -> None:
    with Line("--lesson", "breaking", home=tmp_path) as line:
        line.wait_for(READY)
        for pause in (0, 0.0001, 0.001, 0.003, 0.01, 0.03) * 3:
            line.process.send_signal(signal.SIGTSTP)
            line.wait_until_stopped()
            line.process.send_signal(signal.SIGCONT)
            time.sleep(pause)
        start = len(line.raw)
        line.wait_for(READY, since=start)
        line.send(b" ")
        line.wait_for(b"overshoot")
