"""In every theme that is offered all that is shown can be read, measured on the cells that are drawn."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.pilot import Pilot

from gdtui.app.themes import OFFERED
from tests.app.screen import app_of, opened

TEXT, SIGN = 4.5, 3.0
"""The least contrast of letters and figures, and of signs and lines."""
STATES: tuple[list[str], ...] = (
    [],
    ["5", "space", "space"],
    ["b"],
    ["e", "x"],
    ["escape", "w"],
    ["t"],
    ["enter", "s"],
    ["escape", "a"],
    ["escape", "c", "m", "space"],
    ["l"],
)
"""Keys that lead from one state to the next: flags, charts, a bad value, pages, screens, two runs."""


def luminance(color: Color) -> float:
    """As the W3C's guidelines for contrast define it."""
    parts = [value / 255 for value in color.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(pilot: Pilot[None]) -> list[str]:
    """What is drawn with too little contrast."""
    found = []
    for strip in pilot.app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if text.strip() and style is not None and style.color and style.bgcolor:
                assert not style.dim
                colors = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                ratio = contrast(*colors)
                if ratio < (TEXT if any(map(str.isalnum, text)) else SIGN):
                    found.append(f"{ratio:.2f} {text!r}")
    return found


def test_contrast_is_measured_as_it_is_defined() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [OFFERED[0], *(pytest.param(name, marks=pytest.mark.slow) for name in OFFERED[1:])])
async def test_everything_can_be_read(theme: str) -> None:
    async with opened("breaking") as pilot:
        pilot.app.theme = theme
        for keys in STATES:
            await pilot.press(*keys)
            await pilot.pause()
            assert faint(pilot) == [], keys


async def test_these_are_offered_and_no_others() -> None:
    async with opened() as pilot:
        assert {name for name, theme in app_of(pilot).available_themes.items() if not theme.ansi} == set(OFFERED)
