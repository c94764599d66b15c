"""The iteration log: rows are worked out and drawn only when they are seen, so that its length costs nothing.

Its own lines, since a DataTable keeps every row (22 ms a step at once, 201 ms after 100,000 rows), and the one that
does not, textual-fastdatatable, brings an array library that takes 27 MB a session.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from textual.events import Click
from textual.message import Message

from gdtui.app.columns import NARROWEST, WIDEST, Column
from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import SEVERITY_CLASSES, SEVERITY_LETTERS
from gdtui.core.flags import FLAGS, Flag
from gdtui.core.row import Row, figure_names
from gdtui.lab.comparison import BESIDE, PINNED
from gdtui.lab.signs import flag_word

OVERLAP = 2
"""A new page begins with this many rows of the one before."""
LEAST_COLUMNS = ("weight", "error")
"""What is shown of a row wherever there is little room."""


class Layout(NamedTuple):
    """How a row is divided: the cells of its number, its columns, and what is left for its flags."""

    number_width: int
    columns: tuple[Column, ...]
    flags_width: int

    @classmethod
    @lru_cache(maxsize=16)
    def fitting(cls, width: int, runs: tuple[tuple[str, ...], ...], length: int) -> Layout:
        """The layout with the most digits for this width; the flags get their room first, they are never cut.

        ``runs`` has the figures of each run; of two runs the columns are those that both have.
        """
        number_width = max(4, len(f"{length}") + 1)
        names = tuple(name for name in figure_names(runs[0])[:-1] if name in figure_names(runs[-1]))
        if len(runs) > 1:
            number_width += 2
        if width < 80:
            # Too narrow for all; the explanation has what is left out here.
            names = tuple(name for name in names if name not in ("prediction", "delta"))
        room = width - number_width - 1 - max(len(flag_word(flag)) for flag in FLAGS)
        while True:
            for column_width in range(WIDEST, NARROWEST - 1, -1):
                columns = tuple(Column.of_width(name, column_width) for name in names)
                used = sum(column.width for column in columns)
                if used <= room:
                    break
            if used <= room or len(names) == len(LEAST_COLUMNS):
                return cls(number_width, columns, max(0, width - number_width - 1 - used))
            # A column is there whole or not at all; the last figures, that a method adds, say most.
            names = (*LEAST_COLUMNS, *[name for name in names if name not in LEAST_COLUMNS][1:])


class LogPane(CellsPane):
    """The rows so far, a page of them at a time; the row under the cursor is the one that all panes show."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"log--header", "log--cursor", *SEVERITY_CLASSES.values()}
    role_classes: ClassVar[dict[str, str]] = {"h": "log--header", "c": "log--cursor", **SEVERITY_CLASSES}

    shows = ("session",)

    class Chosen(Message):
        """A row is to be shown, by its index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="log")
        self._seen: tuple[int, ...] = ()
        """The index of the row that stands on each line."""

    def on_click(self, event: Click) -> None:
        """A click on a row shows it."""
        if 1 <= event.y <= len(self._seen):
            self.post_message(self.Chosen(self._seen[event.y - 1]))

    def on_mouse_scroll_up(self) -> None:
        """The wheel goes from row to row."""
        self.post_message(self.Chosen(self.session.cursor - 1))

    def on_mouse_scroll_down(self) -> None:
        """The wheel goes from row to row, through those that there are."""
        self.post_message(self.Chosen(self.session.cursor + 1))

    @property
    def page_size(self) -> int:
        """How many rows are seen at once; of two runs, how many of each."""
        runs = 1 if self.session.pinned is None else 2
        return max(1, (self.size.height - 1) // runs)

    def top_of(self, cursor: int) -> int:
        """The index of the first row of the page that shows this row; pages turn, they do not scroll."""
        size = self.page_size
        advance = max(1, size - OVERLAP)
        pages = max(0, -(-(cursor + 1 - size) // advance))
        return pages * advance

    def paint(self) -> None:
        session, (width, height) = self.session, self.size
        shown = {"": session} if session.beside is None else {PINNED: session.beside, BESIDE: session}
        runs = tuple(each.run.columns for each in shown.values())
        layout = Layout.fitting(width, runs, session.length)
        top = self.top_of(session.cursor)
        pages = [[(name, step) for step in each.steps[top : top + self.page_size]] for name, each in shown.items()]
        together = [pair for pairs in zip_longest(*pages) for pair in pairs if pair is not None]
        self._seen = tuple(step.iteration - 1 for _, step in together)
        rows = [
            _row(name, step, layout, step.iteration == session.cursor + 1, width, self.look) for name, step in together
        ][: height - 1]
        empty = [line_of([], width)] * (height - 1 - len(rows))
        self.show_cells(cells_of(line_of([(_header(layout), "h")], width, fill="h"), *rows, *empty))


@lru_cache(maxsize=256)
def _row(name: str, step: Row, layout: Layout, is_cursor: bool, width: int, look: Look) -> tuple[str, str]:
    """A row in cells; a page is written at each step, and most of it was there before."""
    ending = f" {name}" if name else ""
    number = f"{'>' if is_cursor else ' '}{step.iteration:>{layout.number_width - 1 - len(ending)}}{ending}"
    figures = (column.cell(step.named(column.name)) for column in layout.columns)
    pieces = [(number, "c" if is_cursor else " "), (f" {''.join(figures)}", " ")]
    if step.flags:
        pieces.append((_flags(step.flags, layout.flags_width, look), SEVERITY_LETTERS[step.flags[0].severity]))
    return line_of(pieces, width)


def _header(layout: Layout) -> str:
    return f"{'#':>{layout.number_width}} {''.join(column.header() for column in layout.columns)}what happened"


def _flags(flags: tuple[Flag, ...], width: int, look: Look) -> str:
    """The flags, gravest first: all in words where there is room, else the gravest, and the others by their signs."""
    words = "  ".join(flag_word(flag, look.signs) for flag in flags)
    if len(words) <= width:
        return words
    signs = "".join(look.signs[flag.severity] for flag in flags[1:])
    return f"{flag_word(flags[0], look.signs)} {signs}"[:width]
