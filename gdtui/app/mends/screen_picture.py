"""A picture of one screen, though others lie over it.

Textual's ``export_screenshot`` takes the topmost screen only (at least since 0.10); a screen's own cells are in its
compositor, to which no documented way leads.

This can go when ``export_screenshot`` takes a screen.
"""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console
from textual.screen import Screen


def svg_of(screen: Screen[Any]) -> str:
    """All cells of a screen, as a picture."""
    width, height = screen.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True
    )
    console.print(screen._compositor.render_update(full=True))
    return console.export_svg(title="gdtui")
