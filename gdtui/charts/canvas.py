"""From a picture to cells: the only module that speaks to plotext.

plotext does not clip, and its kernel ends the whole process on a nan or on points far outside the view. So everything
is first brought to the unit square and cut to it (``clip``): whatever a run does, plotext sees numbers from 0 to 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import plotext

from gdtui.charts.clip import Point, clip_line, in_view, position
from gdtui.charts.picture import Ground, Line, Picture, Role, Span

SMALLEST_WIDTH = 12
SMALLEST_HEIGHT = 4
LARGEST_WIDTH = 400
LARGEST_HEIGHT = 120
BRAILLE = 0x2800

# plotext writes a colour number into its text; here the number says which role the cells have.
_ROLES = tuple(Role)
_COLOUR = re.compile("\x1b\\[(?:0|38;5;(\\d+))m")


class Cells(NamedTuple):
    """A drawing: rows of glyphs, and beside each row the letters of the roles that its cells have."""

    glyphs: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlyphSet:
    """The signs that a drawing is made of: how lines are drawn, the sign of each mark, and stand-ins for the frame."""

    lines: dict[Role, str]
    marks: dict[Role, str]
    frame: dict[int, str]


UNICODE = GlyphSet(
    lines={Role.BOWL: "braille", Role.TANGENT: "braille", Role.JUMP: "braille"},
    marks={
        Role.OLD: "·",
        Role.TRAIL: "◦",
        Role.START: "○",
        Role.GOAL: "◎",
        Role.TRY: "◇",
        Role.BETTER_TRY: "◆",
        Role.POINT: "●",
    },
    frame={},
)
ASCII = GlyphSet(
    lines={Role.BOWL: ".", Role.TANGENT: "/", Role.JUMP: "-"},
    marks={
        Role.OLD: ",",
        Role.TRAIL: "o",
        Role.START: "O",
        Role.GOAL: "X",
        Role.TRY: "?",
        Role.BETTER_TRY: "!",
        Role.POINT: "@",
    },
    frame=str.maketrans({"│": "|", "┤": "+", "┬": "+", "└": "+", "─": "-", "┼": "+"}),
)


@dataclass(frozen=True, slots=True)
class Base:
    """The drawn ground, and where in it the canvas lies, the part inside the frame (in cells)."""

    cells: Cells
    left: int
    canvas_width: int
    canvas_height: int


def draw(picture: Picture, width: int, height: int, glyphs: GlyphSet = UNICODE) -> Cells:
    """The whole picture in exactly so many cells; blank where there is no room for a chart."""
    base = draw_ground(picture.ground, width, height, glyphs)
    return lay_over(base, draw_overlay(picture, base, glyphs))


def draw_ground(ground: Ground, width: int, height: int, glyphs: GlyphSet = UNICODE) -> Base:
    """Frame, ticks and background lines, in exactly so many cells."""
    drawn_width, drawn_height = min(width, LARGEST_WIDTH), min(height, LARGEST_HEIGHT)
    if drawn_width < SMALLEST_WIDTH or drawn_height < SMALLEST_HEIGHT:
        return Base(_blank(width, height), 0, 0, 0)
    figure = _figure(drawn_width, drawn_height)
    figure.axes(False, axis="x", side="upper")
    figure.axes(False, axis="y", side="right")
    _set_ruler("x", ground.x)
    _set_ruler("y", ground.y)
    for line in ground.lines:
        _draw_line(line, ground, glyphs)
    rows = figure.build().string(colorless=True).split("\n")[:drawn_height]
    corner_row = next((index for index, row in enumerate(rows) if "└" in row), 0)
    left = rows[corner_row].find("└") + 1
    rows = [row[:width].ljust(width) for row in rows] + [" " * width] * (height - len(rows))
    roles = []
    for index, row in enumerate(rows):
        inside = index < corner_row
        letters = [
            Role.BLANK if glyph == " " else Role.BOWL if inside and column >= left else Role.FRAME
            for column, glyph in enumerate(row)
        ]
        roles.append("".join(letters))
    cells = Cells(tuple(row.translate(glyphs.frame) for row in rows), tuple(roles))
    return Base(cells, left, drawn_width - left, corner_row)


def draw_overlay(picture: Picture, base: Base, glyphs: GlyphSet = UNICODE) -> Cells:
    """The picture's own lines and marks in the cells of the base's canvas."""
    ground = picture.ground
    if base.canvas_width < 1 or base.canvas_height < 1:
        return Cells((), ())
    figure = _figure(base.canvas_width, base.canvas_height)
    figure.axes(False)
    _set_ruler("x", Span(ground.x.low, ground.x.high))
    _set_ruler("y", Span(ground.y.low, ground.y.high))
    for line in picture.lines:
        _draw_line(line, ground, glyphs)
    places = [(mark.role, _place(mark.x, mark.y, ground)) for mark in picture.marks]
    seen = [(role, place) for role, place in places if in_view(place)]
    if seen:
        signs = [_marker(glyphs.marks[role], role) for role, _ in seen]
        xs, ys = [place[0] for _, place in seen], [place[1] for _, place in seen]
        figure.draw(figure.signal(xs, ys, marker=signs))
    return _read(figure.build().string())


def lay_over(base: Base, overlay: Cells) -> Cells:
    """The overlay's cells over the base's; where both are braille their dots are joined."""
    if not overlay.glyphs:
        return base.cells
    glyph_rows, role_rows = list(base.cells.glyphs), list(base.cells.roles)
    for index, (glyphs, roles) in enumerate(zip(*overlay, strict=True)):
        if not glyphs.strip():
            continue
        below, below_roles = list(glyph_rows[index]), list(role_rows[index])
        for column, glyph in enumerate(glyphs, base.left):
            if glyph != " " and column < len(below):
                below[column] = _joined(below[column], glyph)
                below_roles[column] = roles[column - base.left]
        glyph_rows[index], role_rows[index] = "".join(below), "".join(below_roles)
    return Cells(tuple(glyph_rows), tuple(role_rows))


def _joined(below: str, above: str) -> str:
    dots_below, dots_above = ord(below) - BRAILLE, ord(above) - BRAILLE
    if 0 <= dots_below < 256 and 0 <= dots_above < 256:
        return chr(BRAILLE + (dots_below | dots_above))
    return above


def _figure(width: int, height: int) -> plotext.figure:
    """plotext's one figure, emptied, without colours of its own, of exactly this size."""
    plotext.terminal.limit(False, False)
    plotext.figure.clear()
    plotext.figure.theme("colorless")
    plotext.figure.plot_size(width, height)
    return plotext.figure


