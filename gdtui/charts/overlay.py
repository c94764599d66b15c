"""What is laid over the drawn ground: straight lines in dots, and marks.

Drawn here and not by the plotting library: measured, its frameless figure takes 1.4 ms a step where this takes a tenth,
in a budget of 3 ms for everything that a step costs more than a bare application. Positions are cut and rounded in the
way of the ground's, so that a mark on the bowl stands on the bowl.
"""

from __future__ import annotations

from itertools import pairwise

from gdtui.charts.canvas import Base
from gdtui.charts.cells import Cells
from gdtui.charts.clip import clip_segment, in_view, position
from gdtui.charts.glyphs import BRAILLE, GlyphSet
from gdtui.charts.picture import Ground, Line, Picture

DOTS_ACROSS, DOTS_DOWN = 2, 4
DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a braille character, by row and column."""


def lay_over(base: Base, picture: Picture, glyphs: GlyphSet) -> Cells:
    """The picture's lines and marks over the base's cells; where a line crosses another their dots are joined."""
    if not base.canvas_width or not base.canvas_height:
        return base.cells
    layer: dict[tuple[int, int], tuple[str, str]] = {}
    for line in picture.lines:
        _lay_line(layer, line, picture.ground, base, glyphs)
    for mark in picture.marks:
        x, y = position(mark.x, picture.ground.x), position(mark.y, picture.ground.y)
        if in_view((x, y)):
            place = _index(1 - y, base.canvas_height), base.left + _index(x, base.canvas_width)
            layer[place] = glyphs.marks[mark.role], mark.role.value
    glyph_rows, role_rows = list(base.cells.glyphs), list(base.cells.roles)
    for row in {row for row, _ in layer}:
        below, roles = list(glyph_rows[row]), list(role_rows[row])
        for (_, column), (glyph, role) in ((place, cell) for place, cell in layer.items() if place[0] == row):
            below[column], roles[column] = _joined(below[column], glyph), role
        glyph_rows[row], role_rows[row] = "".join(below), "".join(roles)
    return Cells(tuple(glyph_rows), tuple(role_rows))


def _index(place: float, cells: int, dots: int = 1) -> int:
    """Which dot a place from 0 to 1 falls on, where each cell has so many.

    The ends of an axis lie in the middle of the first and the last cell, as in the ground.
    """
    return int((0.5 + (cells - 1) * place) * dots)


def _lay_line(
    layer: dict[tuple[int, int], tuple[str, str]], line: Line, ground: Ground, base: Base, glyphs: GlyphSet
) -> None:
    """Add the dots, or the ASCII signs, of the parts of a line that are in view."""
    sign = glyphs.lines[line.role]
    across, down = (DOTS_ACROSS, DOTS_DOWN) if sign == BRAILLE else (1, 1)
    width, height = base.canvas_width, base.canvas_height
    places = [(position(x, ground.x), position(y, ground.y)) for x, y in line.points]
    for start, end in pairwise(places):
        piece = clip_segment(start, end)
        if piece is None:
            continue
        (x, y), (far_x, far_y) = piece
        # One dot for each column or row that the piece passes, whichever are more.
        columns = abs(_index(far_x, width, across) - _index(x, width, across))
        rows = abs(_index(far_y, height, down) - _index(y, height, down))
        count = max(columns, rows, 1)
        for number in range(count + 1):
            along = number / count
            column = _index(x + (far_x - x) * along, width, across)
            row = _index(1 - (y + (far_y - y) * along), height, down)
            place = row // down, base.left + column // across
            if sign == BRAILLE:
                below = layer.get(place, (chr(_BLANK_BRAILLE), ""))[0]
                glyph = _joined(below, chr(_BLANK_BRAILLE | DOT_BITS[row % down][column % across]))
            else:
                glyph = sign
            layer[place] = glyph, line.role.value


_BLANK_BRAILLE = 0x2800


def _joined(below: str, above: str) -> str:
    """The dots of both where both are braille, else what is above."""
    dots_below, dots_above = ord(below) - _BLANK_BRAILLE, ord(above) - _BLANK_BRAILLE
    if 0 <= dots_below < 256 and 0 <= dots_above < 256:
        return chr(_BLANK_BRAILLE | dots_below | dots_above)
    return above
