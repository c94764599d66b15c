"""What the row shown does, in figures: predict and compare, then learn."""

from __future__ import annotations

from textual.widgets import Static

from gdtui.app.widgets.pane import shown_session
from gdtui.core.session import Session
from gdtui.lab.words import compared, learned

ROOMY = 76
"""From this width on figures have all their digits."""


class Explanation(Static):
    """Two short lines of figures that follow from each other."""

    session = shown_session()

    def __init__(self) -> None:
        super().__init__(markup=False, id="explanation")

    def watch_session(self, session: Session) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        session, digits = self.session, 6 if self.size.width >= ROOMY else 4
        compare = compared(session.current, session.parameters.goal, digits)
        self.update(f"{compare}\n{learned(session, digits)}", layout=False)
