"""A picture of one screen, though others lie over it.

Textual's ``export_screenshot`` takes the topmost screen only (at least since 0.10); a screen's own cells are in its
compositor, to which no documented way leads.

This can go when ``export_screenshot`` takes a screen.
"""

from __future__ import annotations

from typing import Any

from rich.console import RenderableType
from textual.screen import Screen


def picture_of(screen: Screen[Any]) -> RenderableType | None:
    """All cells of a screen, to be printed to a console of its size; None while it holds its first picture back."""
    return screen._compositor.render_update(full=True)
