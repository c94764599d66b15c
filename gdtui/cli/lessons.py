"""The commands about lessons: which there are, whether a teacher's can be used, and what was done."""

from __future__ import annotations

import sys
from typing import Any

import click

from gdtui.cli.options import asks_for_ascii, chosen, complain, format_option, known_lessons, opened, parameter_options
from gdtui.core.figures import counted


@click.group(invoke_without_command=True)
@parameter_options
@format_option(["table", "json"], "list")
@click.pass_context
def lessons(context: click.Context, /, format_name: str, **options: Any) -> None:
    """List the lessons, or one of them, with the values that they start from."""
    if context.invoked_subcommand is not None:
        return
    given = chosen(options)
    wanted = given.pop("lesson", None)
    listed = [
        lesson._replace(parameters=lesson.parameters.changed(**given))
        for lesson in known_lessons().values()
        if wanted in (None, lesson.id)
    ]
    if format_name == "json":
        import json

        records = [
            {"id": lesson.id, "title": lesson.title, "iterations": lesson.iterations}
            | {"parameters": lesson.parameters.in_use()}
            for lesson in listed
        ]
        click.echo(json.dumps(records, indent=1))
        return
    width = max(len(lesson.id) for lesson in listed)
    for lesson in listed:
        click.echo(f"{lesson.id:<{width}}  {lesson.title}")


@lessons.command()
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="FILE-OR-FOLDER...")
def check(paths: tuple[str, ...]) -> None:
    """Check a teacher's lessons: a line for each, and exit status 1 where one cannot be used."""
    from pathlib import Path

    from gdtui.lab.catalogue import read_lessons

    failed = False
    for path in paths:
        read, refused = read_lessons(Path(path))
        for lesson in read:
            goals = counted(len(lesson.task.goals), "goal") if lesson.task else "no task"
            click.echo(f"ok: {lesson.id}, {lesson.title} ({goals})")
        for line in refused:
            click.echo(f"refused: {line}")
        failed = failed or bool(refused)
    sys.exit(1 if failed else 0)


@lessons.command()
@click.option(
    "--all",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Those of a whole class: students, who have a folder each in this one, by lessons.",
)
@format_option(["table", "csv", "json"], "results")
def results(folder: str | None, format_name: str) -> None:
    """Write which lessons are done, and how many goals of each are met."""
    if folder is not None:
        sys.exit(_write_class(folder, format_name, ascii_only=asks_for_ascii("-")))
    from gdtui.files.disk import UnusableError
    from gdtui.files.progress import Progress, ProgressFile, read_progress
    from gdtui.files.results import RESULT_FORMATS

    path = ProgressFile().path
    try:
        progress = read_progress(path)
    except FileNotFoundError:
        progress = Progress()
    except UnusableError as error:
        raise click.ClickException(f"{path} is {error}.") from None
    with opened("-") as out:
        RESULT_FORMATS[format_name](known_lessons().values(), progress, out)


def _write_class(folder: str, format_name: str, *, ascii_only: bool) -> int:
    """Write what a class has done; exit status 1 where a student's progress cannot be read."""
    from functools import partial
    from pathlib import Path

    from gdtui.core.flags import Severity
    from gdtui.files.class_folder import read_class
    from gdtui.files.class_results import CLASS_FORMATS, write_table
    from gdtui.lab.signs import ASCII_SIGNS

    students, refused = read_class(Path(folder))
    for line in refused:
        complain(line)
    write = CLASS_FORMATS[format_name]
    if format_name == "table" and ascii_only:
        write = partial(write_table, done=ASCII_SIGNS[Severity.SUCCESS])
    with opened("-") as out:
        write(list(known_lessons().values()), students, out)
    return 1 if refused else 0
