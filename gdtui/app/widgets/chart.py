"""The chart's cells on the screen; only those that change are painted again."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from gdtui.app.widgets.cells import changed_spans, styled_strip
from gdtui.app.widgets.pane import shown_session
from gdtui.charts.bowl import bowl_picture
from gdtui.charts.canvas import UNICODE, Base, Cells, draw_ground, draw_overlay, lay_over
from gdtui.charts.picture import Ground, Role
from gdtui.core.session import Session

CELLS_A_TICK = 10
ROWS_A_TICK = 2


def component_class(role: Role) -> str:
    """The name under which the style sheet says how a role looks: chart--better-try."""
    return f"chart--{role.name.lower().replace('_', '-')}"


class ChartPane(Widget):
    """The error over the weight: a drawn ground that is kept, and a drawing of the row shown laid over it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {component_class(role) for role in Role}

    session = shown_session()

    def __init__(self) -> None:
        super().__init__(id="chart")
        self.border_title = "Error vs weight"
        self._ground: Ground | None = None
        self._base: Base | None = None
        self._cells = Cells((), ())
        self._styles: dict[str, Style] = {}

    def watch_session(self, session: Session) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._base = None
        self._draw()

    def render_line(self, y: int) -> Strip:
        if y >= len(self._cells.glyphs):
            return Strip.blank(self.size.width, self.rich_style)
        return styled_strip(self._cells.glyphs[y], self._cells.roles[y], self._style_of)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles = {}

    def _style_of(self, letter: str) -> Style:
        # Textual forgets component styles at every refresh; a step would look all of them up again.
        style = self._styles.get(letter)
        if style is None:
            style = self._styles[letter] = self.get_component_rich_style(component_class(Role(letter)))
        return style

    def _draw(self) -> None:
        """Work out the cells, the ground only where it differs, and refresh the spans that changed."""
        width, height = self.size
        if not width or not height:
            return
        picture = bowl_picture(self.session, max(2, width // CELLS_A_TICK), max(2, height // ROWS_A_TICK))
        redrawn = self._base is None or picture.ground is not self._ground
        if self._base is None or redrawn:
            self._ground, self._base = picture.ground, draw_ground(picture.ground, width, height, UNICODE)
        before, self._cells = self._cells, lay_over(self._base, draw_overlay(picture, self._base, UNICODE))
        if redrawn:
            self.refresh()
            return
        regions = [Region(start, row, end - start, 1) for row, start, end in changed_spans(before, self._cells)]
        if regions:
            self.refresh(*regions)
