"""The formats of a sweep: the same rows in each, valid and exact."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

import pytest
from hypothesis import given

from gdtui.core.figures import short
from gdtui.core.parameters import Parameters
from gdtui.core.sweep import SweepRow, sweep, swept_by
from gdtui.files.sweeps import SWEEP_FORMATS
from gdtui.lab.signs import sparkline
from tests.files.test_formats import strict_json
from tests.strategies import any_parameters, few, wild_parameters

VALUES = (10.0, 1.0, 0.05)
FIGURES = ["regime", "factor", "iterations_to_tolerance", "iterations", "final_error", "sparkline"]


def rows_of(parameters: Parameters) -> list[SweepRow]:
    return [row for row in sweep(parameters, swept_by(parameters)[0], VALUES, 30) if row is not None]


def written(parameters: Parameters, format_name: str) -> str:
    out = io.StringIO()
    SWEEP_FORMATS[format_name](parameters, swept_by(parameters)[0], 30, rows_of(parameters), out)
    return out.getvalue()


def test_every_format_is_tried_here() -> None:
    assert set(SWEEP_FORMATS) == {"table", "csv", "json"}


@few
@given(any_parameters | wild_parameters)
def test_json_and_csv_hold_every_figure_to_the_last_bit(parameters: Parameters) -> None:
    (field,) = swept_by(parameters)
    record = strict_json(written(parameters, "json"))
    assert (record["format"], record["swept"], record["iterations"]) == ("gdtui.sweep/1", field, 30)
    assert record["parameters"] == parameters.in_use()
    table = list(csv.DictReader(io.StringIO(written(parameters, "csv"))))
    for row, entry, line in zip(rows_of(parameters), record["rows"], table, strict=True):
        assert list(entry) == list(line) == [field, *FIGURES]
        expected: dict[str, Any] = {
            field: row.value,
            "regime": row.forecast.regime.value,
            "factor": row.forecast.fact("factor"),
            "iterations_to_tolerance": row.forecast.iterations_to_tolerance,
            "iterations": row.length,
            "final_error": row.final_error if math.isfinite(row.final_error) else None,
        }
        for name, figure in expected.items():
            assert entry[name] == figure
            assert line[name] == ("" if figure is None else str(figure))
        assert entry["sparkline"] == line["sparkline"]


def test_the_table_of_the_labs_alphas() -> None:
    assert written(Parameters(input=2.0), "table").splitlines() == [
        "  alpha         regime         to tolerance  error after 30      row by row",
        "  10            diverging                 -  7.65257e90          ▆███████████████████",
        "> 1             diverging                 -  1.88405e26          ▆▇██████████████████",
        "  0.05          converging               40  9.5781e-8           ▆▆▆▅▅▅▅▅▅▅▄▄▄▄▄▄▄▃▃▃",
    ]


@pytest.mark.parametrize("iterations", [30, 100_000_000])
def test_every_header_of_the_table_stands_over_its_column(iterations: int) -> None:
    out = io.StringIO()
    SWEEP_FORMATS["table"](Parameters(), "alpha", iterations, rows_of(Parameters()), out)
    header, *rows = out.getvalue().splitlines()
    assert f"error after {iterations:,}  " in header
    assert iterations == 30 or header.endswith(f"error after {iterations:,}  row by row")
    for row, made in zip(rows, rows_of(Parameters()), strict=True):
        for name, text in (
            ("alpha", short(made.value)),
            ("regime", made.forecast.regime.value),
            ("error after", short(made.final_error)),
            ("row by row", sparkline(made.levels)),
        ):
            assert row[header.index(name) :].startswith(text)


def test_the_final_errors_are_those_of_the_closed_form() -> None:
    parameters = Parameters(input=2.0)
    for row, factor in zip(rows_of(parameters), (-39.0, -3.0, 0.8), strict=True):
        assert row.forecast.fact("factor") == pytest.approx(factor)
        assert row.final_error == pytest.approx(0.04 * factor**58, rel=1e-9)


@pytest.mark.parametrize(
    ("values", "text"),
    [({}, "390,547"), ({"input": 0.1}, "~10,073,946"), ({"input": 0.0}, " -  ")],
    ids=["counted", "by the formula", "never"],
)
def test_the_iterations_are_marked_where_they_were_not_counted(values: dict[str, float], text: str) -> None:
    parameters = Parameters(alpha=0.0001, **values)  # type: ignore[arg-type]
    out = io.StringIO()
    rows = [row for row in sweep(parameters, "alpha", (0.0001,), 5) if row is not None]
    SWEEP_FORMATS["table"](parameters, "alpha", 5, rows, out)
    assert text in out.getvalue()
