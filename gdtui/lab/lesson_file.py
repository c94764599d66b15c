"""Reading lesson files: TOML, of which nothing is ever run, and every mistake is told with its line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters, names
from gdtui.core.printable import printable
from gdtui.core.run import DEFAULT_ITERATIONS
from gdtui.lab.conditions import CONDITIONS
from gdtui.lab.entries import Entries, LessonError
from gdtui.lab.lesson import MOST_ITERATIONS, Goal, Lesson, Task

LARGEST_FILE = 65_536
LONGEST_TITLE, LONGEST_PARAGRAPH, LONGEST_SAY = 60, 240, 60
MOST_PARAGRAPHS, MOST_GOALS = 6, 6
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
MOST_PARTS = 10
"""A key has no more, between its dots: tomllib works for the square of them, 20 seconds for a key of 64 KB."""
LONG_KEY = re.compile(rf"(?:\.[^.=,{{}}\[\]\n]*){{{MOST_PARTS}}}")
TEXT_OR_COMMENT = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""As TOML knows them; what is unfinished goes to the end of the line, or of the file."""


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file; LessonError where it is none, OSError where it cannot be read."""
    name = printable(path.name)
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise LessonError(name, None, f"larger than {LARGEST_FILE:,} bytes")
    try:
        source = content.decode()
    except UnicodeDecodeError as error:
        raise LessonError(name, content.count(b"\n", 0, error.start) + 1, "not UTF-8") from None
    _check_keys(name, source)
    try:
        entry = tomllib.loads(source)
    except RecursionError:
        raise LessonError(name, None, "nested too deeply") from None
    except ValueError as error:
        found = AT_LINE.search(str(error))
        reason = printable(AT_LINE.sub("", str(error)))
        raise LessonError(name, int(found[1]) if found else None, f"not TOML: {reason}") from None
    return _Reader(name, source).lesson(entry)


def _check_keys(name: str, source: str) -> None:
    """Raise LessonError where a key has far more parts than any entry of a lesson."""
    bare = TEXT_OR_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)
    if long := LONG_KEY.search(bare):
        raise LessonError(name, bare.count("\n", 0, long.start()) + 1, f"a key of more than {MOST_PARTS} parts")


class _Reader(Entries):
    """Makes a lesson of the entries."""

    def lesson(self, entry: dict[str, Any]) -> Lesson:
        self.known(entry, "id", "title", "iterations", "text", "parameters", "task")
        id_ = self.text(entry, "id", 40)
        if not ID.fullmatch(id_):
            self.refuse("id", "not small letters, digits and single hyphens")
        title = self.text(entry, "title", LONGEST_TITLE)
        iterations = (
            self.count(entry, "iterations", 1, MOST_ITERATIONS) if "iterations" in entry else DEFAULT_ITERATIONS
        )
        text = self.items(entry, "text", MOST_PARAGRAPHS) if "text" in entry else []
        for paragraph in text:
            self.check_text("text", paragraph, LONGEST_PARAGRAPH)
        parameters = self._parameters(self.inner(entry, "parameters"))
        self.table = ""
        task = self._task(self.inner(entry, "task")) if "task" in entry else None
        return Lesson(id_, title, parameters, iterations, tuple(text), task)

    def _parameters(self, entry: dict[str, Any]) -> Parameters:
        self.table = "parameters"
        self.known(entry, *names())
        if "method" in entry:
            self.choice(entry, "method", METHODS)
        try:
            return Parameters(**entry)
        except ParameterError as error:
            self.refuse(error.field, error.reason)

    def _task(self, entry: dict[str, Any]) -> Task:
        self.table = "task"
        self.known(entry, "ask", "goals")
        ask = self.text(entry, "ask", LONGEST_PARAGRAPH)
        goals = self.items(entry, "goals", MOST_GOALS)
        if not goals:
            self.refuse("goals", "a task needs a goal")
        self.table = "task.goals"
        read = []
        for self.number, goal in enumerate(goals):
            if not isinstance(goal, dict):
                self.refuse("goals", "not a table")
            read.append(self._goal(goal))
        says = Counter(goal.say for goal in read)
        if max(says.values()) > 1:
            self.refuse("say", f"'{says.most_common(1)[0][0]}' is said twice")
        return Task(ask, tuple(read))

    def _goal(self, entry: dict[str, Any]) -> Goal:
        self.known(entry, "say", *CONDITIONS)
        if all(entry[name] in ([], {}) for name in CONDITIONS if name in entry):
            self.refuse("say", "a goal needs something to judge")
        asks = {name: condition.read(self, entry, name) for name, condition in CONDITIONS.items() if name in entry}
        return Goal(self.text(entry, "say", LONGEST_SAY), asks)
