"""A pane made of cells: it is told what it should look like, and sends only what that changes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from gdtui.app.look import Look
from gdtui.app.widgets.pane import Pane
from gdtui.charts.cells import Cells, changed_spans
from gdtui.core.width import filled, one_each


class CellsPane(Pane):
    """Shows cells; the letter of each cell's role says which of the pane's component classes styles it."""

    role_classes: ClassVar[dict[str, str]] = {}
    """The component class for each letter; a letter that is missing here has the pane's own style.

    A class without a background of its own has the pane's, so that spaces between two roles can be drawn in either.
    """

    def __init__(self, look: Look, *, id: str) -> None:
        super().__init__(id=id)
        self.look = look
        self._cells = Cells((), ())
        self._styles: dict[str, Style] = {}

    @property
    def cells(self) -> Cells:
        """What it shows."""
        return self._cells

    def show_cells(self, cells: Cells) -> None:
        """Show these cells instead of those before; what is the same in both is not painted again."""
        before, self._cells = self._cells, cells
        if before.size != cells.size:
            self.refresh()
            return
        regions = [Region(start, row, end - start, 1) for row, start, end in changed_spans(before, cells)]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        if y >= len(self._cells.glyphs):
            return Strip.blank(self.size.width, self.rich_style)
        glyphs, roles = self._cells.glyphs[y], self._cells.roles[y]
        segments: list[Segment] = []
        start = 0
        for role, letters in groupby(roles):
            end = start + sum(1 for _ in letters)
            text = glyphs[start:end]
            if segments and role == " " and text.isspace():
                # Nobody sees which colour a space has; changing it costs forty bytes.
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
            else:
                segments.append(Segment(text, self._style_of(role)))
            start = end
        if one_each(glyphs):
            return Strip(segments, len(glyphs))
        # The library that draws may know other signs as wide, or fewer.
        return Strip(segments).adjust_cell_length(self._cells.size[0], self.rich_style)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = {}

    def _style_of(self, letter: str) -> Style:
        # Textual forgets component styles at every refresh; each step would look all of them up again.
        style = self._styles.get(letter)
        if style is None:
            name = self.role_classes.get(letter)
            style = self._styles[letter] = self.get_component_rich_style(name) if name else self.rich_style
        return style


def line_of(pieces: Iterable[tuple[str, str]], width: int, *, fill: str = " ", ellipsis: str = "") -> tuple[str, str]:
    """One row of cells from pieces of text with the letter of each; cut with an ellipsis, or filled, to the width."""
    glyphs, roles = "", ""
    for text, letter in pieces:
        glyphs += text
        roles += letter * len(text)
    glyphs = filled(glyphs, width, ellipsis)
    return glyphs, roles[: len(glyphs)].ljust(len(glyphs), fill)


def cells_of(*rows: tuple[str, str]) -> Cells:
    """Cells of rows that ``line_of`` made."""
    return Cells(tuple(glyphs for glyphs, _ in rows), tuple(roles for _, roles in rows))
