"""Judges: every goal of every lesson refuses a wrong run and accepts a right one, each bound on its own."""

from __future__ import annotations

from typing import Any

import pytest

from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab.attempt import MOST_NEW_ROWS, Attempt
from gdtui.lab.catalogue import lessons
from gdtui.lab.judge import lacks, met
from gdtui.lab.lesson import Bounds, Goal, Lesson, Task
from tests.lab.plays import RIGHT, WRONG
from tests.lab.plays import Attempt as Play

PLAYED = [id_ for id_, lesson in lessons().items() if lesson.task and "memory" not in lesson.task.goals[0].asks]


def played(session: Session, play: Play) -> Session:
    """The session after an attempt, as keys would make it."""
    typed, keys = play
    values: dict[str, Any] = {field: float(text) for field, text in typed.items()}
    session = session.change(session.parameters.changed(**values))
    for key in keys:
        known = frozenset(session.current.flags)
        session = session.until_flag(known, 100_000) if key == "g" else session.step()
    return session


def judged(lesson: Lesson, session: Session) -> frozenset[int]:
    return met(lesson, session, Attempt(session.run).look(session))


def test_every_lesson_has_a_play_for_every_goal() -> None:
    assert set(WRONG) == set(RIGHT) == set(PLAYED)
    assert set(lessons()) - set(PLAYED) == {"from-memory"}


@pytest.mark.parametrize("id_", PLAYED)
def test_a_wrong_attempt_meets_nothing_and_right_ones_meet_each_goal_once(id_: str) -> None:
    lesson = lessons()[id_]
    assert lesson.task is not None
    session = played(Session.start(lesson.parameters), WRONG[id_])
    assert judged(lesson, session) == frozenset()
    in_all: set[int] = set()
    for play in RIGHT[id_]:
        session = played(session, play)
        new = judged(lesson, session) - in_all
        assert len(new) == 1, play
        in_all |= new
    assert in_all == set(range(len(lesson.task.goals)))


LESSON = Lesson("any", "Any", Parameters(), 20, (), None)


@pytest.mark.parametrize(
    ("goal", "wrong", "right", "lack"),
    [
        (Goal("", {"method": "hot-and-cold"}), ({}, 0), ({"method": "hot-and-cold"}, 0), "not by hot and cold"),
        (Goal("", {"flag": Flag.DIVERGING}), ({}, 5), ({"input": 2.0}, 5), "not diverging yet"),
        (Goal("", {"flag": Flag.OVERSHOOT}), ({"input": 2.0}, 0), ({"input": 2.0}, 9), "not overshoot yet"),
        (Goal("", {"no_flag": Flag.DIVERGING}), ({"input": 2.0}, 5), ({}, 5), "this run was diverging already"),
        (Goal("", {"error_at_most": 0.1}), ({}, 0), ({}, 5), "error is above 0.1"),
        (Goal("", {"error_at_least": 0.1}), ({}, 5), ({}, 0), "error is below 0.1"),
        (Goal("", {"updates_at_least": 3}), ({}, 2), ({}, 3), "fewer than 3 updates yet"),
        (Goal("", {"updates_at_least": 1}), ({}, 0), ({}, 1), "fewer than 1 update yet"),
        (Goal("", {"updates_at_most": 3}), ({}, 4), ({}, 3), "more than 3 updates"),
        (Goal("", {"changed": ("alpha",)}), ({"input": 2.0}, 0), ({"alpha": 2.0}, 0), "input is not the lesson's own"),
        (Goal("", {"changed": ()}), ({"tolerance": 1.0}, 0), ({}, 0), "tolerance is not the lesson's own"),
        (
            Goal("", {"where": (("alpha", Bounds(at_least=2.0)),)}),
            ({}, 0),
            ({"alpha": 2.0}, 0),
            "alpha 1 is not enough",
        ),
        (Goal("", {"where": (("alpha", Bounds(at_most=0.5)),)}), ({}, 0), ({"alpha": 0.5}, 0), "alpha 1 is too much"),
        (Goal("", {"where": (("alpha", Bounds(exactly=0.5)),)}), ({}, 0), ({"alpha": 0.5}, 0), "alpha is 1 now"),
        (Goal("", {"where": (("alpha", Bounds(other_than=1.0)),)}), ({}, 0), ({"alpha": 0.5}, 0), "alpha is 1 now"),
    ],
    ids=lambda value: None,
)
def test_each_condition(
    goal: Goal, wrong: tuple[dict[str, Any], int], right: tuple[dict[str, Any], int], lack: str
) -> None:
    for (values, steps), expected in ((wrong, lack), (right, "")):
        session = Session.start(Parameters(**values))
        session = session.step(steps) if steps else session
        told = lacks(goal, LESSON, session, Attempt(session.run).look(session))
        assert (expected in told) if expected else (told == "")


