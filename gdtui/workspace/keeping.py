"""Keeping a workspace on disk as it changes, and bringing the last one back."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from gdtui.charts.views import CHART_VIEWS
from gdtui.core.methods import METHODS
from gdtui.core.printable import printable
from gdtui.core.session import Session
from gdtui.files.disk import UnusableError
from gdtui.files.session_files import SessionFile, SessionFiles
from gdtui.files.sessions import StoredSession, session_text
from gdtui.workspace.workspace import Change, Part, Workspace

if TYPE_CHECKING:
    from gdtui.workspace.course import Beside

Resume = Literal["ask", "always", "never"]
"""Whether the last session is gone on with: asked where it was cut off, always, never."""
SAVE_SECONDS = 0.6
"""How soon after a change it is on disk, counted from the first change that is not."""
RETRY_SECONDS = 5.0
"""How soon a save that failed is tried again."""
LONGEST_WAIT = 0.3
"""The seconds that leaving waits for a disk that is still busy with the save before."""
Later = Callable[[float, Callable[[], None]], object]
"""Does something after so many seconds."""


class Keeping(Part):
    """The session's file; a disk that fails is told once, and the simulator goes on."""

    def __init__(
        self, workspace: Workspace, folder: Path | None, later: Later | None = None, beside: Beside | None = None
    ) -> None:
        """Without ``later`` and ``beside`` each change is on disk before anything else is done."""
        self._workspace = workspace
        self._files = SessionFiles(folder, CHART_VIEWS)
        self._file: SessionFile | None = None
        self._offered: tuple[SessionFile, StoredSession] | None = None
        self._later, self._beside = later, beside
        self._waits = self._retries = False
        self._on_disk = ""
        self._writing = Lock()
        self._told = False
        self._left = False

    # Going on with the last session.

    def find(self, how: Resume) -> bool:
        """Find the last session that was cut off, or the last of all where it is always gone on with.

        ``bring_back`` goes on with it, ``begin`` begins anew; where there is none, a new one has begun.
        """
        try:
            self._offered = self._files.last(even_left=how == "always") if how != "never" else None
        except OSError as error:
            self._complain(error)
        self._tell_troubles()
        if self._offered is None:
            if how == "always" and not self._files.troubles:
                self._workspace.tell("there is no session to go on with: this is a new one.")
            self.begin()
        return self._offered is not None

    @property
    def offer(self) -> str:
        """Which session was found, in a sentence."""
        assert self._offered is not None
        session = self._offered[1].saved.history.present
        lesson = self._workspace.course.lesson_of(session)
        name = lesson.title if lesson else METHODS[session.parameters.method].title
        return f"A session was cut off: {name}, {_place(session)}."

    def bring_back(self) -> Generator[tuple[int, int], None, bool]:
        """Put everything back to where the session that was found stopped: work that says how far it is.

        Ends with whether it came out; where it did not, it is set aside, and another can be found.
        """
        assert self._offered is not None
        workspace, (file, found) = self._workspace, self._offered
        before = workspace.history
        try:
            saved = yield from found.replay()
        except UnusableError as error:
            self._files.refuse(file, error)
            self._offered = None
            self._tell_troubles()
            return False
        workspace.bring_back(saved, before)
        lesson = workspace.session.lesson
        here = "" if lesson is None or workspace.lesson else f" Its lesson {printable(lesson)} is not here."
        workspace.say(
            " ".join(
                (
                    *self._files.troubles,
                    f"back where you stopped: {_place(saved.history.present)}.{here}{found.left_out_text}",
                )
            )
        )
        self._file, self._offered = file, None
        file.sweep()
        self.save()
        return True

    def begin(self, *, forget: bool = False) -> None:
        """Begin a file for a new session; ``forget`` says that the session that was found is not to be found again."""
        if self._offered:
            file, found = self._offered
            self._offered = None
            with suppress(OSError):
                if forget:
                    self._files.decline(file, found)
                else:
                    file.release()
        try:
            self._file = self._files.new()
        except OSError as error:
            self._complain(error)
            return
        self._file.sweep()
        if self._files.in_use:
            self._workspace.tell("another gdtui of yours is open: each keeps its own session.")
        self.save()

    def _tell_troubles(self) -> None:
        for trouble in self._files.troubles:
            self._workspace.tell(trouble)

    # Keeping it.

    def changed(self, change: Change) -> None:
        """Something that is kept has changed: it will be on disk soon."""
        if self._file is None:
            return
        if self._later is None:
            self.save()
        elif not self._waits:
            self._waits = True
            self._later(SAVE_SECONDS, self._save_beside)

    def flush(self) -> None:
        """Put the session on disk at once."""
        self.save()

    def save(self, *, left: bool = False) -> None:
        """Put the session on disk at once; ``left`` says that the student leaves of free will."""
        self._left = self._left or left
        text = self._text()
        if text != self._on_disk:
            self._done(self._write(text))

    def close(self) -> None:
        """Put the session on disk, and let other programs go on with it."""
        self.save()
        if self._file is not None:
            self._file.release()
            self._file = None
        if self._offered is not None:
            self._offered[0].release()
            self._offered = None

    def _text(self) -> str:
        return session_text(self._workspace.saved(left=self._left))

    def _save_beside(self) -> None:
        """Put the session on disk without waiting for it: the keys are answered meanwhile."""
        self._waits = False
        if self._writing.locked():
            self.changed(Change.LOOKED)
            return
        text = self._text()
        if text != self._on_disk and self._beside is not None:
            self._beside(lambda: partial(self._done, self._write(text)))

    def _write(self, text: str) -> OSError | None:
        """Write the file; from a thread beside the screen's, or from wherever the program ends."""
        file = self._file
        if file is None:
            return None
        alone = self._writing.acquire(timeout=LONGEST_WAIT)
        try:
            file.save(text)
        except OSError as error:
            return error
        else:
            self._on_disk = text
            return None
        finally:
            if alone:
                self._writing.release()

    def _done(self, error: OSError | None) -> None:
        if error is None:
            self._told = False
        else:
            self._complain(error)

    def _try_again(self) -> None:
        self._retries = False
        if self._file is None:
            self.begin()
        else:
            self._save_beside()

    def _complain(self, error: OSError) -> None:
        if self._later is not None and not self._retries:
            self._retries = True
            self._later(RETRY_SECONDS, self._try_again)
        if not self._told:
            self._told = True
            self._workspace.tell(f"the session cannot be kept ({error.strerror}): {self._files.path}. gdtui goes on.")


def _place(session: Session) -> str:
    """The row shown."""
    return f"row {session.cursor + 1:,}" + ("" if session.at_newest else f" of {session.length:,}")
