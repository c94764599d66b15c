"""The first picture is the whole screen, and its styles are worked out once.

Textual draws while a screen is still being put together, so several pictures, each of which lacks something, go over
the line where one is wanted (8.2; older ones were not tried). And when a screen comes up it works out all the styles
that were worked out a moment before, when its widgets were composed (since 2.0; ``ScreenResume.refresh_styles``, since
7.0.1, spares only a screen that comes back).

This can go when a screen can be told when to draw first, and asks for no styles on its first resume.
"""

from __future__ import annotations

from rich.console import RenderableType
from textual.events import ScreenResume
from textual.screen import Screen

from gdtui.app.mends.partial_updates import SpansCompositor

LONGEST_HOLD = 0.5
"""The seconds after which the screen is drawn, whatever it still lacks."""


class HoldingCompositor(SpansCompositor):
    """A compositor that sends nothing until it is told to."""

    holds_back = True

    def render_update(
        self, full: bool = False, screen_stack: list[Screen[object]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        return None if self.holds_back else super().render_update(full, screen_stack, simplify)


class HeldScreen(Screen[None]):
    """A screen that is first drawn when ``draw_first`` says that all of it is there, or after half a second."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = self._holding = HoldingCompositor()
        self._was_resumed = False

    def draw_first(self) -> None:
        """Draw the first picture, the whole of it."""
        if self._holding.holds_back:
            self._holding.holds_back = False
            self.refresh()

    # Textual calls the handlers of a subclass besides these.

    def on_mount(self) -> None:
        self.set_timer(LONGEST_HOLD, self.draw_first)

    def on_screen_resume(self, event: ScreenResume) -> None:
        event.refresh_styles = event.refresh_styles and self._was_resumed
        self._was_resumed = True
