"""The ruler of alpha below the chart."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of
from gdtui.app.widgets.chart_pane import component_class
from gdtui.charts.picture import Role
from gdtui.charts.ruler import alpha_ruler


class AlphaRuler(CellsPane):
    """Where alpha stands, the one of the run or the one being typed; where there is none, or no edge, it is hidden."""

    ROLES = (Role.FRAME, Role.STABLE, Role.UNSTABLE, Role.POINT)
    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(role) for role in ROLES}
    role_classes: ClassVar[dict[str, str]] = {role.value: component_class(role) for role in ROLES}

    shows = ("foreseen", "foretold")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="ruler")

    def watch_foreseen(self) -> None:
        foreseen = self.foreseen
        has_edge = "alpha" in foreseen.in_use() and "stable_alpha_below" in foreseen.rule.facts(foreseen)
        self.display = has_edge and self.foretold
        self.paint_anew()

    watch_foretold = watch_foreseen

    def paint(self) -> None:
        self.show_cells(cells_of(alpha_ruler(self.foreseen, self.size.width, self.look.glyphs)))
