"""The commands. Only the bare command opens the screen; the others answer on standard output and need no Textual."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from gdtui import __version__
from gdtui.core.figures import counted
from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters, parse_figure
from gdtui.core.run import DEFAULT_ITERATIONS, Run
from gdtui.files.formats import FORMATS

if TYPE_CHECKING:
    from gdtui.lab.catalogue import Catalogue

STANDARD_OUTPUT = "standard output"
Command = TypeVar("Command", bound=Callable[..., Any])


class Figure(click.ParamType[float]):
    """A number that a run can be made from; finite, and in the range of its parameter."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return parse_figure(param.name or "" if param else "", str(value))
        except ParameterError as error:
            self.fail(f"'{value}' is {error.reason}." if "not" in error.reason else f"'{value}' {error.reason}.")


class Values(click.ParamType[tuple[float, ...]]):
    """Several values of one parameter."""

    name = "list"

    def __init__(self, field: str) -> None:
        self.field = field

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        from gdtui.core.sweep import parse_values

        try:
            return parse_values(self.field, str(value))
        except ParameterError as error:
            self.fail(f"{error.reason}.")


class LessonId(click.ParamType[str]):
    """The id of a lesson; the catalogue is read only when one is asked for."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in known_lessons():
            self.fail(f"'{value}' is not a lesson; the lessons are {', '.join(known_lessons())}.")
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        return [
            click.shell_completion.CompletionItem(lesson.id, help=lesson.title)
            for lesson in known_lessons().values()
            if lesson.id.startswith(incomplete)
        ]


ADDED_LESSONS = "gdtui.added_lessons"
"""Where a call keeps the path of the lessons that a teacher adds."""


def known_lessons() -> Catalogue:
    """The lessons that come with the simulator, and those that this call adds."""
    from gdtui.lab.catalogue import lessons

    context = click.get_current_context(silent=True)
    return context.meta.get(ADDED_LESSONS, lessons()) if context else lessons()


def add_lessons(context: click.Context, param: click.Parameter, path: str | None) -> None:
    """Add the lessons of a file or a folder; one that cannot be used is told, and the call goes on."""
    if path is None:
        return
    from gdtui.lab.catalogue import with_added

    context.meta[ADDED_LESSONS], refused = with_added(Path(path))
    for line in refused:
        complain(line)
    context.meta["gdtui.notice"] = refused[0] if refused else ""


PARAMETER_OPTIONS = (
    click.option("--lesson", type=LessonId(), metavar="ID", help="Start from this lesson's values."),
    click.option("--method", type=click.Choice(list(METHODS)), help="How to learn."),
    click.option("--weight", type=Figure(), help="The weight to start from."),
    click.option("--input", type=Figure(), help="The network's one input."),
    click.option("--goal", type=Figure(), help="What the prediction should be."),
    click.option("--alpha", type=Figure(), help="The fraction of weight_delta that an update uses."),
    click.option("--step-amount", type=Figure(), help="Hot and cold's fixed step, above 0."),
    click.option("--stay/--no-stay", default=None, help="Hot and cold: move only if a try beats the present error."),
    click.option("--tolerance", type=Figure(), help="The error at or below which a row is converged.  [default: 1e-9]"),
)


def parameter_options(command: Command) -> Command:
    """Give a command the options that all of them share."""
    for option in reversed(PARAMETER_OPTIONS):
        command = option(command)
    return command


def chosen(given: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, after those given before the command's name."""
    context = click.get_current_context()
    names = {param.name for param in context.command.params}
    earlier: dict[str, Any] = {}
    while context.parent is not None:
        context = context.parent
        earlier = {**{name: value for name, value in context.params.items() if name in names}, **earlier}
    together = {**earlier, **{name: value for name, value in given.items() if value is not None}}
    return {name: value for name, value in together.items() if value is not None}


def run_parameters(options: dict[str, Any]) -> tuple[Parameters, int]:
    """The parameters that the options ask for, and the lesson's number of iterations or the default one."""
    options = dict(options)
    lesson_id = options.pop("lesson", None)
    if lesson_id is None:
        return Parameters(**options), DEFAULT_ITERATIONS
    lesson = known_lessons()[lesson_id]
    return replace(lesson.parameters, **options), lesson.iterations


@contextmanager
def opened(output: str) -> Iterator[IO[str]]:
    """The file to write to, or standard output for ``-``; an error in writing names it."""
    try:
        with click.open_file(output, "w", encoding="utf-8") as out:
            yield out
    except OSError as error:
        # A disk that is full does not say which file it was.
        error.filename = STANDARD_OUTPUT if output == "-" else f"'{output}'"
        raise


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gdtui", message="%(prog)s %(version)s")
@parameter_options
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw the screen in ASCII.")
@click.option(
    "--lessons",
    type=click.Path(exists=True),
    metavar="FILE-OR-FOLDER",
    is_eager=True,
    expose_value=False,
    callback=add_lessons,
    help="Add a teacher's lessons.",
)
@click.pass_context
def cli(context: click.Context, /, ascii_only: bool, **options: Any) -> None:
    """Step through how a network of one weight learns, by hot and cold or by gradient descent.

    Without a command the screen opens; the commands answer on standard output.
    """
    if context.invoked_subcommand is None:
        from gdtui.app import GdtuiApp

        given = {name: value for name, value in options.items() if value is not None}
        notice = context.meta.get("gdtui.notice", "")
        app = GdtuiApp(ascii_only=ascii_only, catalogue=context.meta.get(ADDED_LESSONS), notice=notice, **given)
        app.run()
        sys.exit(app.return_code or 0)


