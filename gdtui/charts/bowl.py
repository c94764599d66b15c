"""The chart of the error over the weight: the bowl, and how the weight moves in it."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from gdtui.charts.axes import held, span
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role
from gdtui.charts.trail import pinned_rows, point_role, trail_of, trail_role
from gdtui.charts.view import BEFORE, NOW, START, TRIES, Named, View, goal
from gdtui.charts.weights import WIDEST, errors_in_view, weights_between, weights_in_view
from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.problems.problem import Problem
from gdtui.core.row import Row
from gdtui.core.session import Session

ARROW_ROOM = 0.15
"""A move is given an arrow where it is at least this long, as a fraction of half the view."""
EDGE = 0.1
"""Room above and below a curve that stands on no floor, as a fraction of half its height."""
TANGENT_REACH = 0.4
"""How far the tangent reaches to either side, as a fraction of half the view."""


def bowl_picture(session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5) -> Picture:
    """What the error-over-weight chart shows of a session: the row under the cursor and the rows that led to it.

    ``closely`` follows that row into the bottom of the bowl instead of keeping the whole run in view. A pinned run
    stands on the same bowl where it has the same input and goal, else on its own beside it.
    """
    problem = session.parameters.problem
    other = session.pinned.parameters.problem if session.pinned else problem
    weights, errors = weights_in_view(session, closely=closely), errors_in_view(session, closely=closely)
    ground = _ground(problem, other, *weights, *errors, most_x_ticks, most_y_ticks)
    trail, step = trail_of(session), session.current
    lines = tuple(_lines(problem, trail, step, ground.x.high / 2 - ground.x.low / 2))
    return Picture(ground, lines, tuple(_marks(session, trail, step, ground)))


@lru_cache(maxsize=16)
def _ground(
    problem: Problem,
    other: Problem,
    low: float,
    high: float,
    lowest: float,
    highest: float,
    most_x_ticks: int,
    most_y_ticks: int,
) -> Ground:
    """Axes and bowls; the same object as long as nothing of them changes."""
    if lowest == 0 and problem.has_floor:
        flat = problem.bottom is None or highest == 0
        highest = (2 * highest or 1.0) if flat else highest
    else:
        # Halves, since the difference of two large floats can overflow.
        room = EDGE * (highest / 2 - lowest / 2) or max(abs(highest), 1.0) / 2
        lowest, highest = lowest - room, highest + room
    x = span(low, high, most_x_ticks)
    y = span(held(lowest, WIDEST), held(highest, WIDEST), most_y_ticks)
    weights = weights_between(low, high)
    bowls = [_bowl(Role.BOWL, problem, weights)]
    if other != problem:
        bowls.insert(0, _bowl(Role.PINNED_BOWL, other, weights))
    return Ground(x, y, tuple(bowls))


def _bowl(role: Role, problem: Problem, weights: list[float]) -> Line:
    return Line(role, tuple((weight, problem.error(weight)) for weight in weights))


def _lines(problem: Problem, trail: tuple[Row, ...], step: Row, half: float) -> list[Line]:
    lines = []
    if trail and Flag.OVERSHOOT in step.flags:
        lines.append(Line(Role.JUMP, ((trail[-1].weight, trail[-1].error), (step.weight, step.error))))
    # The slope is drawn where the method goes by it.
    slope = None if step.get("weight_delta") is None else problem.slope(step.weight)
    if slope is not None and math.isfinite(slope):
        reach = TANGENT_REACH * half
        ends = ((step.weight - reach, step.error - slope * reach), (step.weight + reach, step.error + slope * reach))
        lines.append(Line(Role.TANGENT, ends))
    return lines


def _marks(session: Session, trail: tuple[Row, ...], step: Row, ground: Ground) -> list[Mark]:
    marks = []
    half = ground.x.high / 2 - ground.x.low / 2
    for row, after in pairwise((*trail, step)):
        role = trail_role(row, step)
        if role is Role.TRAIL and abs(after.weight - row.weight) >= ARROW_ROOM * half:
            marks.append(_arrow(session.parameters.problem, row, after))
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


def _arrow(problem: Problem, row: Row, after: Row) -> Mark:
    """A sign of direction half way along a move: on the jump where it crosses the goal, else on the bowl."""
    half_way = row.weight / 2 + after.weight / 2
    jumped = Flag.OVERSHOOT in after.flags
    error = row.error / 2 + after.error / 2 if jumped else problem.error(half_way)
    return Mark(Role.RIGHTWARD if after.weight > row.weight else Role.LEFTWARD, half_way, error)


def _legend(parameters: Parameters) -> tuple[Named, ...]:
    shown = (NOW, TRIES, START) if parameters.rule.tries else (NOW, START, BEFORE)
    return (*shown, *goal(parameters))


BOWL = View("bowl", "1", "Error vs weight", "the error over the weight, the bowl", _legend, bowl_picture)
