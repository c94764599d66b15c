"""The ruler of alpha below the chart."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells import CellsPane, cells_of
from gdtui.app.widgets.chart import component_class
from gdtui.app.widgets.pane import shown_session
from gdtui.charts.picture import Role
from gdtui.charts.ruler import alpha_ruler
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session


class AlphaRuler(CellsPane):
    """Where alpha stands, the one of the run or the one being typed; where there is none, or no edge, it is hidden."""

    ROLES = (Role.FRAME, Role.STABLE, Role.UNSTABLE, Role.GOAL, Role.POINT)
    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(role) for role in ROLES}
    role_classes: ClassVar[dict[str, str]] = {role.value: component_class(role) for role in ROLES}

    session = shown_session()

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="ruler")
        self._foreseen = Parameters()

    def watch_session(self, old: Session, new: Session) -> None:
        if new.run is not old.run or new.parameters != self._foreseen:
            self.foresee(new.parameters)

    def on_resize(self) -> None:
        self.foresee(self._foreseen)

    def foresee(self, parameters: Parameters) -> None:
        """Show where the alpha of these parameters stands."""
        self._foreseen = parameters
        self.display = "alpha" in parameters.in_use() and "stable_alpha_below" in parameters.rule.facts(parameters)
        width = self.size.width
        if width:
            self.show_cells(cells_of(alpha_ruler(parameters, width, self.look.glyphs)))
