"""What is said about two runs beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab.comparison import difference, heading, nearer, score

HOT_AND_COLD = Parameters(method="hot-and-cold")


def compared(pinned: Parameters, **values: Any) -> Session:
    """A session with one run pinned and another begun beside it."""
    return Session.start(pinned).pin().change(Parameters(**values))


def both(session: Session) -> tuple[Session, Session]:
    assert session.beside is not None
    return session, session.beside


def test_hot_and_cold_against_gradient_descent_has_the_labs_score() -> None:
    session = compared(HOT_AND_COLD)
    assert score(*both(session)) == "score: A 1,100 updates, 3,300 predictions; B 34 updates, 34 predictions"
    assert score(*both(session), briefly=True) == "score: A 1,100, 3,300 predictions; B 34, 34 predictions"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"input": 2.0}, "score: A 34 updates, 34 predictions; B never gets there"),
        ({"input": 2.0, "alpha": 0.25}, "score: A 34 updates, 34 predictions; B 1 update, 1 prediction"),
        ({"input": 0.1, "alpha": 0.0001}, "B about 10,073,946 updates, 10,073,946 predictions"),
    ],
    ids=["never", "one", "about"],
)
def test_scores(values: dict[str, Any], text: str) -> None:
    assert text in score(*both(compared(Parameters(), **values)))


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (Parameters(), Parameters(), ""),
        (Parameters(alpha=0.1), Parameters(), "alpha 0.1"),
        (Parameters(alpha=0.1, weight=2.0), Parameters(), "weight 2, alpha 0.1"),
        (Parameters(input=2.0), HOT_AND_COLD, "gradient descent, alpha 1, input 2"),
        (HOT_AND_COLD, Parameters(), "hot and cold, step_amount 0.001"),
        (Parameters(method="hot-and-cold", stay=True), HOT_AND_COLD, "stay yes"),
    ],
)
def test_differences(first: Parameters, second: Parameters, text: str) -> None:
    assert difference(first, second) == text


def test_headings() -> None:
    same = compared(Parameters())
    assert heading(same, Parameters()) == "A and B are the same: e or m changes B"
    other = compared(Parameters(), alpha=0.1)
    assert heading(other, Parameters()) == "A alpha 1 | B alpha 0.1"


def test_which_is_nearer() -> None:
    session = compared(Parameters(), input=2.0)
    assert nearer(*both(session)) == "row 1: error A 0.3025, B 0.04: B is nearer"
    assert nearer(*both(session.step(2))) == "row 3: error A 0.0957129, B 3.24: A is nearer"
    assert nearer(*both(compared(Parameters()))) == "row 1: error A 0.3025, B 0.3025: both are equally near"


def test_a_pinned_run_that_overflows_stays_at_its_end() -> None:
    session = compared(Parameters(input=2.0)).step(999)
    ours, beside = both(session)
    assert (ours.cursor, beside.cursor) == (999, 325)
    assert nearer(ours, beside).startswith("row 1,000 (A ended at 326): error A inf, B ")
