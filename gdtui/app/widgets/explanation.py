"""What the row shown does, in figures: predict and compare, then learn."""

from __future__ import annotations

from gdtui.app.widgets.cells import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import shown_session
from gdtui.lab.words import compared, learned

ROOMY = 76
"""From this width on figures have all their digits."""


class Explanation(CellsPane):
    """Two short lines of figures that follow from each other."""

    session = shown_session()

    def __init__(self) -> None:
        super().__init__(id="explanation")

    def watch_session(self) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        session, width = self.session, self.size.width
        digits = 6 if width >= ROOMY else 4
        compare = compared(session.current, session.parameters.goal, digits)
        self.show_cells(cells_of(*(line_of([(text, " ")], width) for text in (compare, learned(session, digits)))))
