"""The commands that make runs: their rows, a sweep of them, and the program that prints them."""

from __future__ import annotations

from typing import Any

import click

from gdtui.cli.options import (
    MOST_KEPT,
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
from gdtui.core.run import Run
from gdtui.files.formats import FORMATS


@click.command()
@parameter_options
@iterations_option()
@format_option(FORMATS, "rows")
@output_option
def run(iterations: int | None, format_name: str, output: str, **options: Any) -> None:
    """Write the rows of a run, without opening the screen. A run that blows up is a result too."""
    parameters, default_iterations = run_parameters(chosen(options))
    whole_run = Run(parameters)
    rows = whole_run.rows(0, iterations or default_iterations)
    with opened(output) as out:
        FORMATS[format_name](whole_run, rows, out)


@click.command()
@parameter_options
@click.option("--alphas", type=Values("alpha"), metavar="LIST", help="The alphas to try, as in 10,1,0.1 or 10..0.1/30.")
@click.option("--step-amounts", type=Values("step_amount"), metavar="LIST", help="The step amounts to try.")
@iterations_option(MOST_KEPT)
@format_option(["table", "csv", "json"], "rows")
@output_option
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
    from gdtui.lab.words import ASCII_SPARKS, SPARKS

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
    sparks = ASCII_SPARKS if asks_for_ascii(output) else SPARKS
    with opened(output) as out:
        SWEEP_FORMATS[format_name](parameters, length, (row for row in rows if row is not None), out, sparks)


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
