"""The map of stability on the screen, and the cell that is pointed at."""

from __future__ import annotations

from typing import ClassVar

from textual.events import Click
from textual.message import Message

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane
from gdtui.charts.picture import Role
from gdtui.charts.stability import Place, StabilityMap
from gdtui.charts.stability_cells import CURSOR, LABEL_WIDTH, REGIME_ROLES, draw_map, map_size
from gdtui.core.parameters import Parameters

CLASSES = {
    **{letter: f"map--{regime.value}" for regime, letter in REGIME_ROLES.items()},
    Role.FRAME.value: "map--frame",
    Role.POINT.value: "map--point",
    CURSOR: "map--cursor",
}


class MapPane(CellsPane):
    """Input along one axis, alpha along the other; it is made to the size that it has."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES.values())
    role_classes: ClassVar[dict[str, str]] = CLASSES

    shows = ("cursor",)
    cursor = Place(0, 0)

    class Pointed(Message):
        """Another cell is pointed at."""

    def __init__(self, look: Look, parameters: Parameters) -> None:
        super().__init__(look, id="map")
        self.chart = StabilityMap(parameters, *map_size(0, 0))

    @property
    def parameters(self) -> Parameters:
        """The parameters of the cell that is pointed at."""
        return self.chart.parameters(self.cursor)

    def point(self, columns: int, rows: int) -> None:
        """Point at a cell further to the right and further down, as far as the map goes."""
        column = min(max(self.cursor.column + columns, 0), self.chart.columns - 1)
        row = min(max(self.cursor.row + rows, 0), len(self.chart.alphas) - 1)
        self.cursor = Place(column, row)

    def on_click(self, event: Click) -> None:
        """A click points at a cell; where it is pointed at already, it takes it."""
        before = self.cursor
        self.point(event.x - LABEL_WIDTH - 1 - before.column, event.y - before.row)
        if self.cursor == before:
            self.app.simulate_key("enter")

    def home(self) -> None:
        """Point at the present parameters."""
        self.cursor = self.chart.place

    def on_resize(self) -> None:
        self.chart = StabilityMap(self.chart.present, *map_size(*self.size))
        self.home()

    def paint(self) -> None:
        self.post_message(self.Pointed())
        self.show_cells(draw_map(self.chart, self.cursor, self.size.width, self.look.glyphs))
