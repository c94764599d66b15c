"""The ruler of alpha: every alpha has its place, and never one that says something else."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdtui.charts.glyphs import ASCII, UNICODE
from gdtui.charts.picture import Role
from gdtui.charts.ruler import alpha_ruler

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
    assert alpha_ruler(alpha, 0.25, 0.5, 50, UNICODE)[0] == row


@given(alphas, inputs, st.integers(26, 120))
def test_the_mark_is_in_the_zone_of_its_alpha(alpha: float, input_: float, width: int) -> None:
    one_step, edge = 1 / input_**2, 2 / input_**2
    glyphs, roles = alpha_ruler(alpha, one_step, edge, width, UNICODE)
    assert len(glyphs) == len(roles) == width
    assert roles.count(Role.POINT.value) == 1
    here = roles.index(Role.POINT.value)
    # The other ticks tell where the zones are: everything between the outer two is stable.
    at_zero, at_edge, at_ridge = (
        alpha_ruler(tick, one_step, edge, width, UNICODE)[1].index("p") for tick in (0.0, edge, one_step)
    )
    assert (here == at_ridge) == (alpha == one_step)
    assume(alpha not in (0.0, edge))
    assert (at_zero < here < at_edge) == (0 < alpha < edge)
    assert (here > at_edge) == (alpha > edge)


@pytest.mark.parametrize("width", [10, 20, 40])
def test_without_a_stable_alpha_it_says_so(width: int) -> None:
    glyphs, roles = alpha_ruler(1.0, None, None, width, UNICODE)
    assert len(glyphs) == len(roles) == width
    assert glyphs.startswith("alpha 1: n"[:width])


def test_in_ascii() -> None:
    assert alpha_ruler(1.0, 0.25, 0.5, 50, ASCII)[0] == "alpha -----|0=========X0.25======|0.5----@--------"
