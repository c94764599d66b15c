"""The teacher's side of a class: what is shown goes into a file, a limited number of times a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.timer import Timer

from gdtui.app.parts.throttle import Throttle
from gdtui.core.session import Session
from gdtui.files.broadcast import Scene, Setup
from gdtui.files.broadcast_file import BroadcastFile

LINES_A_SECOND = 12


class Broadcasting:
    """Writes each state, or at a higher pace the newest; the last one is always written."""

    def __init__(
        self, file: BroadcastFile, set_timer: Callable[[float, Callable[[], None]], Timer], warn: Callable[[str], None]
    ) -> None:
        self._file = file
        self._pacing = Throttle(set_timer, self._write, seconds=1 / LINES_A_SECOND)
        self._warn = warn
        self._warned = ""
        self._waiting: Scene | None = None
        self._last: Scene | None = None

    def show(self, session: Session, view: str, closely: bool) -> None:
        """Have the class see this: at once, or as soon as the pace allows."""
        setup = Setup(session.parameters, session.pinned.parameters if session.pinned else None, session.lesson)
        self._waiting = self._last = Scene(setup, session.length, session.cursor, view, closely)
        self._pacing.show_soon()

    def _write(self) -> None:
        """Write what waits to be written."""
        shown, self._waiting = self._waiting, None
        if shown is None:
            return
        trouble = self._file.show(shown)
        if trouble and trouble != self._warned:
            # Once: a disk that stays full is no news, and the session goes on.
            self._warn(trouble)
        self._warned = trouble

    def flush(self) -> None:
        """Write the last state now."""
        self._pacing.show()

    def close(self) -> None:
        """Write the last state, and that it is left there."""
        if self._last is not None:
            self._waiting = replace(self._last, left=True)
        self.flush()
        self._file.close()
