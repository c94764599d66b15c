"""The chart of the slope over the weight: for a bowl a straight line through 0 at the goal weight."""

from __future__ import annotations

import math
from itertools import pairwise

from gdtui.charts.axes import LARGEST, held, span
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role
from gdtui.charts.trail import pinned_rows, point_role, trail_of, trail_role
from gdtui.charts.view import BEFORE, NOW, START, Named, View, goal
from gdtui.charts.weights import SAMPLES, weights_between, weights_in_view
from gdtui.core.parameters import Parameters
from gdtui.core.problems.problem import Problem
from gdtui.core.session import Session

EDGE = 1.25
"""How much farther the axis goes than the steepest slope of a curve that is no bowl."""


def slope_picture(session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5) -> Picture:
    """The slope of the error at every weight, and at the weights that were visited.

    Each update of gradient descent moves by a fraction of the slope: where a point lies far from the zero line the next
    one jumps far. The weights in view are those of the bowl's chart.
    """
    problem, step = session.parameters.problem, session.current
    other = session.pinned.parameters.problem if session.pinned else problem
    low, high = weights_in_view(session, closely=closely)
    slopes = [_slopes(Role.BOWL, problem, low, high)]
    if other != problem:
        slopes.insert(0, _slopes(Role.PINNED_BOWL, other, low, high))
    steepest = max((abs(slope) for line in slopes for _, slope in line.points if math.isfinite(slope)), default=1.0)
    if problem.curvature is None or other.curvature is None:
        # A slope that is the same for a while would lie on the frame.
        steepest *= EDGE
    steepest = min(steepest, LARGEST) or 1.0
    zero = Line(Role.LIMIT, ((low, 0.0), (high, 0.0)))
    ground = Ground(span(low, high, most_x_ticks), span(-steepest, steepest, most_y_ticks), (zero, *slopes))
    trail = trail_of(session)
    lines, marks = [], []
    for row, after in pairwise((*trail, step)):
        here, there = problem.slope(row.weight), problem.slope(after.weight)
        if here > 0 > there or here < 0 < there:
            lines.append(Line(Role.JUMP, ((row.weight, here), (row.weight, there), (after.weight, there))))
        if row.iteration > 1:
            marks.append(Mark(trail_role(row, step), row.weight, here))
    first = session.run.row(0)
    marks.append(Mark(Role.START, first.weight, problem.slope(first.weight)))
    goal_weight = problem.bottom
    if goal_weight is not None:
        marks.append(Mark(Role.GOAL, goal_weight, 0.0))
    for role, row in pinned_rows(session):
        marks.append(Mark(role, held(row.weight, ground.x), held(other.slope(row.weight), ground.y)))
    marks.append(Mark(point_role(session), held(step.weight, ground.x), held(problem.slope(step.weight), ground.y)))
    return Picture(ground, tuple(lines[-1:]), tuple(marks))


def _slopes(role: Role, problem: Problem, low: float, high: float) -> Line:
    """The slope at every weight, a straight line for a bowl whose curvature is the same everywhere."""
    pieces = SAMPLES if problem.curvature is None else 1
    return Line(role, tuple((weight, problem.slope(weight)) for weight in weights_between(low, high, pieces)))


def _legend(parameters: Parameters) -> tuple[Named, ...]:
    if math.isnan(parameters.problem.slope(parameters.weight)):
        return (Named("none is known here"),)
    return (NOW, START, BEFORE, *goal(parameters))


SLOPE = View("slope", "3", "Slope vs weight", "the slope over the weight", _legend, slope_picture)
