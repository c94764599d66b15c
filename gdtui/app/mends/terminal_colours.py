"""No more colours and signs than the terminal has.

Textual takes a terminal that has no colours for one that has them all (since 6.2), and NO_COLOR for a wish for shades
of grey (since 0.2; its issue 839 wanted it so); of a terminal that shows ASCII only it knows nothing. What is sent is
put right here, behind everything that draws.

This can go when an application can be given the depth of its colours and filters of its own; the signs for ASCII stay.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor

from gdtui.lab.ascii import ascii_of

DEPTHS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "truecolor": ColorSystem.TRUECOLOR}
"""The depths of colour by their names; no colours at all is the empty name."""


class NoColours(LineFilter):
    """Leaves bold, reverse and underline."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text, style and _without_colours(style), control) for text, style, control in segments]


class AsciiOnly(LineFilter):
    """Puts an ASCII sign in the place of every other one, in as many cells."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text if text.isascii() else "".join(map(_in_ascii, text)), style, control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _without_colours(style: Style) -> Style:
    return style.without_color


def _in_ascii(sign: str) -> str:
    width = get_character_cell_size(sign)
    return ascii_of(sign)[:width].ljust(width)


def suit(app: App[Any], colours: str, *, ascii_only: bool) -> None:
    """Let this application send no other colours and signs; its own way of going without colours is taken out."""
    app.no_color = not colours
    if colours:
        app.console._color_system = DEPTHS[colours]
    app._filters = [each for each in app._filters if not isinstance(each, Monochrome | NoColor)]
    app._filters += [NoColours()] * (not colours) + [AsciiOnly()] * ascii_only
