"""The signs that the screen is made of: for terminals that have more, and for those that have ASCII only."""

from __future__ import annotations

from dataclasses import dataclass

from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.charts.picture import Role
from gdtui.core.flags import Severity
from gdtui.lab.words import ASCII_SIGNS, ASCII_SPARKS, SIGNS, SPARKS

VIEW_TITLES = {"bowl": "Error vs weight", "errors": "Error over iterations", "slope": "Slope vs weight"}


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What stands for a chart's parts, for how much a flag matters, and for text that is cut."""

    glyphs: GlyphSet
    signs: dict[Severity, str]
    ellipsis: str
    sparks: str

    def legend(self, view: str, method: str, *, compares: bool = False) -> str:
        """A chart's signs with what they mean, in one line."""
        marks = self.glyphs.marks
        if compares:
            return f"{VIEW_TITLES[view]}: A pinned B beside {marks[Role.GOAL]} goal"
        now, start, goal = f"{marks[Role.POINT]} now", f"{marks[Role.START]} start", f"{marks[Role.GOAL]} goal"
        before, tries = f"{marks[Role.TRAIL]} before", f"{marks[Role.BETTER_TRY]}{marks[Role.TRY]} tries"
        if view == "errors":
            return f"{VIEW_TITLES[view]}: {now} {start} {self.glyphs.lines[Role.LIMIT]} tolerance"
        if view == "slope":
            return f"{VIEW_TITLES[view]}: {now} {start} {before} {goal}"
        return (
            f"{VIEW_TITLES[view]}: {now} "
            + (f"{tries} {start}" if method == "hot-and-cold" else f"{start} {before}")
            + f" {goal}"
        )


UNICODE_LOOK = Look(UNICODE, SIGNS, "…", SPARKS)
ASCII_LOOK = Look(ASCII, ASCII_SIGNS, "..", ASCII_SPARKS)
