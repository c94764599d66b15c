"""The first line: what this is, what is run, and which row is shown."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import SEVERITY_CLASSES, goal_sign


class TitleBar(CellsPane):
    """The name, the lesson's title, and on the right how play stands and the row shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(SEVERITY_CLASSES.values())
    role_classes: ClassVar[dict[str, str]] = SEVERITY_CLASSES

    shows = ("session", "heading", "play", "standing")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="title")

    def paint(self) -> None:
        session, width = self.session, self.size.width
        right = f"row {session.cursor + 1:,}"
        if not session.at_newest:
            right += f" of {session.length:,}"
        if self.play:
            right = f"{self.play}  {right}"
        # Of two runs beside each other the heading needs the room.
        goals = self._goals() if session.pinned is None else []
        heading = f"gdtui  {self.heading}"
        room = max(0, width - len(right) - 2)
        with_goals = room - sum(len(text) for text, _ in goals)
        if len(heading) > with_goals:
            # The card has them, too.
            goals, with_goals = [], room
        left, _ = line_of([(heading, " ")], with_goals, ellipsis=self.look.ellipsis)
        self.show_cells(cells_of(line_of([(left, " "), ("  ", " "), *goals, (right, " ")], width)))

    def _goals(self) -> list[tuple[str, str]]:
        """A sign for each goal of the lesson."""
        if not self.standing:
            return []
        signs = [goal_sign(self.look, is_met) for _, is_met, _ in self.standing]
        return [("goals ", " "), *signs, ("  ", " ")]
