"""Lesson files of teachers: what they may hold, and what is refused with its line and its reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.printable import printable
from gdtui.lab.catalogue import FOLDER, lessons, read_lessons, with_added
from gdtui.lab.entries import LessonError
from gdtui.lab.lesson import Bounds, Lesson
from gdtui.lab.lesson_file import LARGEST_FILE, read_lesson

GOOD = """id = "my-own"
title = "My own lesson"
iterations = 30
text = ["One.", "Two."]

[parameters]
method = "hot-and-cold"
weight = 0.25
input = 2
goal = 1.0
step_amount = 0.05

[task]
ask = "Do it."

[[task.goals]]
say = "first"
flag = "converged"
no_flag = "overshoot"
method = "hot-and-cold"
error_at_most = 0.5
error_at_least = 0.0
updates_at_least = 1
updates_at_most = 9
changed = ["step_amount"]
where = { step_amount = { at_least = 0.01, at_most = 0.1, not = 0.05 } }

[[task.goals]]
say = "second"
where = { weight = { is = 0.25 } }
updates_at_least = 0
"""


def read(tmp_path: Path, content: str | bytes) -> Lesson:
    path = tmp_path / "mine.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_lesson(path)


def test_everything_that_a_lesson_can_hold(tmp_path: Path) -> None:
    lesson = read(tmp_path, GOOD)
    assert (lesson.id, lesson.title, lesson.iterations, lesson.text) == (
        "my-own",
        "My own lesson",
        30,
        ("One.", "Two."),
    )
    assert (lesson.parameters.input, lesson.parameters.step_amount) == (2.0, 0.05)
    assert lesson.task is not None
    first, second = lesson.task.goals
    assert first.asks == {
        "flag": Flag.CONVERGED,
        "no_flag": Flag.OVERSHOOT,
        "method": "hot-and-cold",
        "error_at_most": 0.5,
        "error_at_least": 0.0,
        "updates_at_least": 1,
        "updates_at_most": 9,
        "changed": ("step_amount",),
        "where": (("step_amount", Bounds(at_least=0.01, at_most=0.1, other_than=0.05)),),
    }
    assert second.asks == {"where": (("weight", Bounds(exactly=0.25)),), "updates_at_least": 0}


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('id = "my-own"\n', "", 1, "id: missing"),
        ('"my-own"', '"My Own"', 1, "id: not small letters"),
        ('"my-own"', "7", 1, "id: not a text"),
        ('"My own lesson"', '""', 2, "title: empty"),
        ('"My own lesson"', '"two\\nlines"', 2, "title: holds a character"),
        ('"My own lesson"', '"red \\u001b[31m"', 2, "title: holds a character"),
        ('"My own lesson"', '"\\u202Edesrever"', 2, "title: holds a character"),
        ('"My own lesson"', '"two\\u2028lines"', 2, "title: holds a character"),
        ('"My own lesson"', '"two\\u2029paragraphs"', 2, "title: holds a character"),
        ('"My own lesson"', '"nobody\'s \\uE000"', 2, "title: holds a character"),
        ('"My own lesson"', f'"{"x" * 61}"', 2, "title: longer than 60"),
        ("iterations = 30", "iterations = 0", 3, "iterations: not a whole number"),
        ("iterations = 30", "iterations = 2.5", 3, "iterations: not a whole number"),
        ("iterations = 30", "iterations = true", 3, "iterations: not a whole number"),
        ('["One.", "Two."]', '"One."', 4, "text: not a list"),
        ('["One.", "Two."]', '["One.", 2]', 4, "text: not a text"),
        ('["One.", "Two."]', str(["a"] * 7), 4, "text: more than 6"),
        ("weight = 0.25", 'weight = "much"', 8, "parameters.weight: not a number"),
        ("weight = 0.25", "weight = nan", 8, "parameters.weight: not a number"),
        ("weight = 0.25", "wait = 0.25", 8, "parameters.wait: there is no such entry"),
        ("step_amount = 0.05\n\n", "step_amount = -1\n\n", 11, "parameters.step_amount: must be above 0"),
        ('method = "hot-and-cold"\nweight', 'method = "newton"\nweight', 7, "parameters.method: not one of"),
        ('method = "hot-and-cold"\nweight', "method = []\nweight", 7, "parameters.method: not one of"),
        ('ask = "Do it."', "", 13, "task.ask: missing"),
        ('say = "second"', 'say = "first"', 29, "task.goals.say: 'first' is said twice"),
        ('flag = "converged"', 'flag = "bored"', 18, "task.goals.flag: not one of"),
        ("error_at_most = 0.5", "error_at_most = inf", 21, "task.goals.error_at_most: not finite"),
        ("updates_at_most = 9", "updates_at_most = -9", 24, "task.goals.updates_at_most: not a whole number"),
        ('changed = ["step_amount"]', 'changed = ["luck"]', 25, "task.goals.changed: no parameter is called 'luck'"),
        ("step_amount = { at_least", "luck = { at_least", 26, "task.goals.where: no figure is called 'luck'"),
        ("{ is = 0.25 }", "{ about = 0.25 }", 30, "task.goals.where: weight needs some of"),
        ("{ is = 0.25 }", "0.25", 30, "task.goals.where: weight needs some of"),
        ("updates_at_least = 0", "exec = 'import os'", 31, "task.goals.exec: there is no such entry"),
        ("[task]", "[task", 13, "not TOML"),
        ("iterations = 30", "iterations = 30\niterations = 31", 4, "not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(LessonError, match=r"mine\.toml") as raised:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert str(raised.value).startswith(f"mine.toml:{line}: ")
    assert reason in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"# " + b"x" * LARGEST_FILE, "larger than"),
        (b"# " + b"x" * 10_000_000, "larger than"),
        (b"text = " + b"[" * 30_000, "nested too deeply"),
        (b'title = "\xe9"', "mine.toml:1: not UTF-8"),
        (b"\n\n\xff", "mine.toml:3: not UTF-8"),
        (b"\x00", "not TOML"),
        (b"", "id: missing"),
        (b"iterations = 1" + b"0" * 5_000, "mine.toml"),
        (b'id = "a"\ntitle = "b"\nparameters = 3', "parameters: not a table"),
        (b'id = "a"\ntitle = "b"\n[parameters]\n[task]\nask = "c"\ngoals = [3]', "goals: not a table"),
        (b'id = "a"\ntitle = "b"\n[parameters]\n[task]\nask = "c"\ngoals = []', "a task needs a goal"),
    ],
    ids=["too large", "10 MB", "deep", "latin-1", "binary", "nul", "empty", "huge number", "no table", "goal", "goals"],
)
def test_hostile_files_are_refused_in_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(LessonError, match=r"mine\.toml") as raised:
        read(tmp_path, content)
    assert reason in str(raised.value)
    assert printable(str(raised.value)) == str(raised.value)
    assert len(str(raised.value)) < 400


LONG_KEY = "a." * 30_000 + "a = 1"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (LONG_KEY, 1),
        ("\n\n" + LONG_KEY, 3),
        (LONG_KEY[40_000:].replace("a.", '"a" . '), 1),
        (f"[{LONG_KEY[:-4]}]\nb = 1", 1),
        (f"[[{LONG_KEY[:-4]}]]\nb = 1", 1),
        (f"x = {{ {LONG_KEY} }}", 1),
        (f'x = {{ y = """\n\\""" a"""", {LONG_KEY} }}', 2),
        (f"x = {{ y = '''a'''', {LONG_KEY} }}", 1),
        (f"x = {{ y = '\\', {LONG_KEY} }}", 1),
        (f'x = {{ y = "\\\\", z = "", {LONG_KEY} }}', 1),
    ],
    ids=["bare", "below", "quoted", "table", "tables", "inline", "after 4 quotes", "after 4", "after \\", 'after ""'],
)
def test_a_key_that_would_take_the_parser_seconds_never_reaches_it(tmp_path: Path, content: str, line: int) -> None:
    # As large as a file may be it took 20 seconds of processor time, and takes a millisecond.
    with pytest.raises(LessonError, match=rf"mine\.toml:{line}: a key of more than 10 parts"):
        read(tmp_path, content)


