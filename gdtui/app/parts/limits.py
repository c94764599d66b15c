"""Limits of time: how long nobody may press a key, and how long all of it may take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Protocol

from textual.timer import Timer

from gdtui.core.figures import counted

WARNING_SECONDS = 60.0
"""How long before the end it is said."""
GRACE_SECONDS = 5.0
"""How long after a limit the program may take to end by itself."""


class Warn(Protocol):
    """Says a line for so many seconds."""

    def __call__(self, message: str, *, timeout: float) -> None: ...


class Limits:
    """Warns before a limit and ends the session at it; in seconds, None for no limit."""

    def __init__(self, idle: float | None, whole: float | None) -> None:
        self._idle, self._whole = idle, whole
        self._last_input = self._began = monotonic()

    @property
    def overdue(self) -> bool:
        """Whether a limit has passed and this is still here: the loop waits for a terminal that nobody reads."""
        ends = [self._last_input + self._idle] if self._idle is not None else []
        ends += [self._began + self._whole] if self._whole is not None else []
        return bool(ends) and monotonic() > min(ends) + GRACE_SECONDS

    def pressed(self, at: float) -> None:
        """A key was pressed."""
        self._last_input = at

    def begin(
        self,
        set_timer: Callable[[float, Callable[[], None]], Timer],
        warn: Warn,
        end: Callable[[str], None],
        *,
        kept: bool,
    ) -> None:
        """``end`` ends the program; ``kept``: whether the session is."""
        self._set_timer, self._warn, self._end = set_timer, warn, end
        if self._idle is not None:
            self._watch_idleness(self._idle)
        if self._whole is not None:
            warning, limit = min(WARNING_SECONDS, self._whole / 2), self._whole
            becomes = "the session is kept" if kept else "nothing of it is kept: x exports"
            set_timer(limit - warning, lambda: self._say_the_end(warning, becomes))
            set_timer(limit, lambda: end("the time is up"))

    def _watch_idleness(self, limit: float) -> None:
        """Look again when the limit might be reached, warn before, and end."""
        warning = min(WARNING_SECONDS, limit / 2)
        left = limit - (monotonic() - self._last_input)
        if left <= 0:
            self._end("nobody pressed a key for a while")
            return
        if left <= warning:
            self._say_the_end(left, "a key goes on")
        wait = left if left <= warning else left - warning
        self._set_timer(wait + 0.01, lambda: self._watch_idleness(limit))

    def _say_the_end(self, seconds: float, hint: str) -> None:
        self._warn(f"gdtui ends in {counted(round(seconds), 'second')}; {hint}.", timeout=seconds)
