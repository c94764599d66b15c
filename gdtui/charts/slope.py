"""The chart of the slope over the weight: for a bowl a straight line through 0 at the goal weight."""

from __future__ import annotations

import math
from itertools import pairwise

from gdtui.charts.axes import LARGEST, axes_for, held
from gdtui.charts.picture import Axes, Ground, Line, Mark, Picture, Role
from gdtui.charts.setting import USUAL, Setting
from gdtui.charts.trail import other_bowls, pinned_rows, point_role, trail_of, trail_role
from gdtui.charts.view import View
from gdtui.charts.weights import SAMPLES, wanted, weights_between, weights_in_view, weights_to_show
from gdtui.core.problems.problem import Problem
from gdtui.core.session import Session

EDGE = 1.25
"""How much farther the axis goes than the steepest slope of a curve that is no bowl."""


def slope_picture(session: Session, setting: Setting = USUAL) -> Picture:
    """The slope of the error at every weight, and at the weights that were visited.

    Each update of gradient descent moves by a fraction of the slope: where a point lies far from the zero line the next
    one jumps far. The weights in view are those of the bowl's chart.
    """
    problem, step = session.parameters.problem, session.current
    other = session.pinned.parameters.problem if session.pinned else problem
    others = other_bowls(session, setting)
    axes = _axes(session, setting)
    low, high = axes.x.low, axes.x.high
    zero = Line(Role.LIMIT, ((low, 0.0), (high, 0.0)))
    slopes = tuple(_slopes(role, of, low, high) for role, of in (*others, (Role.BOWL, problem)))
    ground = Ground(*axes, (zero, *slopes))
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


def _axes(session: Session, setting: Setting) -> Axes:
    """The bowl's weights, and the slopes there to both sides of 0."""
    runs = [session] if session.beside is None else [session, session.beside]
    weights = [(each.parameters.problem, weight) for each in runs for weight in weights_to_show(each)]
    reach = weights_in_view(session, closely=setting.closely)
    problems = {each.parameters.problem for each in runs}
    lines = [_slopes(Role.BOWL, problem, *reach) for problem in problems]
    steepest = max((abs(slope) for line in lines for _, slope in line.points if math.isfinite(slope)), default=1.0)
    if any(problem.curvature is None for problem in problems):
        # A slope that is the same for a while would lie on the frame.
        steepest *= EDGE
    steepest = min(steepest, LARGEST) or 1.0
    return axes_for(
        setting,
        wanted(reach, [weight for _, weight in weights]),
        wanted((-steepest, steepest), [of.slope(weight) for of, weight in weights]),
    )


def _slopes(role: Role, problem: Problem, low: float, high: float) -> Line:
    """The slope at every weight, a straight line for a bowl whose curvature is the same everywhere."""
    pieces = SAMPLES if problem.curvature is None else 1
    return Line(role, tuple((weight, problem.slope(weight)) for weight in weights_between(low, high, pieces)))


SLOPE = View("slope", "3", "Slope by weight", "the slope by weight", slope_picture, {Role.LIMIT: "slope 0"})
