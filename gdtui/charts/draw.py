"""A whole picture at once, for those who keep no layers."""

from __future__ import annotations

from gdtui.charts.canvas import draw_ground
from gdtui.charts.cells import Cells
from gdtui.charts.glyphs import UNICODE, GlyphSet
from gdtui.charts.overlay import lay_over
from gdtui.charts.picture import Picture


def draw(picture: Picture, width: int, height: int, glyphs: GlyphSet = UNICODE) -> Cells:
    """The picture in exactly so many cells; blank where there is no room for a chart."""
    return lay_over(draw_ground(picture.ground, width, height, glyphs), picture, glyphs)
