"""Plain mode with what lies beyond the chapter: it says what the problem is, and every command goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.files.formats import FORMATS
from gdtui.lab.catalogue import lessons
from gdtui.plain.reader import Reader
from gdtui.workspace import workspace
from gdtui.workspace.course import Course
from gdtui.workspace.workspace import Workspace
from tests.core.samples import PAIRS, SAMPLES

TOUR = [
    "n",
    "n 3",
    "b",
    "g",
    "j 1",
    "w",
    "i",
    "d",
    "s",
    "s 1 0.5",
    "c",
    "m",
    "n",
    "c",
    "u",
    "u",
    "U",
    "u",
    "u",
    "r",
    "t",
]


def talk(folder: Path, values: dict[str, Any], *typed: str) -> tuple[str, Session]:
    """What is said when these lines are typed, without its folds, and the session then."""
    said: list[str] = []
    lines = [*typed, "q"]
    begun = Workspace(Session.start(Parameters(**values)), lambda: Course(lessons(), folder))
    reader = Reader(begun, lambda: lines.pop(0) if lines else None, said.append)
    reader.run()
    return " ".join(said), reader.session


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_every_command_goes(values: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A signed error falls for ever: a new flag would be looked for through a million rows.
    monkeypatch.setattr(workspace, "MOST_ROWS", 10_000)
    exports = [f"x {name} {tmp_path}/run.{name}" for name in FORMATS]
    said, session = talk(tmp_path, values, *TOUR, *exports)
    assert session.parameters == Parameters(**values)
    assert said.count("Written: ") == len(exports)
    assert "That is not how it goes" not in said


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"pairs": PAIRS}, "Problem: 3 pairs, mean squared error. Gradient descent: weight 0.5, alpha 1."),
        ({"measure": "signed"}, "Problem: 1 pair, signed error. Gradient descent: weight 0.5, input 0.5, goal 0.8, "),
        ({"formula": "exp(weight)"}, "Problem: error = exp(weight). Gradient descent: weight 0.5, alpha 1."),
        ({"method": "momentum"}, "Momentum: weight 0.5, input 0.5, goal 0.8, alpha 1, beta 0.9."),
        (
            {"method": "own", "loop": ["weight -= a * weight_delta", "a *= b"], "let": {"a": 1.0, "b": 0.5}},
            "Own loop: weight 0.5, input 0.5, goal 0.8, loop 2 lines, let a 1, b 0.5.",
        ),
    ],
    ids=["pairs", "signed", "formula", "momentum", "own"],
)
def test_it_begins_with_what_is_run(values: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    said, _ = talk(tmp_path, values)
    assert sentence in said


def test_a_number_of_another_method_is_typed_by_its_name(tmp_path: Path) -> None:
    said, session = talk(tmp_path, {"method": "momentum"}, "e beta 0.5 alpha 0.1", "s beta 0 0.5")
    assert (session.parameters.beta, session.parameters.alpha) == (0.5, 0.1)
    assert "Beta 0.5: " in said


def test_lessons_judge_what_they_have_no_figure_for(tmp_path: Path) -> None:
    course = Course(lessons(), tmp_path)
    for lesson in lessons().values():
        for values in ({"pairs": PAIRS}, {"formula": "exp(weight)"}, {"measure": "absolute"}):
            session = Session.start(lesson.parameters.changed(**values), lesson.id).step(3)
            course.judge(session)
            for say, is_met, lack in course.standing(session):
                assert is_met or lack or say
