"""The ruler of alpha: every alpha has its place, and never one that says something else."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.charts.picture import Role
from gdtui.charts.ruler import alpha_ruler
from gdtui.core.parameters import Parameters

alphas = st.floats(-1e300, 1e300)
inputs = st.floats(1e-3, 1e3)


@pytest.mark.parametrize(
    ("alpha", "row"),
    [
        (0.25, "alpha ╱╱╱┃0━ stable ━●0.25 lands━┃0.5╱╱ explodes ╱"),
        (1.0, "alpha ╱╱╱┃0━ stable ━┃0.25 lands━┃0.5╱╱╱╱●explodes"),
        (0.5, "alpha ╱╱╱┃0━ stable ━┃0.25 lands━●0.5╱╱ explodes ╱"),
        (0.0, "alpha ╱╱╱●0━ stable ━┃0.25 lands━┃0.5╱╱ explodes ╱"),
        (0.27, "alpha ╱╱╱┃0━━━━━━0.25┃●━ stable ━┃0.5╱╱ explodes ╱"),
        (0.251, "alpha ╱╱╱┃0━━━━━━0.25┃●━ stable ━┃0.5╱╱ explodes ╱"),
        (-1.0, "alpha ╱●╱┃0━ stable ━┃0.25 lands━┃0.5╱╱ explodes ╱"),
        (1e300, "alpha ╱╱╱┃0━ stable ━┃0.25 lands━┃0.5╱ explodes ╱●"),
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
    glyphs, _ = alpha_ruler(parameters, 60, UNICODE)
    assert "●0.2770083" in glyphs


@pytest.mark.parametrize(("width", "text"), [(10, "alpha 1"), (20, "alpha 1"), (40, "alpha 1: no alpha helps here")])
def test_without_a_stable_alpha_it_says_so(width: int, text: str) -> None:
    glyphs, roles = alpha_ruler(Parameters(input=0.0), width, UNICODE)
    assert len(glyphs) == len(roles) == width
    assert glyphs.rstrip() == text


@given(inputs, st.integers(26, 120))
def test_ticks_are_as_many_cells_apart_as_values(input_: float, width: int) -> None:
    glyphs, _ = alpha_ruler(Parameters(input=input_, alpha=-1.0), width, UNICODE)
    zero, half, edge = (place for place, sign in enumerate(glyphs) if sign == UNICODE.tick)
    assert edge - half == half - zero


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("alpha", [0.1, 0.25, 0.4, 1.0, -1.0])
def test_words_say_which_part_is_stable_and_no_sign_means_something_else_on_a_chart(
    glyphs: GlyphSet, alpha: float
) -> None:
    row, roles = alpha_ruler(Parameters(input=2.0, alpha=alpha), 50, glyphs)
    place, far = row.index("stable"), row.index("explodes")
    zero, _, edge = (row.index(f"{sign}{text}") for sign, text in ((glyphs.tick, "0"), ("", "0.25"), ("", "0.5")))
    assert zero < place < edge < far
    signs = {sign for sign, role in zip(row, roles, strict=True) if role in (Role.STABLE, Role.UNSTABLE)}
    assert signs == {glyphs.stable, glyphs.unstable}
    drawn = {*glyphs.marks.values(), *(stroke.sign + stroke.heads for stroke in glyphs.lines.values())}
    assert not (signs | {glyphs.tick, glyphs.crossing}) & {sign for text in drawn for sign in text}


def test_in_ascii() -> None:
    assert alpha_ruler(Parameters(input=2.0), 50, ASCII)[0] == "alpha ///|0# stable #|0.25 lands#|0.5////@explodes"