def test_dots_in_texts_and_comments_and_figures_are_no_keys(tmp_path: Path) -> None:
    dots = "..." * 50
    content = GOOD.replace('"One."', f'"{dots}", \'{dots}\', """\\"\\\n{dots}""", "\\"{dots}\\""')
    lesson = read(tmp_path, content.replace("iterations = 30", f'iterations = 30 # {dots} "{dots}'))
    assert lesson.text == (dots, dots, f'"{dots}', f'"{dots}"', "Two.")
    with pytest.raises(LessonError, match="x: there is no such entry"):
        read(tmp_path, f"x = [{'1.5, ' * 10_000}]")


@given(st.binary(max_size=200), st.integers(0, len(GOOD)), st.integers(0, 40))
def test_any_change_of_a_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, change: bytes, place: int, cut: int
) -> None:
    content = GOOD.encode()
    content = content[:place] + change + content[place + cut :]
    path = tmp_path_factory.mktemp("lessons") / "mine.toml"
    path.write_bytes(content)
    try:
        lesson = read_lesson(path)
    except LessonError as error:
        told = str(error).splitlines()
    else:
        told = [lesson.id]
    assert len(told) == 1


def test_a_folder_gives_its_good_lessons_and_a_line_for_each_bad_one(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text(GOOD)
    (tmp_path / "c.toml").write_text(GOOD.replace("my-own", "breaking"))
    (tmp_path / "d.toml").write_text("nonsense")
    (tmp_path / "e.toml").mkdir()
    os.mkfifo(tmp_path / "f.toml")
    (tmp_path / "notes.txt").write_text("not a lesson")
    catalogue, refused = with_added(tmp_path)
    assert list(catalogue) == [*lessons(), "my-own"]
    assert catalogue["my-own"].title == "My own lesson"
    assert [line.partition(":")[0] for line in refused] == ["b.toml", "c.toml", "d.toml", "e.toml", "f.toml"]
    assert "there is a lesson 'my-own' already" in refused[0]
    assert "there is a lesson 'breaking' already" in refused[1]


def in_place_of(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


GOAL = '\n[[task.goals]]\nsay = "{}"\nflag = "converged"\n'
LIMITS = {
    "bytes": (GOOD.ljust(65_536, "\n"), GOOD.ljust(65_537, "\n")),
    "an id": (in_place_of("my-own", "x" * 40), in_place_of("my-own", "x" * 41)),
    "a title": (in_place_of("My own lesson", "x" * 60), in_place_of("My own lesson", "x" * 61)),
    "iterations": (in_place_of("= 30", "= 1000000"), in_place_of("= 30", "= 1000001")),
    "one iteration": (in_place_of("= 30", "= 1"), in_place_of("= 30", "= 0")),
    "a paragraph": (in_place_of('"One."', f'"{"x" * 240}"'), in_place_of('"One."', f'"{"x" * 241}"')),
    "paragraphs": (in_place_of('["One.", "Two."]', str(["x"] * 6)), in_place_of('["One.", "Two."]', str(["x"] * 7))),
    "what is asked": (in_place_of("Do it.", "x" * 240), in_place_of("Do it.", "x" * 241)),
    "what a goal says": (in_place_of("second", "x" * 60), in_place_of("second", "x" * 61)),
    "goals": (GOOD + "".join(map(GOAL.format, range(4))), GOOD + "".join(map(GOAL.format, range(5)))),
    "updates": (in_place_of("at_most = 9", "at_most = 1000000"), in_place_of("at_most = 9", "at_most = 1000001")),
    "levels": (in_place_of("updates_at_least = 0", "memory = 5"), in_place_of("updates_at_least = 0", "memory = 6")),
}


@pytest.mark.parametrize(("fits", "does_not"), LIMITS.values(), ids=LIMITS)
def test_as_much_as_a_lesson_may_have_and_one_more(tmp_path: Path, fits: str, does_not: str) -> None:
    read(tmp_path, fits)
    with pytest.raises(LessonError):
        read(tmp_path, does_not)


def test_what_is_not_there_or_holds_nothing_is_told(tmp_path: Path) -> None:
    assert read_lessons(tmp_path / "nowhere.toml")[1] == ["nowhere.toml: not a file"]
    assert "no .toml files" in read_lessons(tmp_path)[1][0]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_the_labs_own_files_are_named_by_their_ids(path: Path) -> None:
    assert read_lesson(path).id == path.stem.partition("-")[2]
