"""The listing: run in a fresh Python it prints the run, to the last bit."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.lab.catalogue import lessons
from gdtui.lab.listing import executed, listing, printing_loop
from tests.strategies import any_parameters


def printed_by(program: str, folder: Path) -> list[str]:
    """What the program prints in a Python that has nothing of ours."""
    path = folder / "listing.py"
    path.write_text(program)
    done = subprocess.run([sys.executable, "-I", str(path)], capture_output=True, text=True, check=True, cwd=folder)
    return done.stdout.splitlines()


def rows_of(run: Run, iterations: int) -> list[str]:
    return [f"Error:{row.error} Prediction:{row.prediction}" for row in run.rows(0, iterations) if row.finite]


@pytest.mark.parametrize("id_", lessons())
def test_a_lessons_listing_prints_its_run(id_: str, tmp_path: Path) -> None:
    lesson = lessons()[id_]
    run = Run(lesson.parameters)
    assert printed_by(listing(run, lesson.iterations), tmp_path) == rows_of(run, lesson.iterations)


OTHERS: dict[str, dict[str, Any]] = {
    "overflow": {"input": 2.0},
    "at once": {"weight": 1e200, "input": 1e200},
    "stay": {"method": "hot-and-cold", "step_amount": 0.2, "stay": True},
    "exponents": {"weight": 1e-300, "alpha": -1e22},
    "hot and cold at once": {"method": "hot-and-cold", "step_amount": 1e200},
}


@pytest.mark.parametrize("values", OTHERS.values(), ids=OTHERS)
def test_a_run_that_overflows_is_listed_up_to_there(values: dict[str, Any], tmp_path: Path) -> None:
    run = Run(Parameters(**values))
    program = listing(run, 1_000)
    assert printed_by(program, tmp_path) == rows_of(run, 1_000)
    over = not run.row(run.reach(1_000) - 1).finite
    assert ("overflows" in program) == over


@given(any_parameters)
def test_each_line_stands_with_its_values_if_it_is_reached(parameters: Parameters) -> None:
    run = Run(parameters)
    for row in run.rows(0, 4):
        lines = executed(run, row.iteration - 1)
        assert [code for code, _ in lines] == list(printing_loop(parameters).lines)
        shown = {code.strip(): values for code, values in lines}
        moves = [values for code, values in shown.items() if code.startswith("weight = ") and values]
        assert len(moves) == (1 if row.new_weight != row.weight or parameters.method == "gradient-descent" else 0)
        ast.parse("\n".join(code for code, _ in lines))


def test_the_values_of_a_row() -> None:
    assert dict(executed(Run(Parameters(input=2.0)), 2)) == {
        "pred = input * weight": "2 * 1.3 = 2.6",
        "error = (pred - goal_pred) ** 2": "(2.6 - 0.8) ** 2 = 3.24",
        "delta = pred - goal_pred": "2.6 - 0.8 = 1.8",
        "weight_delta = input * delta": "2 * 1.8 = 3.6",
        "weight = weight - alpha * weight_delta": "1.3 - 1 * 3.6 = -2.3",
    }
