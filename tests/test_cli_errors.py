"""Calls that go wrong: one line on standard error, nothing on standard output, and an exit status that says which."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.calls import called, gdtui

BAD_CALLS = [
    *(["run", f"--{option}", value] for option in ("weight", "input", "goal", "alpha", "step-amount", "tolerance")
      for value in ("nan", "inf", "-inf", "two", "1e400", "")),
    *(["run", "--step-amount", value] for value in ("0", "-0.1")),
    *(["run", "--iterations", value] for value in ("0", "-3", "two", "1.5", "nan", "")),
    ["run", "--tolerance", "-1"],
    *(["sweep", "--alphas", value] for value in ("", "1,two", "nan", "1..2", "1..2/1")),
    ["sweep", "--step-amounts", "1,0"],
    ["sweep", "--alphas", "1", "--step-amounts", "1"],
    ["sweep", "--alphas", "1", "--method", "hot-and-cold"],
    ["sweep", "--step-amounts", "1", "--method", "gradient-descent"],
    ["sweep", "--iterations", "0"],
    ["sweep", "--format", "lab"],
    ["run", "--lesson", "nowhere"],
    ["run", "--method", "newton"],
    ["run", "--format", "xml"],
    ["run", "--bogus"],
    ["run", "--weight"],
    ["run", "--stay=3"],
    ["run", "extra"],
    ["dance"],
    ["--weight", "nan"],
    ["--bogus"],
    ["--step-amount", "-1", "run"],
    ["lessons", "--lesson", "nowhere"],
    ["lessons", "--format", "csv"],
    ["listing", "--iterations", "100000000"],
    ["sweep", "--iterations", "1000000000"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", BAD_CALLS, ids=" ".join)
def test_a_wrong_call_is_one_line_on_standard_error_and_status_2(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = called(arguments, monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("gdtui: ")
    named = [
        argument.partition("=")[0]
        for argument in arguments
        if argument not in ("", "run", "lessons", "sweep", "listing")
    ]
    assert any(argument in err for argument in named)


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--weight", "nan\n"],
        ["run", "--alpha", "1\n2"],
        ["run", "--lesson", "break\ning"],
        ["run", "--method", "new\rton"],
        ["run", "one\ntwo"],
    ],
    ids=repr,
)
def test_a_value_of_several_lines_is_told_back_in_one(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = called(arguments, monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["run", "--weight", "nan"], "Invalid value for '--weight': 'nan' is not a number."),
        (["run", "--goal", "1e400"], "Invalid value for '--goal': '1e400' is not finite."),
        (["run", "--step-amount", "0"], "Invalid value for '--step-amount': '0' must be above 0."),
        (["run", "--tolerance", "-1"], "Invalid value for '--tolerance': '-1' must be 0 or above."),
        (["--alpha", ""], "Invalid value for '--alpha': '' is not a number."),
    ],
    ids=["nan", "1e400", "step amount 0", "tolerance below 0", "nothing"],
)
def test_a_wrong_call_of_the_real_program(arguments: list[str], line: str) -> None:
    done = gdtui(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"gdtui: {line}\n")


def test_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    for target in (tmp_path / "nowhere" / "run.csv", tmp_path):
        done = gdtui("run", "--output", str(target))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("gdtui: ")
        assert done.stderr.endswith(f": '{target}'\n")
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
@pytest.mark.parametrize("iterations", ["1", "5000"])
@pytest.mark.parametrize(
    ("arguments", "place"),
    [([], "standard output"), (["--output", "/dev/full"], "'/dev/full'")],
    ids=["stdout", "file"],
)
def test_a_full_disk_is_one_line_that_names_the_place(arguments: list[str], place: str, iterations: str) -> None:
    call = [sys.executable, "-m", "gdtui", "run", "--format", "csv", "--iterations", iterations, *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"gdtui: No space left on device: {place}\n")


FIRST_LINES = {
    "table": "forecast: ",
    "csv": "iteration,weight,prediction,error,delta,weight_delta,new_weight,flags",
    "jsonl": '{"iteration": 1, ',
}


@pytest.mark.parametrize(("format_name", "line"), FIRST_LINES.items(), ids=FIRST_LINES)
def test_a_reader_that_has_seen_enough_is_no_error(format_name: str, line: str) -> None:
    shell = f"'{sys.executable}' -m gdtui run --iterations 100000 --format {format_name} | head -1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stdout.startswith(line)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "nowhere"])
def test_a_broadcast_into_what_is_no_ordinary_file_is_one_line_and_no_screen(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "class.jsonl"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path / "mine")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path = tmp_path / "nowhere" / "class.jsonl"
    done = gdtui("--broadcast", str(path))
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert done.stderr.startswith("gdtui: ")
    assert done.stderr.endswith(f": {path}\n")
    assert not (tmp_path / "mine").exists()


def test_who_follows_does_not_broadcast(tmp_path: Path) -> None:
    done = gdtui("--broadcast", str(tmp_path / "class.jsonl"), "follow", str(tmp_path / "class.jsonl"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gdtui: --broadcast is the teacher's; a screen that follows does not broadcast.\n"
    assert not (tmp_path / "class.jsonl").exists()


def status_without_a_reader(iterations: str) -> tuple[int, str]:
    """Exit status and standard error of a run whose standard output nobody reads any more."""
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    try:
        call = [sys.executable, "-m", "gdtui", "run", "--iterations", iterations]
        done = subprocess.run(call, stdout=writing_end, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writing_end)
    return done.returncode, done.stderr


def test_a_reader_that_has_left_makes_the_same_status_however_short_the_run() -> None:
    short, long = status_without_a_reader("1"), status_without_a_reader("100000")
    assert short == long
    assert short[0] != 0
    assert short[1] == ""
