"""Comparing: pin a run, start another beside it, step both, let it go again."""

from __future__ import annotations

import pytest

from tests.app.screen import app_of, lines, opened, pane, text

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_both_are_stepped_together_and_told_apart_by_letters(size: tuple[int, int]) -> None:
    async with opened("breaking", size=size) as pilot:
        await pilot.press("space", "space", "c", "m", "space", "space")
        session = app_of(pilot).session
        assert session.beside is not None
        assert (session.cursor, session.beside.cursor) == (2, 2)
        assert "A gradient descent, alpha 1 | B hot and cold, step_amount 0.001" in lines(pilot)[0]
        log = [line.split()[:3] for line in pane(pilot, "#log")]
        assert [">", "3", "A"] in log
        assert [">", "3", "B"] in log
        chart = "".join(pane(pilot, "#chart"))
        assert "A" in chart.partition("─")[2]
        assert "score: A never gets there; B 100 updates, 300 predictions" in text(pilot)
        assert "A: ✖ diverging" in pane(pilot, "#flags")[0]
        assert "B: no flag" in pane(pilot, "#flags")[0]
        await pilot.press("b")
        session = app_of(pilot).session
        assert session.beside is not None
        assert (session.cursor, session.beside.cursor) == (1, 1)


async def test_a_parameter_of_b_is_changed_and_a_stays() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("c", "e", "tab", "tab", "tab", ".", "1", "enter", "space")
        session = app_of(pilot).session
        assert session.pinned is not None
        assert (session.pinned.parameters.alpha, session.parameters.alpha) == (1.0, 0.1)
        assert "A alpha 1 | B alpha 0.1" in lines(pilot)[0]
        assert "Parameters of B" in text(pilot)


async def test_c_again_lets_a_go_and_u_brings_it_back() -> None:
    async with opened("breaking") as pilot:
        await pilot.press("space", "c", "space")
        assert app_of(pilot).session.pinned is not None
        await pilot.press("c")
        assert app_of(pilot).session.pinned is None
        assert app_of(pilot).session.length == 2
        assert "u brings the old run back" in text(pilot)
        await pilot.press("u")
        assert app_of(pilot).session.pinned is not None
        await pilot.press("u")
        session = app_of(pilot).session
        assert (session.pinned, session.length) == (None, 2)


async def test_the_pinned_run_stays_at_its_end_where_it_overflows() -> None:
    async with opened(weight=1e150, input=2.0) as pilot:
        await pilot.press("c", "m", *["space"] * 12)
        assert "(A ended at " in text(pilot)
        assert "A: ✖ overflow" in text(pilot)


async def test_every_digit_are_those_of_b() -> None:
    async with opened() as pilot:
        await pilot.press("c", "e", "tab", "2", "enter", "space", "d")
        assert "weight 0.10000000000000009" in text(pilot)
