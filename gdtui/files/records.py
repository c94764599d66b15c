"""Records of runs, read back and checked: do their rows follow from their parameters, to the last bit?"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from gdtui.core.figures import counted
from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.row import Row
from gdtui.core.run import Run, verdict
from gdtui.core.work import finished
from gdtui.files.disk import UnusableError, check_format, opened_ordinary
from gdtui.files.formats import RECORD_FORMATS, forecast_record, reached, record_head, row_texts, step_record
from gdtui.files.json_text import JsonText, Literal

KEYS = ("format", "parameters", "forecast", "steps", "verdict")
MOST_KEYS = 100
LONGEST_VALUE = 60
TOLERANCE = re.compile(r"converged at an error of (\S+) or less$")
MOST_EXACT = 2**53
"""Up to here every whole number is a float."""
ROWS_A_PIECE = 500
"""After so many rows checking comes up."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was checked: what the run is made from, and how many rows of it were kept.

    ``verdict`` is how the run stands at the last of them. ``differences`` say what is written otherwise than it would
    be, though no row is wrong for it.
    """

    parameters: Parameters
    rows: int
    verdict: str
    differences: tuple[str, ...] = ()


def read_record(path: Path) -> Record:
    """The record in a file, checked against the run itself; UnusableError where it is none, or OSError."""
    return finished(checking(path))


def checking(path: Path) -> Generator[int, None, Record]:
    """The same as work, which comes up with how many rows are checked; of the file little is in memory at a time."""
    with opened_ordinary(path, through_links=True) as file:
        encoding = json.detect_encoding(file.read(4))
        file.seek(0)
        text = TextIOWrapper(file, encoding)
        check = _Check()
        yield from check.read(JsonText(text))
        if check.last is None and "parameters" in check.head:
            # They stand after the rows.
            text.seek(0)
            check = _Check(_parameters(check.head))
            yield from check.read(JsonText(text))
        return check.record()


@dataclass(slots=True)
class _Check:
    """What was read of a record so far, but for its rows; those are compared as they come.

    Where ``parameters`` are not known before the rows come, these are passed over, and ``last`` stays None.
    """

    parameters: Parameters | None = None
    head: dict[str, Any] = field(default_factory=dict)
    last: Row | None = None
    differences: list[str] = field(default_factory=list)
    first_figure: str = ""
    """The first figure that is right and written otherwise."""
    more_figures: int = 0
    """And how many more of them there are."""

    def read(self, text: JsonText) -> Generator[int, None, None]:
        """Read a whole record."""
        if text.sign() not in ("{", ""):
            raise UnusableError(f"not of the format {' or '.join(RECORD_FORMATS)}")
        text.take("{")
        while text.sign() != "}":
            name = text.value()
            if type(name) is not str or len(self.head) > MOST_KEYS:
                raise UnusableError("not JSON: a key is no text" if type(name) is not str else "too many keys")
            if name in self.head:
                raise UnusableError("a key stands twice in one object")
            text.take(":")
            if name == "steps":
                self.head[name] = None
                yield from self._read_rows(text)
            else:
                self.head[name] = text.value()
                if name == "format":
                    check_format(self.head[name], *RECORD_FORMATS)
            if text.sign() != "}":
                text.take(",")
                if text.sign() == "}":
                    raise UnusableError("not JSON: a comma too many")
        text.take("}")
        if text.sign():
            raise UnusableError("not JSON: something follows its end")

    @property
    def _has_a_whole_head(self) -> bool:
        """Whether all that the run is made from stands before the rows."""
        if self.head.get("format") == RECORD_FORMATS[0]:
            return True
        entry = self.head["parameters"]
        method = METHODS.get(entry.get("method", "")) if isinstance(entry, dict) else None
        return "problem" in self.head and (method is None or _texts(self.head).keys() >= set(method.texts))

    def record(self) -> Record:
        """What it is a record of, once the rest of it is checked, too."""
        check_format(self.head.get("format"), *RECORD_FORMATS)
        missing = [name for name in KEYS if name not in self.head]
        if missing:
            raise UnusableError(f"needs exactly {', '.join(KEYS)}")
        if self.parameters is None:
            self.parameters = _parameters(self.head)
        expected = record_head(self.parameters)
        if self.head["format"] != expected["format"]:
            raise UnusableError(f"format: {self.head['format']} is not {expected['format']}, which such a run has")
        if strange := next((name for name in _texts(self.head) if name not in expected), None):
            raise UnusableError(f"{strange}: {self.parameters.rule.title} has none")
        self._note_figures("parameters", self.head["parameters"], expected["parameters"])
        if self.last is None:
            raise UnusableError("steps: no rows")
        self._check_forecast(self.parameters, self.head["forecast"])
        self._note_extra("", self.head, (*KEYS, *expected))
        standing = verdict(self.last)
        if self.head["verdict"] != standing:
            raise UnusableError(f"verdict: {_shown(self.head['verdict'])} is not {standing}")
        differences = self.differences
        if self.first_figure:
            more = f", and {counted(self.more_figures, 'more figure')} likewise" if self.more_figures else ""
            differences = [f"{self.first_figure}{more}", *differences]
        return Record(self.parameters, self.last.iteration, standing, tuple(differences))

    def _read_rows(self, text: JsonText) -> Generator[int, None, None]:
        if self.parameters is None and "parameters" in self.head and self._has_a_whole_head:
            self.parameters = _parameters(self.head)
        if text.sign() != "[":
            raise UnusableError("steps: no rows")
        text.take("[")
        if text.sign() == "]":
            text.take("]")
            raise UnusableError("steps: no rows")
        rows = None if self.parameters is None else Run(self.parameters).rows()
        written = None if self.parameters is None else row_texts(self.parameters)
        number = 0
        sign = ","
        while sign == ",":
            number += 1
            if rows is None or written is None:
                text.value()
            else:
                row = next(rows, None)
                if row is None:
                    raise UnusableError(f"row {number}: the run has ended before it")
                # Most records are written by this very program; then there is nothing to take apart.
                if not text.passes(written(row)):
                    self._check_row(number, text.value(), row)
                self.last = row
            sign = text.take(",]")
            if number % ROWS_A_PIECE == 0:
                yield number

    def _check_row(self, number: int, entry: Any, row: Row) -> None:
        assert self.parameters is not None
        expected = step_record(row, self.parameters)
        if not isinstance(entry, dict) or set(entry) != set(expected):
            raise UnusableError(f"row {number}: needs exactly {', '.join(expected)}")
        for name, value in expected.items():
            if not _same(entry[name], value):
                raise UnusableError(f"row {number}, {name}: {_shown(entry[name])} is not {_shown(value)}")
        self._note_figures(f"row {number}", entry, expected)

    def _check_forecast(self, parameters: Parameters, entry: Any) -> None:
        expected = forecast_record(parameters)
        if not isinstance(entry, dict) or not set(entry) >= set(expected):
            raise UnusableError(f"forecast: needs exactly {', '.join(expected)}")
        text = expected.pop("text")
        others = [name for name, value in expected.items() if not _same(entry[name], value)]
        # Another version may foresee another thing, and then says so in other words; the rows are right all the same.
        if others and entry["text"] == text:
            name = others[0]
            raise UnusableError(f"forecast, {name}: {_shown(entry[name])} is not {_shown(expected[name])}")
        self.differences += [
            f"forecast, {name}: {_shown(entry[name])}, where this gdtui says {_shown(expected[name])}"
            for name in others
        ]
        self._note_figures("forecast", entry, {name: expected[name] for name in expected if name not in others})
        self._note_extra("forecast, ", entry, ("text", *expected))
        if entry["text"] != text:
            # The sentence is for people, and may be written otherwise another day, but for the figure at its end.
            tolerance = TOLERANCE.search(str(entry["text"]))
            if tolerance and tolerance[1] != repr(parameters.tolerance):
                raise UnusableError(f"forecast, text: does not end with {_shown(reached(parameters))}")
            self.differences.append("forecast, text: other words than gdtui's, which are not checked")

    def _note_figures(self, where: str, entry: dict[str, Any], expected: dict[str, Any]) -> None:
        """Remember the first figure that is right and written otherwise, and count the others."""
        for name, value in expected.items():
            if isinstance(entry[name], Literal) and entry[name] != repr(value):
                if self.first_figure:
                    self.more_figures += 1
                else:
                    self.first_figure = f"{where}, {name}: {_shown(entry[name])} is written for {value!r}"

    def _note_extra(self, where: str, entry: dict[str, Any], known: tuple[str, ...]) -> None:
        self.differences += [
            f"{where}{_shown(name)}: not known, and not checked" for name in entry if name not in known
        ]


def _texts(head: dict[str, Any]) -> dict[str, Any]:
    """What a head has of all that methods are made from beside numbers."""
    return {name: head[name] for method in METHODS.values() for name in method.texts if name in head}


def _parameters(head: dict[str, Any]) -> Parameters:
    """What the run of a record is made from."""
    entry, problem = head["parameters"], head.get("problem", {})
    if not isinstance(entry, dict) or type(entry.get("method")) is not str:
        raise UnusableError("parameters: no method")
    if not isinstance(problem, dict):
        raise UnusableError("problem: not one")
    told = {name: value for name, value in problem.items() if name != "kind"}
    try:
        parameters = Parameters(**_floats({**entry, **told, **_texts(head)}))
    except ParameterError as error:
        raise UnusableError(f"parameters: {error.said_of(error.field)}") from None
    except TypeError:
        raise UnusableError("parameters: there is one that no run has") from None
    expected = record_head(parameters)
    if set(entry) != set(expected["parameters"]):
        raise UnusableError(f"parameters: {parameters.rule.title} has others")
    if problem.get("kind") != expected.get("problem", {}).get("kind"):
        raise UnusableError(f"problem, kind: {_shown(problem.get('kind'))} is not {parameters.problem.kind}")
    return parameters


def _floats(value: Any) -> Any:
    """The value with a float for each number in it, however deep."""
    if isinstance(value, Literal):
        return float(value)
    if isinstance(value, dict):
        return {name: _floats(inner) for name, inner in value.items()}
    return [_floats(inner) for inner in value] if isinstance(value, list) else value


def _same(value: Any, expected: Any) -> bool:
    """Whether a value of a file is the expected one: a number to the last bit of its float, and the sign of a zero."""
    if isinstance(expected, float):
        if not isinstance(value, Literal):
            return False
        figure = float(value)
        return figure == expected and math.copysign(1, figure) == math.copysign(1, expected)
    if isinstance(expected, int) and not isinstance(expected, bool):
        return isinstance(value, Literal) and (
            value == str(expected) or (abs(expected) < MOST_EXACT and float(value) == expected)
        )
    return type(value) is type(expected) and bool(value == expected)


def _shown(value: Any) -> str:
    """A value in one line, cut where it is long."""
    text = str(value) if isinstance(value, Literal) else json.dumps(value, ensure_ascii=True)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."
