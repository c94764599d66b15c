"""The teacher's side of a class: what is shown goes into a file, a limited number of times a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.timer import Timer

from gdtui.app.parts.throttle import Throttle
from gdtui.files.broadcast import Scene, Setup
from gdtui.files.broadcast_file import BroadcastFile
from gdtui.workspace.workspace import Change, Part, Workspace

LINES_A_SECOND = 12


class Broadcasting(Part):
    """Writes each state, or at a higher pace the newest; the last one is always written."""

    def __init__(
        self, workspace: Workspace, file: BroadcastFile, set_timer: Callable[[float, Callable[[], None]], Timer]
    ) -> None:
        self._workspace = workspace
        self._file = file
        self._throttle = Throttle(set_timer, self._write, seconds=1 / LINES_A_SECOND)
        self._warned = ""
        self._waiting: Scene | None = None
        self._last: Scene | None = None

    def changed(self, change: Change) -> None:
        """Have the class see it: at once, or as soon as the pace allows."""
        session, shown = self._workspace.session, self._workspace.shown
        setup = Setup(session.parameters, session.pinned.parameters if session.pinned else None, session.lesson)
        scene = Scene(setup, session.length, session.cursor, shown.view, shown.closely)
        if change is Change.LOOKED and scene == self._last:
            return
        self._waiting = self._last = scene
        self._throttle.show_soon()

    def flush(self) -> None:
        """Write the last state now."""
        self._throttle.show()

    def close(self) -> None:
        """Write the last state, and that it is left there."""
        if self._last is not None:
            self._waiting = replace(self._last, left=True)
        self.flush()
        self._file.close()

    def _write(self) -> None:
        """Write what waits to be written."""
        scene, self._waiting = self._waiting, None
        if scene is None:
            return
        trouble = self._file.show(scene)
        if trouble and trouble != self._warned:
            # Once: a disk that stays full is no news, and the session goes on.
            self._workspace.tell(trouble)
        self._warned = trouble
