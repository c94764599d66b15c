"""Lessons: opening one, judging a run by the goals of its lesson, and keeping what was met."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from gdtui.core.session import Session
from gdtui.files.progress import Progress, ProgressFile
from gdtui.lab.attempt import Attempt
from gdtui.lab.catalogue import Catalogue
from gdtui.lab.judge import lacks, met
from gdtui.lab.lesson import Lesson

Work = Callable[[], Callable[[], None]]
"""Something that takes a while, and answers with what is to be done once it is."""
Beside = Callable[[Work], None]
"""Does work while keys are answered, and then what it answered with where the keys are answered."""


class Course:
    """The lessons, and how far each is; the judge looks at every row that is shown."""

    def __init__(self, catalogue: Catalogue, folder: Path | None = None, beside: Beside | None = None) -> None:
        """Without ``beside`` a goal is on disk before anything else is done."""
        self.catalogue = catalogue
        self.when_kept: Callable[[], None] = lambda: None
        """What is done once the file was changed, or could not be."""
        self._file = ProgressFile(folder)
        self._beside = beside
        self._writes = False
        self._progress: Progress | None = None
        self._unsaved: list[Callable[[Progress], Progress]] = []
        self._attempt: Attempt | None = None
        self._trouble = ""

    @property
    def progress(self) -> Progress:
        """What was done so far; read from disk when it is first asked for."""
        if self._progress is None:
            kept, self._trouble = self._file.load()
            self._progress = kept or Progress()
        return self._progress

    def trouble(self) -> str:
        """What was wrong with the file of progress since this was last asked; nothing where all is well."""
        told, self._trouble = self._trouble, ""
        return told

    def open(self, id_: str) -> Session:
        """A session at the start of a lesson; KeyError for a lesson that there is not."""
        return Session.start(self.catalogue[id_].parameters, id_)

    def lesson_of(self, session: Session) -> Lesson | None:
        """The lesson that a session is for; None where it is for none, or for one that is not here."""
        return None if session.lesson is None else self.catalogue.get(session.lesson)

    def place(self, lesson: Lesson) -> tuple[int, int]:
        """Which lesson this is, counted from 1, and how many there are."""
        return list(self.catalogue).index(lesson.id) + 1, len(self.catalogue)

    def neighbour(self, session: Session, distance: int) -> str | None:
        """The id of a lesson so far after the one of the session, or before it; None past the ends."""
        ids = list(self.catalogue)
        lesson = self.lesson_of(session)
        place = (ids.index(lesson.id) + distance) if lesson else (0 if distance > 0 else -1)
        return ids[place] if 0 <= place < len(ids) else None

    def judge(self, session: Session) -> bool:
        """Whether this session meets a goal that was not met before; it is kept at once."""
        lesson = self.lesson_of(session)
        if lesson is None or lesson.task is None:
            return False
        self._attempt = (self._attempt or Attempt(session.run)).look(session)
        return self._meet(lesson, met(lesson, session, self._attempt))

    def remember(self, session: Session, levels: int) -> bool:
        """Whether so many levels of the loop from memory meet a goal of its lesson that was not met before."""
        lesson = self.lesson_of(session)
        if lesson is None or lesson.task is None:
            return False
        asked = {number: goal.asks["memory"] for number, goal in enumerate(lesson.task.goals) if "memory" in goal.asks}
        return self._meet(lesson, frozenset(number for number, level in asked.items() if level <= levels))

    def _meet(self, lesson: Lesson, numbers: frozenset[int]) -> bool:
        """Keep that these goals are met; whether that is news."""
        # Progress is read from disk only once there is something to compare with it.
        new = numbers - self.progress.of(lesson) if numbers else numbers
        if new:
            self._keep(lambda progress: progress.with_met(lesson, new))
        return bool(new)

    def forget(self, id_: str | None) -> None:
        """Forget what was done in this lesson; in all of them where none is named."""
        self._keep(lambda progress: Progress() if id_ is None else progress.without(id_))

    def _keep(self, change: Callable[[Progress], Progress]) -> None:
        """Change what is kept, which another terminal of the same person may have changed meanwhile."""
        self._progress = change(self.progress)
        self._unsaved.append(change)
        self._put_down()

    def _put_down(self) -> None:
        if self._beside is None:
            self.flush()
        elif not self._writes:
            self._writes = True
            self._beside(self._write)

    def flush(self) -> None:
        """Put what is not on disk there at once."""
        if self._unsaved:
            self._write()()

    def _write(self) -> Callable[[], None]:
        """Change the file as progress was changed here; what it answers with takes over what else the file holds."""
        saved = False
        with self._file.alone():
            changes = tuple(self._unsaved)
            present, trouble = self._file.load()
            # What cannot be read is not written over: it is tried again with the next goal.
            if present is not None:
                for change in changes:
                    present = change(present)
                failed = self._file.save(present)
                trouble, saved = failed or trouble, not failed
        if saved:
            del self._unsaved[: len(changes)]
        return partial(self._written, present, trouble, saved)

    def _written(self, present: Progress | None, trouble: str, saved: bool) -> None:
        self._writes = False
        self._trouble = trouble or self._trouble
        if present is not None:
            for change in self._unsaved:
                present = change(present)
            self._progress = present
        if saved and self._unsaved:
            # Goals that were met while the file was written.
            self._put_down()
        self.when_kept()

    def standing(self, session: Session) -> list[tuple[str, bool, str]]:
        """Each goal of the task: what it says, whether it is met, and what the run at hand still lacks."""
        lesson = self.lesson_of(session)
        if lesson is None or lesson.task is None:
            return []
        attempt = (self._attempt or Attempt(session.run)).look(session)
        done = self.progress.of(lesson)
        return [
            (goal.say, number in done, "" if number in done else lacks(goal, lesson, session, attempt))
            for number, goal in enumerate(lesson.task.goals)
        ]
