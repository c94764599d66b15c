"""A drawing in cells: rows of glyphs, and beside each row what its cells mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from gdtui.core.width import cells, one_each

SPAN_COST = 45
"""About how many bytes a terminal is sent to move to another place, or to change the style."""


class Cells(NamedTuple):
    """Rows of glyphs, and as long rows of letters, one for each glyph, that say which role it has.

    A glyph takes a cell, but for those of texts in scripts whose signs take two, or none.
    """

    glyphs: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows; all rows are equally wide."""
        return (cells(self.glyphs[0]) if self.glyphs else 0), len(self.glyphs)


def blank(width: int, height: int) -> Cells:
    """So many cells with nothing in them."""
    rows = (" " * max(width, 0),) * max(height, 0)
    return Cells(rows, rows)


def changed_spans(before: Cells, after: Cells) -> Iterator[tuple[int, int, int]]:
    """The runs of cells to send so that one drawing becomes the other, each as its row, first and last column + 1.

    Both are of one size. Two changes are one run where what lies between them costs fewer bytes than going there anew.
    """
    for row, (old_glyphs, glyphs) in enumerate(zip(before.glyphs, after.glyphs, strict=True)):
        old_roles, roles = before.roles[row], after.roles[row]
        if old_glyphs == glyphs and old_roles == roles:
            continue
        if not (one_each(old_glyphs) and one_each(glyphs)):
            yield row, 0, cells(glyphs)
            continue
        columns = enumerate(zip(old_glyphs, glyphs, old_roles, roles, strict=True))
        changed = [column for column, (was, now, meant, means) in columns if was != now or meant != means]
        start = end = changed[0]
        for column in changed[1:]:
            if column - end > 1 and _cost(glyphs[end + 1 : column], roles[end : column + 1]) >= SPAN_COST:
                yield row, start, end + 1
                start = column
            end = column
        yield row, start, end + 1


def _cost(glyphs: str, roles: str) -> int:
    """About how many bytes it takes to send these cells, whose roles come with the one before and the one behind."""
    changes = sum(left != right for left, right in pairwise(roles))
    return len(glyphs.encode()) + SPAN_COST * max(0, changes - 1)
