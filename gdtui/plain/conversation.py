"""The conversation: a line asks for something, and what comes of it is said in a few sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gdtui.core.figures import counted, short
from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.run import DEFAULT_ITERATIONS
from gdtui.core.session import History, Session
from gdtui.core.sweep import SWEPT, USUAL_VALUES, parse_values, sweep
from gdtui.files.learning import Learning
from gdtui.lab.comparison import heading, score
from gdtui.lab.explanation import explained
from gdtui.lab.listing import executed
from gdtui.lab.prediction import Score
from gdtui.lab.reading import printable
from gdtui.lab.words import exact_figures
from gdtui.plain import asking
from gdtui.plain.keys import KEYS, SCREEN_ONLY
from gdtui.plain.lines import Lines
from gdtui.plain.spoken import forecast_sentence, parameters_sentence, row_sentences, sentence, sweep_sentence
from gdtui.plain.typed import NotUnderstoodError, number_in, parameters_in

MOST_ROWS = 1_000_000
"""How far one line goes at the most."""
MOST_SAID = 20
"""So many rows of several steps are said; of more only the last."""
MOST_VALUES = 100
SEARCH_ROWS = 5_000
LONGEST_ECHO = 20


class Conversation:
    """What was said so far is over; what is at hand is one history of runs, and one lesson or none."""

    def __init__(self, lines: Lines, learning: Learning, session: Session) -> None:
        self._lines = lines
        self._learning = learning
        self.history = History(session)
        self._predicts = False
        self._score = Score()
        self._over = False
        self._actions: dict[str, Callable[[list[str]], None]] = {
            name: getattr(self, f"_{key.action}") for key in KEYS for name in key.names
        }

    @property
    def session(self) -> Session:
        """The run at hand."""
        return self.history.present

    def hold(self, notice: str = "") -> None:
        """Say where the run stands, then answer line by line, until there are no more or one asks to leave."""
        for text in (
            notice.strip(),
            "gdtui in lines. Enter alone takes a step, ? says what else can be typed, q leaves.",
        ):
            if text:
                self._say(text)
        self._begin()
        while not self._over and (line := self._lines.read()) is not None:
            self.answer(line)

    def answer(self, line: str) -> None:
        """Do what one line asks for, or say in one line why that cannot be."""
        try:
            for action, arguments in self._asked_for(line):
                action(arguments)
        except NotUnderstoodError as error:
            self._say(sentence(str(error)))

    def _asked_for(self, line: str) -> list[tuple[Callable[[list[str]], None], list[str]]]:
        """The actions of a line: one with what belongs to it, or several keys in one word."""
        word, *arguments = line.split() or ["n"]
        for name in (word, word.lower()):
            if name in self._actions:
                return [(self._actions[name], arguments)]
        if not arguments and all(key in self._actions for key in word):
            return [(self._actions[key], []) for key in word]
        shown = printable(word[:LONGEST_ECHO])
        if word in SCREEN_ONLY:
            raise NotUnderstoodError(f"{shown} is a key of the screen; ? says what can be typed here")
        raise NotUnderstoodError(f"'{shown}' is nothing that can be typed here; ? says what is")

    def _say(self, text: str) -> None:
        self._lines.say(text)

    # What is said.

    def _begin(self) -> None:
        """Say what is at hand, from the beginning."""
        lesson = self._learning.lesson
        if lesson is not None:
            self._text([])
        self._say_all([])
        self._judge()

    def _say_all(self, _: list[str]) -> None:
        parameters = self.session.parameters
        if self.session.pinned is not None:
            self._say(sentence(heading(self.session, self.session.pinned.parameters)))
        self._say(parameters_sentence(parameters))
        self._say(forecast_sentence(parameters))
        self._say_row()

    def _say_row(self) -> None:
        hides = self._predicts and self.session.at_newest
        for each in row_sentences(self.session, hides_update=hides):
            self._say(each)

    def _judge(self) -> None:
        lesson, learning = self._learning.lesson, self._learning
        if lesson is None or lesson.task is None:
            return
        before = learning.progress.of(lesson)
        if learning.judge(self.session):
            self._say_met(before)
        self._say_trouble()

    def _say_met(self, before: frozenset[int]) -> None:
        """Say which goals are met now that were not."""
        lesson = self._learning.lesson
        if lesson is None or lesson.task is None:
            return
        done, goals = self._learning.progress.of(lesson), lesson.task.goals
        for number in sorted(done - before):
            self._say(sentence(f"goal met: {goals[number].say}"))
        if len(done) == len(goals):
            self._say("The task is done. ] goes on to the next lesson.")
        else:
            self._say(f"{len(done)} of {counted(len(goals), 'goal')} met.")

    def _say_trouble(self) -> None:
        trouble = self._learning.trouble()
        if trouble:
            self._say(trouble)

    def _move(self, session: Session) -> None:
        """Go to another row of the same run, and say it."""
        self.history = self.history.move(session)
        self._say_row()
        self._judge()

    def _become(self, session: Session, what: str) -> None:
        """Put another run in the place of this one."""
        self._say(f"{what} u brings the old run back, with its {counted(self.session.length, 'row')}.")
        self.history = self.history.become(session)

    def _change(self, parameters: Parameters) -> None:
        if parameters == self.session.parameters:
            raise NotUnderstoodError("nothing was changed")
        self._become(self.session.change(parameters), "A new run.")
        self._say_all([])
        self._judge()

    # What a line asks for.

    def _step(self, arguments: list[str]) -> None:
        count = number_in(arguments, "steps", 1, MOST_ROWS) if arguments else 1
        if count > MOST_SAID:
            self._move(self._stepped(count))
            return
        for _ in range(count):
            after = self._stepped(1)
            if self._predicts and self.session.at_newest and not self._predicted(after):
                return
            self._move(after)

    def _stepped(self, count: int) -> Session:
        after = self.session.step(count)
        if after is self.session:
            row = self.session.cursor + 1
            raise NotUnderstoodError(f"the run ended here, at row {row:,}: nothing follows. b goes back, r resets")
        return after

    def _predicted(self, after: Session) -> bool:
        """Whether the step was predicted, rightly or not, and may be taken."""
        answer = asking.predict(self._lines, self.session.current, after.current)
        if answer is None:
            self._say("No step was taken.")
            return False
        text, right = answer
        self._score = self._score.with_answers(right, 2)
        self._say(sentence(f"{text}. Score {self._score.right} of {self._score.asked}"))
        return True

    def _step_back(self, arguments: list[str]) -> None:
        self._move(self.session.back(number_in(arguments, "rows", 1, MOST_ROWS) if arguments else 1))

    def _jump(self, arguments: list[str]) -> None:
        self._move(self.session.jump(number_in(arguments, "rows", 1, self.session.length) - 1))

    def _go_on(self, _: list[str]) -> None:
        known = frozenset(self.session.current.flags)
        session = self.session
        while session.cursor - self.session.cursor < MOST_ROWS:
            before, session = session, session.until_flag(known, SEARCH_ROWS)
            found = not known.issuperset(session.current.flags)
            if found or session.cursor - before.cursor < SEARCH_ROWS:
                break
        self._move(session)
        if known.issuperset(session.current.flags):
            self._say("No new flag was raised.")

    def _reset(self, _: list[str]) -> None:
        if self.session.length == 1:
            raise NotUnderstoodError("this is the start already")
        self._become(self.session.reset(), "Back to the start.")
        self._say_row()

    def _edit(self, arguments: list[str]) -> None:
        if not arguments:
            self._say(parameters_sentence(self.session.parameters))
            self._say("e with a name and a value changes one, as in e weight 2.")
            return
        self._change(parameters_in(arguments, self.session.parameters))

    def _other_method(self, _: list[str]) -> None:
        names = list(METHODS)
        parameters = self.session.parameters
        self._change(replace(parameters, method=names[(names.index(parameters.method) + 1) % len(names)]))

    def _undo(self, _: list[str]) -> None:
        self._travel(self.history.undo(), "The old run is back. U takes this back.", "no run was replaced yet")

    def _redo(self, _: list[str]) -> None:
        self._travel(self.history.redo(), "The newer run is back.", "there is nothing to take back")

    def _travel(self, history: History, said: str, refusal: str) -> None:
        if history is self.history:
            raise NotUnderstoodError(refusal)
        self.history = history
        self._say(said)
        self._say_all([])

    def _every_digit(self, _: list[str]) -> None:
        for figure in exact_figures(self.session.current):
            self._lines.say(figure, as_it_is=True)

    def _why(self, _: list[str]) -> None:
        for each in explained(self.session):
            self._say(sentence(each))

    def _listing(self, _: list[str]) -> None:
        for code, values in executed(self.session.parameters, self.session.current):
            self._lines.say(f"{code}  # {values}" if values else code, as_it_is=True)

    def _lessons(self, arguments: list[str]) -> None:
        ids = list(self._learning.catalogue)
        if not arguments:
            for number, lesson in enumerate(self._learning.catalogue.values(), 1):
                done = ", done" if self._learning.progress.done(lesson) else ""
                open_ = ", open" if lesson is self._learning.lesson else ""
                self._say(f"{number}: {lesson.title}{done}{open_}")
            self._say("l and a number opens one.")
            self._say_trouble()
        elif arguments[0] in ids:
            self._open(arguments[0])
        else:
            self._open(ids[number_in(arguments, "lessons", 1, len(ids)) - 1])

    def _next_lesson(self, _: list[str]) -> None:
        self._neighbour(1, "this is the last lesson")

    def _lesson_before(self, _: list[str]) -> None:
        self._neighbour(-1, "this is the first lesson")

    def _neighbour(self, distance: int, refusal: str) -> None:
        id_ = self._learning.neighbour(distance)
        if id_ is None:
            raise NotUnderstoodError(refusal)
        self._open(id_)

    def _open(self, id_: str) -> None:
        self._become(self._learning.open(id_), "The lesson begins.")
        self._begin()

    def _text(self, _: list[str]) -> None:
        lesson = self._learning.lesson
        if lesson is None:
            raise NotUnderstoodError("no lesson is open; l says which there are")
        self._say(f"Lesson {list(self._learning.catalogue).index(lesson.id) + 1}: {lesson.title}.")
        for paragraph in lesson.text:
            self._say(sentence(paragraph))
        if lesson.task is not None:
            self._say(sentence(f"task: {lesson.task.ask}"))
        for say, is_met, lack in self._learning.standing(self.session):
            self._say(sentence(f"goal, {'met' if is_met else 'not met yet'}: {say}{f'; {lack}' if lack else ''}"))

    def _predict_first(self, _: list[str]) -> None:
        self._predicts = not self._predicts
        if self._predicts:
            self._say("Predict first: before a step you are asked what it will do.")
        else:
            self._say(f"Steps are not asked about any more. Score {self._score.right} of {self._score.asked}.")

    def _memory(self, _: list[str]) -> None:
        levels = asking.remember(self._lines)
        self._say(f"{counted(levels, 'level')} done from memory.")
        lesson = self._learning.lesson
        before = self._learning.progress.of(lesson) if lesson else frozenset()
        if self._learning.remember(levels):
            self._say_met(before)
        self._say_trouble()

    def _compare(self, _: list[str]) -> None:
        if self.session.pinned is None:
            self._become(self.session.pin(), "This run is pinned as A, and B starts beside it; e or m changes B.")
        else:
            self._become(self.session.unpin(), "B goes on alone.")
        self._say_all([])
        if self.session.beside is not None:
            self._say(sentence(score(self.session, self.session.beside)))

    def _sweep(self, arguments: list[str]) -> None:
        parameters = self.session.parameters
        field = SWEPT[parameters.method]
        try:
            values = parse_values(field, " ".join(arguments)) if arguments else USUAL_VALUES
        except ParameterError as error:
            raise NotUnderstoodError(printable(error.reason)) from None
        if len(values) > MOST_VALUES:
            raise NotUnderstoodError(f"these are more than {MOST_VALUES} values")
        self._say(f"{field} is {short(getattr(parameters, field))} now.")
        for row in sweep(parameters, values, DEFAULT_ITERATIONS):
            if row is not None:
                self._say(sweep_sentence(row, field, row.length))

    def _help(self, _: list[str]) -> None:
        for key in KEYS:
            self._say(f"{key.says}.")
        self._say("Several keys can stand in one word: nnb takes two steps, and one back.")

    def _leave(self, _: list[str]) -> None:
        self._over = True
