"""Pictures become cells: of the right size, with the right things in the right places, whatever a run does."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gdtui.charts.bowl import bowl_picture
from gdtui.charts.canvas import draw_ground
from gdtui.charts.draw import draw
from gdtui.charts.glyphs import ASCII, UNICODE
from gdtui.charts.overlay import lay_over
from gdtui.charts.picture import Ground, Line, Mark, Picture, Role, Span
from gdtui.charts.setting import Setting
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.lab.catalogue import lessons
from tests.sizes import sized

SIZES = sized((60, 18), (20, 8), (200, 50), (400, 120))
UNIT = Ground(Span(0, 1, ((0, "0"), (0.5, "0.5"), (1, "1"))), Span(0, 1, ((0, "0"), (1, "1"))), ())


@pytest.mark.slow
def test_nothing_takes_the_process_down(pytestconfig: pytest.Config) -> None:
    call = [sys.executable, "-m", "tests.charts.wild", pytestconfig.option.hypothesis_seed]
    done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "every picture was drawn" in done.stdout


def test_a_line_from_far_outside_to_far_outside_crosses_the_whole_view() -> None:
    far = draw(Picture(UNIT, (Line(Role.TANGENT, ((-1e308, -1e308), (1e308, 1e308))),)), 60, 18)
    inside = draw(Picture(UNIT, (Line(Role.TANGENT, ((0, 0), (1, 1))),)), 60, 18)
    assert far == inside


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lesson", lessons())
def test_every_lesson_draws_at_every_size(lesson: str, size: tuple[int, int]) -> None:
    for steps in (0, 3, 400):
        session = Session.start(lessons()[lesson].parameters).step(steps)
        for view in CHART_VIEWS.values():
            for closely in (False, True):
                cells = draw(view.picture(session, Setting(closely=closely)), *size)
                assert len(cells.glyphs) == size[1]
                assert {len(row) for row in (*cells.glyphs, *cells.roles)} == {size[0]}
                assert any(Role.POINT in row for row in cells.roles)
                assert any("└" in row for row in cells.glyphs)


@pytest.mark.parametrize("weight", [1e-300, 1e300])
@pytest.mark.parametrize("goal", [0.0, 0.8])
@pytest.mark.parametrize("input_", [0.0, 1e-300, 2.0, 1e200])
def test_extreme_weights_draw(input_: float, goal: float, weight: float) -> None:
    session = Session.start(Parameters(weight=weight, input=input_, goal=goal)).step(400)
    for view in CHART_VIEWS.values():
        assert any(Role.FRAME in row for row in draw(view.picture(session), 60, 18).roles)


@pytest.mark.parametrize("corner", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_the_corners_of_the_view_are_the_corners_of_the_canvas(corner: tuple[int, int]) -> None:
    base = draw_ground(UNIT, 60, 18, UNICODE)
    cells = lay_over(base, Picture(UNIT, (), (Mark(Role.POINT, *corner),)), UNICODE)
    row = 0 if corner[1] else base.canvas_height - 1
    column = base.left + (base.canvas_width - 1 if corner[0] else 0)
    assert cells.glyphs[row][column] == UNICODE.marks[Role.POINT]
    assert sum(row.count(Role.POINT) for row in cells.roles) == 1


@pytest.mark.parametrize("size", SIZES)
def test_lines_laid_over_fall_on_the_grounds_own(size: tuple[int, int]) -> None:
    line = ((0.0, 0.1), (0.3, 0.9), (1.0, 0.2))
    ground = Ground(UNIT.x, UNIT.y, (Line(Role.BOWL, line),))
    base = draw_ground(ground, *size, UNICODE)
    over = lay_over(base, Picture(ground, (Line(Role.CURVE, line),)), UNICODE)
    drawn = sum(row.count(Role.BOWL) for row in base.cells.roles)
    left = sum(row.count(Role.BOWL) for row in over.roles)
    # The two rasters may disagree by a dot, which now and then is in the next cell.
    assert left <= 0.1 * drawn + 1
    assert sum(row.count(Role.CURVE) for row in over.roles) <= 1.1 * drawn + 1


def test_the_frame_stands_left_and_below_with_its_labels() -> None:
    cells = draw(Picture(UNIT), 60, 18)
    assert cells.glyphs[0].startswith("1┤")
    assert cells.glyphs[15].startswith("0┤")
    assert cells.glyphs[16].startswith(" └")
    assert "0.5" in cells.glyphs[17]
    assert set("".join(cells.roles)) == {Role.FRAME, Role.BLANK}


def test_the_last_mark_is_on_top() -> None:
    marks = (Mark(Role.START, 0.5, 0.5), Mark(Role.POINT, 0.5, 0.5))
    cells = draw(Picture(UNIT, (), marks), 60, 18)
    assert not any(Role.START in row for row in cells.roles)
    assert any(Role.POINT in row for row in cells.roles)


def test_lines_that_cross_join_their_dots() -> None:
    rising = Line(Role.BOWL, ((0, 0), (1, 1)))
    falling = Line(Role.TANGENT, ((0, 1), (1, 0)))
    both = draw(Picture(Ground(UNIT.x, UNIT.y, (rising,)), (falling,)), 60, 18)
    alone = draw(Picture(UNIT, (falling,)), 60, 18)
    roles_alone = sum(row.count(Role.TANGENT) for row in alone.roles)
    assert sum(row.count(Role.TANGENT) for row in both.roles) == roles_alone
    assert sum(row.count(Role.BOWL) for row in both.roles) > 0


def test_ascii_has_no_byte_above_127() -> None:
    for lesson in lessons().values():
        cells = draw(bowl_picture(Session.start(lesson.parameters).step(3)), 60, 18, ASCII)
        assert "".join(cells.glyphs).isascii()


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_mark_has_a_sign_of_its_own(glyphs: object) -> None:
    assert isinstance(glyphs, type(UNICODE))
    assert set(glyphs.marks) | set(glyphs.lines) == set(Role) - {Role.BLANK, Role.FRAME, Role.STABLE, Role.UNSTABLE}
    assert len(set(glyphs.marks.values())) == len(glyphs.marks)
    assert all(len(sign) == 1 for sign in glyphs.marks.values())
