"""The commands as a shell sees them: data on standard output, and the options that choose it."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import click
import pytest

from gdtui import __version__, cli
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.files.formats import FORMATS
from tests.calls import called, gdtui
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
        "each update multiplies the miss by -3: it diverges; stable for alpha below 0.5; alpha 0.25 lands in one update"
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


def test_lessons_are_listed_with_their_titles() -> None:
    lines = gdtui("lessons").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(EXPERIMENTS)
    assert all(line.endswith(each["title"]) for line, each in zip(lines, EXPERIMENTS.values(), strict=True))


def test_lessons_as_json_carry_their_parameters() -> None:
    listed = json.loads(gdtui("lessons", "--format", "json").stdout)
    assert [each["id"] for each in listed] == list(EXPERIMENTS)
    assert [each["iterations"] for each in listed] == [each["iterations"] for each in EXPERIMENTS.values()]
    one = json.loads(gdtui("lessons", "--lesson", "breaking", "--alpha", "3", "--format", "json").stdout)
    assert [(each["id"], each["parameters"]["alpha"]) for each in one] == [("breaking", 3.0)]


def test_version_and_help() -> None:
    assert gdtui("--version").stdout == f"gdtui {__version__}\n"
    assert "Commands:" in gdtui("--help").stdout


def every_command() -> list[click.Command]:
    assert isinstance(cli.cli, click.Group)
    return [cli.cli, *cli.cli.commands.values()]


@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.name)
def test_every_command_and_option_has_help(command: click.Command) -> None:
    assert command.help
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert options == command.params
    assert not [option.name for option in options if not option.help]


@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.name)
def test_every_command_takes_the_options_of_a_run(command: click.Command) -> None:
    assert {"lesson", *(field.name for field in fields(Parameters))} <= {option.name for option in command.params}


def test_choices_are_the_registries() -> None:
    choices = {each.name: each.type for each in cli.run.params}
    assert isinstance(choices["method"], click.Choice)
    assert list(choices["method"].choices) == list(METHODS)
    assert isinstance(choices["format_name"], click.Choice)
    assert list(choices["format_name"].choices) == list(FORMATS)
