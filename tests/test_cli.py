"""The commands as a shell sees them: data on standard output, and the options that choose it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click
import pytest

from gdtui import __version__, cli
from gdtui.charts.views import CHART_VIEWS
from gdtui.cli.chart_command import chart
from gdtui.cli.options import known_lessons
from gdtui.cli.runs import run, sweep
from gdtui.core.figures import lab_style
from gdtui.core.methods import METHODS
from gdtui.core.parameters import figures
from gdtui.files.formats import FORMATS
from gdtui.files.sweeps import SWEEP_FORMATS
from tests.benchmarks.commands import MAIN_AND_PEAK
from tests.calls import called, gdtui
from tests.commands import command
from tests.experiments import EXPERIMENTS, ROUNDED, bits


@pytest.mark.parametrize("id_", EXPERIMENTS)
def test_a_lessons_json_equals_the_experiment_to_the_last_bit(
    id_: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = called(["run", "--lesson", id_, "--format", "json"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    record = json.loads(out)
    experiment = EXPERIMENTS[id_]
    expected = {"method": experiment["method"], **experiment["parameters"], "tolerance": 1e-9}
    if experiment["method"] == "hot-and-cold":
        expected.setdefault("stay", False)
    assert record["parameters"] == expected
    assert [step["iteration"] for step in record["steps"]] == list(range(1, experiment["iterations"] + 1))
    for row in experiment["rows"]:
        step = record["steps"][row["iteration"] - 1]
        assert bits({name: step[name] for name in row}) == bits(row)


@pytest.mark.parametrize(
    "id_", [id_ for id_, each in EXPERIMENTS.items() if each["printed_in_the_lab"] and id_ not in ROUNDED]
)
def test_the_lab_format_prints_the_labs_lines(
    id_: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = called(["run", "--lesson", id_, "--format", "lab"], monkeypatch, capsys)
    lines = out.splitlines()
    assert len(lines) == EXPERIMENTS[id_]["iterations"]
    for printed in EXPERIMENTS[id_]["printed_in_the_lab"]:
        line = lines[printed["iteration"] - 1]
        expected = f"Error:{printed['error']} Prediction:"
        assert line.startswith(expected)
        if "prediction" in printed:
            assert line == expected + printed["prediction"]


def test_options_override_the_lesson_wherever_they_stand() -> None:
    for arguments in (
        ["run", "--lesson", "breaking", "--alpha", "0.25", "--format", "json"],
        ["--lesson", "breaking", "--alpha", "0.25", "run", "--format", "json"],
        ["--alpha", "7", "run", "--lesson", "breaking", "--alpha", "0.25", "--format", "json"],
    ):
        record = json.loads(gdtui(*arguments).stdout)
        assert (record["parameters"]["input"], record["parameters"]["alpha"]) == (2.0, 0.25)


def test_the_forecast_of_the_lesson_that_breaks() -> None:
    record = json.loads(gdtui("run", "--lesson", "breaking", "--format", "json").stdout)
    assert record["forecast"]["text"] == (
        "each update multiplies the miss by -3: it diverges; stable for alpha above 0 and below 0.5; "
        "alpha 0.25 lands in one update; a row counts as converged at an error of 1e-09 or less"
    )


def test_without_a_lesson_20_rows_of_the_defaults() -> None:
    record = json.loads(gdtui("run", "--format", "json").stdout)
    assert record["parameters"] == {
        "method": "gradient-descent",
        "weight": 0.5,
        "input": 0.5,
        "goal": 0.8,
        "alpha": 1.0,
        "tolerance": 1e-9,
    }
    assert len(record["steps"]) == 20


def test_stay_and_no_stay() -> None:
    for flag, stay in (("--stay", True), ("--no-stay", False)):
        arguments = ["run", "--lesson", "hot-and-cold-once", flag, "--format", "json"]
        assert json.loads(gdtui(*arguments).stdout)["parameters"]["stay"] is stay


def test_a_run_that_blows_up_is_a_result() -> None:
    done = gdtui("run", "--lesson", "breaking", "--iterations", "1000", "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 326


def test_output_goes_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "run.csv"
    done = gdtui("run", "--format", "csv", "--output", str(target))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert target.read_text() == gdtui("run", "--format", "csv").stdout


def test_output_to_a_dash_is_standard_output() -> None:
    assert gdtui("run", "--output", "-").stdout == gdtui("run").stdout != ""


def test_output_to_a_file_keeps_its_rights_and_follows_links(tmp_path: Path) -> None:
    target, link = tmp_path / "run.csv", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to("run.csv")
    assert gdtui("run", "--format", "csv", "--output", str(link)).returncode == 0
    assert (link.is_symlink(), target.stat().st_mode & 0o777) == (True, 0o640)
    assert target.read_text() == gdtui("run", "--format", "csv").stdout


def test_a_run_that_is_killed_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "run.csv"
    target.write_text("old")
    call = [sys.executable, "-m", "gdtui", "run", "--iterations", "100000000", "--alpha", "0", "--format", "csv"]
    with subprocess.Popen([*call, "--output", str(target)]) as running:
        # Only once it streams: the rows are not gathered in memory.
        while sum(path.stat().st_size for path in tmp_path.glob(".run.csv.part-*")) < 10**6:
            assert running.poll() is None
        running.kill()
    assert target.read_text() == "old"
    assert gdtui("run", "--output", str(target)).returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["run.csv"]


SHELL_OUTPUTS = {
    "between others": ("{ echo before; $RUN --output /dev/stdout; echo after; } > out", "before\n{rows}after\n"),
    "a descriptor": ("$RUN --output /dev/fd/3 3> out", "{rows}"),
    "a pipe": ("mkfifo pipe; cat pipe > out & $RUN --output pipe; wait; [ -p pipe ]", "{rows}"),
    "nowhere": ("$RUN --output /dev/null > out && [ -c /dev/null ]", ""),
    "errors": ("$RUN --output /dev/stderr 2> out", "{rows}"),
}


@pytest.mark.parametrize(("line", "expected"), SHELL_OUTPUTS.values(), ids=SHELL_OUTPUTS)
def test_output_to_what_is_no_ordinary_file_goes_there(tmp_path: Path, line: str, expected: str) -> None:
    run = f"{sys.executable} -m gdtui run --iterations 2 --format csv"
    subprocess.run(["sh", "-ec", line.replace("$RUN", run)], cwd=tmp_path, check=True, timeout=60)
    rows = gdtui("run", "--iterations", "2", "--format", "csv").stdout
    assert (tmp_path / "out").read_text() == expected.format(rows=rows)


def test_lessons_are_listed_with_their_titles() -> None:
    lines = gdtui("lessons").stdout.splitlines()
    titles = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines}
    assert list(titles) == list(known_lessons())
    assert {id_: titles[id_] for id_ in EXPERIMENTS} == {id_: each["title"] for id_, each in EXPERIMENTS.items()}


def test_lessons_as_json_carry_their_parameters() -> None:
    listed = json.loads(gdtui("lessons", "--format", "json").stdout)
    iterations = {each["id"]: each["iterations"] for each in listed}
    assert list(iterations) == list(known_lessons())
    assert {id_: iterations[id_] for id_ in EXPERIMENTS} == {
        id_: each["iterations"] for id_, each in EXPERIMENTS.items()
    }
    one = json.loads(gdtui("lessons", "--lesson", "breaking", "--alpha", "3", "--format", "json").stdout)
    assert [(each["id"], each["parameters"]["alpha"]) for each in one] == [("breaking", 3.0)]


def test_version_and_help() -> None:
    assert gdtui("--version").stdout == f"gdtui {__version__}\n"
    assert "Commands:" in gdtui("--help").stdout


def every_command() -> list[click.Command]:
    assert isinstance(cli.cli, click.Group)
    return [cli.cli, *map(command, cli.COMMANDS)]


RUNS = {"cli", "run", "sweep", "listing", "chart", "lessons"}
"""The commands that make a run; the others are given files."""


@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.name)
def test_every_command_and_option_has_help(command: click.Command) -> None:
    assert command.help
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert (options == command.params) == (command.name in RUNS or command.name == "serve")
    assert not [option.name for option in options if not option.help]


@pytest.mark.parametrize(
    "command", [each for each in every_command() if each.name in RUNS], ids=lambda command: command.name
)
def test_every_command_takes_the_options_of_a_run(command: click.Command) -> None:
    assert {"lesson", *(*figures(), "method", "stay", "measure", "pairs", "formula", "loop", "let")} <= {
        option.name for option in command.params
    }


def sweep_record(*arguments: str) -> Any:
    return json.loads(gdtui("sweep", *arguments, "--format", "json").stdout)


def test_sweep_without_a_list_tries_what_the_lab_recommends() -> None:
    record = sweep_record("--lesson", "breaking")
    assert [row["alpha"] for row in record["rows"]] == [10, 1, 0.1, 0.01, 0.001, 0.0001]
    assert [row["regime"] for row in record["rows"]] == ["diverging"] * 2 + ["converging"] * 4
    record = sweep_record("--method", "hot-and-cold")
    assert [row["step_amount"] for row in record["rows"]] == [10, 1, 0.1, 0.01, 0.001, 0.0001]


def test_a_list_chooses_the_method_whose_parameter_it_is() -> None:
    record = sweep_record("--lesson", "breaking", "--step-amounts", "0.05,0.2")
    assert (record["swept"], record["parameters"]["method"]) == ("step_amount", "hot-and-cold")
    assert [row["regime"] for row in record["rows"]] == ["converging", "oscillating"]
    record = sweep_record("--lesson", "hot-and-cold", "--alphas", "4")
    assert (record["swept"], record["rows"][0]["regime"]) == ("alpha", "one-step")


@pytest.mark.parametrize("alpha", ["10", "1", "0.25", "0.0001"])
def test_a_row_of_a_sweep_equals_the_run_of_its_value(alpha: str) -> None:
    (row,) = sweep_record("--lesson", "breaking", "--alphas", alpha, "--iterations", "400")["rows"]
    alone = ["run", "--lesson", "breaking", "--alpha", alpha, "--iterations", "400", "--format", "json"]
    run = json.loads(gdtui(*alone).stdout)
    for name in ("regime", "factor", "iterations_to_tolerance"):
        assert row[name] == run["forecast"][name]
    assert (row["final_error"], row["iterations"]) == (run["steps"][-1]["error"], len(run["steps"]))


def test_sweep_writes_into_a_file_too(tmp_path: Path) -> None:
    target = tmp_path / "sweep.csv"
    done = gdtui("sweep", "--format", "csv", "--output", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text() == gdtui("sweep", "--format", "csv").stdout


def test_choices_are_the_registries() -> None:
    sweeps = {each.name: each.type for each in sweep.params}
    assert isinstance(sweeps["format_name"], click.Choice)
    assert list(sweeps["format_name"].choices) == list(SWEEP_FORMATS)
    choices = {each.name: each.type for each in run.params}
    assert isinstance(choices["method"], click.Choice)
    assert list(choices["method"].choices) == list(METHODS)
    assert isinstance(choices["format_name"], click.Choice)
    assert list(choices["format_name"].choices) == [name for name in FORMATS if name != "listing"]
    views = {each.name: each.type for each in chart.params}
    assert isinstance(views["view"], click.Choice)
    assert list(views["view"].choices) == list(CHART_VIEWS)


OWN_LESSON = """id = "mine"
title = "My own"
[parameters]
alpha = 0.5
[task]
ask = "Do."
[[task.goals]]
say = "a"
flag = "converged"
"""


def test_listing_prints_a_program_that_prints_the_labs_lines(tmp_path: Path) -> None:
    program = gdtui("listing", "--lesson", "alpha", "--iterations", "5").stdout
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    twelve_digits = gdtui("run", "--lesson", "alpha", "--iterations", "5", "--format", "lab").stdout.splitlines()
    figures = [[float(each.partition(":")[2]) for each in line.split()] for line in done.stdout.splitlines()]
    assert [f"Error:{lab_style(error)} Prediction:{lab_style(miss)}" for error, miss in figures] == twelve_digits


def test_lessons_of_a_teacher_are_added_for_every_command(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN_LESSON)
    (tmp_path / "broken.toml").write_text("id = 3")
    done = gdtui("--lessons", str(tmp_path), "lessons")
    assert done.stdout.splitlines()[-1].split() == ["mine", "My", "own"]
    assert done.stderr == "gdtui: broken.toml:1: id: not a text\n"
    record = json.loads(
        gdtui("--lessons", str(tmp_path / "mine.toml"), "run", "--lesson", "mine", "--format", "json").stdout
    )
    assert record["parameters"]["alpha"] == 0.5
    assert len(record["steps"]) == 20


def test_lessons_check_says_which_can_be_used(tmp_path: Path) -> None:
    good, bad = tmp_path / "mine.toml", tmp_path / "broken.toml"
    good.write_text(OWN_LESSON)
    bad.write_text(OWN_LESSON.replace("0.5", '"half"'))
    done = gdtui("lessons", "check", str(good))
    assert (done.returncode, done.stdout) == (0, "ok: mine, My own (1 goal)\n")
    done = gdtui("lessons", "check", str(good), str(bad))
    assert (done.returncode, done.stdout.splitlines()[1]) == (
        1,
        "refused: broken.toml:4: parameters.alpha: not a number",
    )


def test_lessons_results_in_every_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    empty = gdtui("lessons", "results")
    assert (empty.returncode, empty.stdout.splitlines()[-1]) == (0, "0 of 20 lessons done")
    path = tmp_path / "gdtui" / "progress.json"
    path.parent.mkdir()
    path.write_text('{"format": "gdtui.progress/1", "lessons": {"compare": {"met": ["a start without a miss"]}}}')
    assert gdtui("lessons", "results").stdout.splitlines()[0].split()[:2] == ["done", "compare"]
    record = json.loads(gdtui("lessons", "results", "--format", "json").stdout)
    compare = {"lesson": "compare", "title": "Measure one miss", "goals_met": 1, "goals": 1, "done": True}
    assert (record["format"], record["lessons"][0]) == ("gdtui.results/1", compare)
    table = list(csv.DictReader(io.StringIO(gdtui("lessons", "results", "--format", "csv").stdout)))
    assert [row["done"] for row in table] == ["yes"] + ["no"] * 19
    path.write_text("{")
    broken = gdtui("lessons", "results")
    assert (broken.returncode, broken.stderr.splitlines()) == (1, [f"gdtui: {path} is not readable."])
    assert path.read_text() == "{"


FORMULA = "=cmd|' C'!A0"
STUDENTS = {
    "anna": "progress.json",
    "bob": "gdtui/progress.json",
    FORMULA: ".local/state/gdtui/progress.json",
    "e\x1b[2Jvil\nname\u202e": None,
    "李雷": "progress.json",
    "a-student-with-a-name-longer-than-the-table-has-room-for": None,
}
GOALS = {"compare": ["a start without a miss"], "breaking": ["diverging"], "alpha": ["a goal of another day"]}


def class_folder(folder: Path) -> Path:
    """A class of students, each with the same progress in one of the places where it may be, or with none."""
    content = json.dumps({"format": "gdtui.progress/1", "lessons": {id_: {"met": met} for id_, met in GOALS.items()}})
    for name, place in STUDENTS.items():
        (folder / name).mkdir(parents=True)
        if place:
            (folder / name / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / place).write_text(content)
    (folder / ".hidden").mkdir()
    (folder / "notes.txt").touch()
    return folder


def test_the_results_of_a_class_as_a_table(tmp_path: Path) -> None:
    done = gdtui("lessons", "results", "--all", str(class_folder(tmp_path / "class")))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.rstrip() for line in lines[:3]] == [
        f"{'':<30}{' ' * 18}1 1 1 1 1 1 1 1 1 1 2",
        f"{'student':<30}1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0  done",
        f"{FORMULA:<30}✔ {'- ' * 14}1 {'- ' * 4} 1 of 20",
    ]
    assert lines[3] == f"a-student-with-a-name-long..  {'- ' * 20} 0 of 20"
    assert any(line.startswith("e\\x1b[2Jvil\\nname\\u202e") for line in lines)
    assert any(line.startswith(f"李雷{' ' * 26}✔ -") for line in lines)
    assert len(lines[0].split()) == 11
    assert all(len(line) <= 80 for line in lines[:8])
    assert "✔ done, a number: so many goals met, -: nothing yet" in lines
    assert lines[-20].split()[:6] == ["1", "compare", "done", "by", "4", "of"]
    assert lines[-1].split()[:6] == ["20", "from-memory", "done", "by", "0", "of"]
    plain = gdtui("--ascii", "lessons", "results", "--all", str(tmp_path / "class")).stdout
    assert plain.replace("*", "✔") == done.stdout


def test_the_results_of_a_class_for_other_programs(tmp_path: Path) -> None:
    folder = str(class_folder(tmp_path / "class"))
    table = list(csv.DictReader(io.StringIO(gdtui("lessons", "results", "--all", folder, "--format", "csv").stdout)))
    assert [row["student"] for row in table] == [
        f"'{FORMULA}",
        "a-student-with-a-name-longer-than-the-table-has-room-for",
        "anna",
        "bob",
        "e\\x1b[2Jvil\\nname\\u202e",
        "李雷",
    ]
    assert list(table[0]) == ["student", *known_lessons(), "lessons_done"]
    anna = {name: value for name, value in table[2].items() if value}
    assert anna == {"student": "anna", "compare": "done", "breaking": "1 of 3", "lessons_done": "1"}
    record = json.loads(gdtui("lessons", "results", "--all", folder, "--format", "json").stdout)
    assert record["format"] == "gdtui.class_results/1"
    assert [each["lesson"] for each in record["lessons"]] == list(known_lessons())
    by_name = {each["student"]: each for each in record["students"]}
    assert set(by_name) == {row["student"].removeprefix("'") for row in table}
    assert by_name["bob"]["lessons_done"] == 1
    assert {id_: met for id_, met in by_name["bob"]["goals_met"].items() if met} == {"compare": 1, "breaking": 1}


def test_one_students_broken_file_is_told_and_the_others_are_shown(tmp_path: Path) -> None:
    folder, outside = class_folder(tmp_path / "class"), tmp_path / "outside"
    outside.mkdir()
    (outside / "progress.json").write_text((folder / "anna" / "progress.json").read_text())
    for name in ("d-broken", "d-linked", "d-pipe", "d-large"):
        (folder / name).mkdir()
    (folder / "d-away").symlink_to(outside)
    (folder / "d-broken" / "progress.json").write_text("{")
    (folder / "d-linked" / "progress.json").symlink_to(outside / "progress.json")
    (folder / "d-linked" / "gdtui").symlink_to(outside)
    (folder / "d-large" / "progress.json").write_bytes(b" " * 2_000_000)
    os.mkfifo(folder / "d-pipe" / "progress.json")
    # The student's own program, and a broken file beside a good one.
    (folder / "anna" / "gdtui").touch()
    (folder / "bob" / "progress.json").write_text("[]")
    done = gdtui("lessons", "results", "--all", str(folder), "--format", "json")
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            "gdtui: bob: progress.json is not of the format gdtui.progress/1",
            "gdtui: d-away: a link, not followed",
            "gdtui: d-broken: progress.json is not readable",
            "gdtui: d-large: progress.json is too large",
            "gdtui: d-linked: progress.json is a link, not followed",
            "gdtui: d-linked: gdtui/progress.json is behind a link, not followed",
            "gdtui: d-pipe: progress.json is no ordinary file",
        ],
    )
    shown = {each["student"]: each["lessons_done"] for each in json.loads(done.stdout)["students"]}
    assert not [name for name in shown if name.startswith("d-")]
    assert (shown["anna"], shown["bob"], len(shown)) == (1, 1, len(STUDENTS))


def test_the_results_of_a_class_of_nobody(tmp_path: Path) -> None:
    done = gdtui("lessons", "results", "--all", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "done by 0 of 0" in done.stdout
    assert gdtui("lessons", "results", "--all", str(tmp_path / "nowhere")).returncode == 2


def test_verify_prints_a_line_for_each_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    gdtui("run", "--lesson", "breaking", "--format", "json", "--output", str(good))
    bad.write_text(good.read_text().replace('"iteration": 7', '"iteration": 8'))
    done = gdtui("verify", str(good))
    assert (done.returncode, done.stdout) == (0, f"ok: {good}: 20 rows, diverging\n")
    done = gdtui("verify", str(good), str(bad), str(tmp_path / "nowhere"), str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"ok: {good}: 20 rows, diverging",
        f"failed: {bad}: row 7, iteration: 8 is not 7",
        f"failed: {tmp_path / 'nowhere'}: No such file or directory",
        f"failed: {tmp_path}: no ordinary file",
    ]


def test_verify_warns_of_what_is_right_and_written_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    written = gdtui("run", "--lesson", "breaking", "--format", "json").stdout
    path.write_text(written.replace('"goal": 0.8', '"goal": 0.80000000000000000999').replace("it diverges", "it grows"))
    done = gdtui("verify", str(path))
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            f"ok: {path}: 20 rows, diverging",
            f"warning: {path}: parameters, goal: 0.80000000000000000999 is written for 0.8",
            f"warning: {path}: forecast, text: other words than gdtui's, which are not checked",
        ],
    )


def test_verify_and_open_say_that_a_record_is_a_newer_ones(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(gdtui("run", "--lesson", "breaking", "--format", "json").stdout.replace("run/1", "run/3"))
    done = gdtui("verify", str(path))
    assert (done.returncode, done.stdout) == (1, f"not checked: {path}: written by a newer gdtui\n")
    done = gdtui("open", str(path))
    assert (done.returncode, done.stderr) == (1, f"gdtui: {path}: written by a newer gdtui.\n")


MOST_MEGABYTES = 40
"""What the whole program may take, Python itself with it, for a record larger than this."""


def test_verify_takes_little_memory_however_large_the_record_is(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    gdtui("run", "--alpha", "0.0001", "--iterations", "180000", "--format", "json", "--output", str(path))
    assert path.stat().st_size > MOST_MEGABYTES * 10**6
    call = [sys.executable, "-c", MAIN_AND_PEAK, "verify", str(path)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=120)
    said, peak = done.stdout.splitlines()
    assert said.startswith(f"ok: {path}: 180,000 rows, ")
    assert int(peak) * 1024 < MOST_MEGABYTES * 10**6


@pytest.mark.parametrize("command", ["verify", "open", "run"])
def test_a_files_name_does_not_steer_the_terminal(tmp_path: Path, command: str) -> None:
    path = tmp_path / "a\x1b]0;owned\x07\x1b[2K\rok: bob.json"
    if command == "run":
        done = gdtui("run", "--output", str(path / "nowhere"))
    else:
        path.write_text("{}")
        done = gdtui(command, str(path))
    told = done.stdout + done.stderr
    assert done.returncode != 0
    assert len(told.splitlines()) == 1
    assert r"\x1b]0;owned\x07\x1b[2K" in told
    assert told.strip().isprintable()


def test_a_record_that_does_not_follow_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{}")
    done = gdtui("open", str(path))
    assert (done.returncode, done.stderr) == (1, f"gdtui: {path}: not of the format gdtui.run/1 or gdtui.run/2.\n")
    assert gdtui("open", str(tmp_path / "nowhere")).stderr == f"gdtui: No such file or directory: {tmp_path}/nowhere\n"


def test_a_chart_is_drawn_as_text_and_with_colours_in_the_same_cells() -> None:
    call = ("chart", "--lesson", "breaking", "--iterations", "3", "--width", "60", "--height", "12")
    plain = gdtui(*call).stdout
    assert len(plain.splitlines()) == 12
    assert max(map(len, plain.splitlines())) <= 60
    assert plain.count("●") == plain.count("◎") == 1
    coloured = gdtui(*call, "--format", "ansi").stdout
    assert "\x1b[1;35m●\x1b[0m" in coloured
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in coloured.splitlines()] == plain.splitlines()
    picture = gdtui(*call, "--format", "svg").stdout
    assert "●" in "".join(ElementTree.fromstring(picture).itertext())


@pytest.mark.parametrize("view", ["bowl", "errors", "slope"])
def test_a_chart_can_be_drawn_in_ascii(view: str) -> None:
    drawn = gdtui("--ascii", "chart", "--view", view, "--iterations", "5").stdout
    assert drawn.isascii()
    assert "@" in drawn


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (["--resume", "--alpha", "2"], "--resume goes on with the values of the last session: leave the others out."),
        (["--fresh", "run"], "--resume and --fresh are for the screen, not for commands."),
        (["--plain", "run"], "--plain is for stepping, not for commands."),
        (["--broadcast", "/dev/null", "sweep"], "--broadcast is for the screen, not for commands."),
        (["chart", "--width", "5"], "Invalid value for '--width'"),
        (["run", "--iterations", "1.5"], "Invalid value for '--iterations': '1.5' is not a valid whole number."),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together_are_one_line(call: list[str], reason: str) -> None:
    done = gdtui(*call)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1
