"""The progress of a whole class: a folder for each student is read, and nothing that lies outside of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gdtui.core.printable import printable
from gdtui.files.disk import UnusableError
from gdtui.files.progress import FILE_NAME, LARGEST_FILE, Progress, parse_progress

PLACES = ((FILE_NAME,), ("gdtui", FILE_NAME), (".local", "state", "gdtui", FILE_NAME))
"""Where a student's progress may be, below the folder that bears the student's name."""


@dataclass(frozen=True, slots=True)
class Student:
    """A student by the name of their folder, made printable, and what they have done."""

    name: str
    progress: Progress


def read_class(folder: Path) -> tuple[list[Student], list[str]]:
    """Every student by name, and a line for each whose progress cannot be read; OSError where the folder cannot.

    Links are not followed, so that no student can show what is elsewhere; names that begin with a dot are no students'.
    """
    students: list[Student] = []
    refused: list[str] = []
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    with _opened(str(folder), os.O_DIRECTORY) as descriptor:
        for entry in found:
            name = printable(entry.name)
            if entry.is_symlink():
                refused.append(f"{name}: a link, not followed")
            elif entry.is_dir(follow_symlinks=False):
                progress, troubles = _progress_below(descriptor, entry.name)
                refused += [f"{name}: {trouble}" for trouble in troubles]
                if progress is not None:
                    students.append(Student(name, progress))
    return students, refused


def _progress_below(folder: int, name: str) -> tuple[Progress | None, list[str]]:
    """What is in all of a student's places together, None where only trouble is; and what the trouble is."""
    found: list[Progress] = []
    troubles: list[str] = []
    try:
        with _opened(name, os.O_DIRECTORY | os.O_NOFOLLOW, folder) as student:
            for place in PLACES:
                try:
                    found.append(parse_progress(_content_below(student, place)))
                except FileNotFoundError:
                    continue
                except UnusableError as error:
                    troubles.append(f"{'/'.join(place)} is {error}")
                except OSError as error:
                    troubles.append(f"{'/'.join(place)}: {error.strerror}")
    except OSError as error:
        troubles.append(error.strerror or "not readable")
    if troubles and not found:
        return None, troubles
    together = Progress()
    for progress in found:
        together = together.joined(progress)
    return together, troubles


def _content_below(folder: int, place: tuple[str, ...]) -> bytes:
    """A file's bytes, one more than the largest that is read; FileNotFoundError where there is none."""
    name, *rest = place
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        raise UnusableError("behind a link, not followed" if rest else "a link, not followed")
    if rest:
        if not stat.S_ISDIR(status.st_mode):
            raise FileNotFoundError
        with _opened(name, os.O_DIRECTORY | os.O_NOFOLLOW, folder) as below:
            return _content_below(below, tuple(rest))
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError("no ordinary file")
    with _opened(name, os.O_NOFOLLOW | os.O_NONBLOCK, folder) as file, os.fdopen(file, "rb", closefd=False) as reading:
        return reading.read(LARGEST_FILE + 1)


@contextmanager
def _opened(name: str, flags: int, folder: int | None = None) -> Iterator[int]:
    """A descriptor to read from, closed again."""
    descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC | flags, dir_fd=folder)
    try:
        yield descriptor
    finally:
        with suppress(OSError):
            os.close(descriptor)