@cli.command()
@parameter_options
@click.option("--iterations", type=click.IntRange(min=1), help="How many rows.  [default: the lesson's, else 20]")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="table",
    show_default=True,
    help="How to write the rows.",
)
@click.option("--output", type=click.Path(allow_dash=True), default="-", metavar="FILE", help="Where to write.")
def run(iterations: int | None, format_name: str, output: str, **options: Any) -> None:
    """Write the rows of a run, without opening the screen. A run that blows up is a result too."""
    parameters, default_iterations = run_parameters(chosen(options))
    whole_run = Run(parameters)
    rows = whole_run.rows(0, iterations or default_iterations)
    with opened(output) as out:
        FORMATS[format_name](whole_run, rows, out)


@cli.command()
@parameter_options
@click.option("--alphas", type=Values("alpha"), metavar="LIST", help="The alphas to try, as in 10,1,0.1 or 10..0.1/30.")
@click.option("--step-amounts", type=Values("step_amount"), metavar="LIST", help="The step amounts to try.")
@click.option("--iterations", type=click.IntRange(min=1), help="How many rows each.  [default: the lesson's, else 20]")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to write the rows.",
)
@click.option("--output", type=click.Path(allow_dash=True), default="-", metavar="FILE", help="Where to write.")
def sweep(
    alphas: tuple[float, ...] | None,
    step_amounts: tuple[float, ...] | None,
    iterations: int | None,
    format_name: str,
    output: str,
    **options: Any,
) -> None:
    """Try several alphas, or step amounts: what each leads to, a row a value.

    Without a list they are 10, 1, 0.1, 0.01, 0.001 and 0.0001, of what the method has.
    """
    from gdtui.core.sweep import USUAL_VALUES, swept
    from gdtui.core.sweep import sweep as rows_of
    from gdtui.files.sweeps import SWEEP_FORMATS

    given = chosen(options)
    parameters, default_iterations = run_parameters(given)
    if alphas and step_amounts:
        raise click.UsageError("--alphas and --step-amounts are of two methods; try one of them.")
    if alphas or step_amounts:
        field = "alpha" if alphas else "step_amount"
        of_method = swept(parameters, field)
        if "method" in given and parameters.method != of_method.method:
            raise click.UsageError(f"--{field.replace('_', '-')}s are not of --method {parameters.method}.")
        parameters = of_method
    length = iterations or default_iterations
    rows = rows_of(parameters, alphas or step_amounts or USUAL_VALUES, length)
    with opened(output) as out:
        SWEEP_FORMATS[format_name](parameters, length, (row for row in rows if row is not None), out)


@cli.command()
@parameter_options
@click.option("--iterations", type=click.IntRange(min=1), help="How many rows.  [default: the lesson's, else 20]")
@click.option("--output", type=click.Path(allow_dash=True), default="-", metavar="FILE", help="Where to write.")
def listing(iterations: int | None, output: str, **options: Any) -> None:
    """Write the run as a short Python program that prints its errors and predictions."""
    from gdtui.lab.listing import listing as program

    parameters, default_iterations = run_parameters(chosen(options))
    with opened(output) as out:
        out.write(program(Run(parameters), iterations or default_iterations))


@cli.group(invoke_without_command=True)
@parameter_options
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to write the list.",
)
@click.pass_context
def lessons(context: click.Context, /, format_name: str, **options: Any) -> None:
    """List the lessons, or one of them, with the values that they start from."""
    if context.invoked_subcommand is not None:
        return
    given = chosen(options)
    wanted = given.pop("lesson", None)
    listed = [
        replace(lesson, parameters=replace(lesson.parameters, **given))
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
    "--format",
    "format_name",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to write the results.",
)
def results(format_name: str) -> None:
    """Write which lessons are done, and how many goals of each are met."""
    from gdtui.files.progress import Progress, ProgressError, ProgressFile, read_progress
    from gdtui.files.results import RESULT_FORMATS

    path = ProgressFile().path
    try:
        progress = read_progress(path)
    except FileNotFoundError:
        progress = Progress()
    except ProgressError as error:
        raise click.ClickException(f"{path} is {error}.") from None
    with opened("-") as out:
        RESULT_FORMATS[format_name](known_lessons().values(), progress, out)


def complain(reason: str) -> None:
    """Say on standard error what is wrong, in one line even where the value at fault has several."""
    click.echo(f"gdtui: {' '.join(reason.splitlines())}", err=True)


def main() -> NoReturn:
    """The command ``gdtui``: a wrong call is one line on standard error and exit status 2."""
    try:
        code = cli.main(prog_name="gdtui", standalone_mode=False)
    except click.ClickException as error:
        complain(error.format_message())
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except OSError as error:
        complain(f"{error.strerror}: {error.filename or STANDARD_OUTPUT}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
