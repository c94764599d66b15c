"""The simulator for somebody who is to reach nothing else: no way out of it, and limits of time."""

from __future__ import annotations

import signal
from pathlib import Path
from time import monotonic
from typing import Any

from textual.binding import Binding
from textual.events import Event, InputEvent

from gdtui.app.app import GdtuiApp
from gdtui.app.mends.clipboard import copy_within
from gdtui.app.mends.driver_input import last_pause
from gdtui.core.figures import counted
from gdtui.files.state import state_folder

WARNING_SECONDS = 60.0
"""How long before the end it is said."""
GRACE_SECONDS = 5.0
"""How long after a limit the program may take to end by itself."""
EXPORTS = "exports"


class KioskApp(GdtuiApp):
    """The same with everything taken out that reaches beyond the session's own folder.

    ``idle_limit`` and ``time_limit`` are in seconds, None for no limit: how long nobody may press a key, and how long
    all of it may take. When one is up the session is put on disk and the program ends as if it had been left.
    """

    fenced = True

    def __init__(
        self, *arguments: Any, idle_limit: float | None = None, time_limit: float | None = None, **values: Any
    ) -> None:
        super().__init__(*arguments, **values)
        self._idle_limit, self._time_limit = idle_limit, time_limit
        self._last_input = self._began = monotonic()

    @property
    def every_key(self) -> list[Binding]:
        return [key for key in super().every_key if key.id != "suspend"]

    @property
    def overdue(self) -> bool:
        """Whether a limit has passed and this is still here: the loop waits for a terminal that nobody reads."""
        ends = [self._last_input + self._idle_limit] if self._idle_limit is not None else []
        ends += [self._began + self._time_limit] if self._time_limit is not None else []
        return bool(ends) and monotonic() > min(ends) + GRACE_SECONDS

    def on_mount(self) -> None:
        # Textual's driver has just asked for it, to redraw itself after a stop.
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        if self._idle_limit is not None:
            self._watch_idleness(self._idle_limit)
        if self._time_limit is not None:
            self._end_at(self._time_limit, "the time is up")

    async def on_event(self, event: Event) -> None:
        if isinstance(event, InputEvent):
            # Input that never pauses, as a machine sends it, is as old as its last pause.
            self._last_input = last_pause(self)
        await super().on_event(event)

    @property
    def export_folder(self) -> Path:
        folder = state_folder() / EXPORTS
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def copy_to_clipboard(self, text: str) -> None:
        # Not to the terminal's clipboard, which is the host's way into the student's machine.
        copy_within(self, text)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""

    def action_suspend_process(self) -> None:
        """Stay: there is no shell to go back to."""
        self.simulator.notice = "here is no shell to go back to; q ends it all."

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """Write nothing."""
        return None

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
        self.set_timer(wait + 0.01, lambda: self._watch_idleness(limit))

    def _end_at(self, limit: float, reason: str) -> None:
        warning = min(WARNING_SECONDS, limit / 2)
        self.set_timer(limit - warning, lambda: self._say_the_end(warning, self._what_becomes))
        self.set_timer(limit, lambda: self._end(reason))

    @property
    def _what_becomes(self) -> str:
        return "nothing of it is kept: x exports" if self._resume is None else "the session is kept"

    def _say_the_end(self, seconds: float, hint: str) -> None:
        self.notify(f"gdtui ends in {counted(round(seconds), 'second')}; {hint}.", severity="warning", timeout=seconds)

    def _end(self, reason: str) -> None:
        self.keep_now()
        kept = " Your session is kept." if self._resume is not None else ""
        self.exit(return_code=0, message=f"gdtui: {reason}.{kept}")
