"""Judging a run by a lesson's goals: what is met, and what a run still lacks."""

from __future__ import annotations

from gdtui.core.session import Session
from gdtui.lab.attempt import Attempt, Judged
from gdtui.lab.conditions import CONDITIONS
from gdtui.lab.lesson import Goal, Lesson


def lacks(goal: Goal, lesson: Lesson, session: Session, attempt: Attempt) -> str:
    """What the run lacks for the goal, as far as it is shown; empty where it is met."""
    judged = Judged(goal, lesson, session, attempt)
    return next((lack for name, value in goal.asks.items() if (lack := CONDITIONS[name].lacks(value, judged))), "")


def met(lesson: Lesson, session: Session, attempt: Attempt) -> frozenset[int]:
    """The goals, by their number from 0, that the run meets at the row shown."""
    if lesson.task is None:
        return frozenset()
    flags = attempt.flags
    # Every step is judged, and most goals wait for their flag: this says so at once.
    goals = [
        (number, goal)
        for number, goal in enumerate(lesson.task.goals)
        if "flag" not in goal.asks or goal.asks["flag"] in flags
    ]
    return frozenset(number for number, goal in goals if not lacks(goal, lesson, session, attempt))
