"""The charts beside the bowl: the error over the iterations, and the slope over the weight."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.charts.draw import draw
from gdtui.charts.errors import errors_picture, power
from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.charts.picture import Role
from gdtui.charts.setting import Setting
from gdtui.charts.slope import slope_picture
from gdtui.charts.view import LEGEND
from gdtui.charts.views import CHART_VIEWS, FIRST_VIEW
from gdtui.core.parameters import Parameters
from gdtui.core.problems.problem import Problem
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


def heading(view: str, session: Session, setting: Setting, glyphs: GlyphSet = UNICODE, room: int = 200) -> str:
    picture = CHART_VIEWS[view].picture(session, setting)
    cells = draw(picture, setting.width, setting.height, glyphs)
    return CHART_VIEWS[view].heading(picture, cells, glyphs, room)


def test_the_legend_says_what_each_sign_is() -> None:
    usual = Setting(60, 18)

    def legend(view: str, rows: int = 3, setting: Setting = usual, **values: Any) -> str:
        return heading(view, Session.start(Parameters(**values)).step(rows - 1), setting)

    assert legend("bowl", alpha=0.5) == "Error by weight: ● now ◎ goal ○ start ╌ slope ◦ earlier"
    assert legend("bowl", input=2.0) == "Error by weight: ● now ◎ goal ○ start ╌ slope ═▶ jump ◦ earlier"
    assert legend("errors") == "Error by row, log scale: ● now ○ start ─ tolerance"
    assert legend("errors", measure="signed") == "Error by row, plain scale: ● now ○ start"
    assert legend("errors", setting=Setting(plain=True)).startswith("Error by row, plain scale: ● now")
    assert legend("slope") == "Slope by weight: ● now ◎ goal ○ start ─ slope 0 ◦ earlier"
    assert "◆◇ tries" in legend("bowl", method="hot-and-cold", step_amount=0.2)
    assert "┈ before" in legend("bowl", setting=Setting(before=Parameters(input=2.0).problem))
    own = ["if weight > 0:", "    error = 1", "error = weight", "weight -= 0.1"]
    assert legend("slope", method="own", loop=own) == "Slope by weight: none is known here"
    compared = Session.start(Parameters()).pin().change(Parameters(input=2.0)).step()
    assert heading("slope", compared, usual).startswith("Slope by weight: Aa∙ pinned B beside ◎ goal")


@given(
    st.one_of(any_parameters, wild_parameters),
    st.integers(0, 6),
    st.sampled_from([UNICODE, ASCII]),
    st.none() | any_parameters.map(lambda other: other.problem),
    st.integers(10, 200),
)
def test_the_legend_names_all_that_is_drawn_and_nothing_else_in_whole_words(
    parameters: Parameters, steps: int, glyphs: GlyphSet, before: Problem | None, room: int
) -> None:
    session = Session.start(parameters).step(steps)
    setting = Setting(48, 12, before=before)
    for view in CHART_VIEWS.values():
        picture = view.picture(session, setting)
        cells = draw(picture, 48, 12, glyphs)
        drawn = {Role(letter) for letter in set().union(*cells.roles)} - {Role.BLANK, Role.FRAME, Role.BOWL, Role.CURVE}
        whole = view.heading(picture, cells, glyphs, 1000)
        title, _, legend = whole.partition(": ")
        assert title.startswith(view.title)
        if Role.POINT in drawn:
            words = {view.words.get(roles[0], word): roles for word, roles in LEGEND.items()}
            named = {word: [role for role in roles if role in drawn] for word, roles in words.items()}
            entries = (f"{''.join(map(glyphs.sign, roles))} {word}" for word, roles in named.items() if roles)
            assert legend == " ".join(entries)
            assert drawn <= {role for roles in words.values() for role in roles}
        cut = view.heading(picture, cells, glyphs, room)
        assert whole.startswith(cut)
        assert len(cut) <= max(room, len(title))
        assert whole[len(cut) : len(cut) + 1] in ("", " ", ":")
        assert cut == title or cut.split()[-1].isalnum()


@given(st.one_of(any_parameters, wild_parameters), counts, counts, st.booleans())
def test_the_present_point_is_in_view_on_every_chart(
    parameters: Parameters, steps: int, back: int, closely: bool
) -> None:
    session = Session.start(parameters).step(steps).back(back)
    for view in CHART_VIEWS.values():
        picture = view.picture(session, Setting(closely=closely))
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
        picture = view.picture(Session.start(parameters), Setting(closely=closely))
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
    assert power(0.0) == -math.inf
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
    assert 10 <= axes[0][0] < 11


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
