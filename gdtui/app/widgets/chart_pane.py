"""The chart on the screen: a drawn ground that is kept, and the row shown laid over it."""

from __future__ import annotations

from typing import ClassVar

from textual.events import Click
from textual.message import Message

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane
from gdtui.app.widgets.pane import retitle
from gdtui.charts.canvas import Base, draw_ground
from gdtui.charts.cells import Cells
from gdtui.charts.draw import draw
from gdtui.charts.overlay import lay_over
from gdtui.charts.picture import Axes, Ground, Role
from gdtui.charts.setting import Setting
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.figures import simplest
from gdtui.core.problems.problem import Problem
from gdtui.core.session import Session

LEGEND_ROOM = 2
UNSEEN = 78, 20
"""Columns and rows of a chart that is given away while nobody sees it."""


def component_class(role: Role) -> str:
    """The name under which the style sheet says how a role looks: chart--better-try."""
    return f"chart--{role.name.lower().replace('_', '-')}"


class ChartPane(CellsPane):
    """A chart of the run, whose axes stay while it changes; the ground is drawn again only where it is another."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(role) for role in Role}
    role_classes: ClassVar[dict[str, str]] = {role.value: component_class(role) for role in Role}

    shows = ("session", "view", "closely", "plain_scale")

    class Pointed(Message):
        """A place along the chart's axis: the figure of the fewest digits in the cell that was clicked."""

        def __init__(self, value: float) -> None:
            super().__init__()
            self.value = value

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="chart")
        self._ground: Ground | None = None
        self._base: Base | None = None
        self._shown: Session | None = None
        self._setting = Setting()
        self._axes: dict[tuple[str, bool], Axes] = {}

    def on_click(self, event: Click) -> None:
        """A click points at what lies along the axis there."""
        base, ground = self._base, self._ground
        # The title above the cells is a line of the pane, too.
        place = event.x - (base.left if base else 0)
        if base is None or ground is None or not 0 <= place < base.canvas_width:
            return
        low, high = ground.x.low, ground.x.high
        cell = (high / 2 - low / 2) / (base.canvas_width - 1)
        value = low + 2 * cell * place
        self.post_message(self.Pointed(simplest(value - cell, value + cell)))

    def paint(self) -> None:
        session, view, glyphs = self.session, CHART_VIEWS[self.view], self.look.glyphs
        scale = view.name, self.plain_scale
        before = self._before(session)
        if (*self.size, self.closely) != self._setting[:3]:
            self._axes.clear()
        axes = None if self.closely else self._axes.get(scale)
        self._setting, self._shown = Setting(*self.size, self.closely, self.plain_scale, axes, before), session
        picture = view.picture(session, self._setting)
        self._axes[scale] = picture.ground.axes
        if self._base is None or self._base.cells.size != self.size or picture.ground != self._ground:
            self._ground, self._base = picture.ground, draw_ground(picture.ground, *self.size, glyphs)
        cells = lay_over(self._base, picture, glyphs)
        self.show_cells(cells)
        retitle(self, view.heading(picture, cells, glyphs, self.size.width - LEGEND_ROOM))

    @property
    def drawn(self) -> tuple[str, Cells]:
        """The chart under its title: as it is seen, or in a usual size while a page lies over it."""
        if self.size.width and self.size.height:
            return str(self.border_title), self.cells
        view, glyphs = CHART_VIEWS[self.view], self.look.glyphs
        picture = view.picture(self.session, Setting(*UNSEEN, self.closely, self.plain_scale))
        cells = draw(picture, *UNSEEN, glyphs)
        return view.heading(picture, cells, glyphs, UNSEEN[0]), cells

    def _before(self, session: Session) -> Problem | None:
        """The problem of the run before this one; none in another lesson, which has axes of its own too."""
        shown = self._shown
        if shown is None or shown.lesson != session.lesson:
            self._axes.clear()
            return None
        return self._setting.before if shown.run is session.run else shown.parameters.problem
