"""What one student has open, and all that can be done with it; every face works on it by the same methods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gdtui.core.figures import counted, short
from gdtui.core.flags import Flag
from gdtui.core.methods import method_after
from gdtui.core.parameters import Parameters
from gdtui.core.session import MOST_ROWS, History, Session
from gdtui.files.sessions import SavedSession, Shown
from gdtui.lab.comparison import heading
from gdtui.lab.lesson import Lesson
from gdtui.lab.prediction import Prediction, Score, answered, outcome
from gdtui.lab.words import ending

if TYPE_CHECKING:
    from gdtui.workspace.course import Course

LOG, TEXT, WHY, LISTING = "log", "text", "why", "listing"
"""What can stand below the chart."""


class Change(Enum):
    """What has changed in a workspace."""

    MOVED = "another row of the same run"
    REPLACED = "another run"
    OPENED = "a lesson from its start"
    TRAVELLED = "a run that was replaced before"
    LOOKED = "how it is shown, or how many goals are met"


class Part:
    """What is attached to a workspace and told of each change; each part takes in what concerns it."""

    def changing(self, change: Change) -> None:
        """The workspace has another history, which is judged next."""

    def changed(self, change: Change) -> None:
        """The workspace is another now."""

    def told(self, notice: str) -> None:
        """Something is said to the student; nothing takes what was said before away."""

    def flush(self) -> None:
        """The program may end at any moment."""

    def close(self) -> None:
        """The program ends."""


class Workspace:
    """The run at hand with those before it, how it is shown, and the course that it belongs to.

    Each method does what a student wants, and answers with the sentence that is to be said; with nothing where the
    rows say enough.
    """

    def __init__(self, session: Session, course: Callable[[], Course]) -> None:
        """``course`` is asked for only once a lesson is, since many sessions never have one."""
        self.history = History(session)
        self.shown = Shown()
        self.score = Score()
        self.goals: tuple[int, int] | None = None
        """How many goals of the lesson are met, of how many, once one was met here."""
        self.met = False
        """Whether the last change met a goal that was not met before."""
        self.judges = True
        """Whether what is shown counts for the lesson's goals."""
        self._make_course = course
        self._parts: list[Part] = []

    @classmethod
    def begin(cls, course: Callable[[], Course], lesson: str | None = None, **values: Any) -> Workspace:
        """A workspace with a lesson, with parameters by their names, or both: then the values override the lesson's.

        KeyError for a lesson that there is not, ParameterError for a value that makes no run.
        """
        workspace = cls(Session.start(Parameters()), course)
        if lesson is not None or values:
            start = Parameters() if lesson is None else workspace.course.catalogue[lesson].parameters
            workspace.history = History(Session.start(start.changed(**values), lesson))
        return workspace

    @cached_property
    def course(self) -> Course:
        """The lessons, and what was done in them."""
        return self._make_course()

    @property
    def session(self) -> Session:
        """The run at hand."""
        return self.history.present

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that the run at hand is for."""
        return None if self.session.lesson is None else self.course.lesson_of(self.session)

    @property
    def heading(self) -> str:
        """What is open, in a few words."""
        session = self.session
        if session.pinned is not None:
            return heading(session, session.pinned.parameters)
        lesson = self.lesson
        if lesson is None:
            return session.parameters.rule.title
        return lesson.title + ("" if session.parameters == lesson.parameters else " (changed)")

    @property
    def hides_update(self) -> bool:
        """Whether the student is to say what the update does before it is seen."""
        return self.shown.predicts and self.session.at_newest

    # What is attached.

    def attach(self, part: Part) -> None:
        """Tell a part of each change from now on, after those that were attached before it."""
        self._parts.append(part)

    def flush(self) -> None:
        """Let each part put down what it has not yet."""
        for part in self._parts:
            part.flush()

    def close(self) -> None:
        """Let each part end."""
        for part in self._parts:
            part.close()

    def tell(self, notice: str) -> None:
        """Say something to the student; nothing takes what was said before away."""
        for part in self._parts:
            part.told(notice)

    def say(self, answer: str) -> None:
        """Say what came of something; trouble comes last, so that it is seen."""
        self.tell(answer)
        self.tell_trouble()

    def tell_trouble(self) -> None:
        """Say what is wrong with the file of progress, if anything is."""
        trouble = self.course.trouble() if self.session.lesson is not None else ""
        if trouble:
            self.tell(trouble)

    def _changed(self, change: Change) -> None:
        for part in self._parts:
            part.changed(change)

    def put(self, history: History, change: Change) -> None:
        """Have another history, and judge what it shows."""
        lesson = self.lesson
        self.history = history
        for part in self._parts:
            part.changing(change)
        if self.lesson is not lesson:
            self.goals = None
        self.met = self.judges and self.lesson is not None and self.course.judge(self.session)
        if self.met or (change is Change.TRAVELLED and self.lesson is not lesson):
            self.count_goals()
        self._changed(change)

    def count_goals(self) -> None:
        """See how many goals of the lesson are met."""
        lesson = self.lesson
        if lesson is not None and lesson.task is not None:
            self.goals = (len(self.course.progress.of(lesson)), len(lesson.task.goals))

    # Rows.

    def move(self, session: Session) -> str:
        """Show another row of the same run."""
        self.put(self.history.move(session), Change.MOVED)
        return ""

    def step(self, count: int = 1) -> str:
        """Take the last row's update, so many times."""
        session = self.session.step(count)
        if session is self.session:
            return f"{ending(session)}, at row {session.cursor + 1:,}: nothing follows. b goes back, r resets."
        return self.move(session)

    def step_as_said(self, said: Prediction, right: str, wrong: str) -> str:
        """Take a step that a student has foretold; ``right`` and ``wrong`` stand before each answer."""
        before = self.session.current
        self.step()
        text, count = answered(said, outcome(before, self.session.current), right, wrong)
        self.score = self.score.with_answers(count, 2)
        return f"{text}. {self.score.text}"

    def back(self, count: int = 1) -> str:
        """Show the row before, or so many before."""
        return self.move(self.session.back(count))

    def jump(self, index: int) -> str:
        """Show the row at this index, or the nearest that there is."""
        return self.move(self.session.jump(index))

    def seek(self, known: frozenset[Flag], most_rows: int) -> bool:
        """Go on to the first row with a flag other than these, through so many rows; whether there was one."""
        self.move(self.session.until_flag(known, most_rows))
        return not known.issuperset(self.session.current.flags)

    def go_on(self) -> str:
        """Go on until a flag is raised that the row shown does not bear."""
        found = self.seek(frozenset(self.session.current.flags), MOST_ROWS)
        return "" if found else self.nothing_new

    @property
    def nothing_new(self) -> str:
        """Why no new flag follows."""
        return f"no new flag follows: {ending(self.session)}."

    # Runs.

    def _replace(self, session: Session, what: str, change: Change = Change.REPLACED) -> str:
        """Put another run in the place of this one, and say what becomes of it."""
        rows = counted(self.session.length, "row")
        self.put(self.history.become(session), change)
        return f"{what}; u brings the old run back ({rows})."

    def reset(self) -> str:
        """Go back to the start weight, with the first row only."""
        if self.session.length == 1:
            return "this is the start already."
        return self._replace(self.session.reset(), "back to the start")

    def apply(self, parameters: Parameters) -> str:
        """Begin a run of these parameters."""
        if parameters == self.session.parameters:
            return "nothing was changed."
        return self._replace(self.session.change(parameters), f"a new run from weight {short(parameters.weight)}")

    def change(self, **changes: Any) -> str:
        """Begin a run with these parameters changed; ParameterError for a value that makes no run."""
        return self.apply(self.session.parameters.changed(**changes))

    def other_method(self) -> str:
        """Learn by the other method, from the same start weight."""
        return self.change(method=method_after(self.session.parameters.method))

    def compare(self) -> str:
        """Pin this run and start another beside it, or let the pinned one go."""
        if self.session.pinned is None:
            return self._replace(self.session.pin(), "A is pinned, B starts beside it: e or m changes B")
        return self._replace(self.session.unpin(), "B goes on alone")

    def undo(self) -> str:
        """Bring back the run that was replaced last."""
        return self._travel(self.history.undo(), "the old run is back; U takes this back.", "no run was replaced yet.")

    def redo(self) -> str:
        """Take an undo back."""
        return self._travel(self.history.redo(), "the newer run is back.", "there is nothing to take back.")

    def _travel(self, history: History, notice: str, refusal: str) -> str:
        if history is self.history:
            return refusal
        self.put(history, Change.TRAVELLED)
        return notice

    # Lessons.

    def open(self, id_: str) -> str:
        """Start a lesson, with its text in view; KeyError for one that there is not."""
        self.shown = self.shown._replace(below=TEXT)
        return self._replace(self.course.open(id_), "the lesson begins", Change.OPENED)

    def neighbour(self, distance: int) -> str:
        """Start the lesson so far after this one, or before it."""
        id_ = self.course.neighbour(self.session, distance)
        if id_ is None:
            return "this is the last lesson." if distance > 0 else "this is the first lesson."
        return self.open(id_)

    def remember(self, levels: int) -> str:
        """Count so many levels of the loop from memory."""
        self.met = self.course.remember(self.session, levels)
        if self.met:
            self.count_goals()
        self._changed(Change.LOOKED)
        return f"{counted(levels, 'level')} done from memory."

    def standing(self) -> tuple[tuple[str, bool, str], ...]:
        """Each goal of the task: what it says, whether it is met, and what the run at hand still lacks."""
        return tuple(self.course.standing(self.session)) if self.session.lesson is not None else ()

    # How it is shown.

    def look(self, **changes: Any) -> str:
        """Show it otherwise: ``view``, ``closely``, ``below``, ``every_digit``, ``predicts`` or ``plain_scale``."""
        self.shown = self.shown._replace(**changes)
        self._changed(Change.LOOKED)
        return ""

    def toggle_below(self, what: str) -> str:
        """Show something else below the chart, or the log again."""
        return self.look(below=LOG if self.shown.below == what else what)

    def toggle_scale(self) -> str:
        """Show the errors on a plain scale, or on a logarithmic one again."""
        return self.look(plain_scale=not self.shown.plain_scale)

    def toggle_digits(self) -> str:
        """Show the row's figures with every digit, or in a sentence again."""
        return self.look(every_digit=not self.shown.every_digit)

    def toggle_predicting(self) -> str:
        """Ask before each step what it will do, or stop asking."""
        self.look(predicts=not self.shown.predicts)
        if self.shown.predicts:
            return "predict first: you are asked before each step."
        return f"steps without asking. {self.score.text}"

    # What is kept.

    def saved(self, *, left: bool = False) -> SavedSession:
        """All of it, for the session's file."""
        return SavedSession(self.history, self.shown, left)

    def bring_back(self, saved: SavedSession, before: History) -> None:
        """Put everything back as it was saved; what was begun since ``before`` can be brought back."""
        meanwhile = () if self.history is before else (self.session,)
        self.shown = saved.shown
        self.put(replace(saved.history, past=(*saved.history.past, *meanwhile)), Change.TRAVELLED)
        self.count_goals()
