"""Charts of two runs beside each other: both are in view, by letters, on one bowl or on two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.charts.draw import draw
from gdtui.charts.glyphs import ASCII
from gdtui.charts.picture import Role
from gdtui.charts.setting import Setting
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from tests.strategies import any_parameters, few, wild_parameters


def compared(pinned: Parameters, other: Parameters, steps: int) -> Session:
    return Session.start(pinned).pin().change(other).step(steps) if steps else Session.start(pinned).pin().change(other)


@pytest.mark.parametrize("view", CHART_VIEWS)
@given(any_parameters, any_parameters, st.integers(0, 40), st.booleans())
def test_both_points_are_in_view(view: str, pinned: Parameters, other: Parameters, steps: int, closely: bool) -> None:
    picture = CHART_VIEWS[view].picture(compared(pinned, other, steps), Setting(closely=closely))
    for role in (Role.PINNED_POINT, Role.BESIDE_POINT):
        (mark,) = [mark for mark in picture.marks if mark.role is role]
        assert picture.ground.x.low <= mark.x <= picture.ground.x.high
        assert picture.ground.y.low <= mark.y <= picture.ground.y.high
    assert picture.marks[-1].role is Role.BESIDE_POINT
    assert not [mark for mark in picture.marks if mark.role is Role.POINT]


@pytest.mark.parametrize("view", ["bowl", "slope"])
def test_one_bowl_where_input_and_goal_agree_else_two(view: str) -> None:
    def lines(other: Parameters) -> list[Role]:
        drawn = CHART_VIEWS[view].picture(compared(Parameters(), other, 2)).ground.lines
        return [line.role for line in drawn if line.role is not Role.LIMIT]

    assert lines(Parameters(alpha=0.1, weight=3.0)) == [Role.BOWL]
    assert lines(Parameters(method="hot-and-cold")) == [Role.BOWL]
    assert lines(Parameters(input=2.0)) == [Role.PINNED_BOWL, Role.BOWL]
    assert lines(Parameters(goal=0.1)) == [Role.PINNED_BOWL, Role.BOWL]


def test_the_tighter_bowl_is_narrower_at_every_height() -> None:
    ground = CHART_VIEWS["bowl"].picture(compared(Parameters(), Parameters(input=2.0), 0)).ground
    wide, tight = ground.lines
    for height in (0.01, 0.04, 0.2):
        widths = [sum(error < height for _, error in line.points) for line in (wide, tight)]
        assert widths[0] > widths[1] > 0


def test_the_errors_of_both_are_drawn_over_the_same_iterations() -> None:
    picture = CHART_VIEWS["errors"].picture(compared(Parameters(), Parameters(input=2.0), 6))
    curves = {line.role: line.points for line in picture.lines}
    assert set(curves) == {Role.PINNED_CURVE, Role.CURVE}
    assert [x for x, _ in curves[Role.CURVE]] == [x for x, _ in curves[Role.PINNED_CURVE]] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("view", CHART_VIEWS)
@few
@given(wild_parameters, wild_parameters, st.integers(0, 30), st.sampled_from([(48, 9), (85, 20), (30, 5)]))
def test_any_two_runs_can_be_drawn(
    view: str, pinned: Parameters, other: Parameters, steps: int, size: tuple[int, int]
) -> None:
    cells = draw(CHART_VIEWS[view].picture(compared(pinned, other, steps)), *size, ASCII)
    assert cells.size == size
    assert "".join(cells.glyphs).isascii()
