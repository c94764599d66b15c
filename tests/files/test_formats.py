"""The record of a run in each format: valid, complete, and exact to the last bit."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.parameters import Parameters
from gdtui.core.row import Row, figure_names
from gdtui.core.run import Run, verdict
from gdtui.files.formats import FORMATS
from tests.strategies import any_parameters, wild_parameters

FIELDS = {
    "gradient-descent": ["iteration", "weight", "prediction", "error", "delta", "weight_delta", "new_weight", "flags"],
    "hot-and-cold": [
        *["iteration", "weight", "prediction", "error", "delta", "up_error", "down_error", "new_weight", "flags"]
    ],
}


def written(parameters: Parameters, format_name: str, rows: int) -> str:
    run, out = Run(parameters), io.StringIO()
    FORMATS[format_name].write(run, rows, out)
    return out.getvalue()


def strict_json(text: str) -> Any:
    """What the JSON standard allows, and nothing else."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def bits(value: float | None) -> str | None:
    return None if value is None or not math.isfinite(value) else value.hex()


def same_figures(record: dict[str, Any], step: Row, parameters: Parameters) -> None:
    assert list(record) == FIELDS[parameters.method]
    assert record["iteration"] == step.iteration
    for name in figure_names(parameters.columns):
        assert bits(record[name]) == bits(getattr(step, name))
    assert record["flags"] == list(step.flags)


@given(st.one_of(any_parameters, wild_parameters), st.integers(1, 40))
def test_json_is_the_record_of_the_run(parameters: Parameters, count: int) -> None:
    record = strict_json(written(parameters, "json", count))
    rows = list(Run(parameters).rows(0, count))
    assert list(record) == ["format", "parameters", "forecast", "steps", "verdict"]
    assert record["format"] == "gdtui.run/1"
    assert record["verdict"] == verdict(rows[-1])
    assert len(record["steps"]) == len(rows)
    for step_record, step in zip(record["steps"], rows, strict=True):
        same_figures(step_record, step, parameters)
    assert Parameters(**record["parameters"]).in_use() == parameters.in_use()


def test_the_record_names_its_parameters_and_its_forecast() -> None:
    descent = strict_json(written(Parameters(input=2.0), "json", 3))
    assert list(descent["parameters"]) == ["method", "weight", "input", "goal", "alpha", "tolerance"]
    assert descent["forecast"] == {
        "regime": "diverging",
        "factor": -3.0,
        "stable_alpha_below": 0.5,
        "one_step_alpha": 0.25,
        "iterations_to_tolerance": None,
        "text": "each update multiplies the miss by -3: it diverges; stable for alpha above 0 and below 0.5; "
        "alpha 0.25 lands in one update; a row counts as converged at an error of 1e-09 or less",
    }
    hot = strict_json(written(Parameters(method="hot-and-cold"), "json", 3))
    assert list(hot["parameters"]) == ["method", "weight", "input", "goal", "step_amount", "stay", "tolerance"]
    assert (hot["forecast"]["factor"], hot["forecast"]["iterations_to_tolerance"]) == (None, 1100)


def test_a_row_that_overflows_has_null_and_an_empty_cell() -> None:
    record = strict_json(written(Parameters(input=2.0), "json", 500))
    assert len(record["steps"]) == 326
    assert record["steps"][-1]["error"] is None
    assert record["verdict"] == "overflow"
    last = written(Parameters(input=2.0), "csv", 500).splitlines()[-1].split(",")
    assert last[3] == ""
    assert last[-1] == "overflow diverging overshoot"


@given(st.one_of(any_parameters, wild_parameters), st.integers(1, 40))
def test_jsonl_and_csv_carry_the_same_rows(parameters: Parameters, count: int) -> None:
    rows = list(Run(parameters).rows(0, count))
    records = [strict_json(line) for line in written(parameters, "jsonl", count).splitlines()]
    cells = list(csv.DictReader(io.StringIO(written(parameters, "csv", count))))
    assert len(records) == len(cells) == len(rows)
    for record, cell, step in zip(records, cells, rows, strict=True):
        same_figures(record, step, parameters)
        read: dict[str, Any] = {name: float(text) if text else None for name, text in cell.items() if name != "flags"}
        read["flags"] = cell["flags"].split()
        same_figures(read, step, parameters)


LINES_OF_3_ROWS = {"table": 8, "csv": 4, "json": 9, "jsonl": 3, "lab": 3, "listing": 12}


def test_every_format_writes_3_rows_in_its_lines() -> None:
    assert {name: len(written(Parameters(), name, 3).splitlines()) for name in FORMATS} == LINES_OF_3_ROWS


def test_many_rows_are_all_written() -> None:
    lines = written(Parameters(alpha=1e-6), "csv", 1234).splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [str(number) for number in range(1, 1235)]


def test_the_table_has_forecast_header_rows_and_verdict() -> None:
    lines = written(Parameters(input=2.0), "table", 3).splitlines()
    assert lines[0].startswith("forecast: each update multiplies the miss by -3: it diverges")
    assert lines[2].split() == ["#", "weight", "prediction", "error", "delta", "weight_delta", "new_weight", "flags"]
    assert lines[5].split() == ["3", "1.3", "2.6", "3.24", "1.8", "3.6", "-2.3", "diverging,", "overshoot"]
    assert lines[7] == "verdict: diverging"
