"""What is laid over the drawn ground: straight lines in dots, and marks.

Drawn here and not by the plotting library: measured, its frameless figure takes 1.4 ms a step where this takes a tenth,
in a budget of 3 ms for everything that a step costs more than a bare application. Positions are cut and rounded in the
way of the ground's, so that a mark on the bowl stands on the bowl.
"""

from __future__ import annotations

from itertools import pairwise

from gdtui.charts.canvas import Base
from gdtui.charts.cells import Cells
from gdtui.charts.clip import cell_of, clip_segment, in_view, position
from gdtui.charts.glyphs import BRAILLE, GlyphSet
from gdtui.charts.picture import Ground, Line, Picture

DOTS_ACROSS, DOTS_DOWN = 2, 4
DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot in a braille character, by row and column."""
SHORTEST_ARROW = 2
"""So many cells have no room for an arrow's head."""
Layer = dict[tuple[int, int], tuple[str, str]]
"""The sign and the letter of the role at each row and column."""


def lay_over(base: Base, picture: Picture, glyphs: GlyphSet) -> Cells:
    """The picture's lines and marks over the base's cells; where a line crosses another their dots are joined."""
    if not base.canvas_width or not base.canvas_height:
        return base.cells
    layer: Layer = {}
    for line in picture.lines:
        _lay_line(layer, line, picture.ground, base, glyphs)
    for mark in picture.marks:
        x, y = position(mark.x, picture.ground.x), position(mark.y, picture.ground.y)
        if in_view((x, y)):
            place = cell_of(1 - y, base.canvas_height), base.left + cell_of(x, base.canvas_width)
            layer[place] = glyphs.marks[mark.role], mark.role.value
    glyph_rows, role_rows = list(base.cells.glyphs), list(base.cells.roles)
    for row in {row for row, _ in layer}:
        below, roles = list(glyph_rows[row]), list(role_rows[row])
        for (_, column), (glyph, role) in ((place, cell) for place, cell in layer.items() if place[0] == row):
            below[column], roles[column] = _joined(below[column], glyph), role
        glyph_rows[row], role_rows[row] = "".join(below), "".join(roles)
    return Cells(tuple(glyph_rows), tuple(role_rows))


def _lay_line(layer: Layer, line: Line, ground: Ground, base: Base, glyphs: GlyphSet) -> None:
    """Add the dots, or the signs, of the parts of a line that are in view."""
    stroke = glyphs.lines[line.role]
    across, down = (DOTS_ACROSS, DOTS_DOWN) if stroke.sign == BRAILLE else (1, 1)
    width, height = base.canvas_width, base.canvas_height
    points = [(position(x, ground.x), position(y, ground.y)) for x, y in line.points]
    passed: dict[tuple[int, int], None] = {}
    for start, end in pairwise(points):
        piece = clip_segment(start, end)
        if piece is None:
            continue
        (x, y), (far_x, far_y) = piece
        # One dot for each column or row that the piece passes, whichever are more.
        columns = abs(cell_of(far_x, width, across) - cell_of(x, width, across))
        rows = abs(cell_of(far_y, height, down) - cell_of(y, height, down))
        count = max(columns, rows, 1)
        for number in range(count + 1):
            if stroke.dash and number // stroke.dash % 2:
                continue
            along = number / count
            column = cell_of(x + (far_x - x) * along, width, across)
            row = cell_of(1 - (y + (far_y - y) * along), height, down)
            place = row // down, base.left + column // across
            if stroke.sign == BRAILLE:
                below = layer.get(place, (chr(_BLANK_BRAILLE), ""))[0]
                glyph = _joined(below, chr(_BLANK_BRAILLE | DOT_BITS[row % down][column % across]))
            else:
                glyph = stroke.sign if columns else stroke.upright or stroke.sign
            layer[place] = glyph, line.role.value
            passed[place] = None
    if stroke.heads and len(passed) > SHORTEST_ARROW:
        # The point that it leads to lies on its last cell.
        *_, before, place = list(passed)[: -1 if in_view(points[-1]) else None]
        layer[place] = stroke.heads[_direction(before, place)], line.role.value


def _direction(start: tuple[int, int], end: tuple[int, int]) -> int:
    """0 for to the right, 1 for to the left, 2 for up, 3 for down; cells are given by row and column."""
    if start[1] != end[1]:
        return 0 if end[1] > start[1] else 1
    return 2 if end[0] < start[0] else 3


_BLANK_BRAILLE = 0x2800


def _joined(below: str, above: str) -> str:
    """The dots of both where both are braille, else what is above."""
    dots_below, dots_above = ord(below) - _BLANK_BRAILLE, ord(above) - _BLANK_BRAILLE
    if 0 <= dots_below < 256 and 0 <= dots_above < 256:
        return chr(_BLANK_BRAILLE | dots_below | dots_above)
    return above
