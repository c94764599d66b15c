"""Which weights a chart shows: a view that keeps still until a row leaves it."""

from __future__ import annotations

import math

from gdtui.charts.axes import LARGEST, WIDEST, Range, Wanted, held, round_up
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session

ROOM = 1.2
"""A view reaches this much farther than the first row needs."""
GROWTH = 2.5
"""When a point leaves the view it grows at least by this factor, so that it then keeps still for a while."""
ZOOM = 4.0
"""A view that follows the row shown is narrowed by this factor at a time."""
SHARPEST = 1e-9
SAMPLES = 160
"""Into so many pieces a curve is divided."""


def weights_to_show(session: Session) -> list[float]:
    """Start, goal, the row shown with its tries, and the ends of the rows so far."""
    parameters, weight = session.parameters, session.current.weight
    return [
        *(parameters.weight, centre(parameters), weight),
        *parameters.tried(weight).values(),
        *session.run.ends(session.length),
    ]


def wanted(reach: Range, values: list[float]) -> Wanted:
    """An axis that has to show these values, as far as an axis can, and reaches so far when it is made anew."""
    shown = [held(value, WIDEST) for value in values if not math.isnan(value)] or [0.0]
    return Wanted((min(shown), max(shown)), reach)


def weights_in_view(session: Session, *, closely: bool = False) -> Range:
    """The lowest and the highest weight in view, a pinned run's own view included.

    ``closely`` follows the row shown instead of keeping the whole run in view.
    """
    low, high = _view(session, closely)
    if session.beside is not None:
        other_low, other_high = _view(session.beside, closely)
        low, high = min(low, other_low), max(high, other_high)
    return low, high


def errors_in_view(session: Session, *, closely: bool = False) -> Range:
    """The lowest and the highest error of a view, the pinned run's own view included; both are finite.

    A bowl stands on 0, and is highest at an end of the view; what can have any shape is looked at all along it.
    """
    low, high = _view(session, closely)
    problem = session.parameters.problem
    if problem.has_floor:
        lowest, highest = 0.0, max(problem.error(low), problem.error(high))
    else:
        errors = [problem.error(weight) for weight in weights_between(low, high)]
        finite = [held(error, WIDEST) for error in errors if math.isfinite(error)] or [0.0]
        lowest, highest = min(finite), max(finite)
    if session.beside is not None:
        other_lowest, other_highest = errors_in_view(session.beside, closely=closely)
        lowest, highest = min(lowest, other_lowest), max(highest, other_highest)
    return lowest, highest


def weights_between(low: float, high: float, pieces: int = SAMPLES) -> list[float]:
    """So many weights at even distances, and the highest."""
    return [low + (high / pieces - low / pieces) * index for index in range(pieces)] + [high]


def centre(parameters: Parameters) -> float:
    """The weight in the middle of the view: the goal weight, or the start weight where the bowl has no bottom."""
    goal_weight = parameters.problem.bottom
    return parameters.weight if goal_weight is None else goal_weight


def half_width(session: Session) -> float:
    """How far the view reaches to either side of its middle, in units of the weight.

    It follows from the first row and the farthest row so far, and so stays where it is until a row leaves it, then
    grows at once by ``GROWTH`` or more; looking back at an earlier row changes nothing.
    """
    middle = centre(session.parameters)
    needed = _needed(session.parameters, session.parameters.weight)
    if needed < 1e-9 * abs(middle) or needed == 0:
        needed = max(abs(middle), 1.0)
    half = round_up(min(ROOM * needed, LARGEST))
    farthest = _farthest(session, middle)
    while half < min(farthest, LARGEST):
        half = round_up(min(GROWTH * half, LARGEST))
    return half


def close_half_width(session: Session) -> float:
    """How far the view reaches when it follows the row shown: a fourth of what it was, as soon as that suffices."""
    half = half_width(session)
    # Closer than this the weights are too coarse to make a bowl.
    needed = ROOM * _needed(session.parameters, session.current.weight)
    needed = max(needed, SHARPEST * abs(centre(session.parameters)), 1e-300)
    while half / ZOOM >= needed:
        half /= ZOOM
    return half


def _view(session: Session, closely: bool) -> Range:
    # The middle itself can lie beyond what an axis can have.
    middle = held(centre(session.parameters), WIDEST)
    half = close_half_width(session) if closely else half_width(session)
    return held(middle - half, WIDEST), held(middle + half, WIDEST)


def _needed(parameters: Parameters, weight: float) -> float:
    """How far a view has to reach for this weight, with the tries beside it."""
    middle = centre(parameters)
    return max(abs(each - middle) for each in (weight, *parameters.tried(weight).values()))


def _farthest(session: Session, middle: float) -> float:
    """The distance of the farthest row from the middle."""
    return max(abs(weight - middle) for weight in session.run.ends(session.length))
