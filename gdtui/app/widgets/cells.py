"""Cells with roles: turning them into styled lines, and finding what changed between two drawings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gdtui.charts.canvas import Cells

JOIN_GAP = 4
"""Two changes in a row with no more unchanged cells than this between them are sent as one: moving costs as much."""


def styled_strip(glyphs: str, roles: str, style_of: Callable[[str], Style]) -> Strip:
    """One row of cells with the style of each role."""
    segments, start = [], 0
    for role, letters in groupby(roles):
        end = start + sum(1 for _ in letters)
        segments.append(Segment(glyphs[start:end], style_of(role)))
        start = end
    return Strip(segments, len(glyphs))


def changed_spans(before: Cells, after: Cells) -> Iterator[tuple[int, int, int]]:
    """Each run of changed cells as its row, its first column and the column after its last one."""
    pairs = zip(zip(*before, strict=True), zip(*after, strict=True), strict=True)
    for row, (old, new) in enumerate(pairs):
        if old == new:
            continue
        changed = [
            column
            for column, (old_cell, new_cell) in enumerate(
                zip(zip(*old, strict=True), zip(*new, strict=True), strict=True)
            )
            if old_cell != new_cell
        ]
        start = end = changed[0]
        for column in changed[1:]:
            if column - end > JOIN_GAP:
                yield row, start, end + 1
                start = column
            end = column
        yield row, start, end + 1
