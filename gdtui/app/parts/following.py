"""A student's screen that follows the teacher's: looking back and trying something else are free, one key returns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from time import monotonic
from typing import Protocol

from textual.timer import Timer

from gdtui.charts.views import CHART_VIEWS
from gdtui.core.figures import counted
from gdtui.core.printable import printable
from gdtui.core.session import Session
from gdtui.files.broadcast import Scene
from gdtui.files.broadcast_file import FollowedFile
from gdtui.workspace.replay import Replay
from gdtui.workspace.workspace import Change, Part, Workspace

SECONDS_A_LOOK = 0.25
"""How often the file is looked at: a call of the system, and nothing else where nothing has happened."""
SECONDS_WHILE_PLAYED = 0.5
"""The same while it grows each time: a hundred screens that follow a run as it plays share the cores of one host."""
SECONDS_OF_WORK = 0.02
"""How long rows of a long run are worked out before keys are answered again."""
PAUSE = 0.02
SECONDS_A_NOTE = 4.0
LEFT = "the teacher has left"


class Place(Enum):
    """Where a student is: with the teacher, at an earlier row of the teacher's run, or in a run of their own."""

    WITH_THE_TEACHER = "following the teacher"
    LOOKING_BACK = "looking back: R returns to the teacher"
    OWN_BRANCH = "your own branch: R returns to the teacher"


class Face(Protocol):
    """What following asks of the screen."""

    @property
    def attentive(self) -> bool:
        """Whether the student sees the run: nothing lies over it, and nothing is being typed."""

    def reheaded(self) -> None:
        """What is open is called something else now."""

    def call_later(self, callback: Callable[[], None]) -> bool:
        """Do this after the keys that wait."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Do this after so many seconds."""


