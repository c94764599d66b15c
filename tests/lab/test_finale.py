"""What the course came to is told in figures of the student's own runs."""

from __future__ import annotations

from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab.finale import what_it_came_to
from gdtui.lab.prediction import Score


def test_it_tells_the_fastest_and_the_wildest_run() -> None:
    landed = Session.start(Parameters(alpha=4.0)).step(3)
    slow = Session.start(Parameters()).step(40)
    wild = Session.start(Parameters(input=2.0)).step(2)
    assert what_it_came_to(20, 20, Score(2, 3), [slow, landed, wild]) == (
        "You have done all 20 lessons.",
        "You said first what 3 runs would do, and were right 2 times.",
        "You looked at 48 rows in 3 runs.",
        "Your fastest landed after 1 update, with weight 0.5, input 0.5, goal 0.8, alpha 4.",
        "Your wildest reached an error of 3.24, with weight 0.5, input 2, goal 0.8, alpha 1.",
    )


def test_it_tells_no_more_than_there_was() -> None:
    assert what_it_came_to(1, 20, Score(), [Session.start(Parameters())]) == (
        "You have done 1 of 20 lessons.",
        "You looked at 1 row in 1 run.",
    )


def test_of_a_run_that_overflows_the_last_error_that_is_a_number_counts() -> None:
    session = Session.start(Parameters(input=2.0)).step(1000)
    assert session.ended
    assert "an error of 5.979" in what_it_came_to(0, 20, Score(), [session])[-1]
