"""Saved sessions: what made each run and how far it was stepped, so that a file is small however long the runs are."""

from __future__ import annotations

import json
import zlib
from collections.abc import Container, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from gdtui.core.figures import counted
from gdtui.core.parameters import ParameterError, Parameters, names
from gdtui.core.run import Run
from gdtui.core.session import MOST_ROWS, History, Session, within
from gdtui.core.work import finished
from gdtui.files.disk import NewerError, UnusableError, check_format, read_ordinary

SESSION_FORMAT = "gdtui.session/1"
LARGEST_SESSION = 1_000_000
"""Bytes; a session with all the runs that it may keep takes about a twentieth."""
KEPT_RUNS = 20
"""How many runs that can be brought back are saved, of those before and of those after the present one."""
MOST_REPLAYED = 100_000
"""And how many rows these may have together, since coming back replays them: with a present run and a pinned one of
1,000,000 rows each, and a pinned run beside each of the others, a file asks for 2,400,000 rows at the most."""
LOG, TEXT, WHY, LISTING, WELCOME, END = BELOW = ("log", "text", "why", "listing", "welcome", "end")
"""What can stand below the chart, or over everything."""
SWITCHES = ("closely", "every_digit", "predicts", "foretells", "plain_scale")


class Shown(NamedTuple):
    """What the screen shows of the run: the chart's view, what stands below it, and how it answers to a step."""

    view: str = "bowl"
    closely: bool = False
    below: str = "log"
    every_digit: bool = False
    predicts: bool = True
    foretells: bool = True
    plain_scale: bool = False


KEYS = {*Shown._fields} | {
    *("format", "crc32", "session", "left", "shown", "present", "past", "future"),
    *("lesson", "parameters", "rows", "cursor", "weight", "pinned"),
}
"""Every key of a session's file, however deep, but for the parameters' names."""


class SavedSession(NamedTuple):
    """Where a student stands; ``left`` says that the student left of free will, so that nothing was cut off."""

    history: History
    shown: Shown = Shown()
    left: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class StoredSession:
    """A session as it stands in a file: sound as far as can be told before its runs are worked out."""

    record: dict[str, Any]
    saved: SavedSession
    last_weights: dict[Session, str]
    """Every run that comes back, the present one first, with the weight that its last row had, as text."""
    left_out: int = 0
    """How many runs do not come back, since together with the others they would have too many rows."""

    def replay(self) -> Generator[tuple[int, int], None, SavedSession]:
        """The session with its runs worked out: work that says how many rows of a run there are, of how many.

        UnusableError where they do not come out as they were saved.
        """
        for session, weight in self.last_weights.items():
            reached = yield from session.replay()
            if reached < session.length or repr(session.run.row(session.length - 1).weight) != weight:
                raise UnusableError("of rows that do not follow from its parameters")
        return self.saved

    @property
    def left_out_text(self) -> str:
        """A sentence about the runs that do not come back, after a blank; nothing where all do."""
        if not self.left_out:
            return ""
        runs, rows = counted(self.left_out, "replaced run"), counted(MOST_REPLAYED, "row")
        return f" {runs} did not come back: there were more than {rows}."

    def declined(self) -> str:
        """Its file once the student does not want to go on with it."""
        return _file_text({**self.record, "left": True})


def session_text(saved: SavedSession) -> str:
    """The file of a session."""
    history = saved.history
    return _file_text(
        {
            "left": saved.left,
            "shown": saved.shown._asdict(),
            "present": _run_record(history.present),
            "past": [_run_record(session) for session in _kept(history.past[::-1])][::-1],
            "future": [_run_record(session) for session in _kept(history.future)],
        }
    )


def _kept(replaced: Iterable[Session]) -> tuple[Session, ...]:
    """Those of the replaced runs that are saved, and come back, the nearest first."""
    return within(replaced, KEPT_RUNS, MOST_REPLAYED)


def _file_text(record: dict[str, Any]) -> str:
    text = json.dumps(record)
    return f'{{"format": "{SESSION_FORMAT}", "crc32": "{_checksum(text)}",\n"session": {text}}}\n'


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def _run_record(session: Session) -> dict[str, Any]:
    """What a session's run is for and is made from, and its last row's weight to check the replay by."""
    return {
        "lesson": session.lesson,
        "parameters": session.parameters.written(),
        "rows": session.length,
        "cursor": session.cursor,
        "weight": session.run.row(session.length - 1).weight,
        "pinned": session.pinned.parameters.written() if session.pinned else None,
    }