class Following(Part):
    """Puts the rows that a teacher's file tells of into a workspace, as long as the student does nothing else."""

    def __init__(self, workspace: Workspace, path: Path, face: Face) -> None:
        self._workspace = workspace
        self._face = face
        self._file = FollowedFile(path, CHART_VIEWS)
        self._replay = Replay()
        self._place = Place.WITH_THE_TEACHER
        self._scene: Scene | None = None
        # What the student sees of the teacher; the replay may be further already.
        self._seen = workspace.session
        self._view: tuple[str, bool] | None = None
        self._began_alone = False
        self._works = False
        self._changed_before = False
        self._note_until = 0.0
        self._alarm: asyncio.TimerHandle | None = None
        workspace.judges = False

    def begin(self) -> None:
        """Look at the file, and again a little later; without Textual's timers, each of which wakes the whole app."""
        changed = self._file.changed()
        pause = SECONDS_WHILE_PLAYED if changed and self._changed_before else SECONDS_A_LOOK
        self._changed_before = changed
        self._alarm = asyncio.get_running_loop().call_later(pause, self.begin)
        if changed:
            self._face.call_later(self._read)
        elif self._lags and self._face.attentive:
            self._face.call_later(self._catch_up)

    # What the workspace tells.

    def changing(self, change: Change) -> None:
        """See where the student's own key leads to.

        Only what a student does from the first row on counts: the teacher's steps are no one else's progress.
        """
        session, seen = self._workspace.session, self._seen
        of_the_teacher = (session.run, session.pinned, session.length) == (seen.run, seen.pinned, seen.length)
        if change is Change.TRAVELLED:
            # The run that is brought back may have begun with the teacher's rows.
            self._began_alone = False
        if self._place is Place.OWN_BRANCH or not of_the_teacher:
            self._place = Place.OWN_BRANCH
            self._began_alone = self._began_alone or session.length == 1
        elif session.cursor != seen.cursor:
            self._place = Place.LOOKING_BACK
        self._workspace.judges = self._place is Place.OWN_BRANCH and self._began_alone

    def close(self) -> None:
        """Look no more."""
        if self._alarm is not None:
            self._alarm.cancel()

    def heading(self, heading: str) -> str:
        """What is open, and where that is."""
        if self._place is not Place.WITH_THE_TEACHER:
            return str(self._place.value)
        if self._file.state:
            return f"waiting for the teacher: {self._file.state}"
        if self._file.reader.newer:
            return "waiting for the teacher, whose gdtui is newer than this one"
        if self._replay.session is None:
            return "waiting for the teacher: nothing written yet"
        left = self._scene is not None and self._scene.left
        return f"{LEFT if left else self._place.value}: {heading}"

    def come_back(self) -> str:
        """Show what the teacher shows, and follow again."""
        if self._replay.session is None:
            return "the teacher has shown nothing yet."
        place, self._place, self._view, self._note_until = self._place, Place.WITH_THE_TEACHER, None, 0
        rows = counted(self._workspace.session.length, "row")
        self._show(self._replay.session, keeps_own=place is Place.OWN_BRANCH)
        if place is not Place.OWN_BRANCH:
            return ""
        self._note_until = monotonic() + SECONDS_A_NOTE
        return f"with the teacher again; u brings your own branch back ({rows})."

    # Following.

    @property
    def _lags(self) -> bool:
        """Whether the teacher is somewhere else than the student who follows was shown last."""
        teacher = self._replay.session
        return self._place is Place.WITH_THE_TEACHER and teacher is not None and teacher is not self._seen

    def _read(self) -> None:
        """Take in what is new in the file."""
        self._file.read()
        scene = self._file.reader.shown
        if scene is not None and scene is not self._scene:
            self._scene = scene
            self._replay.show(scene)
            if not self._works:
                self._work()
        self._say_what_happened()

    def _work(self) -> None:
        """Work out the teacher's rows for a moment, and go on after the keys that wait."""
        session = self._replay.work(SECONDS_OF_WORK)
        self._works = self._replay.working
        if session is not None:
            self._catch_up()
        elif self._works:
            if self._place is Place.WITH_THE_TEACHER:
                done, of = self._replay.progress
                self._note(f"catching up with the teacher: row {done:,} of {of:,}.", seconds=0)
            self._face.set_timer(PAUSE, self._work)
        else:
            self._note(f"a line of the teacher's was skipped: {self._replay.trouble}.")

    def _catch_up(self) -> None:
        """Show where the teacher is, as far as that is what the student looks at."""
        teacher = self._replay.session
        if teacher is None or not self._face.attentive:
            return
        if self._place is Place.WITH_THE_TEACHER:
            self._show(teacher)
        elif self._place is Place.LOOKING_BACK:
            if teacher.run is self._seen.run and teacher.pinned is self._seen.pinned:
                self._show(teacher.jump(self._workspace.session.cursor))
            else:
                self._note("the teacher has begun another run.")

    def _show(self, session: Session, *, keeps_own: bool = False) -> None:
        """Show rows of the teacher's; a run of the student's own can be kept, to be brought back."""
        assert self._replay.session is not None
        workspace, self._seen = self._workspace, self._replay.session
        if self._place is Place.WITH_THE_TEACHER:
            self._take_over_the_view()
        if monotonic() >= self._note_until:
            workspace.tell("")
        history = workspace.history.become(session) if keeps_own else workspace.history.move(session)
        workspace.put(history, Change.MOVED)

    def _take_over_the_view(self) -> None:
        """Show the teacher's chart, once the teacher chooses another."""
        assert self._scene is not None
        view = (self._scene.view, self._scene.closely)
        if view != self._view:
            self._view = view
            self._workspace.look(view=self._scene.view, closely=self._scene.closely)

    def _say_what_happened(self) -> None:
        """Say what became of the file, and which line could not be used."""
        file = self._file
        self._face.reheaded()
        if file.reader.trouble:
            self._note(f"a line of the teacher's was skipped: {file.reader.trouble}.")
        if file.news:
            self._note(f"{file.news}.")
        elif file.state and self._place is not Place.WITH_THE_TEACHER:
            self._note(f"{printable(file.path.name)}: {file.state}; it is followed again when it is there.")
        file.reader.trouble = file.news = ""

    def _note(self, note: str, seconds: float = SECONDS_A_NOTE) -> None:
        """Say something in a line, which stays for some seconds though the teacher goes on."""
        self._workspace.tell(note)
        self._note_until = monotonic() + seconds
