"""What a lesson is: a text, the values that it starts from, and a task whose goals are judged."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters

MEMORY_LEVELS = 5
"""How many levels the loop from memory has, one for each of its lines."""


class Bounds(NamedTuple):
    """What a parameter has to be: at least, at most, exactly this, or not this; None where nothing is asked."""

    at_least: float | None = None
    at_most: float | None = None
    exactly: float | None = None
    other_than: float | None = None


class Goal(NamedTuple):
    """What a run has to show, all of it in one run; ``say`` names it in a few words.

    ``flag`` has to be on a row up to the one shown, ``no_flag`` on none of them. The error is that of the row shown,
    the updates those that led to it. ``changed`` names the parameters that may differ from the lesson's own, None
    allows all. ``memory`` asks for so many levels of typing the loop from memory, instead of a run.
    """

    say: str
    method: str | None = None
    flag: Flag | None = None
    no_flag: Flag | None = None
    error_at_least: float | None = None
    error_at_most: float | None = None
    updates_at_least: int | None = None
    updates_at_most: int | None = None
    changed: tuple[str, ...] | None = None
    where: tuple[tuple[str, Bounds], ...] = ()
    memory: int | None = None


class Task(NamedTuple):
    """What the student is asked to do: a sentence or two, and goals that can be met in any order, run by run."""

    ask: str
    goals: tuple[Goal, ...]


class Lesson(NamedTuple):
    """One lesson; ``iterations`` is the number of rows that shows its point."""

    id: str
    title: str
    parameters: Parameters
    iterations: int
    text: tuple[str, ...] = ()
    task: Task | None = None
