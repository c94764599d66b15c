"""The signs that the screen is made of: for terminals that have more, and for those that have ASCII only."""

from __future__ import annotations

from dataclasses import dataclass

from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.core.flags import Severity
from gdtui.lab.signs import ASCII_SIGNS, ASCII_SPARKS, SIGNS, SPARKS


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What stands for a chart's parts, for how much a flag matters, and for text that is cut."""

    glyphs: GlyphSet
    signs: dict[Severity, str]
    ellipsis: str
    sparks: str
    unmet: str
    """What stands before a goal that is not met."""


UNICODE_LOOK = Look(UNICODE, SIGNS, "…", SPARKS, "○")
ASCII_LOOK = Look(ASCII, ASCII_SIGNS, "..", ASCII_SPARKS, "o")
