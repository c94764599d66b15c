"""The lessons are the lab's experiments, in the lab's order."""

from __future__ import annotations

import pytest

from gdtui.core.run import Run
from gdtui.lab.catalogue import lessons
from tests.experiments import EXPERIMENTS


def test_every_experiment_is_a_lesson_and_every_lesson_an_experiment() -> None:
    assert list(lessons()) == list(EXPERIMENTS)


@pytest.mark.parametrize("id_", EXPERIMENTS)
def test_a_lesson_starts_from_the_experiments_values(id_: str) -> None:
    lesson, experiment = lessons()[id_], EXPERIMENTS[id_]
    # The file says its id too, which must be the one that it is found by.
    assert (lesson.id, lesson.title) == (id_, experiment["title"])
    assert lesson.iterations == experiment["iterations"]
    assert lesson.parameters.method == experiment["method"]
    for name, value in experiment["parameters"].items():
        assert getattr(lesson.parameters, name) == value


@pytest.mark.parametrize("id_", EXPERIMENTS)
def test_every_figure_equals_the_labs_to_the_last_bit(id_: str) -> None:
    run = Run(lessons()[id_].parameters)
    for row in EXPERIMENTS[id_]["rows"]:
        step = run.row(row["iteration"] - 1)
        assert {name: getattr(step, name) for name in row} == row
