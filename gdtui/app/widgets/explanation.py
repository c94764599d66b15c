"""What the row shown does, in figures: predict and compare, then learn."""

from __future__ import annotations

from textual.widgets import Static

from gdtui.app.widgets.pane import shown_session
from gdtui.core.session import Session
from gdtui.lab.words import compared, learned


class Explanation(Static):
    """Two short lines of figures that follow from each other."""

    session = shown_session()

    def __init__(self) -> None:
        super().__init__(markup=False, id="explanation")

    def watch_session(self, session: Session) -> None:
        self.update(f"{compared(session.current, session.parameters.goal)}\n{learned(session)}", layout=False)
