"""What the run is made from in one line, where a lesson's card has the place of the fields."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.core.width import cut
from gdtui.workspace.commands import COMMANDS

GAP = "   "


class ValuesLine(CellsPane):
    """Each parameter with its value, and the key that changes them; on a low screen the task stands above it."""

    role_classes: ClassVar[dict[str, str]] = {"n": "values--name", "T": "card--task"}
    COMPONENT_CLASSES: ClassVar[set[str]] = set(role_classes.values())

    shows = ("foreseen", "lesson")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="values-line")

    def on_click(self) -> None:
        """A click is the key that it tells of."""
        self.app.simulate_key(COMMANDS["edit"].first_key)

    def paint(self) -> None:
        width, height = self.size
        parameters = self.foreseen
        told = [
            (f"{name} ", value)
            for name, value in parameters.told().items()
            if name not in ("method", "tolerance", *parameters.problem.told())
        ]
        pieces: list[tuple[str, str]] = []
        left = width + len(GAP)
        for name, value in [*told, ("", parameters.rule.title), (f"{COMMANDS['edit'].first_name} changes them", "")]:
            # Whole words only; what comes last is needed least.
            if len(GAP) + len(name) + len(value) <= left:
                pieces += [(GAP if pieces else "", " "), (name, "n"), (value, " ")]
                left -= len(GAP) + len(name) + len(value)
        lines = [line_of(pieces, width)]
        if height > 1 and self.lesson is not None and self.lesson.task is not None:
            task = cut(f"TASK  {self.lesson.task.ask}", width, self.look.ellipsis)
            lines.insert(0, line_of([(task, "T")], width))
        self.show_cells(cells_of(*lines))
