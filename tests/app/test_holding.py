"""What is taken hold of moves with the arrow keys, everything follows, and it is kept or put back."""

from __future__ import annotations

from gdtui.app.widgets.keys_footer import KeysFooter
from tests.app.screen import app_of, lines, opened, pane


async def test_everything_follows_and_escape_puts_it_back() -> None:
    async with opened() as pilot:
        await pilot.press("space", "space")
        before = app_of(pilot).session
        await pilot.press("h", "right", "right")
        await pilot.pause()
        assert "weight 0.7 (+0.1): error 0.2025 (-0.0475), the slope says -0.05." in pane(pilot, "#flags")[0]
        assert pane(pilot, "#explanation")[1].split()[2] == "0.7"
        assert pane(pilot, "#log")[1].split()[:3] == [">", "1", "0.7"]
        assert "enter keeps it" in lines(pilot)[-1]
        # Other keys are not taken for what they mean elsewhere.
        await pilot.press("r", "m", "1")
        await pilot.press("escape")
        await pilot.pause()
        assert app_of(pilot).session is before
        assert lines(pilot)[0].endswith("row 3")


async def test_enter_keeps_it_as_a_new_start_that_can_be_undone() -> None:
    async with opened() as pilot:
        await pilot.press("space", "h", "down", "right", "enter")
        await pilot.pause()
        session = app_of(pilot).session
        assert (session.parameters.input, session.length) == (0.6, 1)
        await pilot.press("u")
        await pilot.pause()
        assert (app_of(pilot).session.parameters.input, app_of(pilot).session.length) == (0.5, 2)


async def test_back_to_the_lessons_own_values() -> None:
    async with opened("breaking") as pilot:
        own = app_of(pilot).session.parameters
        await pilot.press("0")
        await pilot.pause()
        assert "these are the lesson's own values." in pane(pilot, "#flags")[0]
        await pilot.press("space", "m", "0")
        await pilot.pause()
        assert app_of(pilot).session.parameters == own


async def test_a_key_that_does_nothing_now_is_faint_and_says_why() -> None:
    async with opened() as pilot:
        footer = pilot.app.screen.query_one(KeysFooter)
        place = lines(pilot)[-1].index("back")
        assert footer.cells.roles[0][place] == "n"
        await pilot.press("b")
        await pilot.pause()
        assert "this is the first row." in pane(pilot, "#flags")[0]
        await pilot.press("space")
        await pilot.pause()
        assert footer.cells.roles[0][place] == "w"
