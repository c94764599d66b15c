"""The rows of a sweep, as they come, and the one that is pointed at."""

from __future__ import annotations

from typing import ClassVar

from textual.events import Click
from textual.message import Message

from gdtui.app.columns import Column
from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.forecast_pane import SEVERITIES
from gdtui.app.widgets.pane import SEVERITY_CLASSES, SEVERITY_LETTERS
from gdtui.charts.picture import Role
from gdtui.core.sweep import SweepRow
from gdtui.files.sweeps import error_text, iterations_text
from gdtui.lab.signs import sparkline

VALUE_WIDTH = 12
REGIME_WIDTH = 14
ITERATIONS_WIDTH = 12
ERROR_WIDTH = 13


CLASSES = {"h": "sweep--header", "c": "sweep--cursor", "k": "sweep--spark", **SEVERITY_CLASSES}


class SweepPane(CellsPane):
    """A row a value: its regime, the iterations to the tolerance, the final error and how the error went."""

    role_classes: ClassVar[dict[str, str]] = CLASSES
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES.values())

    shows = ("rows", "cursor")
    rows: tuple[SweepRow, ...] = ()
    cursor = 0

    def __init__(self, look: Look, field: str, present: float) -> None:
        super().__init__(look, id="sweep")
        self.show(field, present)
        self.iterations = 0

    def show(self, field: str, present: float) -> None:
        """Show the values of this parameter, the present one marked."""
        self._values = Column.of_width(field, VALUE_WIDTH)
        self.present = present

    class Pointed(Message):
        """A row is to be pointed at, by its index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def on_click(self, event: Click) -> None:
        """A click points at a row; where it is pointed at already, it takes it."""
        index = self.cursor // self.page_size * self.page_size + event.y - 1
        if index == self.cursor:
            self.app.simulate_key("enter")
        elif 0 <= index < len(self.rows):
            self.post_message(self.Pointed(index))

    @property
    def _final(self) -> str:
        """What stands over the last error."""
        return f"after {self.iterations:,}"

    @property
    def _error_width(self) -> int:
        return max(ERROR_WIDTH, len(self._final) + 1)

    @property
    def page_size(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.size.height - 1)

    def paint(self) -> None:
        width, height = self.size
        header = f"    {self._values.header()}{'regime':<{REGIME_WIDTH}}{'to tolerance':>{ITERATIONS_WIDTH}}  "
        header += f"{self._final:<{self._error_width}}error, row by row"
        top = self.cursor // self.page_size * self.page_size
        seen = self.rows[top : top + self.page_size]
        lines = [self._line(row, top + index == self.cursor, width) for index, row in enumerate(seen)]
        empty = [line_of([], width)] * (height - 1 - len(lines))
        self.show_cells(cells_of(line_of([(header, "h")], width, fill="h"), *lines, *empty))

    def _line(self, row: SweepRow, is_cursor: bool, width: int) -> tuple[str, str]:
        severity = SEVERITIES[row.forecast.regime]
        mark = self.look.glyphs.marks[Role.POINT] if row.value == self.present else " "
        sign = self.look.signs[severity]
        pieces = [
            (f"{'>' if is_cursor else ' '} {mark} ", "c"),
            (self._values.cell(row.value), "c" if is_cursor else " "),
            (f"{f'{sign} {row.forecast.regime.value}':<{REGIME_WIDTH}}", SEVERITY_LETTERS[severity]),
            (f"{iterations_text(row):>{ITERATIONS_WIDTH}}  {error_text(row.final_error):<{self._error_width}}", " "),
        ]
        room = max(1, width - sum(len(text) for text, _ in pieces))
        stride = -(-len(row.levels) // room)
        pieces.append((sparkline(row.levels[::stride], self.look.sparks), "k"))
        return line_of(pieces, width)
