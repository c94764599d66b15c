"""A student's progress, given away in the formats of the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any

from gdtui.files.progress import Progress
from gdtui.lab.lesson import Lesson

RESULTS_FORMAT = "gdtui.results/1"
FIELDS = ("lesson", "title", "goals_met", "goals", "done")


def result(lesson: Lesson, progress: Progress) -> dict[str, Any]:
    """How far one lesson is."""
    goals = len(lesson.task.goals) if lesson.task else 0
    return {
        "lesson": lesson.id,
        "title": lesson.title,
        "goals_met": len(progress.of(lesson)),
        "goals": goals,
        "done": progress.done(lesson),
    }


def write_table(lessons: Iterable[Lesson], progress: Progress, out: IO[str]) -> None:
    """A line a lesson, for reading, and how many are done."""
    results = [result(lesson, progress) for lesson in lessons]
    width = max((len(each["lesson"]) for each in results), default=0)
    for each in results:
        state = "done" if each["done"] else f"{each['goals_met']} of {each['goals']}"
        out.write(f"{state:<7}  {each['lesson']:<{width}}  {each['title']}\n")
    out.write(f"\n{sum(each['done'] for each in results)} of {len(results)} lessons done\n")


def write_csv(lessons: Iterable[Lesson], progress: Progress, out: IO[str]) -> None:
    """Comma-separated, under a header."""
    import csv

    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    for lesson in lessons:
        each = result(lesson, progress)
        writer.writerow({**each, "done": "yes" if each["done"] else "no"})


def write_json(lessons: Iterable[Lesson], progress: Progress, out: IO[str]) -> None:
    """One object, ``gdtui.results/1``."""
    import json

    record = {"format": RESULTS_FORMAT, "lessons": [result(lesson, progress) for lesson in lessons]}
    out.write(json.dumps(record, indent=1) + "\n")


RESULT_FORMATS: dict[str, Callable[[Iterable[Lesson], Progress, IO[str]], None]] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
}
"""Every format, by the name that the command uses."""
