"""Judging a run by a lesson's goals: what is met, and what a run still lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from gdtui.core.figures import counted, short
from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.session import Session
from gdtui.lab.lesson import Bounds, Goal, Lesson

MOST_NEW_ROWS = 2_000
"""Of a run that jumps on by more rows at once, as fast play does, only so many and the newest are looked at."""
NEWEST_ROWS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """A run as far as a student has looked at it: its flags so far, up to and with row ``rows``."""

    run: Run
    flags: frozenset[Flag] = frozenset()
    rows: int = 0

    def look(self, session: Session) -> Attempt:
        """The attempt with the rows that this session has come to; a new one where it is another run."""
        attempt = self if session.run is self.run and session.length >= self.rows else Attempt(session.run)
        first, last = attempt.rows, session.length
        rows = session.run.rows(first, min(last, first + MOST_NEW_ROWS))
        newest = session.run.rows(max(first, last - NEWEST_ROWS), last)
        flags = {flag for row in chain(rows, newest) for flag in row.flags}
        return replace(attempt, flags=attempt.flags | flags, rows=session.length)


def lacks(goal: Goal, lesson: Lesson, session: Session, attempt: Attempt) -> str:
    """What the run lacks for the goal, as far as it is shown; empty where it is met."""
    step, parameters = session.current, session.parameters
    updates = step.iteration - 1
    if goal.memory is not None:
        return f"level {goal.memory} is not done yet"
    if goal.method is not None and parameters.method != goal.method:
        return f"it is not by {goal.method.replace('-', ' ')}"
    if goal.changed is not None:
        also = [name for name in _differing(parameters, lesson.parameters) if name not in goal.changed]
        if also:
            return f"{also[0]} is not the lesson's own"
    for field, bounds in goal.where:
        lack = _out_of_bounds(field, getattr(parameters, field, None), bounds)
        if lack:
            return lack
    if goal.no_flag is not None and goal.no_flag in attempt.flags:
        return f"it was {goal.no_flag}"
    if goal.flag is not None and goal.flag not in attempt.flags:
        return f"it is not {goal.flag} yet"
    if goal.updates_at_most is not None and _updates(goal, session, attempt) > goal.updates_at_most:
        return f"more than {counted(goal.updates_at_most, 'update')}"
    if goal.updates_at_least is not None and updates < goal.updates_at_least:
        return f"fewer than {counted(goal.updates_at_least, 'update')} yet"
    # Written so that an error that is nan meets no bound.
    if goal.error_at_most is not None and not step.error <= goal.error_at_most:
        return f"the error is above {short(goal.error_at_most)}"
    if goal.error_at_least is not None and not step.error >= goal.error_at_least:
        return f"the error is below {short(goal.error_at_least)}"
    return ""


def met(lesson: Lesson, session: Session, attempt: Attempt) -> frozenset[int]:
    """The goals, by their number from 0, that the run meets at the row shown."""
    if lesson.task is None:
        return frozenset()
    flags = attempt.flags
    # Every step is judged, and most goals wait for their flag: this says so at once.
    goals = [(number, goal) for number, goal in enumerate(lesson.task.goals) if goal.flag is None or goal.flag in flags]
    return frozenset(number for number, goal in goals if not lacks(goal, lesson, session, attempt))


def _updates(goal: Goal, session: Session, attempt: Attempt) -> int:
    """The updates that count: to the first row with the flag that is asked for, else to the row shown."""
    updates = session.cursor
    if goal.flag is None or updates <= (goal.updates_at_most or 0):
        return updates
    rows = session.run.rows(0, (goal.updates_at_most or 0) + 1)
    return next((row.iteration - 1 for row in rows if goal.flag in row.flags), updates)


def _differing(parameters: Parameters, own: Parameters) -> list[str]:
    """The parameters in use that are not the lesson's own."""
    in_use, lesson = parameters.in_use(), own.in_use()
    differing = [name for name, value in in_use.items() if name in lesson and value != lesson[name]]
    # Another kind of problem, or another measure, has fields that the lesson's has not.
    return [*differing, *(name for name in parameters.problem.written() if name not in lesson)]


def _out_of_bounds(field: str, value: float | None, bounds: Bounds) -> str:
    if value is None:
        return f"there is no {field.replace('_', ' ')}"
    if bounds.at_least is not None and value < bounds.at_least:
        return f"{field} {short(value)} is too small"
    if bounds.at_most is not None and value > bounds.at_most:
        return f"{field} {short(value)} is too big"
    if (bounds.exactly is not None and value != bounds.exactly) or value == bounds.other_than:
        return f"{field} {short(value)} is not it"
    return ""
