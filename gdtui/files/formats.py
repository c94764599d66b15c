"""The formats in which a run is given away; each writes row by row, so that a run of any length needs little memory."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import IO, Any, NamedTuple

from gdtui.core.figures import lab_style, short
from gdtui.core.flags import Flag
from gdtui.core.forecast import forecast
from gdtui.core.parameters import Parameters
from gdtui.core.row import Row, figure_names, figure_picker
from gdtui.core.run import Run, verdict

RECORD_FORMATS = ("gdtui.run/1", "gdtui.run/2")
"""The record of what the chapter has, and that of all else: it says what the problem is, and has typed lines."""
COLUMN_WIDTH = 14
FACTS = ("factor", "stable_alpha_below", "one_step_alpha")
"""The figures of a forecast that every record has."""
NOT_FINITE = re.compile(r"(?<=,)-?(?:inf|nan)(?=,)")
"""As they stand in the last row of a run that overflows."""
ROWS_A_WRITE = 500


def step_record(row: Row, parameters: Parameters) -> dict[str, Any]:
    """A row as the record holds it: its figures by name, null where they are not finite, and its flags."""
    record: dict[str, Any] = {"iteration": row.iteration}
    for name, figure in zip(figure_names(parameters.columns), figure_picker(parameters.columns)(row), strict=True):
        record[name] = figure if math.isfinite(figure) else None
    record["flags"] = list(row.flags)
    return record


def row_texts(parameters: Parameters) -> Callable[[Row], str]:
    """What writes a row of such a run as a JSON object in one line: ``step_record``, with every digit that counts."""
    import json

    names, pick = figure_names(parameters.columns), figure_picker(parameters.columns)
    figures = "".join(f', "{name}": %r' for name in names)
    template = f'{{"iteration": %d{figures}, "flags": %s}}'

    @cache
    def flags_text(flags: tuple[Flag, ...]) -> str:
        return json.dumps(flags)

    def text(step: Row) -> str:
        if step.flags and step.flags[0] is Flag.OVERFLOW:
            return json.dumps(step_record(step, parameters), allow_nan=False)
        # A million rows are written, and read, by this: json.dumps would take three times as long.
        return template % (step.iteration, *pick(step), flags_text(step.flags))

    return text


def forecast_record(parameters: Parameters) -> dict[str, Any]:
    """The forecast as the record holds it."""
    seen = forecast(parameters)
    return {
        "regime": seen.regime.value,
        **{name: seen.fact(name) for name in dict.fromkeys((*FACTS, *seen.facts))},
        "iterations_to_tolerance": seen.iterations_to_tolerance,
        # With the tolerance no figure of the record is left from which nothing else in it follows.
        "text": f"{seen.text}; a row counts as {reached(parameters)}",
    }


def reached(parameters: Parameters) -> str:
    """The part of the forecast's sentence that says when a row counts as converged."""
    return f"converged at an error of {parameters.tolerance!r} or less"


def record_head(parameters: Parameters) -> dict[str, Any]:
    """The beginning of the record: its format, and what the run is made from."""
    problem, rule, values = parameters.problem, parameters.rule, parameters.in_use()
    if not problem.is_beyond and not rule.is_beyond:
        return {"format": RECORD_FORMATS[0], "parameters": values}
    told = {name: value for name, value in problem.written().items() if name in problem.told()}
    measure = {"measure": problem.measure} if problem.measure else {}
    return {
        "format": RECORD_FORMATS[1],
        "parameters": {name: value for name, value in values.items() if name not in (*told, *rule.texts)},
        "problem": {"kind": problem.kind, **measure, **told},
        **{name: values[name] for name in rule.texts if name in values},
    }


def write_json(run: Run, rows: Iterator[Row], out: IO[str]) -> None:
    """The whole record, one row a line."""
    import json

    text = row_texts(run.parameters)
    head = {**record_head(run.parameters), "forecast": forecast_record(run.parameters)}
    out.write("{" + ",\n ".join(f'"{name}": {json.dumps(value)}' for name, value in head.items()))
    out.write(',\n "steps": [')
    last = None
    for last in rows:
        comma = "" if last.iteration == 1 else ","
        out.write(f"{comma}\n  {text(last)}")
    standing = verdict(last) if last else "running"
    out.write(f'\n ],\n "verdict": "{standing}"}}\n')


