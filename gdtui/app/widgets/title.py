"""The first line: what this is, what is run, and which row is shown."""

from __future__ import annotations

from textual.reactive import reactive

from gdtui.app.look import Look
from gdtui.app.widgets.cells import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import shown_session


class TitleBar(CellsPane):
    """The name, the lesson's title, and on the right how play stands and the row shown."""

    session = shown_session()
    heading = reactive("", init=False, repaint=False)
    play = reactive("", init=False, repaint=False)

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="title")

    def watch_session(self) -> None:
        self._write()

    def watch_heading(self) -> None:
        self._write()

    def watch_play(self) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        session, width = self.session, self.size.width
        right = f"row {session.cursor + 1:,}"
        if not session.at_newest:
            right += f" of {session.length:,}"
        if self.play:
            right = f"{self.play}  {right}"
        left, _ = line_of(
            [(f"gdtui  {self.heading}", " ")], max(0, width - len(right) - 2), ellipsis=self.look.ellipsis
        )
        self.show_cells(cells_of(line_of([(left, " "), ("  ", " "), (right, " ")], width)))
