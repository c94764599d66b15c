"""What a chart is, wherever charts are named, chosen, drawn and explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Picture, Role
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session


class Draws(Protocol):
    """Makes a picture of a session."""

    def __call__(
        self, session: Session, *, closely: bool = False, most_x_ticks: int = 5, most_y_ticks: int = 5
    ) -> Picture: ...


class Named(NamedTuple):
    """A word of a legend, behind the signs that it explains."""

    word: str
    roles: tuple[Role, ...] = ()


class View(NamedTuple):
    """One chart: its name and its key, its title, what it shows in a few words, its legend, and what draws it."""

    name: str
    key: str
    title: str
    meaning: str
    legend: Callable[[Parameters], tuple[Named, ...]]
    picture: Draws

    def legend_text(self, parameters: Parameters, glyphs: GlyphSet, *, compares: bool = False) -> str:
        """The title, and the chart's signs with what they mean, in one line; ``compares``: of two runs."""
        named = (*BESIDE, *goal(parameters)) if compares else self.legend(parameters)
        signs = {**glyphs.lines, **glyphs.marks}
        texts = (f"{''.join(signs[role] for role in roles)} {word}".strip() for word, roles in named)
        return f"{self.title}: {' '.join(texts)}"


NOW, START, BEFORE = Named("now", (Role.POINT,)), Named("start", (Role.START,)), Named("before", (Role.TRAIL,))
TRIES = Named("tries", (Role.BETTER_TRY, Role.TRY))
TOLERANCE = Named("tolerance", (Role.LIMIT,))
BESIDE = Named("pinned", (Role.PINNED_POINT,)), Named("beside", (Role.BESIDE_POINT,))


def goal(parameters: Parameters) -> tuple[Named, ...]:
    """The goal's entry; none where no chart of this problem has a goal."""
    problem = parameters.problem
    return (Named("goal", (Role.GOAL,)),) if problem.bottom is not None or problem.is_blind else ()
