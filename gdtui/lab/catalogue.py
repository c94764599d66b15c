"""The lessons that come with the simulator: one TOML file each, numbered in the lab's order, found by their id."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gdtui.core.parameters import Parameters

FOLDER = Path(__file__).parent / "lessons"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One experiment of the lab: what it starts from and how many iterations show its point."""

    id: str
    title: str
    parameters: Parameters
    iterations: int


def load_lesson(path: Path) -> Lesson:
    """The lesson in a file."""
    with path.open("rb") as file:
        entry = tomllib.load(file)
    return Lesson(entry["id"], entry["title"], Parameters(**entry["parameters"]), entry["iterations"])


class Catalogue(Mapping[str, Lesson]):
    """Every lesson by its id, in the lab's order; a lesson's file is read when the lesson is asked for."""

    def __init__(self, folder: Path) -> None:
        # 03-hot-and-cold.toml: the number is the place, what follows it the id.
        self._paths = {path.stem.partition("-")[2]: path for path in sorted(folder.glob("*.toml"))}
        self._read: dict[str, Lesson] = {}

    def __getitem__(self, id_: str) -> Lesson:
        if id_ not in self._read:
            self._read[id_] = load_lesson(self._paths[id_])
        return self._read[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@cache
def lessons() -> Catalogue:
    """The lessons that come with the simulator."""
    return Catalogue(FOLDER)
