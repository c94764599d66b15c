"""Predict first: what happened, and what is said about the answers."""

from __future__ import annotations

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.lab.prediction import Prediction, Score, answered, outcome


@pytest.mark.parametrize(
    ("parameters", "index", "happened"),
    [
        (Parameters(), 0, Prediction("up", "shrinks")),
        (Parameters(input=2.0), 0, Prediction("down", "grows")),
        (Parameters(input=2.0), 1, Prediction("up", "grows")),
        (Parameters(input=0.0), 0, Prediction("stays", "stays")),
        (Parameters(weight=0.0, input=1.0, goal=1.0, alpha=2.0), 0, Prediction("up", "stays")),
        (Parameters(method="hot-and-cold", step_amount=10.0), 0, Prediction("up", "grows")),
    ],
)
def test_what_happened_is_read_off_the_two_rows(parameters: Parameters, index: int, happened: Prediction) -> None:
    run = Run(parameters)
    assert outcome(run.row(index), run.row(index + 1)) == happened


@pytest.mark.parametrize(
    ("said", "happened", "text", "right"),
    [
        (("up", "shrinks"), ("up", "shrinks"), "+ weight goes up; + error shrinks", 2),
        (("up", "shrinks"), ("down", "shrinks"), "x weight goes down, not up; + error shrinks", 1),
        (("stays", "grows"), ("down", "stays"), "x weight goes down, not stays; x error stays, not grows", 0),
    ],
)
def test_answers_are_judged(said: tuple[str, str], happened: tuple[str, str], text: str, right: int) -> None:
    assert answered(Prediction(*said), Prediction(*happened), "+", "x") == (text, right)


def test_the_score_adds_up() -> None:
    assert Score().with_answers(2, 2).with_answers(1, 2) == Score(3, 4)
