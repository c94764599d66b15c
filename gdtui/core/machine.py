"""The machine: a step as what happens, in the order in which it happens, each figure under its name."""

from __future__ import annotations

from gdtui.core.figures import short

Part = tuple[str, str]
"""A name and the figure under it, or no name and a sign between two figures."""


CHANGING = ("weight", "prediction", "miss", "error")
ROOM = 9
"""Cells of what is another in each row, so that nothing moves because a figure has a digit more or less."""


def beneath(parts: tuple[Part, ...], gap: str = "  ") -> list[str]:
    """The parts in two lines: their names, and what stands under these, both beginning in the same cell."""
    room = ROOM if len(gap) > 1 else 0
    widths = [max(len(name), len(figure), room if name in CHANGING else 0) for name, figure in parts]
    names = gap.join(name.ljust(width) for (name, _), width in zip(parts, widths, strict=True))
    figures = gap.join(figure.ljust(width) for (_, figure), width in zip(parts, widths, strict=True))
    return [names.rstrip(), figures.rstrip()]


def times(figure: float, digits: int) -> str:
    """A figure after ``x`` or ``-``, in brackets where it has a minus of its own: it can be worked out as it stands."""
    text = short(figure, digits)
    return f"({text})" if text.startswith("-") else text