def write_jsonl(run: Run, rows: Iterator[Row], out: IO[str]) -> None:
    """One row a line, each a JSON object."""
    text = row_texts(run.parameters)
    for step in rows:
        out.write(text(step) + "\n")


def write_csv(run: Run, rows: Iterator[Row], out: IO[str]) -> None:
    """Comma-separated rows under a header; several flags with a space between, no figure where none is finite."""
    names, pick = figure_names(run.columns), figure_picker(run.columns)
    out.write(",".join(("iteration", *names, "flags")) + "\n")
    # A million rows are written here, so each is one formatting and many are one write.
    template = "%d" + ",%s" * len(names) + ",%s\n"
    words = _Words()
    while lines := [template % (row[0], *pick(row), words[row[5]]) for row in islice(rows, ROWS_A_WRITE)]:
        if NOT_FINITE.search(lines[-1]):
            lines[-1] = NOT_FINITE.sub("", lines[-1])
        out.write("".join(lines))


class _Words(dict[tuple[Flag, ...], str]):
    """Flags in words, each row's but once."""

    def __missing__(self, flags: tuple[Flag, ...]) -> str:
        self[flags] = words = " ".join(flags)
        return words


def write_lab(run: Run, rows: Iterator[Row], out: IO[str]) -> None:
    """The lines that the lab's own loop prints."""
    for step in rows:
        prediction = step.get("prediction")
        predicted = "" if prediction is None else f" Prediction:{lab_style(prediction)}"
        out.write(f"Error:{lab_style(step.error)}{predicted}\n")


def write_table(run: Run, rows: Iterator[Row], out: IO[str]) -> None:
    """Aligned columns for reading, figures in 6 significant digits, under the forecast and above the verdict."""
    names, pick = figure_names(run.columns), figure_picker(run.columns)
    if run.parameters.problem.is_beyond:
        out.write(f"problem: {run.parameters.problem.title}\n")
    out.write(f"forecast: {forecast(run.parameters).text}\n\n")
    header = "".join(f"{name:<{COLUMN_WIDTH}}" for name in names)
    out.write(f"{'#':>7}  {header}flags\n")
    last = None
    for last in rows:
        figures = "".join(f"{short(figure):<{COLUMN_WIDTH}}" for figure in pick(last))
        out.write(f"{last.iteration:>7}  {figures}{', '.join(last.flags)}".rstrip() + "\n")
    out.write(f"\nverdict: {verdict(last) if last else 'running'}\n")


def write_listing(run: Run, length: int, out: IO[str]) -> None:
    """A Python program that prints the run."""
    from gdtui.lab.listing import listing

    out.write(listing(run, length))


class Format(NamedTuple):
    """One way to give the first so many rows of a run away: its name, what it is good for, and what writes it.

    ``ending`` is that of its files, empty where it is for reading at once. One that is not ``by_row`` has to work the
    whole run out before it writes.
    """

    name: str
    meaning: str
    ending: str
    write: Callable[[Run, int, IO[str]], None]
    by_row: bool = True


def _row_by_row(write: Callable[[Run, Iterator[Row], IO[str]], None]) -> Callable[[Run, int, IO[str]], None]:
    return lambda run, length, out: write(run, run.rows(0, length), out)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("table", "the rows to read", "", _row_by_row(write_table)),
        Format("json", "the record: verify it, or open it again", ".json", _row_by_row(write_json)),
        Format("csv", "the rows for a spreadsheet", ".csv", _row_by_row(write_csv)),
        Format("jsonl", "the rows, a JSON object a line", ".jsonl", _row_by_row(write_jsonl)),
        Format("lab", "the lines that the lab's loop prints", ".lab.txt", _row_by_row(write_lab)),
        Format("listing", "the run as a Python program", ".py", write_listing, by_row=False),
    )
}
"""Every format of a run, by its name, in the order in which they are offered."""
