"""Charts of what has no bottom, or errors below 0: points stand on their curve, and nothing is drawn falsely."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from gdtui.charts.draw import draw
from gdtui.charts.glyphs import UNICODE
from gdtui.charts.picture import Line, Mark, Picture, Role
from gdtui.charts.setting import Setting
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from tests.core.samples import SAMPLES


def session_of(rows: int = 4, **values: Any) -> Session:
    return Session.start(Parameters(**values)).step(rows - 1)


def marks_of(picture: Picture, role: Role) -> list[Mark]:
    return [mark for mark in picture.marks if mark.role is role]


def curve_of(picture: Picture) -> Line:
    return next(line for line in picture.ground.lines if line.role is Role.BOWL)


@pytest.mark.parametrize("closely", [False, True], ids=["whole", "closely"])
@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("rows", [1, 3, 40])
def test_every_chart_is_drawn_with_its_point(values: dict[str, Any], rows: int, closely: bool) -> None:
    session = session_of(rows, **values)
    for name, view in CHART_VIEWS.items():
        picture = view.picture(session, Setting(closely=closely))
        assert picture.ground.y.low < picture.ground.y.high
        cells = draw(picture, 60, 16)
        slope_is_known = not math.isnan(session.parameters.problem.slope(session.current.weight))
        shown = any(UNICODE.marks[Role.POINT] in row for row in cells.glyphs)
        assert shown == (name != "slope" or slope_is_known)


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_rows_and_goal_stand_on_the_curve_and_in_view(values: dict[str, Any]) -> None:
    session = session_of(5, **values)
    problem, picture = session.parameters.problem, CHART_VIEWS["bowl"].picture(session)
    ground = picture.ground
    for row in session.steps:
        if row.finite:
            assert problem.error(row.weight) == pytest.approx(row.error, rel=1e-9, abs=1e-12)
            assert ground.x.low <= row.weight <= ground.x.high
            assert ground.y.low <= row.error <= ground.y.high
    for goal in marks_of(picture, Role.GOAL):
        assert goal.y == pytest.approx(problem.error(goal.x), abs=1e-12)
    assert bool(marks_of(picture, Role.GOAL)) == (problem.bottom is not None)


def bends(line: Line) -> list[float]:
    """How often, and where, a line changes its direction by more than rounding."""
    slopes = [(high[1] - low[1]) / (high[0] - low[0]) for low, high in pairwise(line.points)]
    return [
        low[0]
        for low, before, after in zip(line.points[1:], slopes, slopes[1:], strict=False)
        if abs(after - before) > 1e-6
    ]


def test_the_absolute_error_is_a_v() -> None:
    curve = curve_of(CHART_VIEWS["bowl"].picture(session_of(measure="absolute")))
    assert [weight for weight in bends(curve) if abs(weight - 1.6) > 0.1] == []
    assert min(error for _, error in curve.points) < 0.05


def test_the_signed_error_is_a_straight_line_that_goes_below_0() -> None:
    picture = CHART_VIEWS["bowl"].picture(session_of(measure="signed"))
    assert bends(curve_of(picture)) == []
    assert picture.ground.y.low < session_of(measure="signed").current.error < 0 < picture.ground.y.high


def test_a_formula_is_its_curve() -> None:
    curve = curve_of(CHART_VIEWS["bowl"].picture(session_of(formula="sin(weight) - 2")))
    assert all(error == math.sin(weight) - 2 for weight, error in curve.points)


def test_errors_below_0_stand_on_a_plain_axis() -> None:
    session = session_of(4, measure="signed")
    picture = CHART_VIEWS["errors"].picture(session)
    assert [y for _, y in picture.lines[0].points] == [row.error for row in session.steps]
    # There is no error at which it would have converged.
    assert picture.ground.lines == ()
    assert picture.ground.y.high >= 0


def test_the_line_of_the_tolerance_is_above_what_several_pairs_cannot_get_below() -> None:
    session = session_of(40, pairs=[[1, 2], [2, 1]], alpha=0.1)
    limit = CHART_VIEWS["errors"].picture(session).ground.lines[0].points[0][1]
    assert 10**limit == pytest.approx(0.9)


def test_the_view_holds_a_run_whose_farthest_row_is_in_its_middle() -> None:
    session = session_of(200, method="momentum", alpha=2.0, beta=0.95)
    farthest = max(row.weight for row in session.steps)
    assert farthest > max(session.run.row(index).weight for index in (0, 1, 198, 199))
    picture = CHART_VIEWS["bowl"].picture(session)
    assert picture.ground.x.low <= farthest <= picture.ground.x.high


def test_the_ends_of_a_run_are_those_of_the_rows_so_far() -> None:
    run = session_of(1, method="momentum", alpha=2.0, beta=0.95).run
    for length in (1, 10, 200, 5, 201):
        weights = [row.weight for row in run.rows(0, length)]
        assert run.ends(length) == (min(weights), max(weights))
