"""What the commands share: the options of a run, how their values are read, and where results are written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from gdtui.cli.terminal_abilities import given_environment, locale_says_ascii
from gdtui.core.knob import Knob
from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters, figures, parse_figure
from gdtui.core.printable import printable
from gdtui.core.problems.measures import MEASURES
from gdtui.core.run import DEFAULT_ITERATIONS

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
            self.fail(error.said_of(f"'{value}'") + ".")


class Count(click.IntRange):
    """A whole number within a range."""

    name = "whole number"


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
"""Where a call keeps the lessons with those that a teacher adds."""
ADDED_FROM = "gdtui.added_from"
"""And the file or folder that these came from."""
NOTICE = "gdtui.notice"
"""And what the screen says first."""
KIOSK = "gdtui.kiosk"
"""And the options of kiosk mode, where it is to be."""


def known_lessons() -> Catalogue:
    """The lessons that come with the simulator, and those that this call adds."""
    from gdtui.lab.catalogue import lessons

    context = click.get_current_context(silent=True)
    return context.meta.get(ADDED_LESSONS, lessons()) if context else lessons()


def add_lessons(context: click.Context, param: click.Parameter, path: str | None) -> None:
    """Add the lessons of a file or a folder; one that cannot be used is told, and the call goes on."""
    if path is None:
        return
    from pathlib import Path

    from gdtui.lab.catalogue import with_added

    context.meta[ADDED_LESSONS], refused = with_added(Path(path))
    context.meta[ADDED_FROM] = Path(path).absolute()
    for line in refused:
        complain(line)
    context.meta[NOTICE] = refused[0] if refused else ""


class Pair(click.ParamType[tuple[float, float]]):
    """An input and a goal with a comma between."""

    name = "in,goal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        try:
            input_, goal = str(value).split(",")
            return parse_figure("input", input_), parse_figure("goal", goal)
        except ValueError as error:
            reason = error.reason if isinstance(error, ParameterError) else "not an input and a goal, as in 0.5,0.8"
            self.fail(f"'{value}' is {reason}.")


class Let(click.ParamType[tuple[str, float]]):
    """A name and its number with = between."""

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        name, sign, number = str(value).partition("=")
        if not sign:
            self.fail(f"'{value}' is not a name and a number, as in rate=0.1.")
        try:
            return name.strip(), parse_figure("let", number)
        except ParameterError as error:
            self.fail(f"'{value}' is {error.reason}.")


class TypedFile(click.Path):
    """A file that a person wrote, and what is read from it."""

    name = "file"

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from gdtui.files.disk import UnusableError

        try:
            return self._read(str(value))
        except OSError as error:
            self.fail(f"'{value}': {error.strerror or 'not readable'}.")
        except UnusableError as error:
            self.fail(f"'{value}': {error}.")


def _pairs_of(path: str) -> tuple[tuple[float, float], ...]:
    from gdtui.files.pairs_file import read_pairs

    return read_pairs(path)


def _lines_of(path: str) -> list[str]:
    from pathlib import Path

    from gdtui.files.disk import typed_lines

    return typed_lines(Path(path), LARGEST_LOOP)


PAIRS_FILE, LOOP_FILE = TypedFile(_pairs_of), TypedFile(_lines_of)


def _figure_option(knob: Knob) -> Callable[[Command], Command]:
    if knob.is_switch:
        return click.option(f"--{knob.option}/--no-{knob.option}", default=None, help=knob.help)
    return click.option(f"--{knob.option}", type=Figure(), help=knob.help)


def _parameter_options() -> Iterator[Callable[[Command], Command]]:
    yield click.option("--lesson", type=LessonId(), metavar="ID", help="Start from this lesson's values.")
    yield click.option("--method", type=click.Choice(list(METHODS)), help="How to learn.")
    switches = [knob for method in METHODS.values() for knob in method.knobs if knob.is_switch]
    known = figures()
    tolerance = known.pop("tolerance")
    yield from map(_figure_option, (*known.values(), *switches))
    yield click.option(
        "--tolerance",
        type=Figure(),
        help=f"{tolerance.help}  [default: 1e-9]",
    )
    yield click.option("--measure", type=click.Choice(list(MEASURES)), help="How a miss becomes an error.")
    yield click.option("--pair", "pairs", type=Pair(), multiple=True, help="One of several pairs; may be repeated.")
    yield click.option(
        "--pairs", "pairs_file", type=TypedFile(_pairs_of), help="Several pairs: a CSV file, a pair a line."
    )
    yield click.option("--formula", metavar="TEXT", help="The error itself, as a formula of the weight.")
    yield click.option("--loop", type=LOOP_FILE, help="Your own lines of one iteration; the method is own then.")
    yield click.option("--let", type=Let(), multiple=True, help="A number for a name in your lines; may be repeated.")


LARGEST_LOOP = 100_000
"""Bytes of a file of lines, of which but a few thousand can be in the language."""
PARAMETER_OPTIONS = tuple(_parameter_options())


def parameter_options(command: Command) -> Command:
    """Give a command the options that all of them share."""
    for option in reversed(PARAMETER_OPTIONS):
        command = option(command)
    return command


MOST_KEPT = 10_000_000
"""So many rows of a run that is kept, not written row by row, have their weights in eighty megabytes."""


def iterations_option(most: int | None = None) -> Callable[[Command], Command]:
    """The option for the number of rows, at the most so many."""
    return click.option(
        "--iterations", type=Count(1, most), help="How many rows a run has.  [default: the lesson's, else 20]"
    )


output_option = click.option(
    "--output", type=click.Path(allow_dash=True), default="-", metavar="FILE", help="Where to write."
)


def format_option(names: Iterable[str], what: str, default: str = "table") -> Callable[[Command], Command]:
    """The option that chooses one of these formats."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(list(names)),
        default=default,
        show_default=True,
        help=f"How to write the {what}.",
    )


