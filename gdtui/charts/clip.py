"""Cutting lines to the view, so that nothing far away, infinite or nan reaches the plotting library.

Everything is measured in the unit square: 0 is the low end of an axis and 1 its high end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from gdtui.charts.picture import Span

Point = tuple[float, float]
FARTHEST = 1e12
"""Positions are held within this many views, so that differences between two of them keep their digits."""


def position(value: float, span: Span) -> float:
    """Where a value lies along an axis, 0 at its low end and 1 at its high end; nan where that cannot be said."""
    # Halves, since the difference of two large floats can overflow.
    length = span.high / 2 - span.low / 2
    if not 0 < length < math.inf or math.isnan(value):
        return math.nan
    if math.isinf(value):
        return math.copysign(FARTHEST, value)
    place = (value / 2 - span.low / 2) / length
    return min(max(place, -FARTHEST), FARTHEST)


def in_view(point: Point) -> bool:
    """Whether a point lies in the unit square; nan does not."""
    return 0 <= point[0] <= 1 and 0 <= point[1] <= 1


def cell_of(place: float, cells: int, dots: int = 1) -> int:
    """Which of so many cells a place from 0 to 1 falls on, or which dot where each cell has so many.

    The ends of an axis lie in the middle of the first and the last cell, as plotext has it.
    """
    return int((0.5 + (cells - 1) * place) * dots)


def clip_segment(start: Point, end: Point) -> tuple[Point, Point] | None:
    """The part of a segment inside the unit square, by Liang and Barsky; None where there is none."""
    (x, y), (far_x, far_y) = start, end
    along_x, along_y = far_x - x, far_y - y
    if math.isnan(along_x) or math.isnan(along_y):
        return None
    enter, leave = 0.0, 1.0
    for against, room in ((-along_x, x), (along_x, 1 - x), (-along_y, y), (along_y, 1 - y)):
        if against == 0:
            if room < 0:
                return None
            continue
        crossing = room / against
        if against < 0:
            enter = max(enter, crossing)
        else:
            leave = min(leave, crossing)
    if enter > leave:
        return None
    first = start if enter == 0 else _inside(x + enter * along_x, y + enter * along_y)
    last = end if leave == 1 else _inside(x + leave * along_x, y + leave * along_y)
    return first, last


def clip_line(points: Iterable[Point]) -> list[list[Point]]:
    """The pieces of a line of many points that lie inside the unit square, each a list of two points or more."""
    pieces: list[list[Point]] = []
    previous: Point | None = None
    for point in points:
        piece = clip_segment(previous, point) if previous is not None else None
        if piece is not None:
            if pieces and pieces[-1][-1] == piece[0]:
                pieces[-1].append(piece[1])
            else:
                pieces.append(list(piece))
        previous = point
    return pieces


def _inside(x: float, y: float) -> Point:
    """The point, with what rounding put a hair outside brought back."""
    return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
