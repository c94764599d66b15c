"""What is on the screen after any sequence of keys is what a drawing from scratch would show."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from gdtui.app.themes import OFFERED
from gdtui.app.widgets.cells_pane import CellsPane
from gdtui.charts.cells import Cells, blank, changed_spans
from tests.app.screen import opened
from tests.strategies import few

keys = st.sampled_from(
    ["space", "space", "space", "b", "up", "home", "end", "r", "u", "m", "z", "Z", "d", "g", "1", "2", "3"]
)
sizes = st.sampled_from([(80, 24), (120, 40), (60, 16), (97, 31), (50, 15)])
themes = st.sampled_from(list(OFFERED))
moves = st.one_of(
    keys.map(lambda key: ("press", key)),
    sizes.map(lambda size: ("resize", size)),
    themes.map(lambda theme: ("theme", theme)),
)


def drawn(pilot: Pilot[None]) -> list[list[tuple[str, Any]]]:
    """Every segment of the screen, with its style."""
    strips = pilot.app.screen._compositor.render_strips()
    return [[(segment.text, segment.style) for segment in strip.simplify()] for strip in strips]


async def play(lesson: str, sequence: list[tuple[str, Any]]) -> None:
    async with opened(lesson) as pilot:
        for kind, value in sequence:
            if kind == "press":
                await pilot.press(value)
            elif kind == "resize":
                await pilot.resize_terminal(*value)
            else:
                pilot.app.theme = value
        await pilot.pause()
        kept = drawn(pilot)
        for pane in pilot.app.screen.query(CellsPane):
            pane._styles = {}
            pane.show_cells(blank(0, 0))
            pane.on_resize()
        pilot.app.screen.refresh(repaint=True, layout=True)
        await pilot.pause()
        assert drawn(pilot) == kept


@pytest.mark.slow
@settings(few, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["breaking", "hot-and-cold-coarse", "several-steps", "stopping"]), st.lists(moves, max_size=14))
def test_incremental_equals_full(lesson: str, sequence: list[tuple[str, Any]]) -> None:
    asyncio.run(play(lesson, sequence))


rows = st.text(alphabet="ab ●", min_size=12, max_size=12)


@given(st.lists(st.tuples(rows, rows, rows, rows), min_size=1, max_size=4))
def test_the_spans_of_a_change_hold_every_cell_that_changed(drawings: list[tuple[str, str, str, str]]) -> None:
    before = Cells(tuple(each[0] for each in drawings), tuple(each[1] for each in drawings))
    after = Cells(tuple(each[2] for each in drawings), tuple(each[3] for each in drawings))
    sent = {(row, column) for row, first, last in changed_spans(before, after) for column in range(first, last)}
    changed = {
        (row, column)
        for row in range(len(drawings))
        for column in range(12)
        if (before.glyphs[row][column], before.roles[row][column])
        != (after.glyphs[row][column], after.roles[row][column])
    }
    assert changed <= sent
    for row, first, last in changed_spans(before, after):
        assert {(row, first), (row, last - 1)} <= changed
