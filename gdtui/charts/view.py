"""What a chart is, wherever charts are named, chosen, drawn and explained."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from gdtui.charts.cells import Cells
from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Picture, Role
from gdtui.charts.setting import USUAL, Setting
from gdtui.core.session import Session


class Draws(Protocol):
    """Makes a picture of a session."""

    def __call__(self, session: Session, setting: Setting = USUAL) -> Picture: ...


LEGEND: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        "now": (Role.POINT,),
        "pinned": (Role.PINNED_POINT, Role.PINNED_TRAIL, Role.PINNED_BOWL, Role.PINNED_CURVE),
        "beside": (Role.BESIDE_POINT,),
        "goal": (Role.GOAL,),
        "tries": (Role.BETTER_TRY, Role.TRY),
        "before": (Role.BEFORE,),
        "start": (Role.START,),
        "tolerance": (Role.LIMIT,),
        "slope": (Role.TANGENT,),
        "jump": (Role.JUMP,),
        "earlier": (Role.TRAIL, Role.OLD),
        "moves": (Role.LEFTWARD, Role.RIGHTWARD),
    }
)
"""What the signs on a chart mean, the most important first; the chart's own curve is what its title names."""


class View(NamedTuple):
    """One chart: its name and its key, its title, what it shows in a few words, and what draws it.

    The title names its axes; ``words`` are for signs that mean something else on this chart than on others.
    """

    name: str
    key: str
    title: str
    meaning: str
    picture: Draws
    words: Mapping[Role, str] = MappingProxyType({})
    along: str = "weight"
    """What lies along its axis: a weight, or a row."""

    def heading(self, picture: Picture, drawn: Cells, glyphs: GlyphSet, room: int) -> str:
        """The title, and the signs that are drawn with what they mean, as many as there is room for in one line."""
        heading = f"{self.title}, {picture.scale}" if picture.scale else self.title
        roles = set().union(*drawn.roles)
        texts = [
            f"{''.join(glyphs.sign(role) for role in named if role in roles)} {self.words.get(named[0], word)}"
            for word, named in LEGEND.items()
            if not roles.isdisjoint(named)
        ]
        if roles.isdisjoint((Role.POINT, Role.BESIDE_POINT)):
            texts = ["none is known here"]
        for index, text in enumerate(texts):
            longer = f"{heading}{' ' if index else ': '}{text}"
            if len(longer) > room:
                break
            heading = longer
        return heading
