"""The formats in which a sweep is given away; each writes row by row, as the rows come."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import IO, Any, Protocol

from gdtui.core.figures import short
from gdtui.core.parameters import Parameters
from gdtui.core.sweep import SweepRow
from gdtui.lab.signs import SPARKS, sparkline

SWEEP_FORMAT = "gdtui.sweep/1"
NEVER = "-"
"""In the place of a number of iterations where none is enough."""


def sweep_record(row: SweepRow, field: str, sparks: str = SPARKS) -> dict[str, Any]:
    """A row by the names of its figures, null where one is not finite or never comes about."""
    return {
        field: row.value,
        "regime": row.forecast.regime.value,
        "factor": row.forecast.fact("factor"),
        "iterations_to_tolerance": row.forecast.iterations_to_tolerance,
        "iterations": row.length,
        "final_error": row.final_error if math.isfinite(row.final_error) else None,
        "sparkline": sparkline(row.levels, sparks),
    }


def error_text(error: float) -> str:
    """An error in few digits, or that there is none."""
    return short(error) if math.isfinite(error) else "overflow"


def iterations_text(row: SweepRow) -> str:
    """The iterations to the tolerance, after ``~`` where they were not counted; a dash where none are enough."""
    iterations = row.forecast.iterations_to_tolerance
    if iterations is None:
        return NEVER
    return f"{'' if row.forecast.counted else '~'}{iterations:,}"


def write_json(
    parameters: Parameters,
    field: str,
    iterations: int,
    rows: Iterable[SweepRow],
    out: IO[str],
    sparks: str = SPARKS,
) -> None:
    """The whole sweep, ``gdtui.sweep/1``, one row a line."""
    import json

    out.write(f'{{"format": "{SWEEP_FORMAT}",\n "swept": "{field}",\n "iterations": {iterations},\n')
    out.write(f' "parameters": {json.dumps(parameters.in_use())},\n "rows": [')
    comma = ""
    for row in rows:
        out.write(f"{comma}\n  {json.dumps(sweep_record(row, field, sparks), allow_nan=False)}")
        comma = ","
    out.write("\n ]}\n")


def write_csv(
    parameters: Parameters,
    field: str,
    iterations: int,
    rows: Iterable[SweepRow],
    out: IO[str],
    sparks: str = SPARKS,
) -> None:
    """Comma-separated rows under a header; nothing in the place of a figure that there is not."""
    header = ""
    for row in rows:
        record = sweep_record(row, field, sparks)
        if not header:
            header = ",".join(record)
            out.write(header + "\n")
        out.write(",".join("" if value is None else str(value) for value in record.values()) + "\n")


def write_table(
    parameters: Parameters,
    field: str,
    iterations: int,
    rows: Iterable[SweepRow],
    out: IO[str],
    sparks: str = SPARKS,
) -> None:
    """Aligned columns for reading; ``>`` marks the value that the parameters have."""
    present = getattr(parameters, field)
    final = f"error after {iterations:,}"
    width = max(20, len(final) + 2)
    out.write(f"  {field:<14}{'regime':<13}{'to tolerance':>14}  {final:<{width}}row by row\n")
    for row in rows:
        mark = ">" if row.value == present else " "
        out.write(
            f"{mark} {short(row.value):<14}{row.forecast.regime.value:<13}{iterations_text(row):>14}  "
            f"{error_text(row.final_error):<{width}}{sparkline(row.levels, sparks)}\n"
        )


class SweepFormat(Protocol):
    """A way to write a sweep; the sparks are the signs for how the error went."""

    def __call__(
        self,
        parameters: Parameters,
        field: str,
        iterations: int,
        rows: Iterable[SweepRow],
        out: IO[str],
        sparks: str = SPARKS,
    ) -> None: ...


SWEEP_FORMATS: dict[str, SweepFormat] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
}
"""Every format, by the name that the command uses."""
