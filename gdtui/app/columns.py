"""Figures in columns: each written as everywhere else, their decimal points below each other as far as they fit."""

from __future__ import annotations

from typing import NamedTuple

from gdtui.core.figures import short, signed

NARROWEST, WIDEST = 12, 17
"""Cells of a column with its gap; in the narrowest the longest figures lose a digit."""
LABELS = {"delta": "miss"}
"""How a figure is called above its column, where that is not its name."""
SIGNED = ("delta", "velocity")
"""What has its sign always, since it says in which direction."""


class Column(NamedTuple):
    """One column of figures: its name, its width with the gap that follows, and the cells before the decimal point.

    A figure that has more before its point moves to the right.
    """

    name: str
    width: int
    before: int

    @classmethod
    def of_width(cls, name: str, width: int) -> Column:
        """A column of so many cells with its gap, or of as many as its name takes."""
        before = 2 if width == NARROWEST else 3
        return cls(name, max(width, before + len(LABELS.get(name, name))), before)

    def header(self) -> str:
        """Its name, beginning where the figures of one digit do, which most are."""
        return f"{' ' * (self.before - 1)}{LABELS.get(self.name, self.name)}".ljust(self.width)

    def cell(self, value: float) -> str:
        """A figure of it."""
        room = self.width - 1
        write = signed if self.name in SIGNED else short
        text = next(text for digits in range(6, 0, -1) if len(text := write(value, digits)) <= room)
        whole = text.partition("e")[0].partition(".")[0]
        indent = min(max(self.before - len(whole), 0), room - len(text))
        return f"{' ' * indent}{text}".ljust(self.width)