def test_an_error_that_is_no_number_meets_no_bound() -> None:
    session = Session.start(Parameters(weight=1e200, input=1e200)).step(5)
    for goal in (Goal("", {"error_at_most": 1e300}), Goal("", {"error_at_least": 0.0, "error_at_most": 1e300})):
        assert lacks(goal, LESSON, session, Attempt(session.run).look(session))


def test_updates_to_a_flag_count_to_its_first_row() -> None:
    goal = Goal("", {"flag": Flag.CONVERGED, "updates_at_most": 34})
    session = Session.start(Parameters()).step(200)
    assert lacks(goal, LESSON, session, Attempt(session.run).look(session)) == ""
    tighter = goal._replace(asks={**goal.asks, "updates_at_most": 33})
    assert "more than 33" in lacks(tighter, LESSON, session, Attempt(session.run).look(session))


def test_a_goal_of_memory_is_never_met_by_a_run() -> None:
    lesson = LESSON._replace(task=Task("", (Goal("", {"memory": 3}),)))
    assert judged(lesson, Session.start(Parameters()).step(100)) == frozenset()


def test_looking_is_cheap_however_far_a_run_jumps_and_goes_on_where_it_was() -> None:
    session = Session.start(Parameters(method="hot-and-cold", step_amount=1e-6))
    attempt = Attempt(session.run).look(session)
    farther = session.step(50_000)
    looked = attempt.look(farther)
    assert looked.rows == 50_001
    assert MOST_NEW_ROWS < 50_000
    assert attempt.look(session.step(3)).rows == 4
    other = Session.start(Parameters(input=2.0)).step(5)
    assert Flag.DIVERGING in looked.look(other).flags
    assert looked.look(farther.reset()).rows == 1


def turning_at(place: int) -> Session:
    """A run that crosses the goal in the update of this row, and rests in all others."""
    lines = ["count = count + 1", "if count == place:", "    weight = -weight"]
    return Session.start(
        Parameters(method="own", loop=lines, let={"place": float(place)}, formula="weight ** 2", weight=1.0)
    )


@pytest.mark.parametrize(
    ("row", "is_seen"),
    [(2, True), (2_000, True), (2_001, False), (9_995, False), (9_996, True), (10_000, True)],
)
def test_of_a_jump_by_many_rows_the_first_2000_and_the_newest_5_are_looked_at(row: int, is_seen: bool) -> None:
    session = turning_at(row - 1).step(9_999)
    assert (Flag.OVERSHOOT in Attempt(session.run).look(session).flags) is is_seen


def test_what_was_looked_at_is_kept_and_the_rows_after_it_are_looked_at() -> None:
    start = turning_at(2_500)
    attempt = Attempt(start.run).look(start.step(1_500))
    assert Flag.OVERSHOOT in attempt.look(start.step(9_000)).flags
    seen = attempt.look(start.step(3_000))
    assert Flag.OVERSHOOT in seen.flags
    assert Flag.OVERSHOOT in seen.look(start.step(3_001)).flags
