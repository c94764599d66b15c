"""Files that earlier versions wrote: each is read, and nothing of it is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.session import History, Session
from gdtui.files.broadcast import Scene, Setup
from gdtui.files.broadcast_file import FollowedFile
from gdtui.files.progress import FILE_NAME, Progress, read_progress
from gdtui.files.records import read_record
from gdtui.files.sessions import SavedSession, Shown, read_saved, replayed, session_text, stored
from gdtui.lab.catalogue import lessons
from gdtui.workspace.course import Course
from gdtui.workspace.replay import Replay
from tests.files.test_sessions import all_said, came_back

SAMPLES = Path(__file__).parent / "samples"
BREAKING = Session.start(lessons()["breaking"].parameters, "breaking")
COLD = Parameters(method="hot-and-cold", weight=-0.0, step_amount=0.01, stay=True, tolerance=0.0)
SHOWN = Shown("errors", closely=True, below="why", every_digit=True, predicts=True)
BEFORE = (
    History(BREAKING.step(2))
    .become(BREAKING.step(2).pin())
    .become(BREAKING.change(BREAKING.parameters.changed(alpha=0.1)).step(4).back())
)
SESSIONS = {
    # What was brought back stayed in the lesson at hand.
    "session-1-one-lesson-for-all-runs.json": BEFORE.present.reset().step(3),
    "session-1-a-lesson-for-each-run.json": Session.start(lessons()["alpha"].parameters, "alpha"),
}


@pytest.mark.parametrize(("name", "next_run"), SESSIONS.items(), ids=SESSIONS)
def test_a_session_comes_back_whole_and_is_kept_whole(tmp_path: Path, name: str, next_run: Session) -> None:
    history = BEFORE.become(next_run).become(BREAKING.change(COLD).step(7)).undo().undo()
    expected = all_said(SavedSession(history, SHOWN))
    found = stored(read_saved(SAMPLES / name))
    assert (found.left_out, all_said(replayed(found.record))) == (0, expected)
    assert all_said(came_back(session_text(found.saved), tmp_path)) == expected
    # Nobody wants it: the next one to look at it reads it as well.
    assert all_said(came_back(found.declined(), tmp_path)) == (*expected[:-1], True)


def test_progress_goes_on_from_where_it_was(tmp_path: Path) -> None:
    name = "progress-1-goals-by-what-they-say.json"
    met = {"breaking": frozenset({"diverging"}), "hot-and-cold-once": frozenset({"it stays: stalled", "one move"})}
    assert read_progress(SAMPLES / name) == Progress(met)
    shutil.copy(SAMPLES / name, tmp_path / FILE_NAME)
    course = Course(lessons(), tmp_path)
    assert course.progress.done(lessons()["hot-and-cold-once"])
    assert not course.judge(BREAKING.step(3))
    assert course.judge(course.open("several-steps").step(40))
    assert course.trouble() == ""
    kept = read_progress(tmp_path / FILE_NAME)
    assert {id_: kept.met[id_] for id_ in met} == met
    assert set(kept.met) == {*met, "several-steps"}


@pytest.mark.parametrize(
    ("name", "left"), [("broadcast-1-without-left.jsonl", False), ("broadcast-1-left.jsonl", True)], ids=str
)
def test_a_broadcast_is_followed_to_its_end(tmp_path: Path, name: str, left: bool) -> None:
    first = Setup(BREAKING.parameters, None, "breaking")
    last = Setup(COLD, BREAKING.parameters, None)
    scenes = [Scene(first, rows, rows - 1) for rows in (1, 2, 3)] + [Scene(first, 3, 1, "errors", True)]
    scenes += [Scene(last, 1, 0), Scene(last, 8, 6, "slope", True), *[Scene(last, 8, 6, "slope", True, True)] * left]
    path = tmp_path / "class.jsonl"
    file = FollowedFile(path)
    for line, scene in zip((SAMPLES / name).read_bytes().splitlines(keepends=True), scenes, strict=True):
        with path.open("ab") as out:
            out.write(line)
        file.read()
        assert (repr(file.reader.shown), file.reader.trouble) == (repr(scene), "")
    replay = Replay()
    replay.show(scenes[-1])
    session = replay.work(60)
    assert session is not None
    assert (session.current.iteration, repr(session.steps[-1])) == (7, repr(Session.start(COLD).step(7).steps[-1]))


WORDS = "forecast, text: other words than gdtui's, which are not checked"
RECORDS: dict[str, tuple[str, ...]] = {
    "run-1-no-tolerance-in-the-text.json": (WORDS,),
    "run-1-tolerance-at-the-end.json": (WORDS,),
    "run-1-when-a-row-counts.json": (),
    "run-1-settling-by-the-formula.json": (
        'forecast, regime: "settling", where this gdtui says "oscillating"',
        "forecast, iterations_to_tolerance: 138841, where this gdtui says null",
        WORDS,
    ),
    "run-1-converging-though-it-stalls.json": (
        'forecast, regime: "converging", where this gdtui says "stalled"',
        WORDS,
    ),
    "run-1-oscillating-though-it-stalls.json": (
        'forecast, regime: "oscillating", where this gdtui says "stalled"',
        WORDS,
    ),
    "run-1-iterations-by-the-formula.json": (
        "forecast, iterations_to_tolerance: 919820, where this gdtui says 454583",
        WORDS,
    ),
    "run-1-stable-below-0-where-none-is.json": (
        "forecast, stable_alpha_below: 0.0, where this gdtui says null",
        "forecast, one_step_alpha: 0.0, where this gdtui says null",
        WORDS,
    ),
}


@pytest.mark.parametrize(("name", "differences"), RECORDS.items(), ids=RECORDS)
def test_a_record_whose_rows_are_right_is_one_whatever_was_foreseen(name: str, differences: tuple[str, ...]) -> None:
    content = json.loads((SAMPLES / name).read_text())
    record = read_record(SAMPLES / name)
    assert repr(record.parameters) == repr(Parameters(**content["parameters"]))
    assert (record.rows, record.verdict) == (len(content["steps"]), content["verdict"])
    assert record.differences == differences


def test_every_sample_is_tried() -> None:
    others = {"progress-1-goals-by-what-they-say.json", "broadcast-1-without-left.jsonl", "broadcast-1-left.jsonl"}
    assert {path.name for path in SAMPLES.iterdir()} == {*SESSIONS, *RECORDS, *others}
