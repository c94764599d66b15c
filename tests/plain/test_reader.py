"""Plain mode: lines in, sentences out; the same runs, flags and lessons as on the screen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.figures import short
from gdtui.core.flags import FLAGS, Flag
from gdtui.core.session import Session
from gdtui.lab.catalogue import lessons
from gdtui.lab.memory import BLANKS, LINES
from gdtui.plain.reader import TYPED, WIDTH, Reader, usage
from gdtui.plain.sentences import spoken
from gdtui.workspace.course import Course
from gdtui.workspace.workspace import Workspace
from tests.experiments import EXPERIMENTS

Talk = Callable[..., list[str]]


class Talking:
    """A reader in a test, whose lines come from a list."""

    def __init__(self, folder: Path, lesson: str | None = None) -> None:
        course = Course(lessons(), folder)
        start = course.open(lesson) if lesson else Session.start(lessons()["compare"].parameters)
        self._lines: list[str] = []
        self.said: list[str] = []
        self.reader = Reader(Workspace(start, lambda: course), self._next, self.said.append)

    def _next(self) -> str | None:
        return self._lines.pop(0) if self._lines else None

    def __call__(self, *lines: str) -> str:
        """Type these lines; what is said, without the folds."""
        self._lines, before = list(lines), len(self.said)
        while self._lines:
            self.reader.answer(self._lines.pop(0))
        return " ".join(self.said[before:])


@pytest.mark.parametrize("id_", EXPERIMENTS)
def test_every_row_of_the_lab_is_told(tmp_path: Path, id_: str) -> None:
    experiment = EXPERIMENTS[id_]
    talk = Talking(tmp_path, id_)
    for row in experiment["rows"][:8]:
        number = row["iteration"]
        said = talk("j 1", f"n {number - 1}" if number > 1 else "j 1")
        weight, prediction, error = (spoken(short(row[name])) for name in ("weight", "prediction", "error"))
        assert f"Row {number:,}: weight {weight}, predicted {prediction}" in said
        assert f"error {error}" in said


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("next -2.3", "next minus 2.3"),
        ("(-3, -.5)", "(minus 3, minus .5)"),
        ("error 1e-06.", "error 1 times ten to the power minus 6."),
        ("5.5e+16", "5.5 times ten to the power 16"),
        ("to and fro, one-step, 2-3", "to and fro, one-step, 2-3"),
    ],
)
def test_signs_are_words(sentence: str, words: str) -> None:
    assert spoken(sentence) == words


FLAGGED = {
    Flag.OVERFLOW: ("breaking", ["n 1000"]),
    Flag.DIVERGING: ("breaking", ["n 2"]),
    Flag.OSCILLATING: ("breaking", ["e alpha 0.5", "n 2"]),
    Flag.SETTLING: ("breaking", ["e alpha 0.4", "n 3"]),
    Flag.STALLED: ("breaking", ["e input 0", "n"]),
    Flag.OVERSHOOT: ("breaking", ["n"]),
    Flag.CONVERGED: ("breaking", ["e alpha 0.25", "n"]),
}


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_told_in_words(tmp_path: Path, flag: Flag) -> None:
    lesson, lines = FLAGGED[flag]
    talk = Talking(tmp_path, lesson)
    said = talk(*lines)
    assert flag in talk.reader.session.current.flags
    assert re.search(rf"\b{flag}\b", said, re.IGNORECASE)


def test_a_lesson_is_read_worked_on_and_met(tmp_path: Path) -> None:
    talk = Talking(tmp_path, "breaking")
    assert "Goal: diverging. Not met" in talk("t")
    assert "Goal: diverging. Met." in talk("n 2")
    assert "Goal: another start: no better. Met." in talk("e weight 3", "n 2")
    assert "Goal: mended by the input. Met." in talk("r", "e weight 0.5 input 1.1", "n 100")
    assert "An input that makes it explode (breaking): done." in talk("l")
    assert json.loads((tmp_path / "progress.json").read_text())["lessons"]["breaking"]["met"]


def test_what_replaces_a_run_can_be_undone(tmp_path: Path) -> None:
    talk = Talking(tmp_path, "breaking")
    talk("n 5", "m", "e goal 2", "l alpha", "r")
    talk("u", "u", "u")
    assert (talk.reader.session.parameters, talk.reader.session.length) == (lessons()["breaking"].parameters, 6)
    talk("U")
    assert talk.reader.session.parameters.method == "hot-and-cold"
    assert "No run was replaced yet." in talk("u", "u")


def test_a_run_that_is_brought_back_brings_its_lesson_with_it(tmp_path: Path) -> None:
    talk = Talking(tmp_path, "breaking")
    talk("l alpha", "n")
    said = talk("u")
    assert lessons()["breaking"].text[0] in said
    assert lessons()["alpha"].text[0] in talk("U")
    talk("u", "n 2")
    assert set(json.loads((tmp_path / "progress.json").read_text())["lessons"]) == {"breaking"}


def test_a_lesson_that_there_is_not_is_named(tmp_path: Path) -> None:
    talk = Talking(tmp_path, "breaking")
    for wanted in ("99", "0", "nosuch", "9" * 5000):
        assert f"There is no lesson '{wanted[:20]}'; l tells which there are." in talk(f"l {wanted}")
    assert talk.reader.session.lesson == "breaking"


def test_what_will_happen_is_said_before_it_is_seen(tmp_path: Path) -> None:
    talk = Talking(tmp_path, "breaking")
    assert "Forecast" not in talk("m", "m")
    assert "5: it explodes." in talk("o")
    assert "You said: it explodes. Now see: step." in talk("o 5")
    assert "is asked at the start" in talk("n 2", "o 5")
    assert talk.reader.workspace.score == (1, 1)
    assert "Forecast: each update multiplies the miss by minus 3" in talk("r")


def test_the_forecast_is_told_to_who_does_not_want_to_be_asked(tmp_path: Path) -> None:
    talk = Talking(tmp_path, "breaking")
    assert "Forecast: each update multiplies the miss by minus 3" in talk("f")
    assert "Forecast" not in talk("f")


def test_the_loop_from_memory(tmp_path: Path) -> None:
    talk = Talking(tmp_path, list(lessons())[-1])
    right = [LINES[number] for blanks in BLANKS for number in blanks]
    assert "0 levels done" in talk("y", "weight = 3")
    assert f"{len(BLANKS)} levels done from memory." in talk("y", *right)
    assert "Met." in talk("t")


def test_an_export_asks_before_it_overwrites(tmp_path: Path) -> None:
    talk, path = Talking(tmp_path, "breaking"), tmp_path / "run.csv"
    assert f"Written: {path}" in talk("n 2", f"x csv {path}")
    rows = path.read_text()
    assert len(rows.splitlines()) == 4
    assert "It stays as it is." in talk("n", f"x json {path}", "no")
    assert path.read_text() == rows
    assert "Written" in talk(f"x json {path}", "yes")
    assert json.loads(path.read_text())["verdict"] == "diverging"
    assert "Not written, No such file or directory" in talk(f"x json {tmp_path / 'no' / 'where'}")
    assert "Not written, no ordinary file" in talk("x json /dev/null")
    assert "./-rf would do" in talk("x json -rf")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("frobnicate", "There is no command 'frobnicate'; ? tells every command."),
        ("n two", "That is not how it goes. n, or an empty line"),
        ("n 0", "That is not how it goes. n"),
        ("n 1 2", "That is not how it goes. n"),
        ("e", "That is not how it goes. e alpha"),
        ("e alpha", "That is not how it goes. e alpha"),
        ("e alpha nan", "alpha: not a number."),
        ("e alpha 1e999", "alpha: not finite."),
        ("e step_amount -1", "step amount: must be above 0."),
        ("e luck 1", "That is not how it goes. e alpha"),
        ("e method 1", "That is not how it goes. e alpha"),
        ("e stay maybe", "stay: neither yes nor no."),
        ("l nowhere", "There is no lesson 'nowhere'; l tells"),
        ("x pie file", "That is not how it goes. x"),
        ("r now", "That is not how it goes. r"),
    ],
)
def test_a_line_that_is_wrong_is_told_and_changes_nothing(tmp_path: Path, line: str, said: str) -> None:
    talk = Talking(tmp_path, "breaking")
    talk("n 3")
    before = talk.reader.workspace.history
    assert talk(line).startswith(said)
    assert talk.reader.workspace.history is before


def test_every_command_is_told_by_help(tmp_path: Path) -> None:
    said = Talking(tmp_path)("?")
    for command in TYPED.values():
        assert usage(command) in said


typed = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.one_of(
            st.sampled_from([*TYPED, "alpha", "input", "weight", "stay", "yes", "up", "grows"]).filter(
                lambda word: word not in ("q", "x")
            ),
            st.integers(-3, 30).map(str),
        ),
        max_size=4,
    ).map(" ".join),
)


@given(st.lists(typed, max_size=15))
def test_any_lines_are_answered_in_lines_that_fit(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    from gdtui.plain.reader import LeftError

    talk = Talking(tmp_path_factory.mktemp("plain"), "breaking")
    for line in lines:
        try:
            talk(line)
        except LeftError:
            continue
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in talk.said)
    assert not [line for line in talk.said if "\x1b" in line or "\n" in line]
