"""The chart of the error over the iterations, in powers of ten where no error is below 0."""

from __future__ import annotations

import math
from collections.abc import Callable

from gdtui.charts.axes import LARGEST, held, round_up, span
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role, Span
from gdtui.charts.trail import point_role
from gdtui.charts.view import NOW, START, TOLERANCE, Named, View
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session

MOST_POINTS = 120
"""A longer run is drawn through this many of its rows."""
ROOM = 1.1
SMALLEST_POWER, LARGEST_POWER = -324.0, 308.3
"""The powers of ten that a float's error can have; 0 is drawn at the lower end of the view, inf at the upper."""


def errors_picture(session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5) -> Picture:
    """How the error went from row to row; in powers of ten a straight line down is learning at a constant rate.

    ``closely`` shows the rows around the one under the cursor instead of all.
    """
    first, last = _rows_in_view(session, closely)
    shown = [session] if session.beside is None else [session.beside, session]
    has_powers = all(each.parameters.problem.has_floor for each in shown)
    height: Callable[[float], float] = power if has_powers else as_it_is
    curves = [_heights(each, first, last, height) for each in shown]
    heights = [value for curve in curves for _, value in curve]
    tolerance = session.parameters.limit
    limits = [height(tolerance)] if math.isfinite(tolerance) else []
    y = (_powers_in_view if has_powers else _errors_in_view)([*heights, *limits], most_y_ticks)
    x = span(first + 1.0, last + 1.0, most_x_ticks)
    lines, marks = [], []
    for each, curve in zip(shown, curves, strict=True):
        points = [(iteration, held(value, y)) for iteration, value in curve]
        now = next(point for point in reversed(points) if point[0] <= max(each.cursor + 1, points[0][0]))
        is_pinned = each is not session
        lines.append(Line(Role.PINNED_CURVE if is_pinned else Role.CURVE, tuple(points)))
        if first == 0 and not is_pinned:
            marks.append(Mark(Role.START, *points[0]))
        marks.append(Mark(Role.PINNED_POINT if is_pinned else point_role(session), *now))
    return Picture(
        Ground(x, y, tuple(Line(Role.LIMIT, ((first + 1.0, limit), (last + 1.0, limit))) for limit in limits)),
        tuple(lines),
        tuple(marks),
    )


def _heights(session: Session, first: int, last: int, height: Callable[[float], float]) -> list[tuple[float, float]]:
    """The iterations in view with the heights of their errors, the one under the cursor among them."""
    last = min(last, session.length - 1)
    first = min(first, last)
    stride = max(1, (last - first) // MOST_POINTS)
    indices = sorted({*range(first, last + 1, stride), min(max(session.cursor, first), last)})
    return [(index + 1.0, height(session.run.row(index).error)) for index in indices]


def power(error: float) -> float:
    """The power of ten that an error is, held to what floats have; an error of 0 is below all of them."""
    if error == 0:
        return SMALLEST_POWER
    return min(math.log10(error), LARGEST_POWER)


def as_it_is(error: float) -> float:
    """The error, held to what an axis can have; no number stays none."""
    return error if math.isnan(error) else min(max(error, -LARGEST), LARGEST)


def _rows_in_view(session: Session, closely: bool) -> tuple[int, int]:
    """The indices of the first and the last row in view; they move on in strides, so that the axis keeps still."""
    if not closely:
        return 0, int(round_up(max(10.0, float(session.length)))) - 1
    page = 20
    first = session.cursor // page * page
    return first, first + page


def _errors_in_view(errors: list[float], most_ticks: int) -> Span:
    """An axis around the errors as they are, with 0 on it, that ends at round numbers to either side."""
    seen = [error for error in errors if math.isfinite(error)]
    low, high = min(seen, default=0.0), max(seen, default=0.0)
    low = -round_up(-ROOM * low) if low < 0 else 0.0
    high = round_up(ROOM * high) if high > 0 else 0.0
    return span(low, high or -low / 10 or 1.0, most_ticks)


def _powers_in_view(powers: list[float], most_ticks: int) -> Span:
    """An axis of whole powers of ten around the errors and the tolerance, widened by several at a time."""
    seen = [value for value in powers if value > SMALLEST_POWER]
    low = max(math.floor(min(seen, default=-1) / 3) * 3 - 1.0, SMALLEST_POWER)
    high = min(math.ceil(max(seen, default=0) / 3) * 3 + 1.0, LARGEST_POWER)
    axis = span(low, high, most_ticks)
    ticks = tuple((value, f"1e{value:.0f}") for value, _ in axis.ticks if value == round(value))
    return Span(low, high, ticks)


def _legend(parameters: Parameters) -> tuple[Named, ...]:
    return (NOW, START, TOLERANCE) if math.isfinite(parameters.limit) else (NOW, START)


ERRORS = View("errors", "2", "Error over iterations", "the error over the iterations", _legend, errors_picture)
