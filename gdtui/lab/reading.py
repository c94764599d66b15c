"""Reading lesson files: TOML, of which nothing is ever run, and every mistake is told with its line."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from gdtui.core.flags import FLAGS, Flag
from gdtui.core.knob import Knob
from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters, figures, names
from gdtui.core.printable import printable
from gdtui.lab.lesson import MEMORY_LEVELS, Bounds, Goal, Lesson, Task

LARGEST_FILE = 65_536
LONGEST_TITLE, LONGEST_PARAGRAPH, LONGEST_SAY = 60, 240, 60
MOST_PARAGRAPHS, MOST_GOALS = 6, 6
MOST_ITERATIONS = 1_000_000
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BOUNDS = {"at_least": "at_least", "at_most": "at_most", "is": "exactly", "not": "other_than"}
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


class LessonError(ValueError):
    """A lesson file that cannot be used: which one, in which line (None where it has none), and why."""

    def __init__(self, name: str, line: int | None, reason: str) -> None:
        where = name if line is None else f"{name}:{line}"
        super().__init__(f"{where}: {reason}")


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


def _steers(text: str) -> bool:
    """Whether there is a character in it that ends a line, steers a terminal, or is not text."""
    return any(unicodedata.category(each) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") for each in text)


class _Reader:
    """Takes the entries of one file, each only as what it should be."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._lines = source.splitlines()
        self._table = ""
        self._number = 0

    def lesson(self, entry: dict[str, Any]) -> Lesson:
        self._known(entry, "id", "title", "iterations", "text", "parameters", "task")
        id_ = self._text(entry, "id", 40)
        if not ID.fullmatch(id_):
            self._refuse("id", "not small letters, digits and single hyphens")
        title = self._text(entry, "title", LONGEST_TITLE)
        iterations = self._count(entry, "iterations", 1, MOST_ITERATIONS)
        text = self._list(entry, "text", MOST_PARAGRAPHS) if "text" in entry else []
        for paragraph in text:
            self._check_text("text", paragraph, LONGEST_PARAGRAPH)
        parameters = self._parameters(self._inner(entry, "parameters"))
        self._table = ""
        task = self._task(self._inner(entry, "task")) if "task" in entry else None
        return Lesson(id_, title, parameters, 20 if iterations is None else iterations, tuple(text), task)

    def _parameters(self, entry: dict[str, Any]) -> Parameters:
        self._table = "parameters"
        self._known(entry, *names())
        self._choice(entry, "method", list(METHODS))
        try:
            return Parameters(**entry)
        except ParameterError as error:
            self._refuse(error.field, error.reason)

    def _task(self, entry: dict[str, Any]) -> Task:
        self._table = "task"
        self._known(entry, "ask", "goals")
        ask = self._text(entry, "ask", LONGEST_PARAGRAPH)
        goals = self._list(entry, "goals", MOST_GOALS)
        if not goals:
            self._refuse("goals", "a task needs a goal")
        self._table = "task.goals"
        read = []
        for self._number, goal in enumerate(goals):
            if not isinstance(goal, dict):
                self._refuse("goals", "not a table")
            read.append(self._goal(goal))
        says = Counter(goal.say for goal in read)
        if max(says.values()) > 1:
            self._refuse("say", f"'{says.most_common(1)[0][0]}' is said twice")
        return Task(ask, tuple(read))

    def _goal(self, entry: dict[str, Any]) -> Goal:
        self._known(entry, *Goal._fields)
        if set(entry) <= {"say", "changed"} and not entry.get("changed"):
            self._refuse("say", "a goal needs something to judge")
        changed = None
        if "changed" in entry:
            changed = self._list(entry, "changed", len(names()))
            for field in changed:
                if field not in names():
                    self._refuse("changed", f"no parameter is called {printable(repr(field))[:40]}")
        return Goal(
            say=self._text(entry, "say", LONGEST_SAY),
            method=self._choice(entry, "method", list(METHODS)),
            flag=self._flag(entry, "flag"),
            no_flag=self._flag(entry, "no_flag"),
            error_at_least=self._figure(entry, "error_at_least"),
            error_at_most=self._figure(entry, "error_at_most"),
            updates_at_least=self._count(entry, "updates_at_least", 0, MOST_ITERATIONS),
            updates_at_most=self._count(entry, "updates_at_most", 0, MOST_ITERATIONS),
            changed=None if changed is None else tuple(changed),
            memory=self._count(entry, "memory", 1, MEMORY_LEVELS),
            where=self._where(self._inner(entry, "where") if "where" in entry else {}),
        )

    def _where(self, entry: dict[str, Any]) -> tuple[tuple[str, Bounds], ...]:
        bounds = []
        for field, limits in entry.items():
            if field not in figures():
                self._refuse("where", f"no figure is called {printable(repr(field))[:40]}")
            if not isinstance(limits, dict) or not limits or not set(limits) <= set(BOUNDS):
                self._refuse("where", f"{field} needs some of {', '.join(BOUNDS)}")
            values = {BOUNDS[name]: self._figure(limits, name, "where") for name in limits}
            bounds.append((field, Bounds(**values)))
        return tuple(bounds)

    def _known(self, entry: dict[str, Any], *names: str) -> None:
        for key in entry:
            if key not in names:
                self._refuse(key, f"there is no such entry; there are {', '.join(names)}")

    def _inner(self, entry: dict[str, Any], key: str) -> dict[str, Any]:
        value = entry.get(key)
        if not isinstance(value, dict):
            self._refuse(key, "missing" if value is None else "not a table")
        return value

    def _text(self, entry: dict[str, Any], key: str, longest: int) -> str:
        if key not in entry:
            self._refuse(key, "missing")
        self._check_text(key, entry[key], longest)
        return str(entry[key])

    def _check_text(self, key: str, value: Any, longest: int) -> None:
        if not isinstance(value, str):
            self._refuse(key, "not a text")
        if not value.strip():
            self._refuse(key, "empty")
        if len(value) > longest:
            self._refuse(key, f"longer than {longest} characters")
        if _steers(value):
            self._refuse(key, "holds a character that is not printable")

    def _list(self, entry: dict[str, Any], key: str, most: int) -> list[Any]:
        value = entry.get(key)
        if not isinstance(value, list):
            self._refuse(key, "missing" if value is None else "not a list")
        if len(value) > most:
            self._refuse(key, f"more than {most}")
        return value

    def _count(self, entry: dict[str, Any], key: str, least: int, most: int) -> int | None:
        value = entry.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._refuse(key, f"not a whole number from {least} to {most:,}")
        return value

    def _figure(self, entry: dict[str, Any], key: str, named: str = "") -> float | None:
        value = entry.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse(named or key, "not a number")
        try:
            return float(Knob(key, 0.0, "").checked(value))
        except ParameterError:
            self._refuse(named or key, "not finite")

    def _choice(self, entry: dict[str, Any], key: str, choices: list[str]) -> str | None:
        value = entry.get(key)
        if value is not None and (not isinstance(value, str) or value not in choices):
            self._refuse(key, f"not one of {', '.join(choices)}")
        return value

    def _flag(self, entry: dict[str, Any], key: str) -> Flag | None:
        value = self._choice(entry, key, list(FLAGS))
        return None if value is None else Flag(value)

    def _refuse(self, key: str, reason: str) -> NoReturn:
        place = f"{self._table}.{key}" if self._table else key
        raise LessonError(self._name, self._line_of(key), f"{printable(place)[:60]}: {reason}")

    def _line_of(self, key: str) -> int:
        """The line in which an entry of the present table stands, or else that of the table's head."""
        head, here, seen = 1, "", Counter[str]()
        of_key = re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*=")
        for number, line in enumerate(self._lines, 1):
            line = line.strip()
            if line.startswith("["):
                here = line.partition("]")[0].strip("[ ")
                seen[here] += 1
            wanted = here == self._table and (here != "task.goals" or seen[here] == self._number + 1)
            if wanted and line.startswith("["):
                head = number
            if wanted and of_key.match(line):
                return number
            if not self._table and line.strip("[] ") == key:
                return number
        return head
