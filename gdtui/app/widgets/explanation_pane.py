"""The machine: what happens in the row shown, each figure under its name."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.lab.comparison import nearer, score
from gdtui.lab.words import exact_figures, in_sentences, machine

FIGURE_WIDTH = 38
"""Room for the longest name with the longest float."""
MOST_LINES = 6


class Explanation(CellsPane):
    """As many lines as the machine has, or the row's figures with every digit that they have.

    A low screen has two sentences. Of two runs beside each other they say which is nearer, and what each needs.
    """

    role_classes: ClassVar[dict[str, str]] = {"m": "explanation--names"}
    COMPONENT_CLASSES: ClassVar[set[str]] = set(role_classes.values())

    shows = ("session", "every_digit")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="explanation")

    def paint(self) -> None:
        width = self.size.width
        lines = self._lines(width)
        if len(lines) != self.size.height:
            self.styles.height = len(lines)
        self.show_cells(cells_of(*(line_of([line], width, ellipsis=self.look.ellipsis) for line in lines)))

    def _lines(self, width: int) -> list[tuple[str, str]]:
        session = self.session
        if self.every_digit:
            figures = [f"{figure:<{FIGURE_WIDTH}}" for figure in exact_figures(session.current)]
            return [("".join(figures[index : index + 2]), " ") for index in range(0, len(figures), 2)]
        if session.beside is not None:
            texts = [nearer(session, session.beside), score(session, session.beside)]
            briefly = [nearer(session, session.beside, 4), score(session, session.beside, briefly=True)]
            return [(text if len(text) <= width else brief, " ") for text, brief in zip(texts, briefly, strict=True)]
        if self.screen.has_class("-short"):
            return [(text, " ") for text in in_sentences(session, width)]
        names, *lines = machine(session, width)
        # The first line of tries is no line of names.
        return [(names, " " if session.parameters.rule.tries else "m"), *((line, " ") for line in lines)][:MOST_LINES]
