"""What the error-over-weight chart shows, and that its axes keep still."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gdtui.charts.bowl import bowl_picture
from gdtui.charts.draw import draw
from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.charts.picture import Mark, Picture, Role
from gdtui.charts.setting import Setting
from gdtui.charts.weights import ROOM, ZOOM, centre, close_half_width, half_width
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session

figures = st.floats(-10, 10).map(lambda value: round(value, 3))
parameters = st.builds(
    Parameters,
    method=st.sampled_from(["gradient-descent", "hot-and-cold"]),
    weight=figures,
    input=figures,
    goal=figures,
    alpha=figures,
    step_amount=st.floats(0.001, 10),
    stay=st.booleans(),
)


def marks(picture: Picture, role: Role) -> list[Mark]:
    return [mark for mark in picture.marks if mark.role is role]


@given(parameters, st.integers(0, 60), st.integers(0, 60))
@example(Parameters(weight=0.0, input=9.0, goal=1.0, alpha=7.0), 56, 0)
def test_start_goal_weight_and_every_row_so_far_are_inside(made_from: Parameters, steps: int, back: int) -> None:
    session = Session.start(made_from).step(steps)
    shown = session.back(back)
    picture = bowl_picture(shown)
    x = picture.ground.x
    for step in session.steps:
        # A row a billionth outside is drawn on the edge; the oracle here is every row, not the ends of the run.
        assert x.low - 1e-9 * abs(x.low) <= step.weight <= x.high + 1e-9 * abs(x.high)
    assert x.low <= centre(made_from) <= x.high
    point, current = picture.marks[-1], shown.current
    assert (point.role, point.x) == (Role.POINT, current.weight)
    # An error beyond all floats, as in the example, is shown at the upper edge.
    assert point.y == (current.error if math.isfinite(current.error) else picture.ground.y.high)


@given(parameters, st.integers(1, 40))
def test_axes_keep_still_until_a_row_leaves_them_and_then_grow_at_once(made_from: Parameters, steps: int) -> None:
    session = Session.start(made_from)
    half = half_width(session)
    for _ in range(steps):
        session = session.step()
        grown = half_width(session)
        left = abs(session.current.weight - centre(made_from)) > half
        assert grown == half if not left else grown >= 2 * half
        half = grown


def test_looking_back_changes_neither_axes_nor_bowl() -> None:
    session = Session.start(Parameters(input=2.0)).step(8)
    assert bowl_picture(session).ground is bowl_picture(session.jump(0)).ground


@given(parameters)
def test_the_tangent_has_the_slope_of_the_bowl(made_from: Parameters) -> None:
    assume(made_from.method == "gradient-descent")
    session = Session.start(made_from)
    (x, y), (far_x, far_y) = bowl_picture(session).lines[-1].points
    problem, weight = made_from.problem, made_from.weight
    # For a parabola the central difference is the derivative, whatever the distance.
    numeric = (problem.error(weight + 0.5) - problem.error(weight - 0.5)) / 1.0
    assert (far_y - y) / (far_x - x) == pytest.approx(numeric, rel=1e-6, abs=1e-9)
    assert (y + far_y) / 2 == pytest.approx(session.current.error, rel=1e-9, abs=1e-9)


def test_hot_and_cold_shows_both_tries_and_marks_the_better_one() -> None:
    session = Session.start(Parameters(method="hot-and-cold", step_amount=0.2)).step()
    step, picture = session.current, bowl_picture(session)
    assert marks(picture, Role.BETTER_TRY) == [Mark(Role.BETTER_TRY, step.weight + 0.2, step.up_error or 0)]
    assert marks(picture, Role.TRY) == [Mark(Role.TRY, step.weight - 0.2, step.down_error or 0)]
    assert not [line for line in picture.lines if line.role is Role.TANGENT]


def test_equal_tries_have_no_better_one() -> None:
    picture = bowl_picture(Session.start(Parameters(method="hot-and-cold", input=0.0)))
    assert len(marks(picture, Role.TRY)) == 2
    assert not marks(picture, Role.BETTER_TRY)


def test_an_overcorrection_is_a_jump_from_side_to_side() -> None:
    session = Session.start(Parameters(input=2.0)).step()
    first, second = session.steps
    jump = next(line for line in bowl_picture(session).lines if line.role is Role.JUMP)
    assert jump.points == ((first.weight, first.error), (second.weight, second.error))


def test_the_trail_is_short_and_its_older_part_fainter() -> None:
    picture = bowl_picture(Session.start(Parameters(alpha=0.1)).step(50))
    assert len(marks(picture, Role.TRAIL)) == 3
    assert len(marks(picture, Role.OLD)) == 9


def test_an_input_of_0_is_a_flat_line_at_the_goal_squared() -> None:
    picture = bowl_picture(Session.start(Parameters(input=0.0)))
    assert {y for _, y in picture.ground.lines[0].points} == {0.8**2}
    assert picture.ground.y.high > 0.8**2
    assert not marks(picture, Role.GOAL)


@pytest.mark.parametrize("weight", [0.0, 5e-324, 1e-300, 1e300, -1e300, 1e308])
@pytest.mark.parametrize("input_", [0.0, 1e-300, 1e-160, 1.0, 1e160, 1e300])
@pytest.mark.parametrize("goal", [0.0, 0.8, 1e300])
@pytest.mark.parametrize("method", ["gradient-descent", "hot-and-cold"])
def test_any_magnitude_makes_a_view_with_an_inside(method: str, weight: float, input_: float, goal: float) -> None:
    session = Session.start(Parameters(method=method, weight=weight, input=input_, goal=goal)).step(5)
    ground = bowl_picture(session).ground
    for axis in (ground.x, ground.y):
        assert axis.low < axis.high
        assert math.isfinite(axis.low)
        assert math.isfinite(axis.high)


@given(parameters, st.integers(0, 60))
def test_following_closely_keeps_goal_and_present_point_inside_and_shows_more(
    made_from: Parameters, steps: int
) -> None:
    session = Session.start(made_from).step(steps)
    whole, close = bowl_picture(session), bowl_picture(session, Setting(closely=True))
    assert close.ground.x.low <= centre(made_from) <= close.ground.x.high
    miss = abs(session.current.weight - centre(made_from))
    assert miss <= close_half_width(session) <= half_width(session)
    # Where the point has gone down far enough, the view has followed it as far as a fourth at a time allows.
    room = ROOM * miss + (ROOM * made_from.step_amount if made_from.method == "hot-and-cold" else 0)
    assert close_half_width(session) / ZOOM < max(room, 2e-9 * abs(centre(made_from)), 1e-299)
    assert whole.marks[-1] == close.marks[-1] or session.ended


def test_following_closely_moves_now_and_then_only() -> None:
    session = Session.start(Parameters(alpha=0.4))
    halves = [close_half_width(session.step(count)) for count in range(100)]
    assert halves == sorted(halves, reverse=True)
    assert len(set(halves)) < 12
    assert halves[-1] < halves[0] / 1000


@pytest.mark.parametrize(
    ("made_from", "role"),
    [(Parameters(), Role.RIGHTWARD), (Parameters(weight=3.0), Role.LEFTWARD)],
    ids=["to the right", "to the left"],
)
def test_a_long_move_along_the_bowl_has_its_direction_half_way(made_from: Parameters, role: Role) -> None:
    session = Session.start(made_from).step()
    before, after = session.steps
    (arrow,) = marks(bowl_picture(session), role)
    assert arrow.x == pytest.approx((before.weight + after.weight) / 2)
    assert arrow.y == made_from.problem.error(arrow.x)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("steps", [3, 4], ids=["to the left", "to the right"])
def test_a_jump_is_an_arrow_that_ends_at_the_point(glyphs: GlyphSet, steps: int) -> None:
    session = Session.start(Parameters(input=2.0)).step(steps)
    cells = draw(bowl_picture(session, Setting(60, 18)), 60, 18, glyphs)
    (row,) = [row for row in cells.roles if Role.POINT in row]
    line, point = cells.glyphs[cells.roles.index(row)], row.index(Role.POINT)
    jump = glyphs.lines[Role.JUMP]
    arrow = line[point - 2 : point] if steps == 4 else line[point + 1 : point + 3]
    assert arrow == (jump.sign + jump.heads[0] if steps == 4 else jump.heads[1] + jump.sign)
    # A row that jumped is told by its arrow alone.
    assert not marks(bowl_picture(session), Role.LEFTWARD) + marks(bowl_picture(session), Role.RIGHTWARD)


def test_a_short_move_has_none() -> None:
    picture = bowl_picture(Session.start(Parameters(alpha=0.01)).step(5))
    assert not marks(picture, Role.LEFTWARD)
    assert not marks(picture, Role.RIGHTWARD)
