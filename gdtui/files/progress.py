"""What a student has done: the goals met in each lesson, kept on disk."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gdtui.files.disk import (
    NewerError,
    UnusableError,
    check_format,
    locked,
    read_ordinary,
    set_aside,
    state_folder,
    write_whole,
)
from gdtui.lab.lesson import Lesson

PROGRESS_FORMAT = "gdtui.progress/1"
FILE_NAME = "progress.json"
LARGEST_FILE = 1_000_000
PATIENCE = 0.5
"""The seconds that a goal waits for another program that changes the file; a key that meets one waits as long."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The goals met, by the lesson's id: what each says, so that a lesson whose goals change loses no others."""

    met: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, lesson: Lesson) -> frozenset[int]:
        """The numbers of the lesson's goals that are met."""
        says = self.met.get(lesson.id, frozenset())
        goals = lesson.task.goals if lesson.task else ()
        return frozenset(number for number, goal in enumerate(goals) if goal.say in says)

    def done(self, lesson: Lesson) -> bool:
        """Whether every goal of the lesson is met; a lesson without a task is never done."""
        return lesson.task is not None and len(self.of(lesson)) == len(lesson.task.goals)

    def with_met(self, lesson: Lesson, numbers: frozenset[int]) -> Progress:
        """The same with these goals of the lesson met, too."""
        goals = lesson.task.goals if lesson.task else ()
        says = frozenset(goals[number].say for number in numbers)
        return Progress({**self.met, lesson.id: self.met.get(lesson.id, frozenset()) | says})

    def joined(self, other: Progress) -> Progress:
        """The same with what the other one holds, too."""
        ids = self.met.keys() | other.met.keys()
        return Progress({id_: self.met.get(id_, frozenset()) | other.met.get(id_, frozenset()) for id_ in ids})

    def without(self, id_: str) -> Progress:
        """The same with nothing done in this lesson."""
        return Progress({other: says for other, says in self.met.items() if other != id_})


class ProgressFile:
    """Progress in a file; whatever is wrong with it or its folder is told, and the lessons go on."""

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or state_folder()) / FILE_NAME
        self._loaded: dict[str, Any] = {}
        """The record as it was loaded last: what a later version added to it is written again."""

    def alone(self) -> AbstractContextManager[None]:
        """Have other programs that change the file wait, so that what is loaded is still there when it is saved."""
        return locked(self.path.with_suffix(".lock"), PATIENCE)

    def load(self) -> tuple[Progress | None, str]:
        """What is kept, None where it cannot be read; and a line that says what was wrong with the file, or nothing.

        A file that holds something else is set aside, and everything starts anew; a newer gdtui's stays.
        """
        self._loaded = {}
        try:
            self._loaded = _record(read_ordinary(self.path, LARGEST_FILE, PROGRESS_FORMAT))
            return _met(self._loaded), ""
        except FileNotFoundError:
            return Progress(), ""
        except NewerError as error:
            return None, f"{FILE_NAME} was {error} and stays; goals are not kept."
        except UnusableError as error:
            try:
                aside = set_aside(self.path)
            except OSError as failed:
                return Progress(), f"{FILE_NAME} is {error} and stays ({failed.strerror}); progress starts anew."
            return Progress(), f"{FILE_NAME} is {error}: kept as {aside.name}; progress starts anew."
        except OSError as error:
            return None, f"progress cannot be read ({error.strerror}): {self.path}"

    def save(self, progress: Progress) -> str:
        """Keep it; a line that says why it could not be kept, or nothing."""
        before = self._loaded.get("lessons", {})
        record = {
            **self._loaded,
            "format": PROGRESS_FORMAT,
            "lessons": {id_: {**before.get(id_, {}), "met": sorted(met)} for id_, met in sorted(progress.met.items())},
        }
        try:
            write_whole(self.path, json.dumps(record, indent=1) + "\n")
        except OSError as error:
            return f"progress cannot be kept ({error.strerror}): {self.path}"
        return ""


def read_progress(path: Path) -> Progress:
    """The progress in a file; UnusableError where it holds none, OSError where it cannot be read."""
    return parse_progress(read_ordinary(path, LARGEST_FILE, PROGRESS_FORMAT))


def parse_progress(content: bytes) -> Progress:
    """The progress in a file's content; UnusableError where it holds none."""
    return _met(_record(content))


def _record(content: bytes) -> dict[str, Any]:
    """The record in a file's content, whose lessons have goals; UnusableError where it is something else."""
    if len(content) > LARGEST_FILE:
        raise UnusableError("too large")
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnusableError("not readable") from error
    check_format(record.get("format") if isinstance(record, dict) else None, PROGRESS_FORMAT)
    entries = record.get("lessons")
    if not isinstance(entries, dict) or not all(_has_goals(entry) for entry in entries.values()):
        raise UnusableError("not readable")
    return dict(record)


def _has_goals(entry: Any) -> bool:
    says = entry.get("met") if isinstance(entry, dict) else None
    return isinstance(says, list) and all(isinstance(say, str) for say in says)


def _met(record: dict[str, Any]) -> Progress:
    return Progress({id_: frozenset(entry["met"]) for id_, entry in record["lessons"].items()})
