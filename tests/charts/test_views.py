"""The charts beside the bowl: the error over the iterations, and the slope over the weight."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.charts.errors import LARGEST_POWER, SMALLEST_POWER, errors_picture, power
from gdtui.charts.glyphs import UNICODE
from gdtui.charts.picture import Role
from gdtui.charts.slope import slope_picture
from gdtui.charts.views import CHART_VIEWS, FIRST_VIEW
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.files.broadcast import Scene, Setup
from gdtui.files.sessions import Shown
from gdtui.workspace.commands import COMMANDS
from tests.strategies import any_parameters, wild_parameters

counts = st.integers(0, 60)


def test_every_chart_has_its_key_in_their_order() -> None:
    assert [COMMANDS[name].keys for name in CHART_VIEWS] == [view.key for view in CHART_VIEWS.values()]
    assert [view.key for view in CHART_VIEWS.values()] == ["1", "2", "3"]


def test_the_chart_that_is_shown_first_is_one_of_them_everywhere() -> None:
    assert Shown().view == Scene(Setup(Parameters())).view == FIRST_VIEW == next(iter(CHART_VIEWS))


def test_the_legend_names_what_there_is() -> None:
    def legend(view: str, **values: Any) -> str:
        return CHART_VIEWS[view].legend_text(Parameters(**values), UNICODE)

    assert legend("bowl") == "Error vs weight: ● now ○ start ◦ before ◎ goal"
    assert "goal" not in legend("bowl", measure="signed")
    assert "goal" not in legend("slope", formula="exp(weight)")
    assert "tolerance" not in legend("errors", measure="signed")
    assert "◆◇ tries" in legend("bowl", method="hot-and-cold", formula="exp(weight)")
    own = ["if weight > 0:", "    error = 1", "error = weight", "weight -= 0.1"]
    assert legend("slope", method="own", loop=own).endswith(": none is known here")
    compared = CHART_VIEWS["slope"].legend_text(Parameters(), UNICODE, compares=True)
    assert compared == "Slope vs weight: A pinned B beside ◎ goal"


@given(st.one_of(any_parameters, wild_parameters), counts, counts, st.booleans())
def test_the_present_point_is_in_view_on_every_chart(
    parameters: Parameters, steps: int, back: int, closely: bool
) -> None:
    session = Session.start(parameters).step(steps).back(back)
    for view in CHART_VIEWS.values():
        picture = view.picture(session, closely=closely)
        point = picture.marks[-1]
        assert point.role is Role.POINT
        x, y = picture.ground.x, picture.ground.y
        slack = 1e-9 * max(abs(x.low), abs(x.high))
        assert x.low - slack <= point.x <= x.high + slack
        assert y.low <= point.y <= y.high


@pytest.mark.parametrize("closely", [False, True], ids=["the whole run", "closely"])
@pytest.mark.parametrize(
    "parameters",
    [
        Parameters(weight=1.7000000017e308, input=0.0),
        Parameters(weight=1.79e308, input=0.0),
        Parameters(weight=0.0, input=1.5e308, goal=0.0),
        Parameters(weight=-1.79e308, input=1e-300),
        Parameters(weight=1.0, input=1.7e308, goal=-1.7e308),
    ],
    ids=[
        "beyond the largest axis",
        "far beyond it",
        "an input whose double overflows",
        "beyond the other end",
        "a miss without bound",
    ],
)
def test_the_present_point_is_in_view_at_the_ends_of_what_floats_have(parameters: Parameters, closely: bool) -> None:
    for view in CHART_VIEWS.values():
        picture = view.picture(Session.start(parameters), closely=closely)
        assert picture.ground.x.low < picture.ground.x.high
        point = picture.marks[-1]
        assert picture.ground.x.low <= point.x <= picture.ground.x.high
        assert picture.ground.y.low <= point.y <= picture.ground.y.high


@given(any_parameters, counts)
def test_a_learning_rate_that_is_constant_is_a_straight_line_of_errors(parameters: Parameters, steps: int) -> None:
    session = Session.start(parameters).step(steps)
    picture = errors_picture(session)
    (curve,) = picture.lines
    for iteration, value in curve.points:
        error = session.run.row(int(iteration) - 1).error
        if picture.ground.y.low < value < picture.ground.y.high:
            assert 10**value == pytest.approx(error, rel=1e-9)
        else:
            assert error == 0 or not picture.ground.y.low < math.log10(error) < picture.ground.y.high


def test_errors_of_zero_and_without_bound_are_held_at_the_edges() -> None:
    assert power(0.0) == SMALLEST_POWER
    assert power(math.inf) == LARGEST_POWER
    ended = Session.start(Parameters(input=2.0)).step(1000)
    assert errors_picture(ended).marks[-1].y == errors_picture(ended).ground.y.high
    landed = Session.start(Parameters(weight=1.0, input=1.0, goal=2.0, alpha=1.0)).step()
    assert landed.current.error == 0
    assert errors_picture(landed).marks[-1].y == errors_picture(landed).ground.y.low


def test_the_error_axis_moves_on_now_and_then_only() -> None:
    session = Session.start(Parameters(alpha=0.5))
    axes = []
    for _ in range(100):
        ground = errors_picture(session).ground
        axes.append((ground.x.high, ground.y.low, ground.y.high))
        session = session.step()
    assert len(set(axes)) <= 20
    assert axes[0][0] == 10


@given(any_parameters, counts)
def test_slopes_lie_on_a_straight_line_through_0_at_the_goal_weight(parameters: Parameters, steps: int) -> None:
    session = Session.start(parameters).step(steps)
    picture = slope_picture(session)
    (low, slope_low), (high, slope_high) = picture.ground.lines[1].points
    steepness = (slope_high - slope_low) / (high - low)
    assert steepness == pytest.approx(2 * parameters.input**2, rel=1e-6, abs=1e-9)
    goal_weight = parameters.problem.bottom
    if goal_weight is None:
        return
    for mark in picture.marks:
        expected = 2 * parameters.input**2 * (mark.x - goal_weight)
        assert mark.y == pytest.approx(expected, rel=1e-6, abs=1e-6 * picture.ground.y.high)


@given(any_parameters)
def test_the_slope_is_twice_the_weight_delta(parameters: Parameters) -> None:
    step = Session.start(parameters).current
    if step.get("weight_delta") is not None:
        assert slope_picture(Session.start(parameters)).marks[-1].y == pytest.approx(2 * step.weight_delta, rel=1e-9)
