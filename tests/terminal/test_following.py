"""A teacher and students: real programs, each in a pseudo-terminal of its own size, with a file between them."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdtui.files.broadcast_file import FollowedFile
from gdtui.files.sessions import read_saved, replayed
from tests.benchmarks.usage import processor_seconds
from tests.terminal.terminal import Terminal

FOLLOWING = "gdtui  following the teacher: "


@pytest.fixture
def teacher(tmp_path: Path) -> Iterator[Terminal]:
    home = tmp_path / "teacher"
    home.mkdir()
    with Terminal("--lesson", "breaking", "--broadcast", str(tmp_path / "class.jsonl"), home=home) as terminal:
        terminal.wait_for("a class sees this: gdtui follow ")
        yield terminal


def student(tmp_path: Path, width: int, height: int) -> Terminal:
    home = tmp_path / f"student-{width}"
    home.mkdir()
    return Terminal("follow", str(tmp_path / "class.jsonl"), home=home, width=width, height=height)


def test_a_class_sees_the_teacher_step_branches_returns_and_comes_late(tmp_path: Path) -> None:
    with student(tmp_path, 120, 40) as early:
        early.wait_for("waiting for the teacher: no file yet")
        with Terminal("--lesson", "breaking", "--broadcast", str(tmp_path / "class.jsonl"), home=tmp_path) as teacher:
            early.wait_for(f"{FOLLOWING}An input that makes it explode")
            teacher.wait_for("a class sees this: gdtui follow ")
            teacher.press("space", "space")
            early.wait_for("✖ diverging: the error grew twice running (0.04, 0.36, 3.24)")
            assert early.lines[0].endswith("row 3")
            early.press("b")
            early.wait_for("gdtui  looking back: R returns to the teacher")
            early.press("R", "m", "space")
            early.wait_for("gdtui  your own branch: R returns to the teacher")
            assert "hot and cold" in early.text
            teacher.press("space", "2")
            with student(tmp_path, 60, 16) as late:
                late.wait_for("gdtui  following the teacher")
                late.wait_for("row 4")
                late.wait_for("Error by row")
                assert "hot and cold" in early.text
                early.press("R")
                early.wait_for("row 4")
                early.wait_for("Error by row")
                early.wait_for("u brings your own branch back (2 rows)")
                with (tmp_path / "class.jsonl").open("ab") as file:
                    file.write(b'{"run":"x.1","rows":99,"cur\n')
                for each in (early, late):
                    each.wait_for("a line of the teacher's was skipped: not")
                teacher.press("space")
                for each in (early, late):
                    each.wait_for("row 5")
                late.process.send("q")
                assert late.exit_status() == 0
            teacher.process.send("q")
            assert teacher.exit_status() == 0
            early.wait_for("gdtui  the teacher has left: An input that makes it explode")
        with Terminal("--broadcast", str(tmp_path / "class.jsonl"), home=tmp_path) as teacher:
            early.wait_for(f"{FOLLOWING}gradient descent")
            teacher.wait_for("a class sees this")
        early.process.send("q")
        assert early.exit_status() == 0


def test_the_last_state_of_a_run_that_is_played_arrives(tmp_path: Path, teacher: Terminal) -> None:
    with student(tmp_path, 80, 24) as each:
        each.wait_for("gdtui  following the teacher")
        teacher.press("+", "+", "+", "p")
        teacher.settle(longest=1)
        teacher.press("p")
        (rows,) = re.findall(r"row (\d+)$", teacher.lines[0])
        assert int(rows) > 5
        each.wait_for(f"row {rows}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_what_a_signal_ends_is_the_last_that_the_class_sees(
    tmp_path: Path, teacher: Terminal, number: signal.Signals
) -> None:
    teacher.process.delaybeforesend = None
    saved = tmp_path / "teacher" / ".local" / "state" / "gdtui" / "sessions" / "1.json"
    followed = FollowedFile(tmp_path / "class.jsonl")
    # Faster than lines are written to the file, so that some wait when the signal comes.
    for _ in range(5):
        teacher.process.send(" ")
        time.sleep(0.03)
    teacher.process.kill(number)
    assert teacher.exit_status() == 128 + number
    followed.read()
    assert followed.reader.shown is not None
    assert followed.reader.shown.rows == replayed(read_saved(saved)).history.present.length > 1


def test_following_a_quiet_file_costs_next_to_nothing(tmp_path: Path, teacher: Terminal) -> None:
    with student(tmp_path, 80, 24) as each:
        each.wait_for("gdtui  following the teacher")
        each.settle()
        seconds, before, sent = 4.0, processor_seconds(each.process.pid), len(each.raw)
        time.sleep(seconds)
        used = processor_seconds(each.process.pid) - before
        each.settle()
        print(f"{1000 * used / seconds:.2f} ms of processor time a second, {len(each.raw) - sent} bytes")
        assert len(each.raw) == sent
