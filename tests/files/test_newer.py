"""Files that a newer gdtui wrote stay exactly as they are; what it adds to today's formats is not lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gdtui.core.parameters import Parameters
from gdtui.files.broadcast import LONGEST_LINE, LineReader, LineWriter, Scene, Setup
from gdtui.files.broadcast_file import TAIL, FollowedFile
from gdtui.files.class_folder import read_class
from gdtui.files.disk import NewerError, UnusableError, begins_newer, is_newer
from gdtui.files.progress import FILE_NAME, LARGEST_FILE, ProgressFile
from gdtui.files.records import read_record
from gdtui.files.session_files import KEPT_SESSIONS, SessionFiles
from gdtui.files.sessions import LARGEST_SESSION
from gdtui.lab.catalogue import lessons
from gdtui.workspace.course import Course
from tests.files import test_records, test_sessions
from tests.files.test_session_files import put, weight_of
from tests.files.test_sessions import signed
from tests.workspace.test_course import meet_a_goal


@pytest.mark.parametrize(
    ("name", "newer"),
    [
        *[(f"gdtui.run/{number}", True) for number in (2, 3, 10, 999)],
        *[(f"gdtui.run/{number}", False) for number in ("1", "0", "-2", "02", "2 ", "²", "x", "", "9" * 5000)],
        *[(f"{other}/2", False) for other in ("gdtui.sweep", "gdtui.runs", "gdtui_run", "run", "")],
        *[("gdtui.run", False), (2, False), (None, False)],
    ],
)
def test_a_format_is_newer_by_the_number_after_its_name(name: object, newer: bool) -> None:
    assert is_newer(name, "gdtui.run/1") is newer
    assert begins_newer(json.dumps({"format": name, "more": 1}, indent=1).encode(), "gdtui.run/1") is newer


def content_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What the files of a folder hold, and when they were written, but for locks."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.suffix != ".lock"
    }


def added(old: str, new: str) -> bytes:
    return signed(test_sessions.GOOD, old, new).encode()


NEWER_SESSIONS: dict[str, bytes] = {
    "a higher number": test_sessions.GOOD.replace("session/1", "session/2").encode(),
    "nothing else that is known": b'{"format": "gdtui.session/7", "runs": []}',
    "the format last": b'{"crc32": "00000000", "session": {}, "format": "gdtui.session/2"}',
    "no JSON after its head": b'{"format": "gdtui.session/2"}\n{"more": ',
    "larger than any": b'{"format": "gdtui.session/2", "' + b"x" * LARGEST_SESSION + b'": 1}',
    "a key beside the session": test_sessions.GOOD.replace('"crc32"', '"more": 1, "crc32"').encode(),
    "a key of the session": added('"left": false', '"left": false, "hidden": true'),
    "a key of what is shown": added('"closely": true', '"closely": true, "hidden": true'),
    "a key of a run": added('"rows": 3', '"rows": 3, "hidden": true'),
    "a key of the parameters": added('"stay": false', '"stay": false, "gamma": 0.5'),
    "a key of a session that was left": added('"left": false', '"hidden": {"a": [{}]}, "left": true'),
}


@pytest.mark.parametrize("content", NEWER_SESSIONS.values(), ids=NEWER_SESSIONS)
@pytest.mark.parametrize("even_left", [False, True])
def test_a_newer_session_stays_and_an_older_one_is_found(tmp_path: Path, content: bytes, even_left: bool) -> None:
    put(tmp_path, 1)
    path = put(tmp_path, 2)
    path.write_bytes(content)
    os.utime(path, ns=(10**18, 10**18))
    before = content_of(path.parent)
    slots = SessionFiles(tmp_path)
    assert weight_of(slots.last(even_left=even_left)) == 1
    assert slots.troubles == ["session 2.json was written by a newer gdtui; it stays as it is."]
    new = slots.new()
    assert new.path.name == "3.json"
    new.release()
    assert content_of(path.parent) == before


def test_a_newer_session_keeps_its_place_however_many_there_are(tmp_path: Path) -> None:
    paths = [put(tmp_path, weight) for weight in range(1, KEPT_SESSIONS + 1)]
    newer = [path for path in paths if path != paths[7]]
    for number, path in enumerate(newer):
        path.write_bytes(list(NEWER_SESSIONS.values())[number % len(NEWER_SESSIONS)])
    slots = SessionFiles(tmp_path)
    before = content_of(slots.path)
    place = slots.new()
    assert place.path == paths[7]
    beyond = slots.new()
    assert beyond.path.name == f"{KEPT_SESSIONS + 1}.json"
    assert content_of(slots.path) == before
    for slot in (place, beyond):
        slot.release()


NEWER_PROGRESS: dict[str, bytes] = {
    "a higher number": b'{"format": "gdtui.progress/2", "lessons": {"breaking": {"met": ["diverging"]}}}',
    "nothing else that is known": b'{"format": "gdtui.progress/12", "students": []}',
    "the format last": b'{"lessons": [], "format": "gdtui.progress/2"}',
    "larger than any": b'{"format": "gdtui.progress/2", "' + b"x" * LARGEST_FILE + b'": 1}',
}


@pytest.mark.parametrize("content", NEWER_PROGRESS.values(), ids=NEWER_PROGRESS)
def test_newer_progress_stays_and_goals_are_met_all_the_same(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    before = content_of(tmp_path)
    line = "progress.json was written by a newer gdtui and stays; goals are not kept."
    assert ProgressFile(tmp_path).load() == (None, line)
    course = Course(lessons(), tmp_path)
    meet_a_goal(course, "breaking")
    assert (course.trouble(), course.trouble()) == (line, "")
    meet_a_goal(course, "hot-and-cold-once")
    assert course.trouble() == line
    assert set(course.progress.met) == {"breaking", "hot-and-cold-once"}
    course.forget("breaking")
    assert set(course.progress.met) == {"hot-and-cold-once"}
    assert content_of(tmp_path) == before
    # Once it is out of the way, what was met is kept.
    path.unlink()
    meet_a_goal(course, "scaling")
    kept, trouble = ProgressFile(tmp_path).load()
    assert trouble == ""
    assert kept is not None
    assert set(kept.met) == {"hot-and-cold-once", "scaling"}


def test_what_a_later_version_adds_to_progress_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    breaking = {"met": ["diverging"], "at": {"diverging": 3}}
    record = {
        "format": "gdtui.progress/1",
        "since": [1],
        "lessons": {"breaking": breaking, "gone": {"met": [], "a": 1}},
    }
    path.write_text(json.dumps(record))
    course = Course(lessons(), tmp_path)
    assert course.progress.of(lessons()["breaking"]) == {0}
    meet_a_goal(course, "hot-and-cold-once")
    kept = json.loads(path.read_text())
    assert kept.pop("lessons") == {**record["lessons"], "hot-and-cold-once": {"met": ["one move"]}}  # type: ignore[dict-item]
    assert kept == {"format": "gdtui.progress/1", "since": [1]}
    # What is forgotten takes with it what was added to it.
    course.forget("breaking")
    assert set(json.loads(path.read_text())["lessons"]) == {"gone", "hot-and-cold-once"}
    # And what was in another file does not come into this one.
    path.unlink()
    meet_a_goal(course, "scaling")
    assert set(json.loads(path.read_text())) == {"format", "lessons"}


def test_newer_progress_of_a_student_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / FILE_NAME).write_bytes(NEWER_PROGRESS["a higher number"])
    assert read_class(tmp_path) == ([], ["anna: progress.json is written by a newer gdtui"])


NEWER_RECORDS: dict[str, str] = {
    "a higher number": test_records.GOOD.replace("run/1", "run/3"),
    "another problem": '{"format": "gdtui.run/3", "problem": {}, "parameters": {"beta": []}, "steps": 3}',
    "no more than its head is JSON": '{"format": "gdtui.run/3", steps',
    "the format last": json.dumps(dict(reversed(json.loads(test_records.GOOD).items()))).replace("run/1", "run/3"),
}


@pytest.mark.parametrize("content", NEWER_RECORDS.values(), ids=NEWER_RECORDS)
def test_a_newer_record_is_not_checked_and_said_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content)
    with pytest.raises(NewerError, match="written by a newer gdtui"):
        read_record(path)


def test_the_format_may_stand_between_the_parameters_and_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    record = json.loads(test_records.GOOD)
    order = ("parameters", "steps", "verdict", "forecast", "format")
    path.write_text(json.dumps({name: record[name] for name in order}))
    assert read_record(path).rows == 6
    record["format"] = "gdtui.run/0"
    path.write_text(json.dumps({name: record[name] for name in order}))
    with pytest.raises(UnusableError, match="not of the format"):
        read_record(path)


WHOLE = LineWriter("b").line(Scene(Setup(Parameters()), 3, 2))
NEWER_LINES: dict[str, bytes] = {
    "a higher number": WHOLE.replace(b"broadcast/1", b"broadcast/2"),
    "nothing else that is known": b'{"format":"gdtui.broadcast/3","scene":[]}\n',
    "longer than any": b'{"format":"gdtui.broadcast/2","scene":"' + b"x" * 3 * LONGEST_LINE + b'"}\n',
}
SHORT = b'{"run":"z.1","rows":2,"cursor":1,"view":"bowl","closely":false}\n'


@pytest.mark.parametrize("line", NEWER_LINES.values(), ids=NEWER_LINES)
@pytest.mark.parametrize("piece", [7, 10**6])
def test_a_newer_teacher_is_told_until_one_comes_that_can_be_followed(line: bytes, piece: int) -> None:
    reader = LineReader()
    for content in (line, SHORT, SHORT):
        for start in range(0, len(content), piece):
            reader.take(content[start : start + piece])
        assert (reader.newer, reader.trouble, reader.shown) == (True, "written by a newer gdtui", None)
    reader.take(WHOLE)
    assert (reader.newer, reader.shown) == (False, Scene(Setup(Parameters()), 3, 2))
    reader.take(line + SHORT)
    assert (reader.newer, reader.shown) == (True, Scene(Setup(Parameters()), 3, 2))


def test_who_comes_late_to_a_newer_teacher_looks_no_farther_back_for_another(tmp_path: Path) -> None:
    path = tmp_path / "class.jsonl"
    newer = NEWER_LINES["a higher number"] + SHORT * 50
    path.write_bytes(WHOLE * 50 + newer * (TAIL // len(newer) + 2))
    file = FollowedFile(path)
    file.read()
    assert (file.reader.newer, file.reader.trouble, file.reader.shown) == (True, "written by a newer gdtui", None)
    with path.open("ab") as out:
        out.write(WHOLE)
    file.read()
    assert (file.reader.newer, file.reader.shown) == (False, Scene(Setup(Parameters()), 3, 2))
