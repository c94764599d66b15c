"""The listing of what lies beyond the chapter: run in a fresh Python it prints the run, to the last bit."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.core.problems import PROBLEMS
from gdtui.core.problems.measures import MEASURES
from gdtui.core.run import Run
from gdtui.lab.listing import executed, listing
from tests.core.samples import SAMPLES
from tests.lab.test_listing import printed_by

ROWS = 60


def printed(run: Run, iterations: int) -> list[str]:
    """What a run's listing should print: the error, and the prediction where there is one."""
    rows = [row for row in run.rows(0, iterations) if row.finite]
    predictions = ["" if row.get("prediction") is None else f" Prediction:{row.prediction}" for row in rows]
    return [f"Error:{row.error}{prediction}" for row, prediction in zip(rows, predictions, strict=True)]


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_a_listing_prints_its_run(values: dict[str, Any], tmp_path: Path) -> None:
    run = Run(Parameters(**values))
    assert printed_by(listing(run, ROWS), tmp_path) == printed(run, ROWS)


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_each_line_stands_with_its_values(values: dict[str, Any]) -> None:
    run = Run(Parameters(**values))
    for row in run.rows(0, 4):
        lines = executed(run, row.iteration - 1)
        ast.parse("\n".join(code for code, _ in lines))
        # The last value that a line gives a name is the row's own.
        results = {
            code.split()[0]: shown.rpartition("= ")[2]
            for code, shown in lines
            if shown and not code.strip().startswith(("if", "elif", "for"))
        }
        assert float(results["error"]) == pytest.approx(row.error, rel=1e-5)
        if "weight" in results:
            assert float(results["weight"]) == pytest.approx(row.new_weight, rel=1e-5)


def test_the_samples_have_every_problem_method_and_measure() -> None:
    every = [Parameters(**values) for values in SAMPLES.values()]
    assert {each.problem.kind for each in every} == set(PROBLEMS)
    assert {(each.problem.kind, each.problem.measure) for each in every} >= {
        (kind, measure) for kind in ("pair", "pairs") for measure in MEASURES
    }
    assert {each.method for each in every} == set(METHODS)
