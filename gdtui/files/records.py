"""Records of runs, read back and checked: do their rows follow from their parameters, to the last bit?"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.run import Run, verdict
from gdtui.core.step import Step
from gdtui.files.formats import RECORD_FORMAT, figure_fields, forecast_record, reached, step_record
from gdtui.files.state import UnusableError, read_ordinary

LARGEST_RECORD = 256 * 10**6
"""Bytes; about a million rows."""
BYTES_APART = {b"{": 80, b"[": 80, b",": 8}
"""How far these are apart at the least, on an average: a row, with all its figures 0 and no blanks, has 90 bytes."""
FEW = 100
"""And so many more in a record of few rows."""
KEYS = ("format", "parameters", "forecast", "steps", "verdict")
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was checked: what the run is made from, and how many rows of it were kept."""

    run: Run
    rows: int

    @property
    def parameters(self) -> Parameters:
        """What the run is made from."""
        return self.run.parameters

    @property
    def verdict(self) -> str:
        """How the run stands at its last row."""
        return verdict(self.run.row(self.rows - 1))


def read_record(path: Path) -> Record:
    """The record in a file, checked against the run itself; UnusableError where it is none, or OSError."""
    text = read_ordinary(path, LARGEST_RECORD, through_links=True)
    # Empty objects by the million would take twenty times the file's size.
    if any(text.count(sign) > len(text) // apart + FEW for sign, apart in BYTES_APART.items()):
        raise UnusableError("more brackets and commas than a record of that size has")
    try:
        content = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except UnusableError:
        raise
    except RecursionError:
        raise UnusableError("nested too deeply") from None
    except ValueError as error:
        raise UnusableError(f"not JSON: {' '.join(str(error).split())}"[:200]) from None
    return _checked(content)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object each of whose keys stands in it once."""
    entry = dict(pairs)
    if len(entry) != len(pairs):
        raise UnusableError("a key stands twice in one object")
    return entry


def _refuse_constant(constant: str) -> NoReturn:
    raise UnusableError(f"{constant} is no figure of a record")


def _checked(content: Any) -> Record:
    if not isinstance(content, dict) or content.get("format") != RECORD_FORMAT:
        raise UnusableError(f"not of the format {RECORD_FORMAT}")
    if set(content) != set(KEYS):
        raise UnusableError(f"needs exactly {', '.join(KEYS)}")
    run = Run(_parameters(content["parameters"]))
    steps = content["steps"]
    if not isinstance(steps, list) or not steps:
        raise UnusableError("steps: no rows")
    _check_forecast(run.parameters, content["forecast"])
    names = figure_fields(run.parameters)
    rows = run.rows(0, len(steps))
    for number, entry in enumerate(steps, 1):
        row = next(rows, None)
        if row is None:
            raise UnusableError(f"row {number}: the run has ended before it")
        _check_row(number, entry, row, names)
    record = Record(run, len(steps))
    if content["verdict"] != record.verdict:
        raise UnusableError(f"verdict: {_shown(content['verdict'])} is not {record.verdict}")
    return record


def _parameters(entry: Any) -> Parameters:
    if not isinstance(entry, dict) or not isinstance(entry.get("method"), str):
        raise UnusableError("parameters: no method")
    try:
        parameters = Parameters(**entry)
    except ParameterError as error:
        raise UnusableError(f"parameters: {error.said_of(error.field)}") from None
    except TypeError:
        raise UnusableError("parameters: there is one that no run has") from None
    if set(entry) != set(parameters.in_use()):
        raise UnusableError(f"parameters: {METHODS[parameters.method].title} has others")
    return parameters


def _check_forecast(parameters: Parameters, entry: Any) -> None:
    expected = forecast_record(parameters)
    if not isinstance(entry, dict) or set(entry) != set(expected):
        raise UnusableError(f"forecast: needs exactly {', '.join(expected)}")
    for name, value in expected.items():
        # The sentence is for people, and may be written otherwise another day, but for its end.
        if name != "text" and not _same(entry[name], value):
            raise UnusableError(f"forecast, {name}: {_shown(entry[name])} is not {_shown(value)}")
    if not str(entry["text"]).endswith(reached(parameters)):
        raise UnusableError(f"forecast, text: does not end with {_shown(reached(parameters))}")


def _check_row(number: int, entry: Any, row: Step, names: tuple[str, ...]) -> None:
    expected = step_record(row, names)
    if not isinstance(entry, dict) or set(entry) != set(expected):
        raise UnusableError(f"row {number}: needs exactly {', '.join(expected)}")
    for name, value in expected.items():
        if not _same(entry[name], value):
            raise UnusableError(f"row {number}, {name}: {_shown(entry[name])} is not {_shown(value)}")


def _same(value: Any, expected: Any) -> bool:
    """Whether a value of a file is the expected one: a float to the last bit and the sign of a zero."""
    if isinstance(expected, float):
        return isinstance(value, float) and value == expected and math.copysign(1, value) == math.copysign(1, expected)
    return type(value) is type(expected) and value == expected


def _shown(value: Any) -> str:
    """A value in one line, cut where it is long."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."
