"""The entries of one lesson file, each taken only as what it should be; a mistake is told with its line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from gdtui.core.knob import Knob
from gdtui.core.parameters import ParameterError
from gdtui.core.printable import printable


class LessonError(ValueError):
    """A lesson file that cannot be used: which one, in which line (None where it has none), and why."""

    def __init__(self, name: str, line: int | None, reason: str) -> None:
        where = name if line is None else f"{name}:{line}"
        super().__init__(f"{where}: {reason}")


def _steers(text: str) -> bool:
    """Whether there is a character in it that ends a line, steers a terminal, or is not text."""
    return any(unicodedata.category(each) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") for each in text)


class Entries:
    """Takes the entries of one file; ``table`` is the one that is read, ``number`` which of several of its name."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._lines = source.splitlines()
        self.table = ""
        self.number = 0

    def known(self, entry: Mapping[str, Any], *names: str) -> None:
        """Refuse an entry of another name."""
        for key in entry:
            if key not in names:
                self.refuse(key, f"there is no such entry; there are {', '.join(names)}")

    def inner(self, entry: Mapping[str, Any], key: str) -> dict[str, Any]:
        """A table."""
        value = entry.get(key)
        if not isinstance(value, dict):
            self.refuse(key, "missing" if value is None else "not a table")
        return value

    def text(self, entry: Mapping[str, Any], key: str, longest: int) -> str:
        """A text of so many characters at most."""
        if key not in entry:
            self.refuse(key, "missing")
        self.check_text(key, entry[key], longest)
        return str(entry[key])

    def check_text(self, key: str, value: Any, longest: int) -> None:
        """Refuse what is no such text."""
        if not isinstance(value, str):
            self.refuse(key, "not a text")
        if not value.strip():
            self.refuse(key, "empty")
        if len(value) > longest:
            self.refuse(key, f"longer than {longest} characters")
        if _steers(value):
            self.refuse(key, "holds a character that is not printable")

    def items(self, entry: Mapping[str, Any], key: str, most: int) -> list[Any]:
        """A list of so many things at most."""
        value = entry.get(key)
        if not isinstance(value, list):
            self.refuse(key, "missing" if value is None else "not a list")
        if len(value) > most:
            self.refuse(key, f"more than {most}")
        return value

    def count(self, entry: Mapping[str, Any], key: str, least: int, most: int) -> int:
        """A whole number in a range."""
        value = entry[key]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(key, f"not a whole number from {least} to {most:,}")
        return value

    def figure(self, entry: Mapping[str, Any], key: str, named: str = "") -> float:
        """A finite number; a refusal names it by ``named``, if that is given."""
        value = entry[key]
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(named or key, "not a number")
        try:
            return float(Knob(key, 0.0, "").checked(value))
        except ParameterError:
            self.refuse(named or key, "not finite")

    def choice(self, entry: Mapping[str, Any], key: str, choices: Iterable[str]) -> str:
        """One of these names."""
        value = entry[key]
        if not isinstance(value, str) or value not in choices:
            self.refuse(key, f"not one of {', '.join(choices)}")
        return value

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise LessonError for this entry of the present table."""
        place = f"{self.table}.{key}" if self.table else key
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
            wanted = here == self.table and (here != "task.goals" or seen[here] == self.number + 1)
            if wanted and line.startswith("["):
                head = number
            if wanted and of_key.match(line):
                return number
            if not self.table and line.strip("[] ") == key:
                return number
        return head