def chosen(given: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, after those given before the command's name."""
    context = click.get_current_context()
    names = {param.name for param in context.command.params}
    earlier: dict[str, Any] = {}
    while context.parent is not None:
        context = context.parent
        earlier = {**{name: value for name, value in context.params.items() if name in names}, **earlier}
    return said({**said(earlier), **said(given)})


def said(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were given a value, or several."""
    return {name: value for name, value in options.items() if value not in (None, ())}


def run_parameters(options: dict[str, Any]) -> tuple[Parameters, int]:
    """The parameters that the options ask for, and the lesson's number of iterations or the default one."""
    options = dict(options)
    lesson_id = options.pop("lesson", None)
    values = parameter_values(options)
    try:
        if lesson_id is None:
            start, iterations = Parameters(**values), DEFAULT_ITERATIONS
        else:
            lesson = known_lessons()[lesson_id]
            start, iterations = lesson.parameters.changed(**values), lesson.iterations
    except ParameterError as error:
        # What cannot be told from one option alone.
        raise click.UsageError(f"{error.said_of(error.field)}.") from None
    if "loop" in values and "loop" not in start.rule.texts:
        raise click.UsageError(f"--loop is a method of its own: leave --method {start.method} out.")
    if "let" in values and "let" not in start.rule.texts:
        raise click.UsageError("--let is for names in your own lines: add --loop FILE.")
    return start, iterations


def screen_values(options: dict[str, Any]) -> dict[str, Any]:
    """The lesson and the parameters of a screen, by their own names; UsageError where no run can be made of them."""
    run_parameters(options)
    lesson = {name: value for name, value in options.items() if name == "lesson"}
    return {**lesson, **parameter_values({name: value for name, value in options.items() if name != "lesson"})}


def parameter_values(options: dict[str, Any]) -> dict[str, Any]:
    """The parameters that these options give, by their own names."""
    values = dict(options)
    from_file, one_by_one = values.pop("pairs_file", ()), values.pop("pairs", ())
    if from_file and one_by_one:
        raise click.UsageError("--pair and --pairs are two ways to say the same; use one of them.")
    if len(one_by_one) == 1:
        raise click.UsageError("one --pair alone is not several: add another, or use --input and --goal.")
    pairs = from_file or one_by_one
    if pairs:
        values["pairs"] = pairs
    if "let" in values:
        values["let"] = dict(values["let"])
    if "loop" in values:
        values.setdefault("method", "own")
    return values


@contextmanager
def opened(output: str) -> Iterator[IO[str]]:
    """The file to write to, or standard output for ``-``; an error in writing names it."""
    try:
        if output == "-":
            # In the encoding that it has: whoever set another one meant it.
            yield sys.stdout
            sys.stdout.flush()
            return
        from pathlib import Path

        from gdtui.files.exports import written_to

        with written_to(Path(output)) as out:
            yield out
    except OSError as error:
        # A disk that is full does not say which file it was.
        error.filename = STANDARD_OUTPUT if output == "-" else f"'{output}'"
        raise


def asks_for_ascii(output: str) -> bool:
    """Whether our own signs are to be ASCII there: as --ascii says, else where encoding or locale have no others."""
    asked = click.get_current_context().find_root().params.get("ascii_only")
    if asked is not None or output != "-":
        return bool(asked)
    from gdtui.lab.signs import SPARKS

    try:
        SPARKS.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return True
    return locale_says_ascii(given_environment())


def one_line(text: str) -> str:
    """The text in one line, even where a value in it has several, and nothing in it that steers a terminal."""
    return printable(" ".join(text.splitlines()))


def complain(reason: str) -> None:
    """Say on standard error what is wrong."""
    click.echo(f"gdtui: {one_line(reason)}", err=True)
