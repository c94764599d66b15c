"""Only what changed is asked for, and sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from gdtui.app.mends.partial_updates import SpansCompositor


class Asked(Static):
    """A widget that keeps what it is asked for."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.asked: list[Region] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(crop)
        return super().render_lines(crop)


class SideBySide(App[None]):
    """Two widgets of 20 columns and 4 rows, with nothing around them."""

    CSS = "Asked { width: 20; height: 4; }"

    def get_default_screen(self) -> Screen[Any]:
        screen = Screen[None]()
        screen._compositor = SpansCompositor()
        return screen

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Asked("\n".join(["l" * 20] * 4))
            yield Asked("\n".join(["漢" * 10] * 4))


@pytest.mark.parametrize(
    ("changed", "asked", "sent"),
    [
        ([Region(5, 2, 3, 1)], [[Region(0, 2, 20, 1)], []], "lll"),
        ([Region(18, 0, 6, 1)], [[Region(0, 0, 20, 1)], [Region(0, 0, 20, 1)]], "ll漢漢"),
        ([Region(21, 1, 2, 1)], [[], [Region(0, 1, 20, 1)]], "  "),
        ([Region(0, 1, 1, 1), Region(4, 1, 2, 1), Region(0, 3, 1, 1)], [[Region(0, 1, 20, 3)], []], "llll"),
    ],
    ids=["within one", "across two", "halves of wide signs", "several rows"],
)
async def test_only_the_changed_rows_are_asked_for_and_only_the_changed_cells_sent(
    changed: list[Region], asked: list[list[Region]], sent: str
) -> None:
    app = SideBySide()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        widgets = list(app.screen.query(Asked))
        for widget in widgets:
            widget.asked.clear()
        compositor = app.screen._compositor
        everything = dict(compositor.visible_widgets)
        compositor._dirty_regions = set(changed)
        update = compositor.render_partial_update()
        assert update is not None
        assert re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", update.render_segments(app.console)) == sent
        assert [widget.asked for widget in widgets] == asked
        assert compositor.visible_widgets == everything
