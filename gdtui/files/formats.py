"""The formats in which a run is given away; each writes row by row, so that a run of any length needs little memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import IO, Any

from gdtui.core.figures import lab_style, short
from gdtui.core.flags import Flag
from gdtui.core.forecast import forecast
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run, verdict
from gdtui.core.step import Step

RECORD_FORMAT = "gdtui.run/1"
COLUMN_WIDTH = 14
ROWS_A_WRITE = 500


def figure_fields(parameters: Parameters) -> tuple[str, ...]:
    """The names of a row's figures, in the order of the record; they depend on the method."""
    own = METHODS[parameters.method].figures
    return ("weight", "prediction", "error", "delta", *own, "new_weight")


def step_record(step: Step, names: tuple[str, ...]) -> dict[str, Any]:
    """A row as the record holds it: its figures by name, null where they are not finite, and its flags."""
    record: dict[str, Any] = {"iteration": step.iteration}
    for name in names:
        figure = getattr(step, name)
        record[name] = figure if math.isfinite(figure) else None
    record["flags"] = [flag.value for flag in step.flags]
    return record


def row_texts(parameters: Parameters) -> Callable[[Step], str]:
    """What writes a row of such a run as a JSON object in one line: ``step_record``, with every digit that counts."""
    import json

    names = figure_fields(parameters)
    pick = itemgetter(*(Step._fields.index(name) for name in ("iteration", *names)))
    figures = "".join(f', "{name}": %r' for name in names)
    template = f'{{"iteration": %d{figures}, "flags": %s}}'

    @cache
    def flags_text(flags: tuple[Flag, ...]) -> str:
        return json.dumps([flag.value for flag in flags])

    def text(step: Step) -> str:
        if step.flags and step.flags[0] is Flag.OVERFLOW:
            return json.dumps(step_record(step, names), allow_nan=False)
        # A million rows are written, and read, by this: json.dumps would take three times as long.
        return template % (*pick(step), flags_text(step.flags))

    return text


def forecast_record(parameters: Parameters) -> dict[str, Any]:
    """The forecast as the record holds it."""
    seen = forecast(parameters)
    return {
        "regime": seen.regime.value,
        "factor": seen.factor,
        "stable_alpha_below": seen.stable_alpha_below,
        "one_step_alpha": seen.one_step_alpha,
        "iterations_to_tolerance": seen.iterations_to_tolerance,
        # With the tolerance no figure of the record is left from which nothing else in it follows.
        "text": f"{seen.text}; a row counts as {reached(parameters)}",
    }


def reached(parameters: Parameters) -> str:
    """The part of the forecast's sentence that says when a row counts as converged."""
    return f"converged at an error of {parameters.tolerance!r} or less"


def write_json(run: Run, rows: Iterator[Step], out: IO[str]) -> None:
    """The whole record, ``gdtui.run/1``, one row a line."""
    import json

    text = row_texts(run.parameters)
    out.write(f'{{"format": "{RECORD_FORMAT}",\n')
    out.write(f' "parameters": {json.dumps(run.parameters.in_use())},\n')
    out.write(f' "forecast": {json.dumps(forecast_record(run.parameters))},\n "steps": [')
    last = None
    for last in rows:
        comma = "" if last.iteration == 1 else ","
        out.write(f"{comma}\n  {text(last)}")
    standing = verdict(last) if last else "running"
    out.write(f'\n ],\n "verdict": "{standing}"}}\n')


def write_jsonl(run: Run, rows: Iterator[Step], out: IO[str]) -> None:
    """One row a line, each a JSON object."""
    text = row_texts(run.parameters)
    for step in rows:
        out.write(text(step) + "\n")


def write_csv(run: Run, rows: Iterator[Step], out: IO[str]) -> None:
    """Comma-separated rows under a header; several flags with a space between, no figure where none is finite."""
    names = figure_fields(run.parameters)
    out.write(",".join(("iteration", *names, "flags")) + "\n")
    # A million rows are written here, so each is one formatting and many are one write.
    pick = itemgetter(*(Step._fields.index(name) for name in ("iteration", *names, "flags")))
    template = "%d" + ",%s" * len(names) + ",%s\n"
    while lines := [template % _csv_values(pick(step)) for step in islice(rows, ROWS_A_WRITE)]:
        out.write("".join(lines))


def _csv_values(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row's values with its flags as words, and with nothing in the place of a figure that is not finite."""
    *figures, flags = values
    if flags and flags[0] is Flag.OVERFLOW:
        figures = [figure if math.isfinite(figure) else "" for figure in figures]
    return (*figures, " ".join(flags))


def write_lab(run: Run, rows: Iterator[Step], out: IO[str]) -> None:
    """The lines that the lab's own loop prints."""
    for step in rows:
        out.write(f"Error:{lab_style(step.error)} Prediction:{lab_style(step.prediction)}\n")


def write_table(run: Run, rows: Iterator[Step], out: IO[str]) -> None:
    """Aligned columns for reading, figures in 6 significant digits, under the forecast and above the verdict."""
    names = figure_fields(run.parameters)
    out.write(f"forecast: {forecast(run.parameters).text}\n\n")
    header = "".join(f"{name:<{COLUMN_WIDTH}}" for name in names)
    out.write(f"{'#':>7}  {header}flags\n")
    last = None
    for last in rows:
        figures = "".join(f"{short(getattr(last, name)):<{COLUMN_WIDTH}}" for name in names)
        out.write(f"{last.iteration:>7}  {figures}{', '.join(last.flags)}".rstrip() + "\n")
    out.write(f"\nverdict: {verdict(last) if last else 'running'}\n")


FORMATS: dict[str, Callable[[Run, Iterator[Step], IO[str]], None]] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "lab": write_lab,
}
"""Every format, by the name that commands use."""
