"""What a held-down key shows: a picture now and then, so that a slow line is not left behind by seconds of them."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.timer import Timer

PICTURE_SECONDS = 0.1
"""While a key is held down a picture follows the one before by so much; a step of each may take half a kilobyte."""
AT_ONCE = 3
"""So many pictures in a row come as soon as they can: a key is held down where more follow."""


class Pacing:
    """Shows at once what a single key does, and of a held-down key what there is by then; the last is always shown."""

    def __init__(self, set_timer: Callable[[float, Callable[[], None]], Timer], show: Callable[[], None]) -> None:
        self._set_timer = set_timer
        self._show = show
        self._timer: Timer | None = None
        self._last = 0.0
        self._in_a_row = 0

    def show_soon(self) -> None:
        """Show what there is, at once or as soon as the pace allows."""
        if self._timer is not None:
            return
        since = monotonic() - self._last
        self._in_a_row = self._in_a_row + 1 if since < PICTURE_SECONDS else 0
        if self._in_a_row < AT_ONCE:
            self.show()
        else:
            self._timer = self._set_timer(PICTURE_SECONDS - since, self.show)

    def show(self) -> None:
        """Show what there is."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._last = monotonic()
        self._show()
