"""From the ground of a picture to cells: the only module that speaks to plotext.

plotext does not clip, and its kernel ends the whole process on a nan or on points far outside the view. So everything
is first brought to the unit square and cut to it (``clip``): whatever a run does, plotext sees numbers from 0 to 1.
The frame is not plotext's, which leaves labels out where they would stand out.
"""

from __future__ import annotations

from typing import NamedTuple

from gdtui.charts.cells import Cells, blank
from gdtui.charts.clip import clip_line, position
from gdtui.charts.frame import FRAME_ROWS, below, beside, canvas_of
from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Ground, Role
from gdtui.charts.plotting import plotext

SMALLEST_WIDTH, SMALLEST_HEIGHT = 12, 5


class Base(NamedTuple):
    """The drawn ground, and the canvas in it, the part inside the frame: its first column, its width and height."""

    cells: Cells
    left: int
    canvas_width: int
    canvas_height: int


def draw_ground(ground: Ground, width: int, height: int, glyphs: GlyphSet) -> Base:
    """Frame, ticks and background lines, in exactly so many cells; blank where there is no room for a chart."""
    if width < SMALLEST_WIDTH or height < SMALLEST_HEIGHT:
        return Base(blank(width, height), 0, 0, 0)
    left, columns, rows = canvas_of(width, height, ground.y)
    frame = [row.translate(glyphs.frame) for row in (*beside(ground.y, left, rows), *below(ground.x, left, columns))]
    drawn = [*_drawn(ground, columns, rows, glyphs), *[""] * FRAME_ROWS]
    lines = [edge + line for edge, line in zip(frame, drawn, strict=True)]
    signs = tuple(line.ljust(width) for line in (*lines, *[""] * (height - len(lines))))
    own_signs = {glyphs.lines[role].sign: role for role in (Role.LIMIT, Role.BEFORE, Role.PINNED_BOWL)}
    roles = tuple(
        "".join(
            Role.BLANK
            if sign == " "
            else Role.FRAME
            if row >= rows or column < left
            else own_signs.get(sign, Role.BOWL)
            for column, sign in enumerate(line)
        )
        for row, line in enumerate(signs)
    )
    return Base(Cells(signs, roles), left, columns, rows)


def _drawn(ground: Ground, columns: int, rows: int, glyphs: GlyphSet) -> list[str]:
    """The canvas as plotext draws it."""
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(columns, rows)
    figure.axes(False)
    for axis, side in (("x", "lower"), ("y", "left")):
        ruler = figure.ruler(axis, side)
        ruler.lim(0, 1)
        ruler.ticks([], [])
    for line in ground.lines:
        places = ((position(x, ground.x), position(y, ground.y)) for x, y in line.points)
        for piece in clip_line(places):
            xs, ys = [x for x, _ in piece], [y for _, y in piece]
            figure.draw(figure.signal(xs, ys, marker=glyphs.lines[line.role].sign).lines(True))
    drawn: list[str] = figure.build().string(colorless=True).split("\n")
    return [row[:columns].ljust(columns) for row in drawn[:rows]]
