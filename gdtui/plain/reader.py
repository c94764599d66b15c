"""Plain mode: a line is read, one thing is done, and lines say what came of it; nothing is ever redrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gdtui.core.figures import parsed_count
from gdtui.core.parameters import ParameterError, parse_figure, typed
from gdtui.core.run import DEFAULT_ITERATIONS
from gdtui.core.session import Session
from gdtui.core.sweep import USUAL_VALUES, sweep, swept_by
from gdtui.core.width import wrapped
from gdtui.files.disk import typed_path
from gdtui.files.exports import option_like, ordinary_target, written_over
from gdtui.files.formats import FORMATS
from gdtui.lab.explanation import explained
from gdtui.lab.listing import listing
from gdtui.lab.memory import BLANKS, LINES, missing
from gdtui.lab.prediction import CHOICES
from gdtui.lab.words import exact_figures
from gdtui.plain.sentences import forecast_sentence, goals, lesson_text, opening, row, spoken, swept_row
from gdtui.workspace.commands import COMMANDS, Command
from gdtui.workspace.workspace import Change, Part, Workspace

WIDTH = 78


class LeftError(Exception):
    """The student leaves, or there is nothing more to read."""


class Reader(Part):
    """Reads lines and does on the workspace what each says; what came of it is told once the line is done."""

    def __init__(self, workspace: Workspace, read: Callable[[], str | None], write: Callable[[str], None]) -> None:
        """``read`` gives the next line, None at the end."""
        self.workspace = workspace
        self._read = read
        self._write = write
        self._change: Change | None = None
        self._met = False
        workspace.attach(self)

    @property
    def session(self) -> Session:
        """The run at hand."""
        return self.workspace.session

    def changed(self, change: Change) -> None:
        """Another row, or another run, is to be told."""
        self._met = self._met or self.workspace.met
        if change is not Change.LOOKED:
            self._change = change

    def told(self, notice: str) -> None:
        """Say it, as a sentence."""
        if notice:
            self._say(f"{notice[0].upper()}{notice[1:]}")

    def run(self) -> None:
        """Answer lines until there are no more, or until one says to leave."""
        self._say("gdtui, plain. An empty line takes a step; ? tells every command; q leaves.")
        self.workspace.put(self.workspace.history, Change.OPENED)
        self._tell_lesson()
        self._begin()
        self._tell_goals()
        self.workspace.tell_trouble()
        try:
            while True:
                self.answer(self._line())
        except LeftError:
            self._say("Left.")

    def answer(self, line: str) -> None:
        """Do what one line says; a line that says nothing known is told so, and changes nothing."""
        word, *rest = line.split() or ["n"]
        command = TYPED.get(word)
        if command is None:
            self._say(f"There is no command {word[:20]!r}; ? tells every command.")
            return
        lesson, self._change, self._met = self.session.lesson, None, False
        try:
            why_not = command.why_not(self.workspace)
            self.workspace.say(why_not or self._done(command, rest))
        except ParameterError as error:
            self._say(f"{error.field.replace('_', ' ')}: {error.reason}.")
        except (ValueError, KeyError):
            self._say(f"That is not how it goes. {usage(command)}")
        if self._change is Change.OPENED or self.session.lesson != lesson:
            self._tell_lesson()
        if self._change is Change.MOVED:
            self._tell_row()
        elif self._change is not None:
            self._begin()
        self._tell_goals()

    def _done(self, command: Command, rest: list[str]) -> str:
        """Do it, in plain mode's own way where it has one; what is to be said of it."""
        own = OWN_WAYS.get(command.name)
        if own is not None:
            return own(self, rest)
        _nothing(rest)
        assert command.do is not None
        return command.do(self.workspace)

    # Plain mode's own ways: where more is typed than a word, or where lines tell what a screen shows.

    def step(self, rest: list[str]) -> str:
        return self.workspace.step(_count(rest))

    def foretell(self, rest: list[str]) -> str:
        if not rest:
            for key, choice in CHOICES.items():
                self._say(f"{key}: {choice.says}.")
            return "o and a number says it."
        (key,) = rest
        return self.workspace.foretell(key) if key in CHOICES and not self.workspace.ask() else self.workspace.ask()

    def back(self, rest: list[str]) -> str:
        return self.workspace.back(_count(rest))

    def jump(self, rest: list[str]) -> str:
        (number,) = rest
        return self.workspace.jump(int(number) - 1)

    def go_on(self, rest: list[str]) -> str:
        _nothing(rest)
        return self.workspace.go_on()

    def edit(self, rest: list[str]) -> str:
        if not rest or len(rest) % 2:
            raise ValueError("pairs")
        changes: dict[str, Any] = {}
        for name, text in zip(rest[::2], rest[1::2], strict=True):
            field = name.replace("-", "_")
            if field not in typed():
                raise ValueError(name)
            changes[field] = typed()[field].parse(text)
        return self.workspace.change(**changes)

    def lessons(self, rest: list[str]) -> str:
        course = self.workspace.course
        ids = list(course.catalogue)
        if rest:
            (wanted,) = rest
            number = parsed_count(wanted, 1, len(ids))
            id_ = wanted if number is None else ids[number - 1]
            if id_ in course.catalogue:
                return self.workspace.open(id_)
            return f"there is no lesson {wanted[:20]!r}; l tells which there are."
        for number, lesson in enumerate(course.catalogue.values(), 1):
            done = "done" if course.progress.done(lesson) else f"{len(course.progress.of(lesson))} met"
            self._say(f"{number}. {lesson.title} ({lesson.id}): {done if lesson.task else 'no task'}.")
        return "l and a number, or an id, opens one."

    def text(self, rest: list[str]) -> str:
        _nothing(rest)
        return "" if self._tell_lesson() else "no lesson is open: l tells which there are."

    def forecast(self, rest: list[str]) -> str:
        _nothing(rest)
        answer = self.workspace.toggle_foretelling()
        if self.workspace.foretells:
            self._say(forecast_sentence(self.session))
        return answer

    def why(self, rest: list[str]) -> str:
        _nothing(rest)
        for sentence in explained(self.session):
            self._say(sentence)
        return ""

    def program(self, rest: list[str]) -> str:
        _nothing(rest)
        for line in listing(self.session.run, self.session.length).splitlines():
            self._write(line)
        return ""

    def digits(self, rest: list[str]) -> str:
        _nothing(rest)
        for figure in exact_figures(self.session.current):
            self._write(figure)
        return ""

    def sweep(self, rest: list[str]) -> str:
        parameters = self.session.parameters
        fields = swept_by(parameters)
        field = rest.pop(0).replace("-", "_") if rest and rest[0].replace("-", "_") in fields else fields[0]
        values = tuple(parse_figure(field, text) for text in rest) or USUAL_VALUES
        for swept in sweep(parameters, field, values, DEFAULT_ITERATIONS):
            if swept is not None:
                self._say(swept_row(swept, field))
        return ""

    def memory(self, rest: list[str]) -> str:
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
                    return self.workspace.remember(level - 1)
            self._say("Right.")
        return self.workspace.remember(level)

    def export(self, rest: list[str]) -> str:
        name, path = rest
        if name not in FORMATS:
            raise ValueError(name)
        if refusal := option_like(path):
            return refusal
        target, session = typed_path(path), self.session
        try:
            target = ordinary_target(target.absolute())
            if target.exists() and self._line(f"{target} exists. Type yes to overwrite it.") != "yes":
                return "it stays as it is."
            with written_over(target) as out:
                FORMATS[name].write(session.run, session.length, out)
        except OSError as error:
            return f"not written, {error.strerror}: {target}"
        return f"written: {target}"

    def help(self, rest: list[str]) -> str:
        for command in TYPED.values():
            self._say(usage(command))
        return ""

    def leave(self, rest: list[str]) -> str:
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

    def _begin(self) -> None:
        """Tell the run, and its row."""
        for sentence in opening(self.session, foretells=self.workspace.foretells):
            self._say(sentence)
        if self.workspace.asks:
            self._say("What will happen? o tells what can be said, f the forecast.")
        self._tell_row()

    def _tell_row(self) -> None:
        for sentence in row(self.session):
            self._say(sentence)

    def _tell_goals(self) -> None:
        """Tell how the goals stand, where one was met."""
        if self._met:
            for sentence in goals(self.workspace.standing()):
                self._say(sentence)

    def _tell_lesson(self) -> bool:
        """Tell the lesson that the run is for; whether there is one."""
        lesson = self.workspace.lesson
        if lesson is None:
            return False
        for sentence in lesson_text(lesson, self.workspace.standing()):
            self._say(sentence)
        return True


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


TYPED = {command.typed: command for command in COMMANDS.values() if not command.of_a_screen}
"""What a line may begin with."""
OWN_WAYS: dict[str, Callable[[Reader, list[str]], str]] = {
    "step": Reader.step,
    "say": Reader.foretell,
    "forecast": Reader.forecast,
    "back": Reader.back,
    "jump": Reader.jump,
    "go-on": Reader.go_on,
    "edit": Reader.edit,
    "lessons": Reader.lessons,
    "text": Reader.text,
    "why": Reader.why,
    "listing": Reader.program,
    "digits": Reader.digits,
    "sweep": Reader.sweep,
    "memory": Reader.memory,
    "export": Reader.export,
    "help": Reader.help,
    "quit": Reader.leave,
}
NAMED = {"edit": lambda: ", ".join(typed()) + ".", "export": lambda: f"{', '.join(FORMATS)}."}
"""What a command's line names besides."""


def usage(command: Command) -> str:
    """How a command is typed, and what it does."""
    return f"{command.told_typed}{NAMED.get(command.name, str)()}"
