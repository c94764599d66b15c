"""The chart of the error over the weight: the bowl, and how the weight moves in it."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from gdtui.charts.axes import LARGEST, held, round_up, span
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role
from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.problem import Problem
from gdtui.core.session import Session
from gdtui.core.step import Step

ROOM = 1.2
"""A view reaches this much farther than the first row needs."""
GROWTH = 2.5
"""When a point leaves the view it grows at least by this factor, so that it then keeps still for a while."""
ZOOM = 4.0
"""A view that follows the row shown is narrowed by this factor at a time."""
SHARPEST = 1e-9
TRAIL = 12
"""How many earlier rows are shown; the newest ``FRESH`` of them more clearly."""
FRESH = 3
ARROW_ROOM = 0.15
"""A move is given an arrow where it is at least this long, as a fraction of half the view."""
SAMPLES = 160
TANGENT_REACH = 0.4
"""How far the tangent reaches to either side, as a fraction of half the view."""


def bowl_picture(session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5) -> Picture:
    """What the error-over-weight chart shows of a session: the row under the cursor and the rows that led to it.

    ``closely`` follows that row into the bottom of the bowl instead of keeping the whole run in view.
    """
    parameters, step = session.parameters, session.current
    trail = trail_of(session)
    half = close_half_width(session) if closely else half_width(session)
    ground = _ground(parameters.problem, centre(parameters), half, most_x_ticks, most_y_ticks)
    lines = tuple(_lines(trail, step, half))
    return Picture(ground, lines, tuple(_marks(session, trail, step, ground)))


def trail_of(session: Session) -> tuple[Step, ...]:
    """The rows that led to the one shown, as many of them as charts show."""
    return tuple(session.run.rows(max(0, session.cursor - TRAIL), session.cursor))


def trail_role(row: Step, step: Step) -> Role:
    """How clearly an earlier row is shown beside the present one."""
    return Role.TRAIL if row.iteration >= step.iteration - FRESH else Role.OLD


def centre(parameters: Parameters) -> float:
    """The weight in the middle of the view: the goal weight, or the start weight where the bowl has no bottom."""
    goal_weight = parameters.problem.goal_weight
    return parameters.weight if goal_weight is None else goal_weight


def half_width(session: Session) -> float:
    """How far the view reaches to either side of its middle, in units of the weight.

    It follows from the first row and the farthest row so far, and so stays where it is until a row leaves it, then
    grows at once by ``GROWTH`` or more; looking back at an earlier row changes nothing.
    """
    middle = centre(session.parameters)
    first = session.run.row(0)
    needed = abs(first.weight - middle)
    if session.parameters.method == "hot-and-cold":
        needed += session.parameters.step_amount
    if needed < 1e-9 * abs(middle) or needed == 0:
        needed = max(abs(middle), 1.0)
    half = round_up(min(ROOM * needed, LARGEST))
    farthest = _farthest(session, middle)
    while half < min(farthest, LARGEST):
        half = round_up(min(GROWTH * half, LARGEST))
    return half


def close_half_width(session: Session) -> float:
    """How far the view reaches when it follows the row shown: a fourth of what it was, as soon as that suffices."""
    middle = centre(session.parameters)
    half = half_width(session)
    needed = ROOM * abs(session.current.weight - middle)
    if session.parameters.method == "hot-and-cold":
        needed += ROOM * session.parameters.step_amount
    # Closer than this the weights are too coarse to make a bowl.
    needed = max(needed, SHARPEST * abs(middle), 1e-300)
    while half / ZOOM >= needed:
        half /= ZOOM
    return half


def _farthest(session: Session, middle: float) -> float:
    """The distance of the farthest row from the middle.

    The miss shrinks or grows by one factor, or moves by one amount until it alternates: so the farthest row is one of
    the first two or of the last two.
    """
    indices = {0, min(1, session.length - 1), max(0, session.length - 2), session.length - 1}
    return max(abs(session.run.row(index).weight - middle) for index in indices)


@lru_cache(maxsize=16)
def _ground(problem: Problem, middle: float, half: float, most_x_ticks: int, most_y_ticks: int) -> Ground:
    """Axes and bowl; the same object as long as nothing of them changes."""
    low, high = max(middle - half, -LARGEST), min(middle + half, LARGEST)
    top = max(problem.error(low), problem.error(high))
    flat = problem.goal_weight is None or top == 0
    if flat:
        top = 2 * top or 1.0
    x = span(low, high, most_x_ticks)
    y = span(0.0, min(top, LARGEST), most_y_ticks)
    weights = [low + (high / SAMPLES - low / SAMPLES) * index for index in range(SAMPLES)] + [high]
    bowl = Line(Role.BOWL, tuple((weight, problem.error(weight)) for weight in weights))
    return Ground(x, y, (bowl,))


def _lines(trail: tuple[Step, ...], step: Step, half: float) -> list[Line]:
    lines = []
    if trail and Flag.OVERSHOOT in step.flags:
        lines.append(Line(Role.JUMP, ((trail[-1].weight, trail[-1].error), (step.weight, step.error))))
    slope = step.slope
    if slope is not None and math.isfinite(slope):
        reach = TANGENT_REACH * half
        ends = ((step.weight - reach, step.error - slope * reach), (step.weight + reach, step.error + slope * reach))
        lines.append(Line(Role.TANGENT, ends))
    return lines


def _marks(session: Session, trail: tuple[Step, ...], step: Step, ground: Ground) -> list[Mark]:
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
    goal_weight = session.parameters.problem.goal_weight
    if goal_weight is not None:
        marks.append(Mark(Role.GOAL, goal_weight, 0.0))
    if step.up_error is not None and step.down_error is not None:
        amount = session.parameters.step_amount
        up_role, down_role = Role.TRY, Role.TRY
        if step.new_weight > step.weight:
            up_role = Role.BETTER_TRY
        elif step.new_weight < step.weight:
            down_role = Role.BETTER_TRY
        marks.append(Mark(up_role, step.weight + amount, step.up_error))
        marks.append(Mark(down_role, step.weight - amount, step.down_error))
    # The error of a row that overflows is infinite: its point stays in sight, at the upper edge.
    marks.append(Mark(Role.POINT, held(step.weight, ground.x), held(step.error, ground.y)))
    return marks


def _arrow(problem: Problem, row: Step, after: Step) -> Mark:
    """A sign of direction half way along a move: on the jump where it crosses the goal, else on the bowl."""
    half_way = row.weight / 2 + after.weight / 2
    jumped = Flag.OVERSHOOT in after.flags
    error = row.error / 2 + after.error / 2 if jumped else problem.error(half_way)
    return Mark(Role.RIGHTWARD if after.weight > row.weight else Role.LEFTWARD, half_way, error)
