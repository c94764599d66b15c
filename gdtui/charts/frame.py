"""The frame of a chart: the axis on its left and the one below, in cells, and how much they leave for the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gdtui.charts.clip import cell_of, position
from gdtui.charts.picture import Span

FRAME_ROWS = 2
"""Rows that the axis below takes, with its labels."""
LARGEST_WIDTH, LARGEST_HEIGHT = 400, 120
"""What lies beyond so many columns and rows stays blank."""


def canvas_of(width: int, height: int, y: Span) -> tuple[int, int, int]:
    """The canvas of a chart of so many cells: its first column, its columns and its rows."""
    width = min(width, LARGEST_WIDTH)
    left = min(max((len(text) for _, text in y.ticks), default=0), width // 2) + 1
    return left, width - left, canvas_rows(height)


def canvas_rows(height: int) -> int:
    """The rows of the canvas of a chart of so many rows."""
    return min(height, LARGEST_HEIGHT) - FRAME_ROWS


def beside(axis: Span, left: int, rows: int) -> list[str]:
    """The axis on the left of so many rows, with its labels in the columns before the canvas."""
    labels = {rows - 1 - place: text for place, text in _ticks(axis, rows)}
    return [f"{labels.get(row, '')[: left - 1]:>{left - 1}}{'┤' if row in labels else '│'}" for row in range(rows)]


def below(axis: Span, left: int, columns: int) -> tuple[str, str]:
    """The axis below so many columns, from a corner on, and its labels."""
    line, labels = ["─"] * columns, ""
    for column, start, text in _labels_below(axis, columns):
        line[column] = "┬"
        labels = labels.ljust(left + start) + text
    return f"{' ' * (left - 1)}└{''.join(line)}", labels[: left + columns]


def are_apart(axis: Span, columns: int) -> bool:
    """Whether there is a blank between any two labels below so many columns."""
    labels = list(_labels_below(axis, columns))
    return all(start + len(text) < after for (_, start, text), (_, after, _) in pairwise(labels))


def _labels_below(axis: Span, columns: int) -> Iterator[tuple[int, int, str]]:
    """The column of each tick, and where its label starts: under it, but to the left where it would stand out."""
    for column, text in _ticks(axis, columns):
        yield column, min(column - len(text) // 2, columns - len(text)), text


def _ticks(axis: Span, cells: int) -> Iterator[tuple[int, str]]:
    """The cell and the label of each tick that is in view."""
    places = ((position(value, axis), text) for value, text in axis.ticks)
    return ((cell_of(place, cells), text) for place, text in places if text and 0 <= place <= 1)
