"""The signs that the screen is made of: for terminals that have more, and for those that have ASCII only."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.charts.picture import Role
from gdtui.core.flags import Severity
from gdtui.core.parameters import Parameters
from gdtui.lab.words import ASCII_SIGNS, ASCII_SPARKS, SIGNS, SPARKS

VIEW_TITLES = {"bowl": "Error vs weight", "errors": "Error over iterations", "slope": "Slope vs weight"}


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What stands for a chart's parts, for how much a flag matters, and for text that is cut."""

    glyphs: GlyphSet
    signs: dict[Severity, str]
    ellipsis: str
    sparks: str

    def legend(self, view: str, parameters: Parameters, *, compares: bool = False) -> str:
        """A chart's signs with what they mean, in one line."""
        marks, problem = self.glyphs.marks, parameters.problem
        # What no chart of this problem has is not named.
        goal = f" {marks[Role.GOAL]} goal" if problem.bottom is not None or problem.is_blind else ""
        if compares:
            return f"{VIEW_TITLES[view]}: A pinned B beside{goal}"
        now, start = f"{marks[Role.POINT]} now", f"{marks[Role.START]} start"
        before, tries = f"{marks[Role.TRAIL]} before", f"{marks[Role.BETTER_TRY]}{marks[Role.TRY]} tries"
        if view == "errors":
            has_limit = math.isfinite(parameters.limit)
            limit = f" {self.glyphs.lines[Role.LIMIT]} tolerance" if has_limit else ""
            return f"{VIEW_TITLES[view]}: {now} {start}{limit}"
        if view == "slope" and math.isnan(problem.slope(parameters.weight)):
            return f"{VIEW_TITLES[view]}: none is known here"
        if view == "bowl" and parameters.rule.tries:
            return f"{VIEW_TITLES[view]}: {now} {tries} {start}{goal}"
        return f"{VIEW_TITLES[view]}: {now} {start} {before}{goal}"


UNICODE_LOOK = Look(UNICODE, SIGNS, "…", SPARKS)
ASCII_LOOK = Look(ASCII, ASCII_SIGNS, "..", ASCII_SPARKS)
