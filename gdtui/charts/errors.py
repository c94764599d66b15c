"""The chart of the error by the row, on a log scale where that is possible and no plain one is asked for."""

from __future__ import annotations

import math
from collections.abc import Callable

from gdtui.charts.axes import WIDEST, Wanted, axes_for, held, round_up
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role
from gdtui.charts.setting import USUAL, Setting
from gdtui.charts.trail import point_role
from gdtui.charts.view import View
from gdtui.core.session import Session

MOST_POINTS = 120
"""A longer run is drawn through this many of its rows."""
SMALLEST_POWER, LARGEST_POWER = -324.0, 308.3
"""The powers of ten that a float's error can have; 0 is drawn at the lower end of an axis, inf at the upper."""


def errors_picture(session: Session, setting: Setting = USUAL) -> Picture:
    """How the error went from row to row; in powers of ten a straight line down is learning at a constant rate.

    Looked at closely it shows the rows around the one under the cursor instead of all. Errors below 0 have no power.
    """
    first, last = _rows_in_view(session, setting.closely)
    shown = [session] if session.beside is None else [session.beside, session]
    has_powers = not setting.plain and all(each.parameters.problem.has_floor for each in shown)
    height: Callable[[float], float] = power if has_powers else as_it_is
    curves = [_heights(each, first, last, height) for each in shown]
    tolerance = session.parameters.limit
    limits = [height(tolerance)] if math.isfinite(tolerance) else []
    heights = [*(value for curve in curves for _, value in curve), *limits]
    rows = first + 1.0, float(min(session.length, last + 1))
    axes = axes_for(
        setting,
        Wanted(rows, (first + 1.0, last + 1.0), whole=True),
        _powers_in_view(heights) if has_powers else _errors_in_view(heights),
    )
    lines, marks = [], []
    for each, curve in zip(shown, curves, strict=True):
        points = [(iteration, held(value, axes.y)) for iteration, value in curve]
        now = next(point for point in reversed(points) if point[0] <= max(each.cursor + 1, points[0][0]))
        is_pinned = each is not session
        lines.append(Line(Role.PINNED_CURVE if is_pinned else Role.CURVE, tuple(points)))
        if first == 0 and not is_pinned:
            marks.append(Mark(Role.START, *points[0]))
        marks.append(Mark(Role.PINNED_POINT if is_pinned else point_role(session), *now))
    ends = axes.x.low, axes.x.high
    return Picture(
        Ground(*axes, tuple(Line(Role.LIMIT, tuple((end, limit) for end in ends)) for limit in limits)),
        tuple(lines),
        tuple(marks),
        "log scale" if has_powers else "plain scale",
    )


def _heights(session: Session, first: int, last: int, height: Callable[[float], float]) -> list[tuple[float, float]]:
    """The iterations in view with the heights of their errors, the one under the cursor among them."""
    last = min(last, session.length - 1)
    first = min(first, last)
    stride = max(1, (last - first) // MOST_POINTS)
    indices = sorted({*range(first, last + 1, stride), min(max(session.cursor, first), last)})
    return [(index + 1.0, height(session.run.row(index).error)) for index in indices]


def power(error: float) -> float:
    """The power of ten that an error is; that of 0 is below all of them."""
    return math.log10(error) if error else -math.inf


def as_it_is(error: float) -> float:
    """The error itself."""
    return error


def _rows_in_view(session: Session, closely: bool) -> tuple[int, int]:
    """The indices of the first and the last row in view; they move on in strides, so that the axis keeps still."""
    if not closely:
        return 0, int(round_up(max(10.0, float(session.length)))) - 1
    page = 20
    first = session.cursor // page * page
    return first, first + page


def _errors_in_view(errors: list[float]) -> Wanted:
    """An axis around the errors as they are, with 0 on it."""
    seen = [held(error, WIDEST) for error in errors if math.isfinite(error)]
    low, high = min((*seen, 0.0)), max((*seen, 0.0))
    return Wanted((low, high), (low, high or -low / 10 or 1.0))


def _powers_in_view(powers: list[float]) -> Wanted:
    """An axis of whole powers of ten around the errors and the tolerance, widened by several at a time."""
    seen = [value for value in powers if math.isfinite(value)]
    low, high = min(seen, default=-1), max(seen, default=0)
    lowest = max(math.floor(low / 3) * 3 - 1.0, SMALLEST_POWER)
    highest = min(math.ceil(high / 3) * 3 + 1.0, LARGEST_POWER)
    return Wanted((low, high), (lowest, highest), whole=True, labels=power_label)


def power_label(value: float, step: float) -> str:
    """A power of ten, whatever its neighbours are; nothing for what no error can be."""
    return f"1e{value:.0f}" if SMALLEST_POWER < value < LARGEST_POWER else ""


ERRORS = View("errors", "2", "Error by row", "the error by row", errors_picture, along="row")
