"""What the row shown does, in figures: predict and compare, then learn."""

from __future__ import annotations

from collections.abc import Callable

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.lab.comparison import nearer, score
from gdtui.lab.words import compared, exact_figures, learned

WAYS = [(6, False), (5, False), *((digits, True) for digits in range(6, 1, -1))]
"""How a sentence is written: how many digits its figures have, and whether it is brief."""
HIDDEN = "predict: which way, and will the error grow? space asks."
FIGURE_WIDTH = 38
"""Room for the longest name with the longest float."""


class Explanation(CellsPane):
    """Two short lines of figures that follow from each other, or the row's figures with every digit that they have.

    Of two runs beside each other they say which is nearer, and what each needs.
    """

    shows = ("session", "every_digit", "predicts")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="explanation")

    def watch_every_digit(self) -> None:
        self.set_class(self.every_digit, "-every-digit")
        self.paint_anew()

    def paint(self) -> None:
        width = self.size.width
        rows = (line_of([(text, " ")], width, ellipsis=self.look.ellipsis) for text in self._texts(width))
        self.show_cells(cells_of(*rows))

    def _texts(self, width: int) -> list[str]:
        if self.every_digit:
            figures = [f"{figure:<{FIGURE_WIDTH}}" for figure in exact_figures(self.session.current)]
            return ["".join(figures[index : index + 2]) for index in range(0, len(figures), 2)]
        session = self.session
        if session.beside is not None:
            other = session.beside
            return [
                _fitting(width, lambda digits, briefly: nearer(session, other, digits)),
                _fitting(width, lambda digits, briefly: score(session, other, briefly=briefly)),
            ]
        hidden = self.predicts and session.at_newest
        return [
            _fitting(width, lambda digits, briefly: compared(session, digits, briefly=briefly)),
            HIDDEN if hidden else _fitting(width, lambda digits, briefly: learned(session, digits)),
        ]


def _fitting(width: int, write: Callable[[int, bool], str]) -> str:
    """The sentence, written in the first way in which it is not cut; in the last way where it is cut in each."""
    for digits, briefly in WAYS:
        text = write(digits, briefly)
        if len(text) <= width:
            break
    return text
