"""The chart on the screen: a drawn ground that is kept, and the row shown laid over it."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane
from gdtui.app.widgets.pane import retitle
from gdtui.charts.canvas import Base, draw_ground
from gdtui.charts.export import most_ticks
from gdtui.charts.overlay import lay_over
from gdtui.charts.picture import Ground, Role
from gdtui.charts.views import CHART_VIEWS

LEGEND_ROOM = 2


def component_class(role: Role) -> str:
    """The name under which the style sheet says how a role looks: chart--better-try."""
    return f"chart--{role.name.lower().replace('_', '-')}"


class ChartPane(CellsPane):
    """The error over the weight; the ground is drawn again only where problem, view or size differ."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(role) for role in Role}
    role_classes: ClassVar[dict[str, str]] = {role.value: component_class(role) for role in Role}

    shows = ("session", "view", "closely")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="chart")
        self._ground: Ground | None = None
        self._base: Base | None = None

    def paint(self) -> None:
        width, height = self.size
        session, view, glyphs = self.session, CHART_VIEWS[self.view], self.look.glyphs
        legend = view.legend_text(session.parameters, glyphs, compares=session.pinned is not None)
        retitle(self, legend if len(legend) <= width - LEGEND_ROOM else view.title)
        picture = view.picture(session, closely=self.closely, **most_ticks(width, height))
        if self._base is None or self._base.cells.size != self.size or picture.ground != self._ground:
            self._ground, self._base = picture.ground, draw_ground(picture.ground, width, height, glyphs)
        self.show_cells(lay_over(self._base, picture, glyphs))
