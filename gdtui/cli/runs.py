"""The commands that make runs: their rows, a sweep of them, and the program that prints them."""

from __future__ import annotations

from typing import Any

import click

from gdtui.cli.options import (
    MOST_KEPT,
    Command,
    Values,
    asks_for_ascii,
    chosen,
    format_option,
    iterations_option,
    opened,
    output_option,
    parameter_options,
    run_parameters,
)
from gdtui.core.parameters import figures
from gdtui.core.run import Run
from gdtui.files.formats import FORMATS


def swept_fields() -> list[str]:
    """The parameters of which several values can be tried."""
    return [knob.name for knob in figures().values() if knob.swept]


def swept_options(command: Command) -> Command:
    """Give a command an option for the values of each of them."""
    for field in reversed(swept_fields()):
        example = ", as in 10,1,0.1 or 10..0.1/30" if field == "alpha" else ""
        what = field.replace("_", " ")
        name, values = f"--{field.replace('_', '-')}s", Values(field)
        command = click.option(name, type=values, metavar="LIST", help=f"The {what}s to try{example}.")(command)
    return command


@click.command()
@parameter_options
@iterations_option()
@format_option([each.name for each in FORMATS.values() if each.by_row], "rows")
@output_option
def run(iterations: int | None, format_name: str, output: str, **options: Any) -> None:
    """Write the rows of a run, without opening the screen. A run that blows up is a result too."""
    parameters, default_iterations = run_parameters(chosen(options))
    with opened(output) as out:
        FORMATS[format_name].write(Run(parameters), iterations or default_iterations, out)


@click.command()
@parameter_options
@swept_options
@iterations_option(MOST_KEPT)
@format_option(["table", "csv", "json"], "rows")
@output_option
def sweep(iterations: int | None, format_name: str, output: str, **options: Any) -> None:
    """Try several alphas, step amounts or betas: what each leads to, a row a value.

    Without a list they are 10, 1, 0.1, 0.01, 0.001 and 0.0001, of what the method has.
    """
    from gdtui.core.sweep import USUAL_VALUES, swept, swept_by
    from gdtui.core.sweep import sweep as rows_of
    from gdtui.files.sweeps import SWEEP_FORMATS
    from gdtui.lab.signs import ASCII_SPARKS, SPARKS

    given = chosen(options)
    lists = {field: given.pop(f"{field}s") for field in swept_fields() if f"{field}s" in given}
    parameters, default_iterations = run_parameters(given)
    if len(lists) > 1:
        one, other = (f"--{field.replace('_', '-')}s" for field in list(lists)[:2])
        raise click.UsageError(f"{one} and {other} cannot both be tried; try one of them.")
    for field in lists:
        of_method = swept(parameters, field)
        if given.keys() & {"method", "loop"} and parameters.method != of_method.method:
            raise click.UsageError(f"--{field.replace('_', '-')}s are not of --method {parameters.method}.")
        parameters = of_method
    fields = swept_by(parameters)
    if not fields:
        raise click.UsageError("there is no parameter here that can be tried side by side.")
    field, values = next(iter(lists.items()), (fields[0], USUAL_VALUES))
    length = iterations or default_iterations
    rows = (row for row in rows_of(parameters, field, values, length) if row is not None)
    sparks = ASCII_SPARKS if asks_for_ascii(output) else SPARKS
    with opened(output) as out:
        SWEEP_FORMATS[format_name](parameters, field, length, rows, out, sparks)


@click.command()
@parameter_options
@iterations_option(MOST_KEPT)
@output_option
def listing(iterations: int | None, output: str, **options: Any) -> None:
    """Write the run as a short Python program that prints its errors and predictions."""
    from gdtui.lab.listing import listing as program

    parameters, default_iterations = run_parameters(chosen(options))
    with opened(output) as out:
        out.write(program(Run(parameters), iterations or default_iterations))
