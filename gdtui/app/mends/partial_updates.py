"""Sending what changed and nothing else.

Textual 8.2 lets a widget say which of its regions changed, but its compositor then renders every widget inside the
rectangle around all changes, and sends each changed row from the widget's left edge on: for a step of this screen about
twice the processor time and three times the bytes. This module narrows both to the changed regions themselves. And it
can hold everything back until there is a whole picture, where Textual begins with five or six that lack something. It
overrides methods that Textual does not document; where Textual no longer calls them, its own way is taken again.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class SpansUpdate(ChopsUpdate):
    """An update that sends each span from its own first column to its own last one."""

    def render_segments(self, console: Console) -> str:
        sequences = []
        for y, first, last in self.spans:
            for end, (start, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(first, start), min(last, end)
                if strip is None or left >= right:
                    continue
                sequences.append(Control.move_to(left, y).segment.text)
                sequences.append(_part(strip, left - start, right - start).render(console))
        return "".join(sequences)


def _part(strip: Strip, first: int, last: int) -> Strip:
    """The cells of a strip from one column to another.

    Textual's own crop remembers every text that it ever cut, some megabytes a session; most need no more than a slice.
    """
    segments, column = [], 0
    for segment in strip:
        text = segment.text
        if segment.cell_length != len(text):
            return strip.crop(first, last)
        piece = text[max(first - column, 0) : max(last - column, 0)]
        if piece:
            segments.append(Segment(piece, segment.style))
        column += len(text)
    return Strip(segments, last - first)


class SpansCompositor(Compositor):
    """A compositor that asks a widget only for rows on which it has something changed to show."""

    _hidden_spans: dict[int, list[tuple[int, int]]] | None = None
    """By row, the parts of the changed spans that no widget was asked for yet; None while the whole screen is drawn."""

    def render_partial_update(self) -> ChopsUpdate | None:
        self._hidden_spans = {}
        for y, first, last in self._regions_to_spans(self._dirty_regions):
            self._hidden_spans.setdefault(y, []).append((first, last))
        try:
            update = super().render_partial_update()
        finally:
            self._hidden_spans = None
        return SpansUpdate(update.chops, update.spans, update.chop_ends) if update is not None else None

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        hidden = self._hidden_spans
        if hidden is None:
            yield from super()._get_renders(crop)
            return
        # The widgets come front to back, and those in front cover what is behind them.
        for widget, (region, clip) in self.visible_widgets.items():
            x, y, width, height = region.intersection(clip)
            rows = [row for row in hidden if y <= row < y + height and _uncover(hidden, row, x, x + width)]
            if rows:
                # One call for all: rows in between are kept by the widget, calls are what costs.
                top, bottom = min(rows), max(rows) + 1
                strips = widget.render_lines(Region(x - region.x, top - region.y, width, bottom - top))
                yield region, Region(x, top, width, bottom - top), strips


def _uncover(hidden: dict[int, list[tuple[int, int]]], row: int, left: int, right: int) -> bool:
    """Take a widget's columns out of what is hidden on a row; whether there was anything of it."""
    rest: list[tuple[int, int]] = []
    for first, last in hidden[row]:
        rest += [(start, end) for start, end in ((first, min(last, left)), (max(first, right), last)) if start < end]
    found = rest != hidden[row]
    hidden[row] = rest
    return found
