"""The signs that the screen is made of: for terminals that have more, and for those that have ASCII only."""

from __future__ import annotations

from dataclasses import dataclass

from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.charts.picture import Role
from gdtui.core.flags import Severity
from gdtui.lab.words import ASCII_SIGNS, SIGNS


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What stands for a chart's parts, for how much a flag matters, and for text that is cut."""

    glyphs: GlyphSet
    signs: dict[Severity, str]
    ellipsis: str

    def legend(self, method: str) -> str:
        """The chart's signs with what they mean, in one line."""
        marks = self.glyphs.marks
        now, start, goal = f"{marks[Role.POINT]} now", f"{marks[Role.START]} start", f"{marks[Role.GOAL]} goal"
        if method == "hot-and-cold":
            middle = f"{marks[Role.BETTER_TRY]}{marks[Role.TRY]} tries {start}"
        else:
            middle = f"{start} {marks[Role.TRAIL]} before"
        return f"Error vs weight: {now} {middle} {goal}"


UNICODE_LOOK = Look(UNICODE, SIGNS, "…")
ASCII_LOOK = Look(ASCII, ASCII_SIGNS, "..")
