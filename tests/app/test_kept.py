"""Of screens that come and go nothing is kept in memory."""

from __future__ import annotations

import gc

import pytest
from textual._styles_cache import StylesCache
from textual.pilot import Pilot

from tests.app.screen import opened


async def come_and_go(pilot: Pilot[None], times: int) -> None:
    for _ in range(times):
        await pilot.press("question_mark", "escape")
        await pilot.pause()


def alive(kind: type) -> int:
    """How many of these there are once what nobody holds is gone."""
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


@pytest.mark.slow
async def test_no_lines_that_a_widget_drew() -> None:
    async with opened("breaking") as pilot:
        await come_and_go(pilot, 2)
        before = alive(StylesCache)
        await come_and_go(pilot, 10)
        after = alive(StylesCache)
        print(f"{before} widgets' lines kept after 2 screens, {after} after 12")
        # Each screen brings 13 widgets; those of one may not be gone yet.
        assert after < before + 30
