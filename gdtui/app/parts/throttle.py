"""Showing things at a pace: what comes faster is left out, so that a slow line or many readers are not left behind."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.timer import Timer


class Throttle:
    """Shows at once what comes singly, and of what comes faster what there is by then; the last is always shown."""

    def __init__(
        self,
        set_timer: Callable[[float, Callable[[], None]], Timer],
        show: Callable[[], None],
        *,
        seconds: float,
        at_once: int = 1,
    ) -> None:
        """One follows another by so many seconds, but so many in a row come as soon as they can."""
        self._set_timer = set_timer
        self._show = show
        self._seconds, self._at_once = seconds, at_once
        self._timer: Timer | None = None
        self._last = 0.0
        self._in_a_row = 0

    def show_soon(self) -> None:
        """Show what there is, at once or as soon as the pace allows."""
        if self._timer is not None:
            return
        since = monotonic() - self._last
        self._in_a_row = self._in_a_row + 1 if since < self._seconds else 0
        if self._in_a_row < self._at_once:
            self.show()
        else:
            self._timer = self._set_timer(self._seconds - since, self.show)

    def show(self) -> None:
        """Show what there is."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._last = monotonic()
        self._show()
