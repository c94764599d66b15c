"""What a teacher's session shows, as lines of a file: a reader makes the same session of them.

A line is a JSON object of one of two kinds. A whole line has everything: the format, and what the run is made from; it
comes first, whenever that changes, and once more every so many lines, so that a reader can begin near the end and a
line that was lost does no lasting harm. A short line has the rows and the view, and names the run that they are of.
"""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from typing import Any, NoReturn

from gdtui.core.parameters import ParameterError, Parameters, names
from gdtui.core.session import MOST_ROWS
from gdtui.files.disk import NewerError, begins_newer

BROADCAST_FORMAT = "gdtui.broadcast/1"
LINES_A_WHOLE = 50
"""How many lines may follow a whole one before everything is said again."""
LONGEST_LINE = 131_072
"""Bytes; with every float at its longest a whole line takes about 600, one of two runs of 100 pairs each 12,000, and
one of two runs by 30 lines of somebody's own, with comments in any script, 80,000."""
LONGEST_NAME = 200


class LineError(ValueError):
    """A line that says nothing that can be shown; the text says why in a few words."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the teacher's run is made from; readers get the same object for as long as it is the same run."""

    parameters: Parameters
    pinned: Parameters | None = None
    lesson: str | None = None

    def record(self) -> dict[str, Any]:
        """Its part of a whole line."""
        return {
            "lesson": self.lesson,
            "parameters": self.parameters.written(),
            "pinned": None if self.pinned is None else self.pinned.written(),
        }


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on the teacher's screen: a run, how many rows of it, which row is looked at, and in which chart.

    ``left`` says that the teacher has left it there.
    """

    setup: Setup
    rows: int = 1
    cursor: int = 0
    view: str = "bowl"
    closely: bool = False
    left: bool = False


class LineWriter:
    """Turns what is shown into lines; ``start`` makes its runs' names unlike those of other starts."""

    def __init__(self, start: str) -> None:
        self._start = start
        self._runs = 0
        self._said = ""
        self._since_whole = 0

    def line(self, shown: Scene) -> bytes:
        """The next line, with its end."""
        setup = shown.setup.record()
        # Compared as text, where -0.0 is not 0.0: a reader gets the run to the last bit.
        text = json.dumps(setup)
        if text != self._said:
            self._runs += 1
        names = {"run": f"{self._start}.{self._runs}"}
        state = {"rows": shown.rows, "cursor": shown.cursor, "view": shown.view, "closely": shown.closely}
        if shown.left:
            state["left"] = True
        if text != self._said or self._since_whole >= LINES_A_WHOLE:
            self._said, self._since_whole = text, 0
            return _encoded({"format": BROADCAST_FORMAT, **names, **setup, **state})
        self._since_whole += 1
        return _encoded({**names, **state})

    def say_everything(self) -> None:
        """Make the next line a whole one: the last may not have arrived."""
        self._since_whole = LINES_A_WHOLE


class LineReader:
    """Takes a file's bytes as they come, in pieces of any size; keeps what was shown last.

    One that comes ``late`` begins somewhere in a file: the lines before the first whole one are not for it.
    """

    def __init__(self, views: Container[str] | None = None, *, late: bool = False) -> None:
        """``views`` are the charts that there are: a line with another is skipped; without them any name is taken."""
        self.shown: Scene | None = None
        self.trouble = ""
        """Why the last line that was skipped since this was emptied could not be used."""
        self.newer = False
        """Whether the last whole line is of a newer format; the short ones after it are, too."""
        self._views = views
        self._late = late
        self._run = ""
        self._partial = b""
        self._too_long = False

    def take(self, content: bytes) -> None:
        """Read on; a last line without its end waits for the rest of it."""
        *whole, self._partial = (self._partial + content).split(b"\n")
        for line in whole:
            if self._too_long:
                self._too_long = False
            elif line:
                self._read(line)
        if len(self._partial) > LONGEST_LINE:
            if not self._too_long:
                self._read(self._partial)
            self._partial, self._too_long = b"", True

    def _read(self, line: bytes) -> None:
        if begins_newer(line, BROADCAST_FORMAT):
            self.newer, self.trouble = True, str(NewerError())
            return
        try:
            self._understand(_decoded(line))
        except LineError as error:
            self.trouble = str(error)

    def _understand(self, entry: dict[str, Any]) -> None:
        run = _name(entry, "run")
        if "format" in entry:
            if entry["format"] != BROADCAST_FORMAT:
                raise LineError("of another format")
            setup = _setup(entry)
            if self.shown is not None and run == self._run and repr(setup) == repr(self.shown.setup):
                setup = self.shown.setup
        elif self.newer or (self.shown is None and self._late):
            return
        elif self.shown is None or run != self._run:
            raise LineError("of a run whose start was lost")
        else:
            setup = self.shown.setup
        self.shown = _shown(setup, entry, self._views)
        self._run, self.newer = run, False


def _encoded(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, separators=(",", ":")).encode() + b"\n"


def _decoded(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise LineError("too long")
    try:
        entry = json.loads(line, parse_constant=_refuse_constant)
    except LineError:
        raise
    except (ValueError, RecursionError):
        raise LineError("not JSON") from None
    if not isinstance(entry, dict):
        raise LineError("no JSON object")
    return entry


def _refuse_constant(constant: str) -> NoReturn:
    raise LineError(f"{constant} is no figure")


def _setup(entry: dict[str, Any]) -> Setup:
    lesson = None if entry.get("lesson") is None else _name(entry, "lesson")
    pinned = None if entry.get("pinned") is None else _parameters(entry["pinned"])
    return Setup(_parameters(entry.get("parameters")), pinned, lesson)


def _shown(setup: Setup, entry: dict[str, Any], views: Container[str] | None) -> Scene:
    rows, cursor = _whole_number(entry, "rows"), _whole_number(entry, "cursor")
    if rows > MOST_ROWS:
        raise LineError(f"more than {MOST_ROWS:,} rows")
    if not 0 <= cursor < rows:
        raise LineError("no such row")
    view, closely = entry.get("view"), entry.get("closely")
    if not isinstance(view, str) or (views is not None and view not in views) or not isinstance(closely, bool):
        raise LineError("no such chart")
    return Scene(setup, rows, cursor, view, closely, entry.get("left") is True)


def _parameters(entry: Any) -> Parameters:
    if not isinstance(entry, dict) or not set(entry) <= set(names()):
        raise LineError("no parameters")
    try:
        parameters = Parameters(**entry)
    except ParameterError as error:
        raise LineError(error.said_of(error.field)) from None
    if set(entry) != set(parameters.written()):
        raise LineError("no parameters")
    return parameters


def _whole_number(entry: dict[str, Any], name: str) -> int:
    value = entry.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise LineError(f"no {name}")
    return value


def _name(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise LineError(f"no {name}")
    return value
