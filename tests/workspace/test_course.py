"""What two terminals of one person meet is kept together."""

from __future__ import annotations

import errno
import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui.files import progress as progress_module
from gdtui.files.progress import FILE_NAME, Progress, ProgressFile, read_progress
from gdtui.lab.catalogue import lessons
from gdtui.workspace.course import Course, Work


def meet_a_goal(course: Course, lesson: str) -> None:
    """Open a lesson and step until a goal is met that was not."""
    session = course.open(lesson)
    for _ in range(50):
        if course.judge(session):
            return
        session = session.step()
    raise AssertionError(f"no goal of {lesson} is met by stepping")


def test_what_two_terminals_meet_adds_up(tmp_path: Path) -> None:
    one, other = (Course(lessons(), tmp_path) for _ in range(2))
    # Each has read the file before the other writes it.
    assert one.progress == other.progress == Progress()
    meet_a_goal(one, "breaking")
    meet_a_goal(other, "hot-and-cold-once")
    kept, trouble = ProgressFile(tmp_path).load()
    assert trouble == ""
    assert kept is not None
    assert set(kept.met) == {"breaking", "hot-and-cold-once"}
    assert other.progress == kept


def test_goals_are_kept_beside_the_keys_and_those_met_meanwhile_after_them(tmp_path: Path) -> None:
    works: list[Work] = []
    course = Course(lessons(), tmp_path, works.append)
    meet_a_goal(course, "breaking")
    meet_a_goal(course, "scaling")
    # Seen at once, and one write at a time.
    assert set(course.progress.met) == {"breaking", "scaling"}
    assert not (tmp_path / FILE_NAME).exists()
    assert len(works) == 1
    then = works.pop()()
    meet_a_goal(course, "hot-and-cold-once")
    then()
    assert set(read_progress(tmp_path / FILE_NAME).met) == {"breaking", "scaling"}
    assert set(course.progress.met) == {"breaking", "scaling", "hot-and-cold-once"}
    works.pop()()()
    assert not works
    assert read_progress(tmp_path / FILE_NAME) == course.progress


def test_what_is_not_kept_yet_is_kept_when_the_program_ends(tmp_path: Path) -> None:
    works: list[Work] = []
    course = Course(lessons(), tmp_path, works.append)
    meet_a_goal(course, "breaking")
    course.flush()
    assert read_progress(tmp_path / FILE_NAME) == course.progress
    works.pop()()()
    assert not works
    assert read_progress(tmp_path / FILE_NAME) == course.progress


def test_one_lesson_or_all_are_forgotten(tmp_path: Path) -> None:
    one, other = (Course(lessons(), tmp_path) for _ in range(2))
    meet_a_goal(one, "breaking")
    meet_a_goal(other, "hot-and-cold-once")
    one.forget("breaking")
    assert read_progress(tmp_path / FILE_NAME) == Progress(
        {"hot-and-cold-once": other.progress.met["hot-and-cold-once"]}
    )
    one.forget(None)
    assert read_progress(tmp_path / FILE_NAME) == one.progress == Progress()
    # What was forgotten here does not come back from there.
    meet_a_goal(other, "scaling")
    assert set(read_progress(tmp_path / FILE_NAME).met) == {"scaling"}


def test_what_cannot_be_read_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Progress({f"lesson {number}": frozenset({"goal"}) for number in range(5)})
    ProgressFile(tmp_path).save(before)

    def fails(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    course = Course(lessons(), tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(progress_module, "read_ordinary", fails)
        meet_a_goal(course, "breaking")
        assert set(course.progress.met) == {"breaking"}
        assert "progress cannot be read (Permission denied)" in course.trouble()
    assert read_progress(tmp_path / FILE_NAME) == before
    # With the next goal it is tried again, and what was met meanwhile is kept too.
    meet_a_goal(course, "hot-and-cold-once")
    assert set(read_progress(tmp_path / FILE_NAME).met) == {*before.met, "breaking", "hot-and-cold-once"}


MEETS = """
import sys
from dataclasses import replace
from pathlib import Path
from gdtui.files import progress
from gdtui.workspace.course import Course
from gdtui.lab.catalogue import lessons

# A busy machine may keep a program waiting for longer than a key would.
progress.PATIENCE = 60
folder, name = Path(sys.argv[1]), sys.argv[2]
copies = {f"{name}-{number}": lessons()["breaking"]._replace(id=f"{name}-{number}") for number in range(100)}
course = Course(copies, folder)
print("ready", flush=True)
input()
for id_ in copies:
    assert course.judge(course.open(id_).step(3))
    assert course.trouble() == ""
"""


def test_of_the_goals_that_two_programs_meet_at_once_none_is_lost(tmp_path: Path) -> None:
    calls = [[sys.executable, "-c", MEETS, str(tmp_path), name] for name in ("one", "other")]
    programs = [subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for call in calls]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        program.communicate(timeout=120)
        assert program.returncode == 0
    assert len(read_progress(tmp_path / FILE_NAME).met) == 200


def test_where_nothing_can_be_locked_a_goal_is_kept_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fails)
    course = Course(lessons(), tmp_path)
    meet_a_goal(course, "breaking")
    assert course.trouble() == ""
    assert set(read_progress(tmp_path / FILE_NAME).met) == {"breaking"}


def test_a_program_that_never_gives_the_lock_back_keeps_no_goal_from_being_kept(tmp_path: Path) -> None:
    with (tmp_path / FILE_NAME).with_suffix(".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        meet_a_goal(Course(lessons(), tmp_path), "breaking")
    assert set(read_progress(tmp_path / FILE_NAME).met) == {"breaking"}
