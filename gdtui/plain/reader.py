"""Plain mode: a line is read, one thing is done, and lines say what came of it; nothing is ever redrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gdtui.core.figures import counted, parsed_count
from gdtui.core.methods import method_after
from gdtui.core.parameters import ParameterError, parse_figure, typed
from gdtui.core.run import DEFAULT_ITERATIONS
from gdtui.core.session import History, Session
from gdtui.core.sweep import USUAL_VALUES, sweep, swept_by
from gdtui.core.width import wrapped
from gdtui.files.exports import option_like, ordinary_target, written_over
from gdtui.files.formats import FORMATS
from gdtui.files.learning import Learning
from gdtui.files.state import typed_path
from gdtui.lab.explanation import explained
from gdtui.lab.listing import listing
from gdtui.lab.memory import BLANKS, LINES, missing
from gdtui.lab.prediction import DOWN, GROWS, SHRINKS, STAYS, UP, Prediction, Score, answered, outcome
from gdtui.lab.words import ending, exact_figures
from gdtui.plain.sentences import goals, lesson_text, opening, row, spoken, swept_row

WIDTH = 78
SEARCH_ROWS = 1_000_000


class LeftError(Exception):
    """The student leaves, or there is nothing more to read."""


class Reader:
    """Reads lines and answers each; it holds the session as the screen does, and the same actions change it."""

    def __init__(
        self,
        history: History,
        learning: Learning,
        read: Callable[[], str | None],
        write: Callable[[str], None],
        kept: Callable[[History], str] = lambda history: "",
    ) -> None:
        """``read`` gives the next line, None at the end; ``kept`` puts a session on disk and says what went wrong."""
        self.history = history
        self._learning = learning
        self._read = read
        self._write = write
        self._kept = kept
        self._predicts = False
        self._score = Score()

    @property
    def session(self) -> Session:
        """The run at hand."""
        return self.history.present

    def run(self) -> None:
        """Answer lines until there are no more, or until one says to leave."""
        self._say("gdtui, plain. An empty line takes a step; ? tells every command; q leaves.")
        self._tell_lesson()
        self._begin()
        try:
            while True:
                self.answer(self._line())
        except LeftError:
            self._say("Left.")

    def answer(self, line: str) -> None:
        """Do what one line says; a line that says nothing known is told so, and changes nothing."""
        word, *rest = line.split() or ["n"]
        command = COMMANDS.get(word)
        if command is None:
            self._say(f"There is no command {word[:20]!r}; ? tells every command.")
            return
        before = self.history
        try:
            command[0](self, rest)
        except ParameterError as error:
            self._say(f"{error.field.replace('_', ' ')}: {error.reason}.")
        except (ValueError, KeyError):
            self._say(f"That is not how it goes. {word}{command[1]}")
        if self.history is not before:
            trouble = self._kept(self.history)
            if trouble:
                self._say(trouble)

    # What the commands do.

    def step(self, rest: list[str]) -> None:
        count = _count(rest)
        if self._predicts and self.session.at_newest and not self._predict():
            return
        session = self.session.step(count)
        if session is self.session:
            self._say(f"Nothing follows row {session.cursor + 1:,}: {ending(session)}.")
        else:
            self._move(session)

    def back(self, rest: list[str]) -> None:
        self._move(self.session.back(_count(rest)))

    def jump(self, rest: list[str]) -> None:
        (number,) = rest
        self._move(self.session.jump(int(number) - 1))

    def go_on(self, rest: list[str]) -> None:
        _nothing(rest)
        known = frozenset(self.session.current.flags)
        session = self.session.until_flag(known, SEARCH_ROWS)
        self._move(session)
        if known.issuperset(session.current.flags):
            self._say(f"No new flag follows: {ending(session)}.")

    def reset(self, rest: list[str]) -> None:
        _nothing(rest)
        if self.session.length == 1:
            self._say("This is the start already.")
        else:
            self._become(self.session.reset())

    def edit(self, rest: list[str]) -> None:
        if not rest or len(rest) % 2:
            raise ValueError("pairs")
        changes: dict[str, Any] = {}
        for name, text in zip(rest[::2], rest[1::2], strict=True):
            field = name.replace("-", "_")
            if field not in typed():
                raise ValueError(name)
            changes[field] = typed()[field].parse(text)
        self._become(self.session.change(self.session.parameters.changed(**changes)))

    def other_method(self, rest: list[str]) -> None:
        _nothing(rest)
        parameters = self.session.parameters
        self._become(self.session.change(parameters.changed(method=method_after(parameters.method))))

    def compare(self, rest: list[str]) -> None:
        _nothing(rest)
        pinned = self.session.pinned is not None
        self._become(self.session.unpin() if pinned else self.session.pin())
        self._say("The pinned run is let go." if pinned else "A is pinned, B starts beside it: e or m changes B.")

    def undo(self, rest: list[str]) -> None:
        _nothing(rest)
        self._travel(self.history.undo(), "No run was replaced yet.")

    def redo(self, rest: list[str]) -> None:
        _nothing(rest)
        self._travel(self.history.redo(), "There is nothing to take back.")

    def lessons(self, rest: list[str]) -> None:
        learning = self._learning
        ids = list(learning.catalogue)
        if rest:
            (wanted,) = rest
            number = parsed_count(wanted, 1, len(ids))
            id_ = wanted if number is None else ids[number - 1]
            if id_ in learning.catalogue:
                self._open(id_)
            else:
                self._say(f"There is no lesson {wanted[:20]!r}; l tells which there are.")
            return
        for number, lesson in enumerate(learning.catalogue.values(), 1):
            done = "done" if learning.progress.done(lesson) else f"{len(learning.progress.of(lesson))} met"
            self._say(f"{number}. {lesson.title} ({lesson.id}): {done if lesson.task else 'no task'}.")
        self._say("l and a number, or an id, opens one.")

    def next_lesson(self, rest: list[str]) -> None:
        _nothing(rest)
        self._neighbour(1)

    def lesson_before(self, rest: list[str]) -> None:
        _nothing(rest)
        self._neighbour(-1)

    def text(self, rest: list[str]) -> None:
        _nothing(rest)
        if not self._tell_lesson():
            self._say("No lesson is open: l tells which there are.")

    def why(self, rest: list[str]) -> None:
        _nothing(rest)
        for sentence in explained(self.session):
            self._say(sentence)

    def program(self, rest: list[str]) -> None:
        _nothing(rest)
        for line in listing(self.session.run, self.session.length).splitlines():
            self._write(line)

    def digits(self, rest: list[str]) -> None:
        _nothing(rest)
        for figure in exact_figures(self.session.current):
            self._write(figure)

    def sweep(self, rest: list[str]) -> None:
        parameters = self.session.parameters
        fields = swept_by(parameters)
        if not fields:
            self._say("There is no parameter here that can be tried side by side.")
            return
        field = rest.pop(0).replace("-", "_") if rest and rest[0].replace("-", "_") in fields else fields[0]
        values = tuple(parse_figure(field, text) for text in rest) or USUAL_VALUES
        for swept in sweep(parameters, field, values, DEFAULT_ITERATIONS):
            if swept is not None:
                self._say(swept_row(swept, field))

    def predict_first(self, rest: list[str]) -> None:
        _nothing(rest)
        self._predicts = not self._predicts
        score = f"Score {self._score.right} of {self._score.asked}."
        self._say("Before each step you are asked." if self._predicts else f"Steps without asking. {score}")

    def memory(self, rest: list[str]) -> None:
        _nothing(rest)
        level = 0
        for level, blanks in enumerate(BLANKS, 1):
            self._say(f"Level {level} of {len(BLANKS)}. The loop, in which some lines are blank:")
            for number, line in enumerate(LINES):
                self._write(f"  {number + 1}. {'blank' if number in blanks else line}")
            for number in blanks:
                typed = self._line(f"Line {number + 1}:")
                lack = missing(typed, LINES[number])
                if lack:
                    self._say(f"Line {number + 1}: {lack}.")
                    self._remember(level - 1)
                    return
            self._say("Right.")
        self._remember(level)

    def export(self, rest: list[str]) -> None:
        name, path = rest
        if name not in FORMATS:
            raise ValueError(name)
        if refusal := option_like(path):
            self._say(refusal)
            return
        target, session = typed_path(path), self.session
        try:
            target = ordinary_target(target.absolute())
            if target.exists() and self._line(f"{target} exists. Type yes to overwrite it.") != "yes":
                self._say("It stays as it is.")
                return
            with written_over(target) as out:
                FORMATS[name].write(session.run, session.length, out)
        except OSError as error:
            self._say(f"Not written, {error.strerror}: {target}")
        else:
            self._say(f"Written: {target}")

    def help(self, rest: list[str]) -> None:
        for words, (_, usage) in COMMANDS.items():
            if usage:
                self._say(f"{words}{usage}")

    def leave(self, rest: list[str]) -> None:
        raise LeftError

    # What several of them share.

    def _line(self, question: str = "") -> str:
        """The next line, after a question; LeftError where there is none."""
        if question:
            self._say(question)
        line = self._read()
        if line is None:
            raise LeftError
        return line.strip()

    def _say(self, sentence: str) -> None:
        for line in wrapped(spoken(sentence), WIDTH, break_words=False):
            self._write(line)

    def _tell(self) -> None:
        for sentence in row(self.session, hides_update=self._predicts and self.session.at_newest):
            self._say(sentence)
        if self._learning.judge(self.session):
            for sentence in goals(self._learning.standing(self.session)):
                self._say(sentence)
        trouble = self._learning.trouble()
        if trouble:
            self._say(trouble)

    def _begin(self) -> None:
        for sentence in opening(self.session):
            self._say(sentence)
        self._tell()

    def _move(self, session: Session) -> None:
        self.history = self.history.move(session)
        self._tell()

    def _become(self, session: Session) -> None:
        if session is self.session:
            self._say("Nothing was changed.")
            return
        self.history = self.history.become(session)
        self._begin()

    def _travel(self, history: History, refusal: str) -> None:
        if history is self.history:
            self._say(refusal)
        else:
            lesson, self.history = self.session.lesson, history
            if self.session.lesson != lesson:
                self._tell_lesson()
            self._begin()

    def _neighbour(self, distance: int) -> None:
        id_ = self._learning.neighbour(self.session, distance)
        if id_ is None:
            self._say("This is the last lesson." if distance > 0 else "This is the first lesson.")
        else:
            self._open(id_)

    def _open(self, id_: str) -> None:
        self.history = self.history.become(self._learning.open(id_))
        self._tell_lesson()
        self._begin()

    def _tell_lesson(self) -> bool:
        """Tell the lesson that the run is for; whether there is one."""
        lesson = self._learning.lesson_of(self.session)
        if lesson is None:
            return False
        for sentence in lesson_text(lesson, self._learning.standing(self.session)):
            self._say(sentence)
        return True

    def _remember(self, levels: int) -> None:
        self._say(f"{counted(levels, 'level')} done from memory.")
        if self._learning.remember(self.session, levels):
            for sentence in goals(self._learning.standing(self.session)):
                self._say(sentence)

    def _predict(self) -> bool:
        """Ask where the step goes, and score the answers; whether both were given."""
        after = self.session.step()
        if after is self.session:
            return True
        weight = self._choice("Where will the weight go: up, down, or stays?", (UP, DOWN, STAYS))
        error = weight and self._choice("And the error: grows, shrinks, or stays?", (GROWS, SHRINKS, STAYS))
        if not weight or not error:
            self._say("No step is taken.")
            return False
        text, right = answered(
            Prediction(weight, error), outcome(self.session.current, after.current), "right, the", "wrong, the"
        )
        self._score = self._score.with_answers(right, 2)
        self._say(f"{text[0].upper()}{text[1:]}. Score {self._score.right} of {self._score.asked}.")
        return True

    def _choice(self, question: str, answers: tuple[str, ...]) -> str:
        typed = self._line(question)
        return next((answer for answer in answers if typed and answer.startswith(typed)), "")


def _count(rest: list[str]) -> int:
    """How often, once where nothing is said."""
    if not rest:
        return 1
    (text,) = rest
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def _nothing(rest: list[str]) -> None:
    if rest:
        raise ValueError(rest[0])


Command = tuple[Callable[[Reader, list[str]], None], str]
COMMANDS: dict[str, Command] = {
    "n": (Reader.step, ", or an empty line: take a step; n 10 takes ten."),
    "b": (Reader.back, ": look at the row before; b 10 at the tenth before."),
    "j": (Reader.jump, " 5: look at row 5."),
    "g": (Reader.go_on, ": go on until a new flag is raised."),
    "r": (Reader.reset, ": start again from the start weight."),
    "e": (Reader.edit, " alpha 0.1 weight 2: change parameters. Names: " + ", ".join(typed()) + "."),
    "m": (Reader.other_method, ": learn by the other method."),
    "c": (Reader.compare, ": pin this run and compare another with it, or end that."),
    "u": (Reader.undo, ": bring back the run that a change or a reset replaced."),
    "U": (Reader.redo, ": take an undo back."),
    "l": (Reader.lessons, ": tell the lessons; l 3, or l and an id, opens one."),
    "]": (Reader.next_lesson, ": go to the next lesson."),
    "[": (Reader.lesson_before, ": go to the lesson before."),
    "t": (Reader.text, ": the lesson's text, task and goals."),
    "w": (Reader.why, ": why the update is what it is."),
    "i": (Reader.program, ": the run as a Python program."),
    "d": (Reader.digits, ": the row's figures with every digit."),
    "s": (Reader.sweep, ": what other alphas, or step amounts, lead to; s 1 0.5 tries these."),
    "f": (Reader.predict_first, ": be asked before each step what it will do, or not."),
    "y": (Reader.memory, ": type the loop from memory."),
    "x": (Reader.export, f" csv FILE: export the run. Formats: {', '.join(FORMATS)}."),
    "?": (Reader.help, ": tell every command."),
    "q": (Reader.leave, ": leave."),
}
"""What a line begins with, what it does, and how that is told."""
