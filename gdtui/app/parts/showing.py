"""Showing a workspace on a screen: at once, or at a pace while a key is held down."""

from __future__ import annotations

from collections.abc import Callable

from gdtui.app.parts.throttle import Throttle
from gdtui.workspace.workspace import Change, Part


class Showing(Part):
    """Has what there is shown, and what is said told; steps that come faster than the throttle's pace are left out."""

    def __init__(self, throttle: Throttle, tell: Callable[[str], None]) -> None:
        self._throttle = throttle
        self._tell = tell

    def changed(self, change: Change) -> None:
        """A key for another row may be held down; whatever else changes is shown at once."""
        if change is Change.MOVED:
            self._throttle.show_soon()
        else:
            self._throttle.show()

    def told(self, notice: str) -> None:
        """Tell it."""
        self._tell(notice)
