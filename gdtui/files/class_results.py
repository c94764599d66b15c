"""The progress of a whole class: a folder for each student is read, and given away as students by lessons."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from gdtui.files.progress import FILE_NAME, LARGEST_FILE, Progress, ProgressError, parse_progress
from gdtui.lab.lesson import Lesson

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASS_FORMAT = "gdtui.class_results/1"
PLACES = ((FILE_NAME,), ("gdtui", FILE_NAME), (".local", "state", "gdtui", FILE_NAME))
"""Where a student's progress may be, below the folder that bears the student's name."""
LONGEST_NAME = 28
"""So many cells of a name are in the table: with the lab's 20 lessons it has 80 columns then."""
FORMULA_STARTS = ("=", "+", "-", "@", "'")
STEERING = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


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
            name = escaped(entry.name)
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
                except ProgressError as error:
                    troubles.append(f"{'/'.join(place)} is {error}")
                except OSError as error:
                    troubles.append(f"{'/'.join(place)}: {error.strerror}")
    except OSError as error:
        troubles.append(error.strerror or "not readable")
    if troubles and not found:
        return None, troubles
    met: dict[str, frozenset[str]] = {}
    for progress in found:
        met |= {id_: met.get(id_, frozenset()) | says for id_, says in progress.met.items()}
    return Progress(met), troubles


def _content_below(folder: int, place: tuple[str, ...]) -> bytes:
    """A file's bytes, one more than the largest that is read; FileNotFoundError where there is none."""
    name, *rest = place
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        raise ProgressError("behind a link, not followed" if rest else "a link, not followed")
    if rest:
        if not stat.S_ISDIR(status.st_mode):
            raise FileNotFoundError
        with _opened(name, os.O_DIRECTORY | os.O_NOFOLLOW, folder) as below:
            return _content_below(below, tuple(rest))
    if not stat.S_ISREG(status.st_mode):
        raise ProgressError("no ordinary file")
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


def escaped(name: str) -> str:
    """A name in one line, with an escape for every character that steers a terminal or is not text."""
    return "".join(
        each.encode("unicode_escape").decode() if unicodedata.category(each) in STEERING else each for each in name
    )


def _cells(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitted(text: str, width: int) -> str:
    """The text in exactly so many columns, cut where it is longer."""
    used = sum(map(_cells, text))
    if used > width:
        while used > width - 2:
            used -= _cells(text[-1])
            text = text[:-1]
        text, used = f"{text}..", used + 2
    return text + " " * (width - used)


def _state(lesson: Lesson, progress: Progress) -> str:
    """How far a lesson is, in words."""
    met = len(progress.of(lesson))
    return "done" if progress.done(lesson) else f"{met} of {len(lesson.task.goals)}" if met and lesson.task else ""


def _done(lessons: Iterable[Lesson], progress: Progress) -> int:
    return sum(progress.done(lesson) for lesson in lessons)


def write_table(lessons: list[Lesson], students: list[Student], out: IO[str], *, done: str = "✔") -> None:
    """A row a student and a column a lesson, and below them what the columns are."""
    name_width = max([len("student"), *(min(LONGEST_NAME, sum(map(_cells, each.name))) for each in students)])
    digits = len(f"{len(lessons)}")
    numbers = [f"{number:>{digits}}" for number in range(1, len(lessons) + 1)]
    for place in range(digits):
        is_last = place == digits - 1
        header = " ".join(number[place] for number in numbers)
        out.write(
            f"{'student' if is_last else '':<{name_width}}  {header}{'  done' if is_last else ''}".rstrip() + "\n"
        )
    for student in students:
        states = [(_state(lesson, student.progress)) for lesson in lessons]
        signs = " ".join(done if state == "done" else state.partition(" ")[0] or "-" for state in states)
        out.write(f"{_fitted(student.name, name_width)}  {signs}  {states.count('done')} of {len(lessons)}\n")
    out.write(f"\n{done} done, a number: so many goals met, -: nothing yet\n\n")
    id_width = max((len(lesson.id) for lesson in lessons), default=0)
    for number, lesson in zip(numbers, lessons, strict=True):
        count = sum(student.progress.done(lesson) for student in students)
        out.write(f"{number}  {lesson.id:<{id_width}}  done by {count} of {len(students)}  {lesson.title}\n")


def write_csv(lessons: list[Lesson], students: list[Student], out: IO[str]) -> None:
    """A row a student and a column a lesson: done, 1 of 3, or nothing."""
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["student", *(lesson.id for lesson in lessons), "lessons_done"])
    for student in students:
        # A spreadsheet would work out a name that begins as a formula.
        name = f"'{student.name}" if student.name.startswith(FORMULA_STARTS) else student.name
        states = [_state(lesson, student.progress) for lesson in lessons]
        writer.writerow([name, *states, states.count("done")])


def write_json(lessons: list[Lesson], students: list[Student], out: IO[str]) -> None:
    """One object, ``gdtui.class_results/1``."""
    import json

    goals = {lesson.id: len(lesson.task.goals) if lesson.task else 0 for lesson in lessons}
    record = {
        "format": CLASS_FORMAT,
        "lessons": [{"lesson": lesson.id, "title": lesson.title, "goals": goals[lesson.id]} for lesson in lessons],
        "students": [
            {
                "student": student.name,
                "lessons_done": _done(lessons, student.progress),
                "goals_met": {lesson.id: len(student.progress.of(lesson)) for lesson in lessons},
            }
            for student in students
        ],
    }
    out.write(json.dumps(record, indent=1, ensure_ascii=False) + "\n")


CLASS_FORMATS: dict[str, Callable[[list[Lesson], list[Student], IO[str]], None]] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
}
"""Every format, by the name that the command uses."""
