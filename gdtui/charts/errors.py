"""The chart of the error over the iterations, in powers of ten."""

from __future__ import annotations

import math

from gdtui.charts.axes import held, round_up, span
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role, Span
from gdtui.charts.trail import point_role
from gdtui.core.session import Session

MOST_POINTS = 120
"""A longer run is drawn through this many of its rows."""
SMALLEST_POWER, LARGEST_POWER = -324.0, 308.3
"""The powers of ten that a float's error can have; 0 is drawn at the lower end of the view, inf at the upper."""


def errors_picture(session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5) -> Picture:
    """How the error went from row to row; on this scale a straight line down is learning at a constant rate.

    ``closely`` shows the rows around the one under the cursor instead of all.
    """
    first, last = _rows_in_view(session, closely)
    shown = [session] if session.beside is None else [session.beside, session]
    curves = [_powers(each, first, last) for each in shown]
    y = _powers_in_view(session, [value for curve in curves for _, value in curve], most_y_ticks)
    x = span(first + 1.0, last + 1.0, most_x_ticks)
    tolerance = power(session.parameters.tolerance)
    limit = Line(Role.LIMIT, ((first + 1.0, tolerance), (last + 1.0, tolerance)))
    lines, marks = [], []
    for each, curve in zip(shown, curves, strict=True):
        points = [(iteration, held(value, y)) for iteration, value in curve]
        now = next(point for point in reversed(points) if point[0] <= max(each.cursor + 1, points[0][0]))
        is_pinned = each is not session
        lines.append(Line(Role.PINNED_CURVE if is_pinned else Role.CURVE, tuple(points)))
        if first == 0 and not is_pinned:
            marks.append(Mark(Role.START, *points[0]))
        marks.append(Mark(Role.PINNED_POINT if is_pinned else point_role(session), *now))
    return Picture(Ground(x, y, (limit,)), tuple(lines), tuple(marks))


def _powers(session: Session, first: int, last: int) -> list[tuple[float, float]]:
    """The iterations in view with the powers of ten of their errors, the one under the cursor among them."""
    last = min(last, session.length - 1)
    first = min(first, last)
    stride = max(1, (last - first) // MOST_POINTS)
    indices = sorted({*range(first, last + 1, stride), min(max(session.cursor, first), last)})
    return [(index + 1.0, power(session.run.row(index).error)) for index in indices]


def power(error: float) -> float:
    """The power of ten that an error is, held to what floats have; an error of 0 is below all of them."""
    if error == 0:
        return SMALLEST_POWER
    return min(math.log10(error), LARGEST_POWER)


def _rows_in_view(session: Session, closely: bool) -> tuple[int, int]:
    """The indices of the first and the last row in view; they move on in strides, so that the axis keeps still."""
    if not closely:
        return 0, int(round_up(max(10.0, float(session.length)))) - 1
    page = 20
    first = session.cursor // page * page
    return first, first + page


def _powers_in_view(session: Session, powers: list[float], most_ticks: int) -> Span:
    """An axis of whole powers of ten around the errors and the tolerance, widened by several at a time."""
    seen = [value for value in (*powers, power(session.parameters.tolerance)) if value > SMALLEST_POWER]
    low = max(math.floor(min(seen, default=-1) / 3) * 3 - 1.0, SMALLEST_POWER)
    high = min(math.ceil(max(seen, default=0) / 3) * 3 + 1.0, LARGEST_POWER)
    axis = span(low, high, most_ticks)
    ticks = tuple((value, f"1e{value:.0f}") for value, _ in axis.ticks if value == round(value))
    return Span(low, high, ticks)
