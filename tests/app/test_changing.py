"""Editing parameters, changing the method, resetting, and bringing runs back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gdtui.core.parameters import Parameters
from gdtui.lab.catalogue import lessons
from tests.app.screen import app_of, lines, opened, pane, text
from tests.sizes import first_of

KEY_NAMES = {".": "full_stop", "-": "minus"}


async def type_into(pilot: Pilot[None], field: str, value: str) -> None:
    """Edit one field as a person does: e, Tab to the field, type over it (or delete what is there)."""
    await pilot.press("e")
    while pilot.app.focused is None or pilot.app.focused.id != field:
        await pilot.press("tab")
    await pilot.press(*[KEY_NAMES.get(character, character) for character in value] or ["delete"])


@pytest.mark.parametrize(
    ("field", "value", "parameter"),
    first_of(
        ("weight", "0.25", "weight"),
        ("input", "-2", "input"),
        ("goal", "1e3", "goal"),
        ("alpha", "-0.1", "alpha"),
    ),
)
async def test_enter_starts_a_run_of_the_typed_value(field: str, value: str, parameter: str) -> None:
    async with opened() as pilot:
        await type_into(pilot, field, value)
        assert app_of(pilot).session.parameters == Parameters()
        await pilot.press("enter")
        session = app_of(pilot).session
        assert getattr(session.parameters, parameter) == float(value)
        assert (session.length, session.cursor) == (1, 0)
        assert pilot.app.focused is None


async def test_the_forecast_follows_what_is_typed_before_it_is_applied() -> None:
    async with opened() as pilot:
        await type_into(pilot, "input", "2")
        await pilot.pause()
        assert "miss x -3" in pane(pilot, "#forecast")[1]
        await pilot.press("escape")
        assert "miss x 0.75" in pane(pilot, "#forecast")[1]
        assert app_of(pilot).session.parameters.input == 0.5


BAD_VALUES = ["nan", "inf", "-inf", "1e400", "two", "1..2", ""]


async def test_escape_leaves_the_fields_where_it_would_pass_a_question_over() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("e", "tab", "escape")
        await pilot.pause()
        assert pilot.app.focused is None
        assert app_of(pilot).workspace.asks


async def test_the_ruler_follows_what_is_typed_and_comes_back_when_it_is_left() -> None:
    async with opened(input=2.0) as pilot:
        edge, alpha_1 = "┃0.5", pane(pilot, "#ruler")[0]
        assert alpha_1.index("●") > alpha_1.index(edge)
        await pilot.press("e", "tab", "tab", "tab", *"0.3")
        await pilot.pause()
        typed = pane(pilot, "#ruler")[0]
        assert typed.index("0.25┃") < typed.index("●") < typed.index(edge)
        await pilot.press("escape")
        await pilot.pause()
        assert pane(pilot, "#ruler")[0] == alpha_1
        await pilot.press("m")
        await pilot.pause()
        assert "alpha" not in "".join(lines(pilot)[:14])


@pytest.mark.parametrize("value", first_of(*BAD_VALUES), ids=lambda value: value or "nothing")
async def test_a_bad_value_is_marked_as_it_is_typed_and_loses_nothing(value: str) -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space")
        before = app_of(pilot).session
        await type_into(pilot, "goal", value)
        await pilot.pause()
        assert "goal ✖" in text(pilot)
        assert "✖ goal: not " in pane(pilot, "#forecast")[1]
        await pilot.press("enter")
        assert app_of(pilot).session is before
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "goal"
        await pilot.press("escape")
        assert app_of(pilot).session is before
        assert "goal ✖" not in text(pilot)
        assert pilot.app.screen.query_one("#goal", Input).value == "0.8"


async def test_a_short_screen_without_a_forecast_says_why_a_value_is_refused() -> None:
    async with opened("breaking", (60, 16)) as pilot:
        await type_into(pilot, "goal", "x")
        await pilot.pause()
        assert "goal: not a number" in pane(pilot, "#flags")[0]
        await pilot.press("backspace", "2")
        await pilot.pause()
        assert "Enter applies" in pane(pilot, "#flags")[0]


@pytest.mark.parametrize("value", first_of("0", "-1", "-0"))
async def test_a_step_amount_must_be_above_0(value: str) -> None:
    async with opened(method="hot-and-cold") as pilot:
        await type_into(pilot, "step-amount", value)
        await pilot.pause()
        assert "✖ step_amount: must be" in pane(pilot, "#forecast")[1]
        assert "step_amount✖" in text(pilot)
        await pilot.press("enter")
        assert app_of(pilot).session.parameters.step_amount == 0.001


async def test_stay_can_be_typed() -> None:
    async with opened(method="hot-and-cold") as pilot:
        await type_into(pilot, "stay", "yes")
        await pilot.press("enter")
        assert app_of(pilot).session.parameters.stay is True


async def test_keys_typed_into_a_field_do_nothing_else() -> None:
    async with opened("breaking") as pilot:
        before = app_of(pilot).session
        await pilot.press("e", "q", "r", "m", "g", "space", "b", "u")
        assert app_of(pilot).session is before
        assert pilot.app.is_running


async def test_changing_in_mid_run_says_what_becomes_of_it_and_u_brings_it_back() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space")
        before = app_of(pilot).session
        await type_into(pilot, "alpha", "0.25")
        assert "starts a new run" in pane(pilot, "#flags")[0]
        await pilot.press("enter")
        assert "a new run from weight 0.5; u brings the old run back (3 rows)" in pane(pilot, "#flags")[0]
        assert "(changed)" in lines(pilot)[0]
        await pilot.press("u")
        assert app_of(pilot).session is before
        assert "(changed)" not in lines(pilot)[0]
        assert "diverging" in pane(pilot, "#log")[3]
        await pilot.press("U")
        assert app_of(pilot).session.parameters.alpha == 0.25


async def test_a_run_that_is_brought_back_brings_its_lesson_with_it() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space", "t")
        await pilot.pause()
        title = lines(pilot)[0]
        assert "goals ✔○○" in title
        for there, back in (("right_square_bracket", "u"), ("left_square_bracket", "u"), ("m", "u")):
            await pilot.press(there)
            await pilot.pause()
            assert lines(pilot)[0] != title
            await pilot.press(back)
            await pilot.pause()
            assert app_of(pilot).workspace.lesson is lessons()["breaking"]
            assert lines(pilot)[0] == title
        await pilot.press("U", "U")
        await pilot.pause()
        assert app_of(pilot).workspace.lesson is lessons()["breaking"]
        assert app_of(pilot).session.parameters.method == "hot-and-cold"


async def test_rows_that_are_brought_back_count_for_their_own_lesson_only() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space", "left_square_bracket", "u", "space", "space", "U")
        await pilot.pause()
        assert app_of(pilot).workspace.lesson is not lessons()["breaking"]
        assert set(app_of(pilot).workspace.course.progress.met) == {"breaking"}


async def test_applying_what_was_there_keeps_the_run() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space")
        before = app_of(pilot).session
        await pilot.press("e", "enter")
        assert app_of(pilot).session is before


async def test_the_other_method_starts_from_the_same_weight_and_back() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "m")
        parameters = app_of(pilot).session.parameters
        assert (parameters.method, parameters.weight, parameters.input) == ("hot-and-cold", 0.5, 2.0)
        assert "step_amount" in text(pilot)
        assert "up_error" in text(pilot)
        assert "alpha" not in pane(pilot, "#values-line")[0]
        await pilot.press("m")
        assert app_of(pilot).session.parameters.method == "gradient-descent"


async def test_reset_goes_to_the_start_and_can_be_undone() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "space")
        before = app_of(pilot).session
        await pilot.press("r")
        assert (app_of(pilot).session.length, app_of(pilot).session.cursor) == (1, 0)
        await pilot.press("u")
        assert app_of(pilot).session is before


async def test_undo_and_redo_with_nothing_to_bring_back_say_so() -> None:
    async with opened() as pilot:
        before = app_of(pilot).session
        await pilot.press("u")
        assert "no run was replaced yet" in text(pilot)
        await pilot.press("U", "r")
        assert app_of(pilot).session is before
