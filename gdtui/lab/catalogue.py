"""The lessons: those that come with the simulator, in the lab's order, and those that a teacher adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from gdtui.core.printable import printable
from gdtui.lab.entries import LessonError
from gdtui.lab.lesson import Lesson
from gdtui.lab.lesson_file import read_lesson

FOLDER = Path(__file__).parent / "lessons"
MOST_FILES = 500


class Catalogue(Mapping[str, Lesson]):
    """Every lesson by its id; a file that comes with the simulator is read when its lesson is asked for."""

    def __init__(self, folder: Path = FOLDER, added: Iterable[Lesson] = ()) -> None:
        # 03-hot-and-cold.toml: the number is the place, what follows it the id.
        self._paths = {path.stem.partition("-")[2]: path for path in sorted(folder.glob("*.toml"))}
        self._read = {lesson.id: lesson for lesson in added}
        self._ids = [*self._paths, *self._read]

    def __getitem__(self, id_: str) -> Lesson:
        if id_ not in self._read:
            self._read[id_] = read_lesson(self._paths[id_])
        return self._read[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


@cache
def lessons() -> Catalogue:
    """The lessons that come with the simulator."""
    return Catalogue()


def with_added(path: Path) -> tuple[Catalogue, list[str]]:
    """The lessons with those of a file or a folder added, and a line for each file that could not be used."""
    added, refused = read_lessons(path)
    return Catalogue(added=added), refused


def read_lessons(path: Path) -> tuple[list[Lesson], list[str]]:
    """The lessons in a file, or in the .toml files of a folder by their names, and a line for each that is none."""
    read: list[Lesson] = []
    refused: list[str] = []
    try:
        paths = sorted(path.glob("*.toml"))[:MOST_FILES] if path.is_dir() else [path]
    except OSError as error:
        return [], [f"{printable(path.name)}: {error.strerror}"]
    if not paths:
        refused.append(f"{printable(path.name)}: no .toml files in it")
    taken = set(lessons())
    for each in paths:
        try:
            if not each.is_file():
                raise LessonError(printable(each.name), None, "not a file")
            lesson = read_lesson(each)
            if lesson.id in taken:
                raise LessonError(printable(each.name), None, f"id: there is a lesson '{lesson.id}' already")
        except LessonError as error:
            refused.append(str(error))
        except OSError as error:
            refused.append(f"{printable(each.name)}: {error.strerror}")
        else:
            taken.add(lesson.id)
            read.append(lesson)
    return read, refused