def read_saved(path: Path) -> dict[str, Any]:
    """What ``session_text`` put in a file, unharmed; UnusableError where it is not, OSError where it cannot be read.

    NewerError where it has a key that is not known here: going on with it would lose what stands there.
    """
    content = read_ordinary(path, LARGEST_SESSION, SESSION_FORMAT)
    try:
        record = json.loads(content)
        check_format(record.get("format") if isinstance(record, dict) else None, SESSION_FORMAT)
        session = record["session"]
        if not isinstance(session, dict) or record["crc32"] != _checksum(json.dumps(session)):
            raise UnusableError("damaged")
        if not KEYS.union(names()).issuperset(_keys(record)):
            raise NewerError
    except UnusableError:
        raise
    except (ValueError, KeyError, RecursionError) as error:
        raise UnusableError("not readable") from error
    return session


def _keys(value: Any) -> Iterator[str]:
    """Every key in it, however deep; but for the names that somebody chose."""
    if isinstance(value, dict):
        yield from value
        value = [inner for key, inner in value.items() if key != "let"]
    for inner in value if isinstance(value, list) else ():
        yield from _keys(inner)


def stored(record: dict[str, Any], views: Container[str] | None = None) -> StoredSession:
    """The session of such a record, whose runs are still to be worked out; UnusableError where it is none.

    ``views`` are the charts that there are; without them a chart of any name is taken.
    """
    try:
        return _Reading(views).stored(record)
    except UnusableError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnusableError("not readable") from error


def replayed(record: dict[str, Any], views: Container[str] | None = None) -> SavedSession:
    """The session of such a record with its runs worked out, done without a pause; UnusableError as for both."""
    return finished(stored(record, views).replay())


class _Reading:
    """Makes sessions of records; those of one run share it, so that its rows are worked out once."""

    def __init__(self, views: Container[str] | None) -> None:
        self._views = views
        self._runs: dict[str, Run] = {}

    def stored(self, record: dict[str, Any]) -> StoredSession:
        present, past, future = record["present"], record["past"][-KEPT_RUNS:], record["future"][:KEPT_RUNS]
        # There are files with one lesson, that of all their runs.
        lesson = {"lesson": record["lesson"]} if "lesson" in record else {}
        sessions = {self._session({**lesson, **each}): repr(each["weight"]) for each in (present, *past, *future)}
        at_hand, *replaced = sessions
        before, after = replaced[: len(past)], replaced[len(past) :]
        history = History(at_hand, _kept(before[::-1])[::-1], _kept(after))
        shown = Shown(**record["shown"])
        right = (
            isinstance(record["left"], bool)
            and isinstance(shown.view, str)
            and (self._views is None or shown.view in self._views)
            and shown.below in BELOW
            and all(isinstance(getattr(shown, name), bool) for name in SWITCHES)
        )
        if not right:
            raise UnusableError("not readable")
        back = (at_hand, *history.past[::-1], *history.future)
        return StoredSession(
            record,
            SavedSession(history, shown, record["left"]),
            {session: sessions[session] for session in back},
            len(sessions) - len(back),
        )

    def _session(self, record: dict[str, Any]) -> Session:
        rows, cursor, pinned, lesson = (record[name] for name in ("rows", "cursor", "pinned", "lesson"))
        if not isinstance(lesson, str | None):
            raise UnusableError("not readable")
        if type(rows) is not int or type(cursor) is not int or not 0 <= cursor < rows <= MOST_ROWS:
            raise UnusableError("of rows that no run has")
        return Session(
            self._run(record["parameters"]), rows, cursor, self._run(pinned) if pinned is not None else None, lesson
        )

    def _run(self, parameters: dict[str, Any]) -> Run:
        key = json.dumps(parameters)
        if key not in self._runs:
            try:
                self._runs[key] = Run(Parameters(**parameters))
            except ParameterError as error:
                raise UnusableError(f"of parameters that make no run: {error.said_of(error.field)}") from None
        return self._runs[key]
