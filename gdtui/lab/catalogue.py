"""The lessons that come with the simulator: one TOML file each, numbered in the lab's order, found by their id."""

from __future__ import annotations

import tomllib
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


@cache
def lessons() -> dict[str, Lesson]:
    """Every lesson by its id, in the lab's order."""
    in_order = (load_lesson(path) for path in sorted(FOLDER.glob("*.toml")))
    return {lesson.id: lesson for lesson in in_order}
