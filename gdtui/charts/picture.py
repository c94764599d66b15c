"""What a chart shows, in the units of its axes; nothing here knows of cells, colours or terminals."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a part of a chart means; each value is one letter, so that a row of cells has a row of letters beside it."""

    BLANK = " "
    FRAME = "f"
    BOWL = "b"
    TANGENT = "l"
    JUMP = "j"
    CURVE = "c"
    BEFORE = "d"
    LIMIT = "m"
    OLD = "o"
    TRAIL = "t"
    LEFTWARD = "<"
    RIGHTWARD = ">"
    START = "s"
    GOAL = "g"
    TRY = "y"
    BETTER_TRY = "Y"
    POINT = "p"
    PINNED_BOWL = "q"
    PINNED_CURVE = "k"
    PINNED_TRAIL = "a"
    PINNED_POINT = "A"
    BESIDE_POINT = "B"
    STABLE = "S"
    UNSTABLE = "U"


class Span(NamedTuple):
    """One axis: the values at its two ends, and the round values that are written beside it with their labels."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()


class Axes(NamedTuple):
    """The axis below a chart and the one beside it."""

    x: Span
    y: Span


class Line(NamedTuple):
    """Points joined by straight lines; they may lie anywhere, even be infinite or nan: what is in view is drawn."""

    role: Role
    points: tuple[tuple[float, float], ...]


class Mark(NamedTuple):
    """One point with a sign of its own."""

    role: Role
    x: float
    y: float


class Ground(NamedTuple):
    """What stays while the student steps: the axes and the lines that lie behind everything."""

    x: Span
    y: Span
    lines: tuple[Line, ...]

    @property
    def axes(self) -> Axes:
        """Its axes alone."""
        return Axes(self.x, self.y)


class Picture(NamedTuple):
    """A whole chart: the ground, and the lines and marks laid over it, the last one on top.

    ``scale`` says what kind of scale the axis beside it has, where that is not a matter of course.
    """

    ground: Ground
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    scale: str = ""
