"""Keeping the session on disk as it changes, and bringing the last one back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Literal

from textual.timer import Timer

from gdtui.charts.views import CHART_VIEWS
from gdtui.files.sessions import SavedSession, StoredSession, session_text
from gdtui.files.slots import Slot, Slots
from gdtui.files.state import UnusableError

Resume = Literal["ask", "always", "never"]
"""Whether the last session is gone on with: asked where it was cut off, always, never."""
SAVE_SECONDS = 0.6
"""How soon after a change it is on disk, counted from the first change that is not."""
RETRY_SECONDS = 5.0
"""How soon a save that failed is tried again."""
LONGEST_WAIT = 0.3
"""The seconds that leaving waits for a disk that is still busy with the save before."""


class Keeping:
    """The session's file; a disk that fails is told once, and the simulator goes on."""

    def __init__(
        self,
        folder: Path | None,
        present: Callable[[], SavedSession],
        set_timer: Callable[[float, Callable[[], None]], Timer],
        tell: Callable[[str], None],
    ) -> None:
        self._slots = Slots(folder, CHART_VIEWS)
        self._slot: Slot | None = None
        self._offered: tuple[Slot, StoredSession] | None = None
        self._present = present
        self._set_timer = set_timer
        self._tell = tell
        self._timer: Timer | None = None
        self._retry: Timer | None = None
        self._on_disk = ""
        self._writing = Lock()
        self._told = False
        self._left = False

    def find(self, *, even_left: bool) -> StoredSession | None:
        """The last session that was cut off, or the last of all.

        ``take`` goes on with it, ``begin`` begins anew, ``refuse`` says that its runs do not come out.
        """
        try:
            self._offered = self._slots.last(even_left=even_left)
        except OSError as error:
            self._complain(error)
        self._tell_troubles()
        return self._offered[1] if self._offered else None

    def refuse(self, error: UnusableError) -> None:
        """Set the session that was found aside, and say so."""
        if self._offered:
            self._slots.refuse(self._offered[0], error)
            self._offered = None
            self._tell_troubles()

    @property
    def troubles(self) -> list[str]:
        """A line for each session that could not be used."""
        return self._slots.troubles

    def _tell_troubles(self) -> None:
        for trouble in self.troubles:
            self._tell(trouble)

    def take(self) -> None:
        """Go on in the file of the session that was found."""
        if self._offered:
            self._slot, self._offered = self._offered[0], None
            self._slot.sweep()
            self.save()

    def begin(self, *, forget: bool = False) -> None:
        """Begin a file for a new session; ``forget`` says that the session that was found is not to be found again."""
        if self._offered:
            slot, found = self._offered
            self._offered = None
            with suppress(OSError):
                if forget:
                    self._slots.decline(slot, found)
                else:
                    slot.release()
        try:
            self._slot = self._slots.new()
        except OSError as error:
            self._complain(error)
            return
        self._slot.sweep()
        if self._slots.in_use:
            self._tell("another gdtui of yours is open: each keeps its own session.")
        self.save()

    def changed(self) -> None:
        """Something that is kept has changed: it will be on disk soon."""
        if self._timer is None and self._slot is not None:
            self._timer = self._set_timer(SAVE_SECONDS, self._save_beside)

    def save(self, *, left: bool = False) -> None:
        """Put the session on disk at once; ``left`` says that the student leaves of free will."""
        self._left = self._left or left
        text = self._text()
        if text != self._on_disk:
            self._done(self._write(text))

    def end(self) -> None:
        """Put the session on disk, and let other programs go on with it."""
        self.save()
        if self._slot is not None:
            self._slot.release()
            self._slot = None
        if self._offered is not None:
            self._offered[0].release()
            self._offered = None

    def _text(self) -> str:
        return session_text(replace(self._present(), left=self._left))

    def _save_beside(self) -> None:
        """Put the session on disk without waiting for it: the keys are answered meanwhile."""
        self._timer = None
        if self._writing.locked():
            self.changed()
            return
        text = self._text()
        if text != self._on_disk:
            write = asyncio.get_running_loop().run_in_executor(None, self._write, text)
            write.add_done_callback(lambda done: self._done(done.result()))

    def _write(self, text: str) -> OSError | None:
        """Write the file; from a thread beside the screen's, or from wherever the program ends."""
        slot = self._slot
        if slot is None:
            return None
        alone = self._writing.acquire(timeout=LONGEST_WAIT)
        try:
            slot.save(text)
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
        self._retry = None
        if self._slot is None:
            self.begin()
        else:
            self._save_beside()

    def _complain(self, error: OSError) -> None:
        if self._retry is None:
            self._retry = self._set_timer(RETRY_SECONDS, self._try_again)
        if not self._told:
            self._told = True
            self._tell(f"the session cannot be kept ({error.strerror}): {self._slots.path}. gdtui goes on.")
