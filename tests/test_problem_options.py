"""Options for several pairs, formulas and lines of your own: what is wrong with them is one line, and nothing opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calls import called

FILES = {
    "binary.csv": bytes(range(256)) * 10,
    "header.csv": b"input,goal\n",
    "nothing.csv": b"",
    "one.csv": b"1,2\n",
    "many.csv": b"1,2\n" * 101,
    "word.csv": b"1,two\n2,3\n",
    "three.csv": b"1,2\n1,2,3\n",
    "deep.csv": b"input,goal\n1,2\n3,inf\n",
    "loop.txt": b"weight = weight - rate * weight_delta\n",
    "still.txt": b"error = 3\n",
    "hostile.txt": b"weight = open('x')\n",
    "steers.txt": b"weight = weight - weight_delta  # \x1b[2J\n",
}
TWO = ["--pair", "1,2", "--pair", "2,3"]
LOOP = ["--loop", "loop.txt"]
REFUSED = {
    "half a pair": (["--pair", "1"], "Invalid value for '--pair': '1' is not an input and a goal, as in 0.5,0.8."),
    "a word": (["--pair", "1,two"], "Invalid value for '--pair': '1,two' is not a number."),
    "one pair": (["--pair", "1,2"], "one --pair alone is not several: add another, or use --input and --goal."),
    "no file": (["--pairs", "nowhere.csv"], "Invalid value for '--pairs': 'nowhere.csv': No such file or directory."),
    "a folder": (["--pairs", "."], "Invalid value for '--pairs': '.': no ordinary file."),
    "binary": (["--pairs", "binary.csv"], "Invalid value for '--pairs': 'binary.csv': not text."),
    "a header alone": (
        ["--pairs", "header.csv"],
        "Invalid value for '--pairs': 'header.csv': 0 pairs, where there are from 2 to 100.",
    ),
    "an empty file": (
        ["--pairs", "nothing.csv"],
        "Invalid value for '--pairs': 'nothing.csv': 0 pairs, where there are from 2 to 100.",
    ),
    "a pair in a file": (
        ["--pairs", "one.csv"],
        "Invalid value for '--pairs': 'one.csv': 1 pair, where there are from 2 to 100.",
    ),
    "101 pairs": (
        ["--pairs", "many.csv"],
        "Invalid value for '--pairs': 'many.csv': 101 pairs, where there are from 2 to 100.",
    ),
    "a word in a file": (
        ["--pairs", "word.csv"],
        "Invalid value for '--pairs': 'word.csv': line 1: the goal is not a number.",
    ),
    "three in a line": (
        ["--pairs", "three.csv"],
        "Invalid value for '--pairs': 'three.csv': line 2: not an input and a goal with a comma between.",
    ),
    "an infinite goal": (
        ["--pairs", "deep.csv"],
        "Invalid value for '--pairs': 'deep.csv': line 3: the goal is not finite.",
    ),
    "both ways": (
        [*TWO, "--pairs", "word2.csv"],
        "Invalid value for '--pairs': 'word2.csv': No such file or directory.",
    ),
    "no formula": (["--formula", ""], "formula is not a formula of the weight, such as (2 * weight - 0.8) ** 2."),
    "a number": (["--formula", "3"], "formula must have the weight in it."),
    "another name": (["--formula", "x + weight"], "formula must be of the weight alone, without x."),
    "a call": (["--formula", "__import__('os').system('id')"], "formula is not one that can be used: only abs, sign, "),
    "a dot": (["--formula", "weight.real"], "formula is not one that can be used: a dot after a name is not in "),
    "a lambda": (["--formula", "(lambda: weight)()"], "formula is not one that can be used: only abs, sign, min, "),
    "a comment": (["--formula", "weight # it"], "formula must be one line of 189 characters at the most, "),
    "two lines": (["--formula", "weight\nweight"], "formula must be one line of 189 characters at the most, "),
    "brackets": (["--formula", "(" * 150 + "weight"], "formula is not one that can be used: "),
    "a long formula": (["--formula", "+".join(["weight"] * 100)], "formula must be one line of 189 characters "),
    "a long derivative": (
        ["--formula", "sin(cos(sin(cos(sin(cos(weight*weight))))))*exp(weight)*tanh(weight)*sqrt(weight)"],
        "formula must be shorter, since its derivative is too long for a line.",
    ),
    "no file of lines": (["--loop", "nowhere"], "Invalid value for '--loop': 'nowhere': No such file or directory."),
    "binary lines": (["--loop", "binary.csv"], "Invalid value for '--loop': 'binary.csv': not text."),
    "no lines": (["--loop", "nothing.csv"], "loop is not in the loop's language: line 1: there is no line yet; "),
    "hostile lines": (["--loop", "hostile.txt"], "loop is not in the loop's language: line 1: only abs, sign, "),
    "lines that steer": (["--loop", "steers.txt"], "loop is not in the loop's language: line 1: '\\x1b' is no sign "),
    "a loop that learns nothing": (["--loop", "still.txt"], "loop is a loop without a line that gives weight a value."),
    "a loop and a method": (
        [*LOOP, "--let", "rate=1", "--method", "momentum"],
        "--loop is a method of its own: leave --method momentum out.",
    ),
    "own without lines": (["--method", "own"], "loop is what this method needs: the lines of one iteration."),
    "no value": (LOOP, "let must give rate a value, as in rate=0.1."),
    "no sign": ([*LOOP, "--let", "rate"], "Invalid value for '--let': 'rate' is not a name and a number, as in rate="),
    "no number": ([*LOOP, "--let", "rate=fast"], "Invalid value for '--let': 'rate=fast' is not a number."),
    "an infinite value": ([*LOOP, "--let", "rate=inf"], "Invalid value for '--let': 'rate=inf' is not finite."),
    "a name of no use": ([*LOOP, "--let", "rate=1", "--let", "spead=2"], "let must not name spead, which no line "),
    "a parameter": ([*LOOP, "--let", "rate=1", "--let", "alpha=2"], "let must not name alpha, which is a parameter "),
    "a value without lines": (["--let", "rate=1"], "--let is for names in your own lines: add --loop FILE."),
    "an input beside pairs": ([*TWO, "--input", "1"], " of another problem than "),
    "a measure beside a formula": (["--formula", "weight", "--measure", "absolute"], " of another problem than "),
    "pairs beside a formula": ([*TWO, "--formula", "weight"], " of another problem than "),
    "a measure there is not": (["--measure", "cubed"], "Invalid value for '--measure': 'cubed' is not one of "),
    "a beta that is no number": (["--beta", "nan"], "Invalid value for '--beta': 'nan' is not a number."),
}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files to name, and the folder that they are in."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", [["run"], ["sweep"], [], ["--plain"]], ids=["run", "sweep", "the screen", "plain"])
@pytest.mark.parametrize(("arguments", "line"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_one_line(
    command: list[str],
    arguments: list[str],
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = called([*command, *arguments], monkeypatch, capsys)
    assert (status, out) == (2, "")
    assert err.startswith(f"gdtui: {line}" if not line.startswith(" ") else "gdtui: ")
    assert line.strip() in err
    assert len(err.splitlines()) == 1


def test_pairs_of_a_file_are_those_of_the_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "two.csv").write_text("\ufeffinput,goal\n1,2\n\n2,3\n")
    from_file = called(["run", "--pairs", "two.csv", "--format", "json"], monkeypatch, capsys)
    assert called(["run", *TWO, "--format", "json"], monkeypatch, capsys) == from_file
    assert json.loads(from_file[1])["problem"]["pairs"] == [[1, 2], [2, 3]]


def test_options_before_the_command_count(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = called([*LOOP, "--let", "rate=0.5", *TWO, "run"], monkeypatch, capsys)
    assert before[0] == 0
    assert called(["run", *LOOP, "--let", "rate=0.5", *TWO], monkeypatch, capsys) == before
