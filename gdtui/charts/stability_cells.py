"""The map of stability, drawn to cells: a sign for each regime, the axes, and where the cursor is."""

from __future__ import annotations

import math

from gdtui.charts.cells import Cells
from gdtui.charts.frame import below
from gdtui.charts.glyphs import GlyphSet
from gdtui.charts.picture import Role
from gdtui.charts.stability import Place, StabilityMap
from gdtui.core.figures import short
from gdtui.core.forecast import Regime

LABEL_WIDTH = 8
"""Cells to the left of the axis, for the alphas."""
AXIS_ROWS = 2
CURSOR = "+"
"""The role of the cell that is pointed at."""
REGIME_ROLES = dict(zip(Regime, "ciwtdng", strict=True))
"""The role of each regime's cells, as a letter."""


def map_size(width: int, height: int) -> tuple[int, int]:
    """How many columns, an odd number so that one is for input 0, and rows a map has in so many cells."""
    columns = max(width - LABEL_WIDTH - 2, 3)
    return columns - (columns + 1) % 2, max(height - AXIS_ROWS, 3)


def draw_map(chart: StabilityMap, cursor: Place, width: int, glyphs: GlyphSet) -> Cells:
    """The whole map in rows of so many cells; ``>`` and ``^`` beside the axes point at the cursor's cell."""
    rows = [_row(chart, row, cursor, glyphs) for row in range(len(chart.alphas))]
    rows += _axis(chart, cursor)
    frame = Role.FRAME.value
    return Cells(
        tuple(signs.translate(glyphs.frame).ljust(width)[:width] for signs, _ in rows),
        tuple(roles.ljust(width, frame)[:width] for _, roles in rows),
    )


def _row(chart: StabilityMap, row: int, cursor: Place, glyphs: GlyphSet) -> tuple[str, str]:
    alpha = chart.alphas[row]
    is_last = row == len(chart.alphas) - 1
    is_tick = not is_last and math.log10(alpha).is_integer()
    pointer = ">" if row == cursor.row else " "
    label = f"{pointer}{short(alpha, 2) if is_tick or is_last else '':>{LABEL_WIDTH - 1}}"
    signs = [glyphs.regimes[regime] for regime in chart.regimes[row]]
    roles = [REGIME_ROLES[regime] for regime in chart.regimes[row]]
    if row == chart.place.row:
        signs[chart.place.column], roles[chart.place.column] = glyphs.marks[Role.POINT], Role.POINT.value
    if row == cursor.row:
        roles[cursor.column] = CURSOR
    # The last row, of alphas that are not positive, has no place on a scale of powers.
    axis = "┤" if is_tick else "│"
    return label + axis + "".join(signs), Role.FRAME.value * (LABEL_WIDTH + 1) + "".join(roles)


def _axis(chart: StabilityMap, cursor: Place) -> list[tuple[str, str]]:
    """The line below the map with the cursor's column, and its places under it."""
    line, labels = below(chart.axis, LABEL_WIDTH + 1, chart.columns)
    place = LABEL_WIDTH + 1 + cursor.column
    rows = [f"{line[:place]}^{line[place + 1 :]}", labels]
    return [(row, Role.FRAME.value * len(row)) for row in rows]
