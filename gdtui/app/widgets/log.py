"""The iteration log: rows are worked out and drawn only when they are seen, so that its length costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from gdtui.app.columns import aligned
from gdtui.app.widgets.pane import shown_session
from gdtui.core.flags import Flag, Severity
from gdtui.core.methods import METHODS
from gdtui.core.session import Session
from gdtui.core.step import Step
from gdtui.lab.words import SIGNS, flag_word

OVERLAP = 2
"""A new page begins with this many rows of the one before."""
WIDEST_COLUMN = 17
NARROWEST_COLUMN = 9
WORST_FLAG = max(len(flag_word(flag)) for flag in Flag)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures: its name, and its cells before and after the decimal point; a gap follows."""

    name: str
    before: int
    after: int

    @classmethod
    def of_width(cls, name: str, width: int) -> Column:
        """A column of so many cells with its gap."""
        before = 2 if width < 10 else 3 if width < 14 else 5
        return cls(name, before, width - before - 2)

    @property
    def width(self) -> int:
        """Its cells, with the gap."""
        return self.before + self.after + 2

    def header(self) -> str:
        """Its name, beginning where most figures begin, or farther left where it is long."""
        indent = max(0, min(self.before - 1, self.width - 1 - len(self.name)))
        return f"{' ' * indent}{self.name}".ljust(self.width)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a row is divided: the cells of its number, its columns, and what is left for its flags."""

    number_width: int
    columns: tuple[Column, ...]
    flags_width: int

    @classmethod
    def fitting(cls, width: int, method: str, length: int) -> Layout:
        """The layout with the most digits for this width; the flags get their room first, they are never cut."""
        number_width = max(4, len(f"{length}") + 1)
        names: tuple[str, ...] = ("weight", "prediction", "error", "delta", *METHODS[method].step_fields)
        if width < 80:
            # Too narrow for all; the explanation has what is left out here.
            names = tuple(name for name in names if name not in ("prediction", "delta"))
        room = width - number_width - 1 - WORST_FLAG
        for column_width in range(WIDEST_COLUMN, NARROWEST_COLUMN - 1, -1):
            columns = tuple(Column.of_width(name, max(column_width, len(name) + 1)) for name in names)
            used = sum(column.width for column in columns)
            if used <= room:
                break
        return cls(number_width, columns, width - number_width - 1 - used)


class LogPane(Widget):
    """The rows so far, a page of them at a time; the row under the cursor is the one that all panes show."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "log--header",
        "log--cursor",
        *(f"log--{severity.value}" for severity in Severity),
    }

    session = shown_session()

    def __init__(self) -> None:
        super().__init__(id="log")
        self._styles: dict[str, Style] = {}

    @property
    def page_size(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.size.height - 1)

    def top_of(self, cursor: int) -> int:
        """The index of the first row of the page that shows this row; pages turn, they do not scroll."""
        size = self.page_size
        advance = max(1, size - OVERLAP)
        pages = max(0, -(-(cursor + 1 - size) // advance))
        return pages * advance

    def watch_session(self, old: Session, new: Session) -> None:
        top = self.top_of(new.cursor)
        layout_changed = self._layout(old) != self._layout(new)
        if new.run is not old.run or top != self.top_of(old.cursor) or layout_changed:
            self.refresh()
            return
        changed = {old.cursor, new.cursor, *range(old.length, new.length), *range(new.length, old.length)}
        lines = (index - top + 1 for index in changed if top <= index < top + self.page_size)
        self.refresh(*(Region(0, line, self.size.width, 1) for line in lines))

    def on_resize(self) -> None:
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = {}

    def render_line(self, y: int) -> Strip:
        width, session = self.size.width, self.session
        layout = self._layout(session)
        if y == 0:
            return Strip([Segment(_header(layout), self._style("log--header"))]).adjust_cell_length(
                width, self._style("log--header")
            )
        index = self.top_of(session.cursor) + y - 1
        if index >= session.length:
            return Strip.blank(width, self.rich_style)
        return self._row_strip(session.run.row(index), layout, index == session.cursor)

    def _row_strip(self, step: Step, layout: Layout, is_cursor: bool) -> Strip:
        style = self._style("log--cursor") if is_cursor else self.rich_style
        segments = [Segment(_figures(step, layout, is_cursor), style)]
        if step.flags:
            flag_style = self._style(f"log--{step.flags[0].severity.value}")
            segments.append(Segment(_flags(step.flags, layout.flags_width), style + flag_style))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _layout(self, session: Session) -> Layout:
        return Layout.fitting(self.size.width, session.parameters.method, session.length)

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(name)
        return self._styles[name]


def _header(layout: Layout) -> str:
    return f"{'#':>{layout.number_width}} {''.join(column.header() for column in layout.columns)}flags"


def _figures(step: Step, layout: Layout, is_cursor: bool) -> str:
    number = f"{'>' if is_cursor else ' '}{step.iteration:>{layout.number_width - 1}}"
    cells = (f"{aligned(getattr(step, column.name), column.before, column.after)} " for column in layout.columns)
    return f"{number} {''.join(cells)}"


def _flags(flags: tuple[Flag, ...], width: int) -> str:
    """The flags, gravest first: all in words where there is room, else the gravest, and the others by their signs."""
    words = "  ".join(flag_word(flag) for flag in flags)
    if len(words) <= width:
        return words
    signs = "".join(SIGNS[flag.severity] for flag in flags[1:])
    return f"{flag_word(flags[0])} {signs}"[:width]
