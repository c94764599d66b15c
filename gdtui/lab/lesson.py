"""What a lesson is: a text, the values that it starts from, and a task whose goals are judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from gdtui.core.parameters import Parameters

MEMORY_LEVELS = 5
"""How many levels the loop from memory has, one for each of its lines."""
MOST_ITERATIONS = 1_000_000
"""How many rows a lesson shows, or asks for, at the most."""


class Bounds(NamedTuple):
    """What a parameter has to be: at least, at most, exactly this, or not this; None where nothing is asked."""

    at_least: float | None = None
    at_most: float | None = None
    exactly: float | None = None
    other_than: float | None = None


class Goal(NamedTuple):
    """What a run has to show, all of it in one run: ``say`` names it in a few words, ``asks`` has the conditions.

    These are values by the names of CONDITIONS, which says what each of them means.
    """

    say: str
    asks: Mapping[str, Any]


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
