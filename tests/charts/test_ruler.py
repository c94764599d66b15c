"""The ruler of alpha: every alpha has its place, and never one that says something else."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gdtui.charts.glyphs import ASCII, UNICODE
from gdtui.charts.picture import Role
from gdtui.charts.ruler import alpha_ruler
from gdtui.core.parameters import Parameters

alphas = st.floats(-1e300, 1e300)
inputs = st.floats(1e-3, 1e3)


@pytest.mark.parametrize(
    ("alpha", "row"),
    [
        (0.25, "alpha ╌╌╌╌╌┃0━━━━━━━━━●0.25━━━━━━┃0.5╌╌╌╌╌╌╌╌╌╌╌╌╌"),
        (1.0, "alpha ╌╌╌╌╌┃0━━━━━━━━━◎0.25━━━━━━┃0.5╌╌╌╌●╌╌╌╌╌╌╌╌"),
        (0.5, "alpha ╌╌╌╌╌┃0━━━━━━━━━◎0.25━━━━━━●0.5╌╌╌╌╌╌╌╌╌╌╌╌╌"),
        (0.0, "alpha ╌╌╌╌╌●0━━━━━━━━━◎0.25━━━━━━┃0.5╌╌╌╌╌╌╌╌╌╌╌╌╌"),
        (0.27, "alpha ╌╌╌╌╌┃0━━━━━0.25◎●━━━━━━━━━┃0.5╌╌╌╌╌╌╌╌╌╌╌╌╌"),
        (0.251, "alpha ╌╌╌╌╌┃0━━━━━0.25◎●━━━━━━━━━┃0.5╌╌╌╌╌╌╌╌╌╌╌╌╌"),
        (-1.0, "alpha ╌●╌╌╌┃0━━━━━━━━━◎0.25━━━━━━┃0.5╌╌╌╌╌╌╌╌╌╌╌╌╌"),
        (1e300, "alpha ╌╌╌╌╌┃0━━━━━━━━━◎0.25━━━━━━┃0.5╌╌╌╌╌╌╌╌╌╌╌╌●"),
    ],
)
def test_where_an_alpha_stands(alpha: float, row: str) -> None:
    assert alpha_ruler(Parameters(input=2.0, alpha=alpha), 50, UNICODE)[0] == row


@given(alphas, inputs, st.integers(26, 120))
@example(1.0, 1.0, 60)
@example(1.0, 1.0, 74)
@example(1.0, 1.0, 100)
def test_the_mark_is_in_the_zone_of_its_alpha(alpha: float, input_: float, width: int) -> None:
    parameters = Parameters(input=input_, alpha=alpha)
    glyphs, roles = alpha_ruler(parameters, width, UNICODE)
    assert len(glyphs) == len(roles) == width
    assert roles.count(Role.POINT.value) == 1
    here = roles.index(Role.POINT.value)
    # The other ticks tell where the zones are: everything between the outer two is stable.
    ridge, edge = 1 / input_**2, 2 / input_**2
    at_zero, at_ridge, at_edge = (
        alpha_ruler(parameters.changed(alpha=tick), width, UNICODE)[1].index("p") for tick in (0.0, ridge, edge)
    )
    assert at_zero < at_ridge < at_edge
    for tick, place in ((0.0, at_zero), (ridge, at_ridge), (edge, at_edge)):
        assume(alpha == tick or abs(alpha - tick) > 1e-6 * tick)
        assert (here > place) == (alpha > tick)
        assert (here == place) == (alpha == tick)


@pytest.mark.parametrize("alpha", [0.2770083, 1 / 1.9**2])
def test_what_lands_stands_on_its_tick(alpha: float) -> None:
    parameters = Parameters(weight=56.0, input=1.9, goal=57.6, alpha=alpha)
    glyphs, roles = alpha_ruler(parameters, 60, UNICODE)
    assert Role.GOAL.value not in roles
    assert "●0.2770083" in glyphs


@pytest.mark.parametrize("width", [10, 20, 40])
def test_without_a_stable_alpha_it_says_so(width: int) -> None:
    glyphs, roles = alpha_ruler(Parameters(input=0.0), width, UNICODE)
    assert len(glyphs) == len(roles) == width
    assert glyphs.startswith("alpha 1: n"[:width])


def test_in_ascii() -> None:
    assert alpha_ruler(Parameters(input=2.0), 50, ASCII)[0] == "alpha -----|0=========X0.25======|0.5----@--------"
