"""The teacher's side of a class: what is shown goes into a file, a limited number of times a second."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.timer import Timer

from gdtui.core.session import Session
from gdtui.files.broadcast import Setup, Shown
from gdtui.files.broadcast_file import BroadcastFile

LINES_A_SECOND = 12


class Broadcasting:
    """Writes each state, or at a higher pace the newest; the last one is always written."""

    def __init__(
        self, file: BroadcastFile, set_timer: Callable[[float, Callable[[], None]], Timer], warn: Callable[[str], None]
    ) -> None:
        self._file = file
        self._set_timer = set_timer
        self._warn = warn
        self._warned = ""
        self._waiting: Shown | None = None
        self._timer: Timer | None = None
        self._last = 0.0

    def show(self, session: Session, lesson: str | None, view: str, closely: bool) -> None:
        """Have the class see this: at once, or as soon as the pace allows."""
        setup = Setup(session.parameters, session.pinned.parameters if session.pinned else None, lesson)
        self._waiting = Shown(setup, session.length, session.cursor, view, closely)
        if self._timer is not None:
            return
        pause = self._last + 1 / LINES_A_SECOND - monotonic()
        if pause <= 0:
            self.flush()
        else:
            self._timer = self._set_timer(pause, self.flush)

    def flush(self) -> None:
        """Write what waits to be written."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        shown, self._waiting = self._waiting, None
        if shown is None:
            return
        self._last = monotonic()
        trouble = self._file.show(shown)
        if trouble and trouble != self._warned:
            # Once: a disk that stays full is no news, and the session goes on.
            self._warn(trouble)
        self._warned = trouble

    def close(self) -> None:
        """Write the last state, and no more."""
        self.flush()
        self._file.close()
