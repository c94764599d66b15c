"""Charts on the screen: axes stay while parameters change, the bowl before stays behind, errors have two scales."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from gdtui.charts.glyphs import UNICODE
from gdtui.charts.picture import Role
from tests.app.screen import SIZES, app_of, opened, pane
from tests.app.test_changing import type_into

BEFORE, POINT = UNICODE.lines[Role.BEFORE].sign, UNICODE.marks[Role.POINT]


def axes(pilot: Pilot[None]) -> list[str]:
    """The axis beside the chart, row by row, and that below it with its labels."""
    chart = pane(pilot, "#chart")
    corner = next(row for row, line in enumerate(chart) if "└" in line)
    left = chart[corner].index("└")
    return [line[: left + 1] for line in chart[1:corner]] + chart[corner : corner + 2]


def canvas(pilot: Pilot[None]) -> list[str]:
    """The rows of the chart on which something can be drawn, the highest first."""
    chart = pane(pilot, "#chart")
    corner = next(row for row, line in enumerate(chart) if "└" in line)
    return [line[chart[corner].index("└") + 1 :] for line in chart[1:corner]]


async def change(pilot: Pilot[None], field: str, value: str) -> None:
    """Type another value for a parameter, and begin the run."""
    await type_into(pilot, field, value)
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_larger_input_is_seen_to_make_the_bowl_tight(size: tuple[int, int]) -> None:
    async with opened(size=size) as pilot:
        stay, wide = axes(pilot), canvas(pilot)
        await change(pilot, "input", "2")
        assert axes(pilot) == stay
        tight = canvas(pilot)
        assert any(BEFORE in row for row in tight)
        assert f"{BEFORE} before" in pane(pilot, "#chart")[0] or size[0] == 60
        # The bowl before is where it was, but for what is drawn over it: it is wider than the new one in every row.
        for was, row in zip(wide, tight, strict=True):
            kept = [column for column, sign in enumerate(row) if sign == BEFORE]
            assert all(any(sign != " " for sign in was[max(column - 1, 0) : column + 2]) for column in kept)
        await change(pilot, "input", "0.5")
        assert axes(pilot) == stay
        assert any(BEFORE in row for row in canvas(pilot))
        # And the picture is that of both bowls, the tight one behind now.
        assert [row.replace(BEFORE, " ") for row in canvas(pilot)] != tight


async def test_the_bowl_before_goes_where_the_run_before_had_the_same_problem() -> None:
    async with opened() as pilot:
        await change(pilot, "input", "2")
        await pilot.press("space")
        await pilot.pause()
        assert any(BEFORE in row for row in canvas(pilot))
        stay = axes(pilot)
        await change(pilot, "alpha", "0.1")
        assert axes(pilot) == stay
        assert not any(BEFORE in row for row in canvas(pilot))


async def test_axes_are_made_anew_where_start_or_goal_no_longer_fit() -> None:
    async with opened() as pilot:
        before = axes(pilot)
        await change(pilot, "weight", "40")
        assert axes(pilot) != before
        assert any(POINT in row for row in canvas(pilot))


async def test_axes_are_made_anew_where_a_run_that_exploded_is_reset() -> None:
    async with opened("breaking") as pilot:
        before = axes(pilot)
        await pilot.press(*["space"] * 9)
        await pilot.pause()
        assert axes(pilot) != before
        await pilot.press("r")
        await pilot.pause()
        assert axes(pilot) == before


async def test_axes_are_made_anew_once_the_point_was_followed_closely() -> None:
    async with opened() as pilot:
        await change(pilot, "input", "2")
        kept = axes(pilot)
        await pilot.press("z", "Z")
        await pilot.pause()
        fresh = axes(pilot)
        assert fresh != kept
    async with opened(input=2.0) as pilot:
        assert axes(pilot) == fresh


async def test_another_lesson_has_axes_of_its_own_and_no_bowl_before() -> None:
    async with opened("direction-and-amount") as pilot:
        await pilot.press("right_square_bracket", "t")
        await pilot.pause()
        first = axes(pilot)
        await change(pilot, "weight", "30")
        await change(pilot, "input", "2")
        assert axes(pilot) != first
        assert any(BEFORE in row for row in canvas(pilot))
        await pilot.press("left_square_bracket", "right_square_bracket", "t")
        await pilot.pause()
        assert axes(pilot) == first
        assert not any(BEFORE in row for row in canvas(pilot))


async def test_axes_are_made_for_the_size() -> None:
    async with opened() as pilot:
        await change(pilot, "input", "2")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        wide = axes(pilot)
    async with opened(size=(120, 40), input=2.0) as pilot:
        assert axes(pilot) == wide


async def test_an_explosion_is_seen_to_explode_on_a_plain_scale() -> None:
    async with opened(input=2.0) as pilot:
        await pilot.press("2", *["space"] * 6)
        await pilot.pause()
        assert "log scale" in pane(pilot, "#chart")[0]
        await pilot.press("v")
        await pilot.pause()
        assert "plain scale" in pane(pilot, "#chart")[0]
        rows = canvas(pilot)
        (last,) = [row for row, line in enumerate(rows) if POINT in line]
        assert last <= len(rows) // 3
        # The first half of the run lies flat on the lowest row.
        flat = rows[-1][: rows[last].index(POINT) // 2].strip()
        assert len(flat) > 5
        assert all(not line[: rows[last].index(POINT) // 2].strip() for line in rows[:-1])
        await pilot.press("v")
        await pilot.pause()
        assert "log scale" in pane(pilot, "#chart")[0]
        assert app_of(pilot).workspace.shown.plain_scale is False


async def test_a_chart_can_be_given_away_while_a_page_lies_over_it() -> None:
    async with opened("breaking", opening=True) as pilot:
        assert not pane(pilot, "#chart")
        title, cells = app_of(pilot).simulator.chart
        assert title.startswith("Error by weight: ● now")
        assert any("●" in row for row in cells.glyphs)
        await pilot.press("enter")
        await pilot.pause()
        assert app_of(pilot).simulator.chart[1].glyphs == tuple(pane(pilot, "#chart")[1:])
