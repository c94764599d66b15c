"""The chart of the slope over the weight: a straight line through 0 at the goal weight."""

from __future__ import annotations

from itertools import pairwise

from gdtui.charts.axes import LARGEST, held, span
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role
from gdtui.charts.trail import pinned_rows, point_role, trail_of, trail_role
from gdtui.charts.weights import weights_in_view
from gdtui.core.problem import Problem
from gdtui.core.session import Session


def slope_picture(session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5) -> Picture:
    """The slope of the bowl, ``2 * input * delta``, at every weight, and at the weights that were visited.

    Each update of gradient descent moves by a fraction of the slope: where a point lies far from the zero line the next
    one jumps far. The weights in view are those of the bowl's chart.
    """
    problem, step = session.parameters.problem, session.current
    other = session.pinned.parameters.problem if session.pinned else problem
    low, high = weights_in_view(session, closely=closely)
    steepest = max(abs(slope(each, weight)) for each in (problem, other) for weight in (low, high))
    steepest = min(steepest, LARGEST) or 1.0
    straight = [_straight(Role.BOWL, problem, low, high)]
    if other != problem:
        straight.insert(0, _straight(Role.PINNED_BOWL, other, low, high))
    zero = Line(Role.LIMIT, ((low, 0.0), (high, 0.0)))
    ground = Ground(span(low, high, most_x_ticks), span(-steepest, steepest, most_y_ticks), (zero, *straight))
    trail = trail_of(session)
    lines, marks = [], []
    for row, after in pairwise((*trail, step)):
        here, there = slope(problem, row.weight), slope(problem, after.weight)
        if here > 0 > there or here < 0 < there:
            lines.append(Line(Role.JUMP, ((row.weight, here), (row.weight, there), (after.weight, there))))
        if row.iteration > 1:
            marks.append(Mark(trail_role(row, step), row.weight, here))
    first = session.run.row(0)
    marks.append(Mark(Role.START, first.weight, slope(problem, first.weight)))
    goal_weight = problem.goal_weight
    if goal_weight is not None:
        marks.append(Mark(Role.GOAL, goal_weight, 0.0))
    for role, row in pinned_rows(session):
        marks.append(Mark(role, held(row.weight, ground.x), held(slope(other, row.weight), ground.y)))
    marks.append(Mark(point_role(session), held(step.weight, ground.x), held(slope(problem, step.weight), ground.y)))
    return Picture(ground, tuple(lines[-1:]), tuple(marks))


def _straight(role: Role, problem: Problem, low: float, high: float) -> Line:
    return Line(role, ((low, slope(problem, low)), (high, slope(problem, high))))


def slope(problem: Problem, weight: float) -> float:
    """The derivative of the error by the weight, ``2 * input * delta``."""
    # The input times the miss first: twice a huge input would be infinite, and that times no miss is no number.
    return 2 * (problem.input * (problem.predict(weight) - problem.goal))
