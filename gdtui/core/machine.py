"""The machine: a step as what happens, in the order in which it happens, each figure under its name."""

from __future__ import annotations

from gdtui.core.figures import short

Part = tuple[str, str]
"""A name and the figure under it, or no name and a sign between two figures."""


def beneath(parts: tuple[Part, ...], gap: str = "  ") -> list[str]:
    """The parts in two lines: their names, and what stands under these; a part is as wide as the wider of the two."""
    widths = [max(len(name), len(figure)) for name, figure in parts]
    names = gap.join(name.center(width) for (name, _), width in zip(parts, widths, strict=True))
    figures = gap.join(figure.center(width) for (_, figure), width in zip(parts, widths, strict=True))
    return [names.rstrip(), figures.rstrip()]


def times(figure: float, digits: int) -> str:
    """A figure after ``x`` or ``-``, in brackets where it has a minus of its own: it can be worked out as it stands."""
    text = short(figure, digits)
    return f"({text})" if text.startswith("-") else text
