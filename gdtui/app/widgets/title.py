"""The first line: what this is, what is run, and which row is shown."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Static

from gdtui.app.widgets.pane import shown_session
from gdtui.core.session import Session

SIDES = 2


class TitleBar(Static):
    """The name, the lesson's title, and on the right how play stands and the row shown."""

    session = shown_session()
    heading = reactive("", init=False, repaint=False)
    play = reactive("", init=False, repaint=False)

    def __init__(self) -> None:
        super().__init__(markup=False, id="title")

    def watch_session(self, session: Session) -> None:
        self._write()

    def watch_heading(self, heading: str) -> None:
        self._write()

    def watch_play(self, play: str) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        session = self.session
        row = f"row {session.cursor + 1:,}"
        if not session.at_newest:
            row += f" of {session.length:,}"
        right = f"{self.play}  {row}" if self.play else row
        left = f"gdtui  {self.heading}"
        room = self.size.width - SIDES - len(right)
        if room < len(left) + SIDES:
            left = left[: max(room - SIDES, 0)]
        self.update(f"{left:<{max(room, 0)}}{right}", layout=False)
