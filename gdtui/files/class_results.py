"""What a class has done, given away as students by lessons in the formats of the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

from gdtui.core.width import cells, filled
from gdtui.files.class_folder import Student
from gdtui.files.progress import Progress
from gdtui.lab.lesson import Lesson

CLASS_FORMAT = "gdtui.class_results/1"
LONGEST_NAME = 28
"""So many cells of a name are in the table: with the lab's 20 lessons it has 80 columns then."""
FORMULA_STARTS = tuple("=+-@'＝＋－＠")
"""The wide ones too, which spreadsheets take for the others."""


def _state(lesson: Lesson, progress: Progress) -> str:
    """How far a lesson is, in words."""
    met = len(progress.of(lesson))
    return "done" if progress.done(lesson) else f"{met} of {len(lesson.task.goals)}" if met and lesson.task else ""


def _done(lessons: Iterable[Lesson], progress: Progress) -> int:
    return sum(progress.done(lesson) for lesson in lessons)


def write_table(lessons: list[Lesson], students: list[Student], out: IO[str], *, done: str = "✔") -> None:
    """A row a student and a column a lesson, and below them what the columns are."""
    name_width = max([len("student"), *(min(LONGEST_NAME, cells(each.name)) for each in students)])
    digits = len(f"{len(lessons)}")
    numbers = [f"{number:>{digits}}" for number in range(1, len(lessons) + 1)]
    for place in range(digits):
        is_last = place == digits - 1
        header = " ".join(number[place] for number in numbers)
        out.write(
            f"{'student' if is_last else '':<{name_width}}  {header}{'  done' if is_last else ''}".rstrip() + "\n"
        )
    for student in students:
        states = [_state(lesson, student.progress) for lesson in lessons]
        signs = " ".join(done if state == "done" else state.partition(" ")[0] or "-" for state in states)
        out.write(f"{filled(student.name, name_width, '..')}  {signs}  {states.count('done')} of {len(lessons)}\n")
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
