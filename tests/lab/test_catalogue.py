"""The lessons are the lab's experiments, in the lab's order."""

from __future__ import annotations

import pytest

from gdtui.core.figures import lab_style
from gdtui.core.run import Run
from gdtui.lab.catalogue import lessons
from tests.experiments import EXPERIMENTS, ROUNDED, bits

# In the order in which the lab asks for them; those in capitals are no experiment with figures of its own.
ORDER = (
    "compare SQUARED hot-and-cold-once hot-and-cold hot-and-cold-coarse hot-and-cold-broken direction-and-amount "
    "one-iteration reducing-error stopping negative-reversal scaling several-steps SENSITIVITY SLOPE-LINE breaking "
    "OVERCORRECTIONS alpha ALPHAS FROM-MEMORY"
)


def test_every_experiment_is_a_lesson_in_the_labs_order() -> None:
    assert list(lessons()) == ORDER.lower().split()
    assert {id_ for id_ in ORDER.split() if id_.islower()} == set(EXPERIMENTS)


@pytest.mark.parametrize("id_", EXPERIMENTS)
def test_a_lesson_starts_from_the_experiments_values(id_: str) -> None:
    lesson, experiment = lessons()[id_], EXPERIMENTS[id_]
    # The file says its id too, which must be the one that it is found by.
    assert (lesson.id, lesson.title) == (id_, experiment["title"])
    assert lesson.iterations == experiment["iterations"]
    assert lesson.parameters.method == experiment["method"]
    in_use = lesson.parameters.in_use()
    assert {name: in_use[name] for name in experiment["parameters"]} == experiment["parameters"]
    assert in_use["tolerance"] == 1e-9


@pytest.mark.parametrize("id_", EXPERIMENTS)
def test_every_figure_equals_the_labs_to_the_last_bit(id_: str) -> None:
    run = Run(lessons()[id_].parameters)
    for row in EXPERIMENTS[id_]["rows"]:
        step = run.row(row["iteration"] - 1)
        assert bits({name: getattr(step, name) for name in row}) == bits(row)


PRINTED = [id_ for id_, experiment in EXPERIMENTS.items() if experiment["printed_in_the_lab"] and id_ not in ROUNDED]


@pytest.mark.parametrize("id_", PRINTED)
def test_every_figure_that_the_lab_prints_is_the_rows_in_12_digits(id_: str) -> None:
    run = Run(lessons()[id_].parameters)
    for printed in EXPERIMENTS[id_]["printed_in_the_lab"]:
        step = run.row(printed["iteration"] - 1)
        shown = {name: lab_style(getattr(step, name)) for name in printed if name != "iteration"}
        assert shown == {name: text for name, text in printed.items() if name != "iteration"}
