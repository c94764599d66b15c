"""What is registered goes through every command, and its numbers are options."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui.files.formats import FORMATS

START = "from tests.one_line.stubs import register; register(); from gdtui.cli import main; main()"
RUN = ("--method", "nearer", "--target", "5", "--pull", "0.25", "--weight", "1")
WEIGHTS = [1.0, 3.0, 4.0, 4.5]
FOLDER = Path(__file__).parents[2]


def gdtui(*arguments: str, lines: str = "", status: int = 0) -> str:
    """What the program prints that has them registered before its options are made."""
    call = [sys.executable, "-c", START, *arguments]
    done = subprocess.run(call, input=lines, capture_output=True, text=True, check=False, cwd=FOLDER)
    assert (done.returncode, done.stderr if status == 0 else "") == (status, "")
    return done.stdout + done.stderr


def test_the_table() -> None:
    told = gdtui("run", *RUN, "--iterations", "4").splitlines()
    assert told[0] == "problem: sought, target 5"
    assert told[1].startswith("forecast: ")
    assert told[3].split() == ["#", "weight", "error", "weight_delta", "new_weight", "flags"]
    assert told[5].split() == ["2", "3", "4", "-4", "4", "second"]


def test_rows_for_programs() -> None:
    rows = list(csv.DictReader(io.StringIO(gdtui("run", *RUN, "--iterations", "4", "--format", "csv"))))
    assert [float(row["weight"]) for row in rows] == WEIGHTS
    assert [row["flags"] for row in rows] == ["", "second", "", ""]
    lines = gdtui("run", *RUN, "--iterations", "4", "--format", "jsonl").splitlines()
    assert [json.loads(line)["weight"] for line in lines] == WEIGHTS
    assert gdtui("run", *RUN, "--iterations", "2", "--format", "lab") == "Error:16.0\nError:4.0\n"


def test_a_record_is_written_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    gdtui("run", *RUN, "--bold", "--iterations", "4", "--format", "json", "--output", str(path))
    record = json.loads(path.read_text())
    assert record["format"] == "gdtui.run/2"
    assert record["problem"] == {"kind": "sought"}
    expected = {"method": "nearer", "weight": 1.0, "target": 5.0, "pull": 0.25, "bold": True, "tolerance": 1e-9}
    assert record["parameters"] == expected
    assert record["forecast"]["regime"] == "one-step"
    assert gdtui("verify", str(path)) == f"ok: {path}: 4 rows, converged\n"
    record["parameters"]["target"] = 6.0
    path.write_text(json.dumps(record))
    assert "row 1, error: 16.0 is not 25.0" in gdtui("verify", str(path), status=1)


def test_a_sweep_over_the_methods_number() -> None:
    rows = json.loads(gdtui("sweep", *RUN, "--pulls", "0.5,0.25", "--format", "json"))["rows"]
    assert [(row["pull"], row["regime"]) for row in rows] == [(0.5, "one-step"), (0.25, "converging")]
    assert "sweep" in gdtui("sweep", "--help")


def test_the_listing_prints_the_run(tmp_path: Path) -> None:
    program = tmp_path / "listing.py"
    program.write_text(gdtui("listing", *RUN, "--iterations", "3"))
    done = subprocess.run([sys.executable, "-I", str(program)], capture_output=True, text=True, check=True)
    assert done.stdout == "Error:16.0\nError:4.0\nError:1.0\n"


@pytest.mark.parametrize("view", ["bowl", "errors", "slope"])
def test_every_chart_draws_it(view: str) -> None:
    drawn = gdtui("chart", *RUN, "--view", view, "--iterations", "3")
    assert "●" in drawn
    assert "○" in drawn


def test_plain_mode(tmp_path: Path) -> None:
    said = gdtui(
        "--plain",
        *RUN,
        lines=f"n\nw\ni\ns 0.5\ne target 4 bold yes\nn\ne target two\nm\nx json {tmp_path}/run.json\nq\n",
    )
    assert "Problem: sought, target 5." in said
    assert "Nearer and nearer: weight 1, target 5, pull 0.25, bold no." in said
    assert "Forecast: it walks down; converged after 17 updates." in said
    assert "Row 2: weight 3, error 4." in said
    assert "Second: this is the second row." in said
    assert "The error here is 4." in said
    assert "weight = weight - pull * weight_delta" in said
    assert "Pull 0.5: one-step, reaches the tolerance after 1 update" in said
    assert "Nearer and nearer: weight 1, target 4, pull 0.25, bold yes." in said
    assert "target: not a number." in said
    # By another method, which knows nothing of it.
    assert "Hot and cold: weight 1, target 4" in said
    assert (tmp_path / "run.json").exists()


def test_refusals_name_the_number() -> None:
    assert gdtui("run", "--pull", "0", status=2) == "gdtui: Invalid value for '--pull': '0' must be above 0.\n"
    assert gdtui("run", "--target", "nan", status=2) == "gdtui: Invalid value for '--target': 'nan' is not a number.\n"
    refused = gdtui("run", "--target", "5", "--input", "1", status=2)
    assert refused == "gdtui: input is of another problem than target: leave one of them out.\n"


def test_every_format_is_looked_at_here() -> None:
    assert set(FORMATS) == {"table", "csv", "json", "jsonl", "lab", "listing"}


def test_a_lesson_may_ask_for_it(tmp_path: Path) -> None:
    path = tmp_path / "nearer.toml"
    path.write_text(
        'id = "nearer"\ntitle = "Nearer"\niterations = 3\n[parameters]\nmethod = "nearer"\ntarget = 5.0\npull = 0.25\n'
        'weight = 1.0\n[task]\nask = "Look."\n[[task.goals]]\nsay = "the second row"\nflag = "second"\n'
        "where.target.at_least = 5.0\n"
    )
    said = gdtui("--lessons", str(path), "--plain", "--lesson", "nearer", lines="n\nq\n")
    assert "Goal: the second row. Met." in said
