"""What a mouse does: each click is what a key or a typed value would have done."""

from __future__ import annotations

import pytest

from tests.app.screen import app_of, lines, opened, pane


async def test_a_click_on_the_chart_starts_at_that_weight() -> None:
    async with opened() as pilot:
        axis = pane(pilot, "#chart")[-1]
        await pilot.click("#chart", offset=(axis.index("1.5") + 1, 4))
        await pilot.pause()
        assert app_of(pilot).session.parameters.weight == pytest.approx(1.5, abs=0.05)
        assert len(str(app_of(pilot).session.parameters.weight)) <= 4
        assert app_of(pilot).session.length == 1


async def test_a_click_on_the_errors_shows_the_row_there() -> None:
    async with opened() as pilot:
        await pilot.press(*["space"] * 9, "2")
        await pilot.pause()
        axis = pane(pilot, "#chart")[-1]
        await pilot.click("#chart", offset=(axis.index(" 4 ") + 1, 4))
        await pilot.pause()
        assert app_of(pilot).session.cursor == 3
        assert app_of(pilot).session.length == 10


async def test_a_click_on_a_row_of_the_log_shows_it_and_the_wheel_goes_on() -> None:
    async with opened(size=(80, 40)) as pilot:
        await pilot.press(*["space"] * 5)
        await pilot.click("#log", offset=(10, 2))
        await pilot.pause()
        assert app_of(pilot).session.cursor == 1
        await pilot.click("#log", offset=(10, 0))
        await pilot.pause()
        assert app_of(pilot).session.cursor == 1


async def test_a_click_on_a_key_of_the_footer_is_that_key() -> None:
    async with opened() as pilot:
        await pilot.click("#keys", offset=(lines(pilot)[-1].index("step"), 0))
        await pilot.pause()
        assert app_of(pilot).session.length == 2
        await pilot.click("#keys", offset=(lines(pilot)[-1].index("help") + 3, 0))
        await pilot.pause()
        assert pilot.app.screen.query("#help")


async def test_a_click_on_a_field_or_on_the_line_of_values_edits() -> None:
    async with opened("breaking") as pilot:
        await pilot.click("#values-line", offset=(5, 0))
        await pilot.pause()
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "weight"
    async with opened() as pilot:
        await pilot.click("#alpha")
        await pilot.pause()
        assert "Enter applies" in pane(pilot, "#flags")[0]
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.focused is None


async def test_a_click_points_at_a_lesson_and_the_next_opens_it() -> None:
    async with opened() as pilot:
        await pilot.press("l")
        await pilot.pause()
        await pilot.click("#lessons", offset=(10, 3))
        await pilot.pause()
        assert pane(pilot, "#lessons")[3].startswith(">  4")
        await pilot.click("#lessons", offset=(10, 3))
        await pilot.pause()
        lesson = app_of(pilot).workspace.lesson
        assert lesson is not None
        assert lesson.id == "hot-and-cold"


async def test_a_click_points_at_a_cell_of_the_map_and_at_a_row_of_the_sweep() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "a")
        await pilot.pause()
        await pilot.click("#map", offset=(30, 10))
        await pilot.pause()
        assert pane(pilot, "#map")[10].startswith(">")
        await pilot.press("escape", "s")
        await pilot.pause(1)
        await pilot.click("#sweep", offset=(10, 3))
        await pilot.pause()
        assert pane(pilot, "#sweep")[3].startswith(">")