def _set_ruler(axis: str, span: Span) -> None:
    ruler = plotext.figure.ruler(axis, "lower" if axis == "x" else "left")
    ruler.lim(0, 1)
    places = [(position(value, span), text) for value, text in span.ticks]
    shown = [(place, text) for place, text in places if text and 0 <= place <= 1]
    ruler.ticks([place for place, _ in shown], [text for _, text in shown])


def _place(x: float, y: float, ground: Ground) -> Point:
    return position(x, ground.x), position(y, ground.y)


def _draw_line(line: Line, ground: Ground, glyphs: GlyphSet) -> None:
    marker = _marker(glyphs.lines[line.role], line.role)
    for piece in clip_line(_place(x, y, ground) for x, y in line.points):
        signal = plotext.figure.signal([x for x, _ in piece], [y for _, y in piece], marker=marker)
        plotext.figure.draw(signal.lines(True))


def _marker(sign: str, role: Role) -> plotext.marker:
    return plotext.marker(sign, plotext.pixel(foreground=_ROLES.index(role)))


def _read(text: str) -> Cells:
    """The cells of a drawing whose colour numbers are roles."""
    glyph_rows, role_rows = [], []
    for row in text.removesuffix("\n").split("\n"):
        # Text and colour numbers take turns: text, number or None for plain, text, ...
        parts = _COLOUR.split(row)
        glyphs, roles = [parts[0]], [Role.BLANK * len(parts[0])]
        for number, piece in zip(parts[1::2], parts[2::2], strict=True):
            glyphs.append(piece)
            roles.append((_ROLES[int(number)] if number else Role.BLANK) * len(piece))
        glyph_rows.append("".join(glyphs))
        role_rows.append("".join(roles))
    return Cells(tuple(glyph_rows), tuple(role_rows))


def _blank(width: int, height: int) -> Cells:
    rows = (" " * max(width, 0),) * max(height, 0)
    return Cells(rows, rows)
