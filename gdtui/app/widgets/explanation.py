"""What the row shown does, in figures: predict and compare, then learn."""

from __future__ import annotations

from textual.reactive import reactive

from gdtui.app.look import Look
from gdtui.app.widgets.cells import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import shown_session
from gdtui.lab.comparison import nearer, score
from gdtui.lab.words import compared, exact_figures, learned

ROOMY = 76
"""From this width on the sentences have 6 digits."""
HIDDEN = "predict first: which way, and will the error grow? space asks."
FIGURE_WIDTH = 38
"""Room for the longest name with the longest float."""


class Explanation(CellsPane):
    """Two short lines of figures that follow from each other, or the row's figures with every digit that they have.

    Of two runs beside each other they say which is nearer, and what each needs.
    """

    session = shown_session()
    every_digit = reactive(False, init=False, repaint=False)
    predicts = reactive(False, init=False, repaint=False)

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="explanation")

    def watch_session(self) -> None:
        self._write()

    def watch_every_digit(self, every_digit: bool) -> None:
        self.set_class(every_digit, "-every-digit")
        self._write()

    def watch_predicts(self) -> None:
        self._write()

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        session, width = self.session, self.size.width
        digits = 6 if width >= ROOMY else 4
        if self.every_digit:
            figures = [f"{figure:<{FIGURE_WIDTH}}" for figure in exact_figures(session.current)]
            texts = ["".join(figures[index : index + 2]) for index in range(0, len(figures), 2)]
        elif session.beside is not None:
            texts = [
                nearer(session, session.beside, digits),
                score(session, session.beside, briefly=width < ROOMY),
            ]
        else:
            hidden = self.predicts and session.at_newest
            update = HIDDEN if hidden else learned(session, digits)
            texts = [compared(session.current, session.parameters.goal, digits), update]
        rows = (line_of([(text, " ")], width, ellipsis=self.look.ellipsis) for text in texts)
        self.show_cells(cells_of(*rows))
