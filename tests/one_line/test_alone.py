"""A chart, an export, a condition and a command with its key, each registered alone, go through every face."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui.charts.views import CHART_VIEWS
from gdtui.files.broadcast import LineReader
from gdtui.files.disk import UnusableError
from gdtui.files.progress import ProgressFile
from gdtui.files.sessions import read_saved, replayed
from tests.readme import missing

FOLDER = Path(__file__).parents[2]
WEIGHTS = ["0.5", "0.10000000000000009"]
"""The first of lesson breaking."""


def alone(tmp_path: Path, stub: str, *arguments: str, lines: str = "", status: int = 0) -> str:
    """What a process prints in which this stub alone is registered."""
    call = [sys.executable, "-m", "tests.one_line.alone", stub, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(FOLDER), "XDG_STATE_HOME": str(tmp_path / "state")}
    done = subprocess.run(
        call, input=lines, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment, timeout=120
    )
    assert (done.returncode, done.stderr if status == 0 else "") == (status, ""), done.stderr
    return done.stdout + done.stderr


def on_screen(tmp_path: Path, stub: str, *keys: str, followed: str = "", **options: object) -> str:
    """Every text that the screen shows while these keys are pressed."""
    return alone(tmp_path, stub, "screen", followed, json.dumps(options), *keys)


def test_a_chart_has_its_key_its_title_and_its_legend_on_the_screen(tmp_path: Path) -> None:
    help_through = ("question_mark", *["pagedown"] * 6, "escape")
    said = on_screen(tmp_path, "chart", "space", "space", "4", *help_through, "c", "m", "space")
    assert "Weight by row: ● now ◦ so far" in said
    assert "Chart the weight by row" in said
    assert "Weight by row: B beside ◦ so far" in said


def test_a_chart_is_found_by_its_name(tmp_path: Path) -> None:
    assert "Walk: chart the weight" in on_screen(tmp_path, "chart", "ctrl+p", *"walk", "=Walk: chart the weight")


def test_a_chart_is_drawn_by_the_command(tmp_path: Path) -> None:
    assert "●" in alone(tmp_path, "chart", "gdtui", "chart", "--view", "walk", "--iterations", "4")
    assert "[bowl|errors|slope|walk]" in alone(tmp_path, "chart", "gdtui", "chart", "--help")
    refused = alone(tmp_path, "chart", "gdtui", "chart", "--view", "pie", status=2)
    assert "'bowl', 'errors', 'slope', 'walk'" in refused


@pytest.mark.slow
def test_a_chart_is_kept_with_the_session_and_shown_to_a_class(tmp_path: Path) -> None:
    path, seen = tmp_path / "state" / "gdtui" / "sessions" / "1.json", tmp_path / "class.jsonl"
    on_screen(tmp_path, "chart", "space", "4", "q", resume="never", broadcast=str(seen))
    assert replayed(read_saved(path), {*CHART_VIEWS, "walk"}).shown.view == "walk"
    again = on_screen(tmp_path, "chart", "=back where you stopped", "q", resume="always")
    assert "Weight by row: ●" in again
    assert "Back where you stopped" in alone(tmp_path, "chart", "gdtui", "--plain", "--resume", lines="q\n")
    assert replayed(read_saved(path), {*CHART_VIEWS, "walk"}).shown.view == "walk"
    assert "Weight by row" in on_screen(tmp_path, "chart", "=Weight by row", followed=str(seen))
    # Where there is no such chart, as here, it is neither gone on with nor shown.
    with pytest.raises(UnusableError, match="not readable"):
        replayed(read_saved(path), CHART_VIEWS)
    reader = LineReader(CHART_VIEWS)
    reader.take(seen.read_bytes())
    assert reader.trouble == "no such chart"


def test_an_export_is_offered_on_the_screen_and_written(tmp_path: Path) -> None:
    said = on_screen(tmp_path, "export", "space", "space", "x", *["down"] * 5, "enter", "=written", weight=0.5)
    assert "> weights  the weights, one a line" in said
    path = tmp_path / "gdtui-gradient-descent.weights.txt"
    assert len(path.read_text().splitlines()) == 3


def test_an_export_is_written_by_the_command_and_in_plain_mode(tmp_path: Path) -> None:
    run = ("run", "--lesson", "breaking", "--iterations", "3", "--format", "weights")
    assert alone(tmp_path, "export", "gdtui", *run).splitlines()[:2] == WEIGHTS
    assert "table|json|csv|jsonl|lab|weights" in alone(tmp_path, "export", "gdtui", "run", "--help")
    path = tmp_path / "weights.txt"
    said = alone(tmp_path, "export", "gdtui", "--plain", "--lesson", "breaking", lines=f"n\nx weights {path}\n?\nq\n")
    assert f"Written: {path}" in " ".join(said.split())
    assert "listing, weights." in " ".join(said.split())
    assert path.read_text().splitlines() == WEIGHTS


LESSON = """id = "higher"
title = "Higher"
[parameters]
weight = 0.5
[task]
ask = "Step."
[[task.goals]]
say = "above 0.6"
weight_above = 0.6
"""


def test_a_condition_is_read_and_judged_on_the_screen_and_in_plain_mode(tmp_path: Path) -> None:
    path = tmp_path / "higher.toml"
    path.write_text(LESSON)
    said = on_screen(tmp_path, "condition", "t", "space", "t", lesson="higher", lessons=str(path))
    assert "○ above 0.6 (the weight is not above 0.6)" in said
    assert "goals ✔" in said
    progress, trouble = ProgressFile(tmp_path / "state" / "gdtui").load()
    assert progress is not None
    assert (progress.met, trouble) == ({"higher": frozenset({"above 0.6"})}, "")
    (tmp_path / "state" / "gdtui" / "progress.json").unlink()
    call = ("gdtui", "--lessons", str(path), "--plain", "--lesson", "higher")
    plain = alone(tmp_path, "condition", *call, lines="n\nq\n")
    assert "Goal: above 0.6. Not met: the weight is not above 0.6." in plain
    assert "Goal: above 0.6. Met." in plain


def test_a_condition_is_checked_with_every_other_entry(tmp_path: Path) -> None:
    path = tmp_path / "higher.toml"
    path.write_text(LESSON.replace("0.6\n", '"much"\n'))
    refused = alone(tmp_path, "condition", "gdtui", "lessons", "check", str(path), status=1)
    assert "higher.toml:9: task.goals.weight_above: not a number" in refused


def test_a_command_is_done_by_its_key_and_found_in_help_and_palette(tmp_path: Path) -> None:
    help_through = ("question_mark", *["pagedown"] * 6, "escape")
    said = on_screen(tmp_path, "command", "space", "k", *help_through, "ctrl+p", *"halve", "=Halve: start again")
    assert "a new run from weight 0.25; u brings the old run back (2 rows)." in said
    assert "Start again at half the weight" in said
    assert "Halve: start again" in said


def test_a_command_is_typed_in_plain_mode(tmp_path: Path) -> None:
    said = " ".join(alone(tmp_path, "command", "gdtui", "--plain", lines="k\n?\nq\n").split())
    assert "A new run from weight 0.25; u brings the old run back (1 row)." in said
    assert "k: start again at half the weight." in said


@pytest.mark.parametrize("stub", ["chart", "export", "condition", "command"])
def test_the_readme_is_asked_for_it(tmp_path: Path, stub: str) -> None:
    assert missing() == []
    lacking = "".join(json.loads(alone(tmp_path, stub, "readme")))
    expected = {
        "chart": ["| 4 | Chart the weight by row |", r"`--view bowl\|errors\|slope\|walk "],
        "export": [r"jsonl\|lab\|weights ", "| weights | the weights, one a line | .weights.txt |"],
        "command": ["| k | Start again at half the weight |"],
        "condition": ["| `weight_above` | a weight of the row shown that is larger |"],
    }
    for text in expected[stub]:
        assert text in lacking
