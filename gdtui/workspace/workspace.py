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
from gdtui.files.sessions import END, LOG, TEXT, WELCOME, SavedSession, Shown
from gdtui.lab.comparison import heading
from gdtui.lab.finale import what_it_came_to
from gdtui.lab.lesson import Lesson
from gdtui.lab.prediction import Answers, Score
from gdtui.lab.words import ending

if TYPE_CHECKING:
    from gdtui.workspace.course import Course

PAGES = (TEXT, WELCOME, END)
"""What stands over everything until a run is looked at."""


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
        self._answers = Answers()
        self.met = False
        """Whether the last change met a goal that was not met before."""
        self.judges = True
        """Whether what is shown counts for the lesson's goals."""
        self._make_course = course
        self._parts: list[Part] = []

    @classmethod
    def begin(
        cls, course: Callable[[], Course], lesson: str | None = None, *, opening: bool = False, **values: Any
    ) -> Workspace:
        """A workspace with a lesson, with parameters by their names, or both: then the values override the lesson's.

        With ``opening`` a lesson begins with its page, and all else with what this is.

        KeyError for a lesson that there is not, ParameterError for a value that makes no run.
        """
        workspace = cls(Session.start(Parameters()), course)
        if lesson is not None or values:
            start = Parameters() if lesson is None else workspace.course.catalogue[lesson].parameters
            workspace.history = History(Session.start(start.changed(**values), lesson))
        if opening:
            workspace.shown = workspace.shown._replace(below=TEXT if lesson is not None else WELCOME)
        return workspace

    @cached_property
    def course(self) -> Course:
        """The lessons, and what was done in them."""
        course = self._make_course()
        course.when_kept = self.tell_trouble
        return course

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
    def place(self) -> str:
        """Which of the lessons is open; empty where none is, or two runs are beside each other."""
        lesson = self.lesson
        if lesson is None or self.session.pinned is not None:
            return ""
        number, of = self.course.place(lesson)
        return f"{number} of {of}  "

    @property
    def page(self) -> str:
        """What stands over everything, if anything does."""
        return self.shown.below if self.shown.below in PAGES else ""

    # Predict first.

    @property
    def asks(self) -> bool:
        """Whether the student is asked what will happen: once for each new run of a lesson, at its start."""
        session = self.session
        new = session.length == 1 and session.pinned is None and session.parameters not in self._answers
        return new and self._may_ask and not self.page and not session.ended

    @property
    def _may_ask(self) -> bool:
        """Whether a student who predicts first is asked in what is open; a lesson of one row has nothing to ask."""
        lesson = self.lesson
        return self.shown.predicts and lesson is not None and lesson.iterations > 1

    @property
    def foretells(self) -> bool:
        """Whether the forecast is shown: in a lesson once the student has said what will happen."""
        if self.session.lesson is None:
            return self.shown.foretells
        answered = self._answers.of(self.session.parameters) is not None
        return answered or not self._may_ask or self.session.pinned is not None

    @property
    def verdict(self) -> tuple[str, str]:
        """What the student said of the run at hand, beside what happens once that is seen; and the same in brief."""
        return self._answers.verdict(self.session)

    @property
    def score(self) -> Score:
        """How many of the answers were right, the one whose run is not seen yet left out."""
        return self._answers.score(self.session)

    def foretell(self, key: str) -> str:
        """Say beforehand what will happen, by the key of a choice; any other passes the question over."""
        self._answers.give(self.session.parameters, key)
        self._changed(Change.LOOKED)
        said, _ = self.verdict
        return f"{said} Now see: step." if said else ""

    def ask(self) -> str:
        """Ask once more what will happen, where nothing is seen yet."""
        if self.lesson is None or self.session.length > 1:
            return "what will happen is asked at the start of a lesson's run."
        self._answers.take_back(self.session.parameters)
        return self.look(predicts=True, below=LOG)

    # What is attached.

    def attach(self, part: Part) -> None:
        """Tell a part of each change from now on, after those that were attached before it."""
        self._parts.append(part)

    def flush(self) -> None:
        """Let each part, and the course, put down what it has not yet."""
        for part in self._parts:
            part.flush()
        if "course" in vars(self):
            self.course.flush()

    def close(self) -> None:
        """Let each part end, and the course."""
        for part in self._parts:
            part.close()
        if "course" in vars(self):
            self.course.flush()

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
        if change is Change.MOVED and self.asks:
            # Who steps without an answer is not asked again.
            self._answers.give(self.session.parameters, "")
        if self.page and change in (Change.MOVED, Change.REPLACED):
            self.shown = self.shown._replace(below=LOG)
        self.history = history
        for part in self._parts:
            part.changing(change)
        self.met = self.judges and self.lesson is not None and self.course.judge(self.session)
        self._changed(change)

    # Rows.

    def move(self, session: Session) -> str:
        """Show another row of the same run."""
        self.put(self.history.move(session), Change.MOVED)
        return ""

    def step(self, count: int = 1) -> str:
        """Take the last row's update, so many times."""
        return self.why_no_step or self.move(self.session.step(count))

    @property
    def why_no_step(self) -> str:
        """Why no row follows; nothing where one does."""
        session = self.session
        if session.step() is not session:
            return ""
        return f"{ending(session)}, at row {session.cursor + 1:,}: nothing follows. b goes back, r resets."

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

    def own_values(self) -> str:
        """Begin the lesson's run anew, with the values that it began with."""
        lesson = self.lesson
        return self.apply(lesson.parameters) if lesson is not None else ""

    @property
    def why_not_own_values(self) -> str:
        """Why there is no way back to a lesson's values; nothing where there is one."""
        if self.lesson is None:
            return "no lesson is open: l shows them."
        return "these are the lesson's own values." if self.session.parameters == self.lesson.parameters else ""

    def open(self, id_: str) -> str:
        """Start a lesson, with its text in view; KeyError for one that there is not."""
        self.shown = self.shown._replace(below=TEXT)
        return self._replace(self.course.open(id_), "the lesson begins", Change.OPENED)

    def neighbour(self, distance: int) -> str:
        """Start the lesson so far after this one, or before it."""
        id_ = self.course.neighbour(self.session, distance)
        if id_ is not None:
            return self.open(id_)
        if distance < 0:
            return "this is the first lesson."
        return self.look(below=END) or "this is the last lesson."

    @property
    def end(self) -> tuple[str, ...]:
        """What all of it came to, in paragraphs."""
        course, history = self.course, self.history
        done = sum(map(course.progress.done, course.catalogue.values()))
        return what_it_came_to(done, len(course.catalogue), self.score, (*history.past, history.present))

    def remember(self, levels: int) -> str:
        """Count so many levels of the loop from memory."""
        self.met = self.course.remember(self.session, levels)
        self._changed(Change.LOOKED)
        return f"{counted(levels, 'level')} done from memory."

    def standing(self) -> tuple[tuple[str, bool, str], ...]:
        """Each goal of the task: what it says, whether it is met, and what the run at hand still lacks."""
        return tuple(self.course.standing(self.session)) if self.session.lesson is not None else ()

    @property
    def is_done(self) -> bool:
        """Whether every goal of the lesson at hand is met."""
        return self.lesson is not None and self.course.progress.done(self.lesson)

    # How it is shown.

    def look(self, **changes: Any) -> str:
        """Show it otherwise, as ``Shown`` names it."""
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

    def toggle_foretelling(self) -> str:
        """In a lesson ask first what will happen, or stop asking; elsewhere hide the forecast, or show it."""
        if self.session.lesson is None:
            self.look(foretells=not self.shown.foretells)
            return "the forecast is shown." if self.shown.foretells else "the forecast is hidden; f shows it."
        self.look(predicts=not self.shown.predicts)
        return (
            "you are asked first what will happen."
            if self.shown.predicts
            else "you are not asked: the forecast is shown."
        )

    def begin_page(self) -> str:
        """Go from the page to what it is about."""
        if self.shown.below == WELCOME:
            return self.open(next(iter(self.course.catalogue)))
        return self.leave_page()

    def leave_page(self) -> str:
        """See the run, where a page stands over it."""
        return self.look(below=LOG) if self.page else ""

    # What is kept.

    def saved(self, *, left: bool = False) -> SavedSession:
        """All of it, for the session's file."""
        return SavedSession(self.history, self.shown, left)

    def bring_back(self, saved: SavedSession, before: History) -> None:
        """Put everything back as it was saved; what was begun since ``before`` can be brought back."""
        meanwhile = () if self.history is before else (self.session,)
        self.shown = saved.shown
        self.put(replace(saved.history, past=(*saved.history.past, *meanwhile)), Change.TRAVELLED)
