"""Following a teacher: what is shown, looking back, an own branch, returning, and what becomes of the file."""

from __future__ import annotations

import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gdtui.app import GdtuiApp
from gdtui.app.parts.following import Place
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.files.broadcast import LineWriter, Scene, Setup
from gdtui.files.broadcast_file import BroadcastFile
from gdtui.lab.catalogue import lessons
from gdtui.workspace.commands import COMMANDS
from tests.app.screen import app_of, lines, opened, pane, text, until

pytestmark = pytest.mark.slow

BREAKING = lessons()["breaking"]


class Teacher:
    """Writes a teacher's lines, each when it is asked to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.session = Session.start(BREAKING.parameters)
        self._writer = LineWriter("a")

    def shows(self, session: Session, view: str = "bowl", lesson: str | None = "breaking") -> None:
        self.session = session
        pinned = session.pinned.parameters if session.pinned else None
        shown = Scene(Setup(session.parameters, pinned, lesson), session.length, session.cursor, view)
        self.writes(self._writer.line(shown))

    def writes(self, content: bytes) -> None:
        with self.path.open("ab") as out:
            out.write(content)


@pytest.fixture
def teacher(tmp_path: Path) -> Teacher:
    return Teacher(tmp_path / "class.jsonl")


@asynccontextmanager
async def following(teacher: Teacher, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    async with GdtuiApp(follows=teacher.path).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


async def sees(pilot: Pilot[None], words: str) -> None:
    await until(pilot, lambda: words in text(pilot))


def heading(pilot: Pilot[None]) -> str:
    return lines(pilot)[0].strip()


def standing(pilot: Pilot[None]) -> tuple[Parameters, int, int]:
    session = app_of(pilot).session
    return session.parameters, session.length, session.cursor


async def test_a_teacher_whose_gdtui_is_newer_is_told_and_then_followed_once_it_can_be(teacher: Teacher) -> None:
    teacher.writes(b'{"format":"gdtui.broadcast/2","run":"b.1"}\n{"run":"b.1","rows":2}\n')
    async with following(teacher) as pilot:
        await sees(pilot, "a line of the teacher's was skipped: written by a newer gdtui.")
        assert heading(pilot).startswith("gdtui  waiting for the teacher, whose gdtui is newer than this one")
        teacher.shows(teacher.session.step(2))
        await until(pilot, lambda: heading(pilot).startswith("gdtui  following the teacher: An input"))
        assert standing(pilot) == (BREAKING.parameters, 3, 2)
        teacher.writes(b'{"format":"gdtui.broadcast/2","run":"b.1"}\n')
        await until(pilot, lambda: "whose gdtui is newer than this one" in heading(pilot))
        assert standing(pilot) == (BREAKING.parameters, 3, 2)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_the_teacher_does_is_seen_at_the_students_own_size(teacher: Teacher, size: tuple[int, int]) -> None:
    async with following(teacher, size) as pilot:
        await sees(pilot, "waiting for the teacher: no file yet")
        teacher.shows(teacher.session.step(2))
        await sees(pilot, "error grew twice running")
        assert heading(pilot).startswith("gdtui  following the teacher: An input that makes")
        assert standing(pilot) == (BREAKING.parameters, 3, 2)
        teacher.shows(teacher.session.back())
        await sees(pilot, "row 2 of 3")
        teacher.shows(teacher.session, view="slope")
        await sees(pilot, "Slope by weight")
        teacher.shows(teacher.session.pin().change(Parameters(input=2.0, alpha=0.25)), lesson=None)
        await sees(pilot, "following the teacher: A alpha 1 | B alpha")


async def test_a_student_looks_back_while_the_rows_grow_and_returns(teacher: Teacher) -> None:
    teacher.shows(teacher.session.step(4))
    async with following(teacher) as pilot:
        await sees(pilot, "row 5")
        await pilot.press("b", "up")
        assert heading(pilot).startswith("gdtui  looking back: R returns to the teacher")
        teacher.shows(teacher.session.step())
        await sees(pilot, "row 3 of 6")
        assert heading(pilot).startswith("gdtui  looking back")
        await pilot.press("space", "home", "R")
        await pilot.pause()
        assert heading(pilot).startswith("gdtui  following the teacher")
        assert standing(pilot) == (BREAKING.parameters, 6, 5)
        assert "brings your own branch back" not in text(pilot)


async def test_looking_back_is_told_when_the_teacher_begins_another_run(teacher: Teacher) -> None:
    teacher.shows(teacher.session.step(4))
    async with following(teacher) as pilot:
        await sees(pilot, "row 5")
        await pilot.press("b")
        teacher.shows(Session.start(Parameters()), lesson=None)
        await sees(pilot, "the teacher has begun another run")
        assert standing(pilot) == (BREAKING.parameters, 5, 3)
        await pilot.press("R")
        await pilot.pause()
        assert standing(pilot) == (Parameters(), 1, 0)
        assert "following the teacher: gradient descent" in heading(pilot)


@pytest.mark.parametrize("keys", [["space"], ["m"], ["r"], ["c"], ["]"], ["p"], ["e", "9", "enter"]], ids="".join)
async def test_whatever_changes_the_run_is_an_own_branch_that_one_key_leaves(teacher: Teacher, keys: list[str]) -> None:
    teacher.shows(teacher.session.step(2))
    async with following(teacher) as pilot:
        await sees(pilot, "row 3")
        await pilot.press(*("right_square_bracket" if key == "]" else key for key in keys))
        await sees(pilot, "your own branch: R returns to the teacher")
        await pilot.press("n")
        await pilot.pause()
        own = standing(pilot)
        teacher.shows(teacher.session.step(2))
        await pilot.pause(0.6)
        assert standing(pilot) == own
        await pilot.press("R")
        await pilot.pause()
        assert standing(pilot) == (BREAKING.parameters, 5, 4)
        assert heading(pilot).startswith("gdtui  following the teacher: An input that")
        assert "u brings your own branch back" in text(pilot)
        teacher.shows(teacher.session.step())
        await until(pilot, lambda: standing(pilot) == (BREAKING.parameters, 6, 5))
        await pilot.press("u")
        await pilot.pause()
        assert standing(pilot) == own
        assert heading(pilot).startswith("gdtui  your own branch: R returns")


async def test_what_is_being_typed_is_not_disturbed(teacher: Teacher) -> None:
    teacher.shows(teacher.session)
    async with following(teacher) as pilot:
        await sees(pilot, "following the teacher")
        await pilot.press("e", "tab", "7")
        teacher.shows(Session.start(Parameters(goal=3.0)), lesson=None)
        await pilot.pause(0.6)
        assert pilot.app.screen.query_one("#input", Input).value == "7"
        await pilot.press("escape")
        await until(pilot, lambda: standing(pilot) == (Parameters(goal=3.0), 1, 0))


async def test_a_screen_over_the_run_stays_and_the_teacher_is_there_when_it_is_left(teacher: Teacher) -> None:
    teacher.shows(teacher.session)
    async with following(teacher) as pilot:
        await sees(pilot, "following the teacher")
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Return to the teacher, while following" in text(pilot)
        teacher.shows(teacher.session.step())
        await pilot.pause(0.6)
        assert "Return to the teacher" in text(pilot)
        await pilot.press("escape")
        await sees(pilot, "row 2")


def met() -> dict[str, list[str]]:
    path = Path(os.environ["XDG_STATE_HOME"]) / "gdtui" / "progress.json"
    if not path.exists():
        return {}
    return {id_: entry["met"] for id_, entry in json.loads(path.read_text())["lessons"].items()}


async def test_a_student_is_judged_by_own_steps_only(teacher: Teacher) -> None:
    async with following(teacher) as pilot:
        for _ in range(3):
            teacher.shows(teacher.session.step())
            await until(pilot, lambda: app_of(pilot).session.length == teacher.session.length)
        # The teacher's rows, with one more of the student's at their end, are no one else's work either.
        await pilot.press("space", "t")
        await pilot.pause()
        assert "TASK  See it diverge." in text(pilot)
        await pilot.press("R", "u")
        await pilot.pause()
        assert met() == {}
        await pilot.press("r", "space", "space")
        await pilot.pause()
        assert met() == {"breaking": ["diverging"]}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"run":"a.1","rows":3,"cur\n', "not JSON"),
        (
            b'{"run":"a.1","rows":1000000000000000,"cursor":1,"view":"bowl","closely":false}\n',
            "more than 1,000,000 rows",
        ),
        (b'{"run":"a.1","rows":900000,"cursor":1,"view":"bowl","closely":false}\n', "the run has no row 900,000"),
        (b'{"run":"a.1","rows":NaN,"cursor":1,"view":"bowl","closely":false}\n', "NaN is no figure"),
        (b'{"run":"a.1","rows":3,"cursor":1,"view":"pie","closely":false}\n', "no such chart"),
    ],
    ids=["truncated", "10**15 rows", "beyond the end", "NaN", "a chart there is not"],
)
async def test_a_broken_line_is_skipped_with_a_note_and_the_next_is_shown(
    teacher: Teacher, line: bytes, reason: str
) -> None:
    teacher.shows(teacher.session.step())
    async with following(teacher) as pilot:
        await sees(pilot, "row 2")
        teacher.writes(line)
        await sees(pilot, f"a line of the teacher's was skipped: {reason}.")
        assert standing(pilot) == (BREAKING.parameters, 2, 1)
        teacher.shows(teacher.session.step())
        await sees(pilot, "row 3")
        assert "a line of the teacher's was skipped" in text(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert "was skipped" not in text(pilot)


async def test_a_line_that_is_not_complete_yet_is_waited_for(teacher: Teacher) -> None:
    teacher.shows(teacher.session.step())
    async with following(teacher) as pilot:
        await sees(pilot, "row 2")
        teacher.writes(b'{"run":"a.1","rows":5,')
        await pilot.pause(0.6)
        assert "skipped" not in text(pilot)
        teacher.writes(b'"cursor":4,"view":"bowl","closely":false}\n')
        await sees(pilot, "row 5")


async def test_a_file_that_goes_and_comes_back_is_told_and_followed(teacher: Teacher) -> None:
    teacher.shows(teacher.session.step())
    async with following(teacher) as pilot:
        await sees(pilot, "row 2")
        teacher.path.unlink()
        await sees(pilot, "waiting for the teacher: file removed")
        assert standing(pilot) == (BREAKING.parameters, 2, 1)
        Teacher(teacher.path).shows(teacher.session.step())
        await sees(pilot, "row 3")
        assert heading(pilot).startswith("gdtui  following the teacher")
        os.truncate(teacher.path, 0)
        await sees(pilot, "the file was cut off; what comes now is followed.")
        other = Teacher(teacher.path.with_name("other"))
        other.shows(teacher.session.step(4))
        other.path.replace(teacher.path)
        await sees(pilot, "row 6")
        assert "the file was replaced; the new one is followed." in text(pilot)


async def test_who_comes_late_sees_a_long_run_and_keys_are_answered_meanwhile(teacher: Teacher) -> None:
    slow = Session.start(Parameters(method="hot-and-cold", goal=900.0))
    teacher.shows(slow.step(499_999), lesson=None)
    async with following(teacher) as pilot:
        await sees(pilot, "catching up with the teacher: row ")
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Step by itself, or pause" in text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: standing(pilot)[1] == 500_000)
        assert app_of(pilot).session.current == teacher.session.current


async def test_without_a_teacher_the_student_can_work_alone(teacher: Teacher) -> None:
    async with following(teacher) as pilot:
        await pilot.press("R")
        await pilot.pause()
        assert "the teacher has shown nothing yet" in text(pilot)
        await pilot.press("space")
        await pilot.pause()
        assert heading(pilot).startswith("gdtui  your own branch: R returns")
        teacher.shows(teacher.session.step(2))
        await pilot.pause(0.6)
        assert standing(pilot)[1] == 2
        await pilot.press("R")
        await sees(pilot, "✖ diverging")


async def test_a_lesson_that_the_student_has_not_is_followed_without_its_text(teacher: Teacher) -> None:
    teacher.shows(teacher.session)
    async with following(teacher) as pilot:
        await sees(pilot, "following the teacher: An input that")
        teacher.shows(teacher.session.step(), lesson="teachers-own")
        await sees(pilot, "following the teacher: gradient descent")
        assert app_of(pilot).workspace.lesson is None


async def test_the_key_stands_in_help_and_palette_while_following_only(teacher: Teacher) -> None:
    command = COMMANDS["return"]
    assert all(f"{command.key_text} returns" in place.value for place in Place if place is not Place.WITH_THE_TEACHER)
    async with following(teacher) as pilot:
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert command.told in titles
    async with opened() as pilot:
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert command.told not in titles
        await pilot.press("question_mark")
        await pilot.pause()
        assert "teacher" not in text(pilot)


async def test_teacher_and_student_as_they_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"
    async with opened("breaking", broadcast=BroadcastFile(path)) as teaching:
        await teaching.press("space", "2", "c", "m", "space", "space", "b", "3", "z", "right_square_bracket", "space")
        teachers = app_of(teaching)
        expected = (teachers.session.parameters, teachers.session.length, teachers.session.cursor)
        lesson = teachers.workspace.lesson
    async with GdtuiApp(follows=path).run_test() as pilot:
        await until(pilot, lambda: standing(pilot) == expected)
        app = app_of(pilot)
        assert app.workspace.lesson is lesson is not None
        assert (app.simulator.view, app.simulator.closely) == ("slope", True)
        assert lines(pilot)[0].startswith(f" gdtui  the teacher has left: {lesson.title}")
        async with opened("alpha", broadcast=BroadcastFile(path)):
            await sees(pilot, f"following the teacher: {lessons()['alpha'].title}")


@pytest.mark.parametrize("keys", [["p"], ["plus"] * 7 + ["p"]], ids=["2 a second", "full speed"])
async def test_play_writes_few_lines_and_always_the_last_state(tmp_path: Path, keys: list[str]) -> None:
    path = tmp_path / "class.jsonl"
    async with opened("hot-and-cold", broadcast=BroadcastFile(path)) as pilot:
        began = time.monotonic()
        await pilot.press(*keys)
        await pilot.pause(1.5)
        await pilot.press("p", "b", "b", "b")
        seconds = time.monotonic() - began
        session = app_of(pilot).session
    written = [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
    print(f"{len(written) / seconds:.1f} lines a second, {path.stat().st_size} bytes, {session.length} rows")
    assert len(written) <= 20 * seconds
    assert (written[-1]["rows"], written[-1]["cursor"]) == (session.length, session.cursor)


@pytest.mark.parametrize("waits", [True, False], ids=["and waits", "and quits at once"])
async def test_who_steps_faster_than_lines_are_written_has_the_last_state_written(tmp_path: Path, waits: bool) -> None:
    path = tmp_path / "class.jsonl"
    async with opened("hot-and-cold", broadcast=BroadcastFile(path)) as pilot:
        await pilot.pause(0.2)
        before, began = path.read_bytes().count(b"\n"), time.monotonic()
        for _ in range(200):
            app_of(pilot).simulator.action_do("step")
        seconds = time.monotonic() - began
        lines_now = path.read_bytes().count(b"\n") - before
        if waits:
            await until(pilot, lambda: b'"rows":201' in path.read_bytes())
    assert lines_now <= 1 + 20 * seconds
    assert json.loads(path.read_bytes().splitlines()[-1])["rows"] == 201


async def test_a_full_disk_is_told_once_and_the_session_goes_on(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device here that is always full")
    file = BroadcastFile(tmp_path / "class.jsonl")
    os.dup2(os.open(full, os.O_WRONLY), file._descriptor)
    async with opened("breaking", broadcast=file) as pilot:
        await sees(pilot, "the class does not see this: No space left on device.")
        await pilot.press("space", "space")
        await pilot.pause(0.3)
        assert "✖ diverging: the error grew twice running" in pane(pilot, "#flags")[0]
        assert app_of(pilot).session.length == 3
