"""The chart of the error over the weight: the bowl, and how the weight moves in it."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from gdtui.charts.axes import WIDEST, axes_for, held
from gdtui.charts.picture import Axes, Ground, Line, Mark, Picture, Role
from gdtui.charts.setting import USUAL, Setting
from gdtui.charts.trail import other_bowls, pinned_rows, point_role, trail_of, trail_role
from gdtui.charts.view import View
from gdtui.charts.weights import errors_in_view, wanted, weights_between, weights_in_view, weights_to_show
from gdtui.core.flags import Flag
from gdtui.core.problems.problem import Problem
from gdtui.core.row import Row
from gdtui.core.session import Session

ARROW_ROOM = 0.15
"""A move along the bowl is given a sign of its direction where it is at least this long, as a fraction of half the
view."""
EDGE = 0.1
"""Room above and below a curve that stands on no floor, as a fraction of half its height."""
TANGENT_REACH = 0.4
"""How far the tangent reaches to either side, as a fraction of half the view."""


def bowl_picture(session: Session, setting: Setting = USUAL) -> Picture:
    """What the error-over-weight chart shows of a session: the row under the cursor and the rows that led to it.

    A pinned run stands on the same bowl where it has the same input and goal, else on its own beside it; so does the
    run before this one.
    """
    problem = session.parameters.problem
    ground = _ground(problem, other_bowls(session, setting), _axes(session, setting))
    trail, step = trail_of(session), session.current
    lines = tuple(_lines(problem, trail, step, ground.x.high / 2 - ground.x.low / 2))
    return Picture(ground, lines, tuple(_marks(session, trail, step, ground)))


def _axes(session: Session, setting: Setting) -> Axes:
    """Axes that show start, goal and the rows so far, of a pinned run too."""
    runs = [session] if session.beside is None else [session, session.beside]
    weights = [(each.parameters.problem, weight) for each in runs for weight in weights_to_show(each)]
    problem, closely = session.parameters.problem, setting.closely
    lowest, highest = errors_in_view(session, closely=closely)
    if lowest == 0 and problem.has_floor:
        flat = problem.bottom is None or highest == 0
        highest = (2 * highest or 1.0) if flat else highest
    else:
        # Halves, since the difference of two large floats can overflow.
        room = EDGE * (highest / 2 - lowest / 2) or max(abs(highest), 1.0) / 2
        lowest, highest = lowest - room, highest + room
    return axes_for(
        setting,
        wanted(weights_in_view(session, closely=closely), [weight for _, weight in weights]),
        wanted((held(lowest, WIDEST), held(highest, WIDEST)), [of.error(weight) for of, weight in weights]),
    )


@lru_cache(maxsize=16)
def _ground(problem: Problem, others: tuple[tuple[Role, Problem], ...], axes: Axes) -> Ground:
    """Axes and bowls; the same object as long as nothing of them changes."""
    weights = weights_between(axes.x.low, axes.x.high)
    return Ground(*axes, tuple(_bowl(*each, weights) for each in (*others, (Role.BOWL, problem))))


def _bowl(role: Role, problem: Problem, weights: list[float]) -> Line:
    # With its bottom, which may lie between two of the weights.
    bottom = [] if problem.bottom is None or not weights[0] < problem.bottom < weights[-1] else [problem.bottom]
    return Line(role, tuple((weight, problem.error(weight)) for weight in sorted([*weights, *bottom])))


def _lines(problem: Problem, trail: tuple[Row, ...], step: Row, half: float) -> list[Line]:
    lines = []
    # The slope is drawn where the method goes by it.
    slope = None if step.get("weight_delta") is None else problem.slope(step.weight)
    if slope is not None and math.isfinite(slope):
        reach = TANGENT_REACH * half
        ends = ((step.weight - reach, step.error - slope * reach), (step.weight + reach, step.error + slope * reach))
        lines.append(Line(Role.TANGENT, ends))
    if trail and Flag.OVERSHOOT in step.flags:
        lines.append(Line(Role.JUMP, ((trail[-1].weight, trail[-1].error), (step.weight, step.error))))
    return lines


def _marks(session: Session, trail: tuple[Row, ...], step: Row, ground: Ground) -> list[Mark]:
    marks = []
    half = ground.x.high / 2 - ground.x.low / 2
    for row, after in pairwise((*trail, step)):
        role = trail_role(row, step)
        walked = Flag.OVERSHOOT not in after.flags and abs(after.weight - row.weight) >= ARROW_ROOM * half
        if role is Role.TRAIL and walked:
            half_way = row.weight / 2 + after.weight / 2
            sign = Role.RIGHTWARD if after.weight > row.weight else Role.LEFTWARD
            marks.append(Mark(sign, half_way, session.parameters.problem.error(half_way)))
        if row.iteration > 1:
            marks.append(Mark(role, row.weight, row.error))
    first = session.run.row(0)
    marks.append(Mark(Role.START, first.weight, first.error))
    goal_weight = session.parameters.problem.bottom
    if goal_weight is not None:
        marks.append(Mark(Role.GOAL, goal_weight, session.parameters.problem.least_error or 0.0))
    for name, weight in session.parameters.tried(step.weight).items():
        error = step.get(name)
        if error is not None:
            marks.append(Mark(Role.BETTER_TRY if weight == step.new_weight != step.weight else Role.TRY, weight, error))
    marks += [Mark(role, held(row.weight, ground.x), held(row.error, ground.y)) for role, row in pinned_rows(session)]
    # The error of a row that overflows is infinite: its point stays in sight, at the upper edge.
    marks.append(Mark(point_role(session), held(step.weight, ground.x), held(step.error, ground.y)))
    return marks


BOWL = View("bowl", "1", "Error by weight", "the error by weight, the bowl", bowl_picture)
