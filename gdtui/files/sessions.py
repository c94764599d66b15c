"""Saved sessions: what made each run and how far it was stepped, so that a file is small however long the runs are."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.run import Run
from gdtui.core.session import MOST_ROWS, History, Session, within
from gdtui.files.state import UnusableError, read_ordinary

SESSION_FORMAT = "gdtui.session/1"
LARGEST_SESSION = 1_000_000
"""Bytes; a session with all the runs that it may keep takes about a twentieth."""
KEPT_RUNS = 20
"""How many runs that can be brought back are saved, of those before and of those after the present one."""
MOST_REPLAYED = 100_000
"""And how many rows these may have together, since coming back replays them; about a sixth of a second."""
VIEWS = ("bowl", "errors", "slope")
BELOW = ("log", "text", "why", "listing")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen shows of the run: the chart's view, what stands below it, and how it answers to a step."""

    view: str = "bowl"
    closely: bool = False
    below: str = "log"
    every_digit: bool = False
    predicts: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SavedSession:
    """Where a student stands; ``left`` says that the student left of free will, so that nothing was cut off."""

    history: History
    shown: Shown = field(default_factory=Shown)
    left: bool = False


def session_text(saved: SavedSession) -> str:
    """The file of a session."""
    history = saved.history
    content = {
        "left": saved.left,
        "shown": asdict(saved.shown),
        "present": _run_record(history.present),
        "past": [_run_record(session) for session in within(history.past[::-1], KEPT_RUNS, MOST_REPLAYED)][::-1],
        "future": [_run_record(session) for session in within(history.future, KEPT_RUNS, MOST_REPLAYED)],
    }
    text = json.dumps(content)
    return f'{{"format": "{SESSION_FORMAT}", "crc32": "{_checksum(text)}",\n"session": {text}}}\n'


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def _run_record(session: Session) -> dict[str, Any]:
    """What a session's run is for and is made from, and its last row's weight to check the replay by."""
    return {
        "lesson": session.lesson,
        "parameters": asdict(session.parameters),
        "rows": session.length,
        "cursor": session.cursor,
        "weight": session.run.row(session.length - 1).weight,
        "pinned": asdict(session.pinned.parameters) if session.pinned else None,
    }


def read_saved(path: Path) -> dict[str, Any]:
    """What ``session_text`` put in a file, unharmed; UnusableError where it is not, OSError where it cannot be read."""
    content = read_ordinary(path, LARGEST_SESSION)
    try:
        record = json.loads(content)
        if not isinstance(record, dict) or record.get("format") != SESSION_FORMAT:
            raise UnusableError(f"not of the format {SESSION_FORMAT}")
        session = record["session"]
        if not isinstance(session, dict) or record["crc32"] != _checksum(json.dumps(session)):
            raise UnusableError("damaged")
    except UnusableError:
        raise
    except (ValueError, KeyError, RecursionError) as error:
        raise UnusableError("not readable") from error
    return session


def replayed(record: dict[str, Any]) -> SavedSession:
    """The session of such a record, its runs replayed; UnusableError where they do not come out as they were saved."""
    try:
        return _Replay().saved(record)
    except UnusableError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnusableError("not readable") from error


class _Replay:
    """Makes sessions of records; those of one run share it, so that its rows are worked out once."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}

    def saved(self, record: dict[str, Any]) -> SavedSession:
        past, future = record["past"][-KEPT_RUNS:], record["future"][:KEPT_RUNS]
        history = History(
            self._session(record["present"]),
            tuple(self._session(each) for each in past),
            tuple(self._session(each) for each in future),
        )
        shown = Shown(**record["shown"])
        right = (
            isinstance(record["left"], bool)
            and shown.view in VIEWS
            and shown.below in BELOW
            and all(isinstance(flag, bool) for flag in (shown.closely, shown.every_digit, shown.predicts))
        )
        if not right:
            raise UnusableError("not readable")
        return SavedSession(history, shown, record["left"])

    def _session(self, record: dict[str, Any]) -> Session:
        rows, cursor, pinned, lesson = (record[name] for name in ("rows", "cursor", "pinned", "lesson"))
        if not isinstance(lesson, str | None):
            raise UnusableError("not readable")
        if type(rows) is not int or type(cursor) is not int or not 0 <= cursor < rows <= MOST_ROWS:
            raise UnusableError("of rows that no run has")
        run = self._run(record["parameters"])
        if run.reach(rows) < rows or repr(run.row(rows - 1).weight) != repr(record["weight"]):
            raise UnusableError("of rows that do not follow from its parameters")
        return Session(run, rows, cursor, self._run(pinned) if pinned is not None else None, lesson)

    def _run(self, parameters: dict[str, Any]) -> Run:
        key = json.dumps(parameters)
        if key not in self._runs:
            try:
                self._runs[key] = Run(Parameters(**parameters))
            except ParameterError as error:
                raise UnusableError(f"of parameters that make no run: {error.said_of(error.field)}") from None
        return self._runs[key]
