"""From the ground of a picture to cells: the only module that speaks to plotext.

plotext does not clip, and its kernel ends the whole process on a nan or on points far outside the view. So everything
is first brought to the unit square and cut to it (``clip``): whatever a run does, plotext sees numbers from 0 to 1.
"""

from __future__ import annotations

from typing import NamedTuple

from gdtui.charts.cells import Cells, blank
from gdtui.charts.clip import clip_line, position
from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Ground, Line, Role, Span
from gdtui.charts.plotting import plotext

SMALLEST_WIDTH, SMALLEST_HEIGHT = 12, 4
LARGEST_WIDTH, LARGEST_HEIGHT = 400, 120


class Base(NamedTuple):
    """The drawn ground, and the canvas in it, the part inside the frame: its first column, its width and height."""

    cells: Cells
    left: int
    canvas_width: int
    canvas_height: int


def draw_ground(ground: Ground, width: int, height: int, glyphs: GlyphSet) -> Base:
    """Frame, ticks and background lines, in exactly so many cells; blank where there is no room for a chart."""
    drawn_width, drawn_height = min(width, LARGEST_WIDTH), min(height, LARGEST_HEIGHT)
    if drawn_width < SMALLEST_WIDTH or drawn_height < SMALLEST_HEIGHT:
        return Base(blank(width, height), 0, 0, 0)
    rows = _drawn(ground, drawn_width, drawn_height, glyphs)
    # The frame stands on the left and below: its one corner tells where the canvas lies.
    corner_row = next(index for index, row in enumerate(rows) if "└" in row)
    left = rows[corner_row].index("└") + 1
    rows = [row[:width].ljust(width) for row in rows] + [" " * width] * (height - len(rows))
    roles = []
    own_signs = {glyphs.lines[role]: role for role in (Role.LIMIT, Role.PINNED_BOWL)}
    for index, row in enumerate(rows):
        letters = []
        for column, glyph in enumerate(row):
            if glyph == " ":
                role = Role.BLANK
            elif index >= corner_row or column < left:
                role = Role.FRAME
            else:
                role = own_signs.get(glyph, Role.BOWL)
            letters.append(role.value)
        roles.append("".join(letters))
    cells = Cells(tuple(row.translate(glyphs.frame) for row in rows), tuple(roles))
    return Base(cells, left, drawn_width - left, corner_row)


def _drawn(ground: Ground, width: int, height: int, glyphs: GlyphSet) -> list[str]:
    """The rows of text that plotext makes of it."""
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(width, height)
    figure.axes(False, axis="x", side="upper")
    figure.axes(False, axis="y", side="right")
    _set_ruler("x", "lower", ground.x)
    _set_ruler("y", "left", ground.y)
    for line in ground.lines:
        _draw_line(line, ground, glyphs)
    rows: list[str] = figure.build().string(colorless=True).split("\n")
    return rows[:height]


def _set_ruler(axis: str, side: str, span: Span) -> None:
    ruler = plotext.figure.ruler(axis, side)
    ruler.lim(0, 1)
    places = [(position(value, span), text) for value, text in span.ticks]
    shown = [(place, text) for place, text in places if text and 0 <= place <= 1]
    ruler.ticks([place for place, _ in shown], [text for _, text in shown])


def _draw_line(line: Line, ground: Ground, glyphs: GlyphSet) -> None:
    places = ((position(x, ground.x), position(y, ground.y)) for x, y in line.points)
    for piece in clip_line(places):
        xs, ys = [x for x, _ in piece], [y for _, y in piece]
        plotext.figure.draw(plotext.figure.signal(xs, ys, marker=glyphs.lines[line.role]).lines(True))
