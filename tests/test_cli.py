"""The commands as a shell sees them: data on standard output, narration on standard error, exit codes that mean it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from gdtui import __version__, cli
from gdtui.core.methods import METHODS
from gdtui.files.formats import FORMATS
from tests.experiments import EXPERIMENTS


def gdtui(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The real program, in a process of its own."""
    return subprocess.run([sys.executable, "-m", "gdtui", *arguments], capture_output=True, text=True, check=False)


def called(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    """The same without a process: exit status, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["gdtui", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


@pytest.mark.parametrize("id_", EXPERIMENTS)
def test_a_lessons_json_equals_the_experiment_to_the_last_bit(
    id_: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = called(["run", "--lesson", id_, "--format", "json"], monkeypatch, capsys)
    assert (status, err) == (0, "")
    record = json.loads(out)
    assert len(record["steps"]) == EXPERIMENTS[id_]["iterations"]
    for row in EXPERIMENTS[id_]["rows"]:
        step = record["steps"][row["iteration"] - 1]
        assert {name: step[name] for name in row} == row


# These two the lab prints rounded, in drawings; their exact rows are compared above.
ROUNDED = {"hot-and-cold-once", "one-iteration"}


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


BAD_CALLS = [
    *(["run", f"--{option}", value] for option in ("weight", "input", "goal", "alpha", "step-amount", "tolerance")
      for value in ("nan", "inf", "-inf", "two", "1e400", "")),
    *(["run", "--step-amount", value] for value in ("0", "-0.1")),
    *(["run", "--iterations", value] for value in ("0", "-3", "two", "1.5")),
    ["run", "--tolerance", "-1"],
    ["run", "--lesson", "nowhere"],
    ["run", "--method", "newton"],
    ["run", "--format", "xml"],
    ["run", "--bogus"],
    ["run", "extra"],
    ["dance"],
    ["--weight", "nan"],
    ["lessons", "--lesson", "nowhere"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", BAD_CALLS, ids=" ".join)
def test_a_wrong_call_is_one_line_on_standard_error_and_status_2(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = called(arguments, monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("gdtui: ")
    assert arguments[-1] in err or arguments[-2] in err


def test_a_wrong_call_of_the_real_program() -> None:
    done = gdtui("run", "--weight", "nan")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gdtui: Invalid value for '--weight': 'nan' is not a number.\n"


def test_a_run_that_blows_up_is_a_result() -> None:
    done = gdtui("run", "--lesson", "breaking", "--iterations", "1000", "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 326


def test_output_goes_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "run.csv"
    done = gdtui("run", "--format", "csv", "--output", str(target))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert target.read_text() == gdtui("run", "--format", "csv").stdout


def test_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    done = gdtui("run", "--output", str(tmp_path / "nowhere" / "run.csv"))
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
@pytest.mark.parametrize("target", ["standard output", "--output"])
def test_a_full_disk_is_one_line(target: str) -> None:
    arguments = [sys.executable, "-m", "gdtui", "run", "--iterations", "5000", "--format", "csv"]
    if target == "--output":
        arguments += ["--output", "/dev/full"]
    with Path("/dev/full").open("w") as full:
        stdout = full if target == "standard output" else subprocess.DEVNULL
        done = subprocess.run(arguments, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("gdtui: No space left on device")
    assert len(done.stderr.splitlines()) == 1


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    shell = f"'{sys.executable}' -m gdtui run --iterations 100000 --format csv | head -1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stdout == "iteration,weight,prediction,error,delta,weight_delta,new_weight,flags\n"
    assert done.stderr == ""


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


def test_every_command_and_option_has_help() -> None:
    assert isinstance(cli.cli, click.Group)
    for command in [cli.cli, *cli.cli.commands.values()]:
        assert command.help
        for parameter in command.params:
            assert isinstance(parameter, click.Option)
            assert parameter.help or isinstance(parameter.type, click.Choice), (command.name, parameter.name)


def test_choices_are_the_registries() -> None:
    choices = {each.name: each.type for each in cli.run.params}
    assert isinstance(choices["method"], click.Choice)
    assert list(choices["method"].choices) == list(METHODS)
    assert isinstance(choices["format_name"], click.Choice)
    assert list(choices["format_name"].choices) == list(FORMATS)
