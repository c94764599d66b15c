"""Records of what lies beyond the chapter: what they say, that they are read again, and that no figure can be moved."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.session import History, Session
from gdtui.files.broadcast import LineReader, LineWriter, Scene, Setup
from gdtui.files.disk import UnusableError
from gdtui.files.formats import FORMATS
from gdtui.files.records import Record, read_record
from gdtui.files.sessions import SavedSession, read_saved, replayed, session_text
from tests.core.samples import FOLLOWING, PAIRS, SAMPLES, WHOLE

ROWS = 30
Entry = dict[str, Any]


def written(values: dict[str, Any], format_name: str = "json") -> str:
    run, out = Run(Parameters(**values)), io.StringIO()
    FORMATS[format_name].write(run, ROWS, out)
    return out.getvalue()


def read(text: str, folder: Path) -> Record:
    path = folder / "run.json"
    path.write_text(text)
    return read_record(path)


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_a_record_is_read_again(values: dict[str, Any], tmp_path: Path) -> None:
    text = written(values)
    record = read(text, tmp_path)
    assert record.parameters == Parameters(**values)
    assert record.differences == ()
    assert json.loads(text)["format"] == "gdtui.run/2"


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_every_format_has_the_same_figures(values: dict[str, Any]) -> None:
    steps = json.loads(written(values))["steps"]
    assert [json.loads(line) for line in written(values, "jsonl").splitlines()] == steps
    rows = list(csv.DictReader(io.StringIO(written(values, "csv"))))
    for step, row in zip(steps, rows, strict=True):
        assert list(row) == list(step)
        assert [name for name in row if row[name] == "" and name != "flags"] == [
            name for name, figure in step.items() if figure is None
        ]
        figures = {name: float(row[name]) for name in row if name != "flags" and row[name]}
        assert figures == {name: figure for name, figure in step.items() if name != "flags" and figure is not None}
    assert len(written(values, "lab").splitlines()) == len(steps)
    table = written(values, "table").splitlines()
    first_row = next(number for number, line in enumerate(table) if line.split()[:1] == ["#"])
    assert table[first_row].split() == ["#", *(name for name in steps[0] if name != "iteration")]
    assert len(table) == first_row + 1 + len(steps) + 2


PROBLEM_LINES = {
    "absolute": "problem: 1 pair, absolute error",
    "signed": "problem: 1 pair, signed error",
    "three pairs": "problem: 3 pairs, mean squared error",
    "three pairs, absolute": "problem: 3 pairs, mean absolute error",
    "a root": "problem: error = sqrt(1 + weight ** 2)",
}


@pytest.mark.parametrize(("name", "line"), PROBLEM_LINES.items(), ids=PROBLEM_LINES)
def test_the_table_begins_with_what_the_problem_is(name: str, line: str) -> None:
    assert written(SAMPLES[name], "table").splitlines()[0] == line


@pytest.mark.parametrize("method", ["gradient-descent", "hot-and-cold", "momentum"])
def test_a_table_of_the_chapters_problem_begins_with_the_forecast(method: str) -> None:
    assert written({"method": method}, "table").startswith("forecast: ")


def set_(*path: Any, to: Any) -> Callable[[Entry], None]:
    def tamper(record: Entry) -> None:
        place: Any = record
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to

    return tamper


def drop(*path: Any) -> Callable[[Entry], None]:
    def tamper(record: Entry) -> None:
        place: Any = record
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]

    return tamper


THREE_PAIRS: dict[str, Any] = {"pairs": PAIRS, "measure": "absolute", "alpha": 0.1}
A_LOOP: dict[str, Any] = {"method": "own", "loop": FOLLOWING, "let": {"rate": 0.5}, "input": 2.0}


@pytest.mark.parametrize("values", SAMPLES.values(), ids=SAMPLES)
def test_the_order_of_the_keys_does_not_matter(values: dict[str, Any], tmp_path: Path) -> None:
    record = json.loads(written(values))
    back = read(json.dumps(dict(reversed(record.items()))), tmp_path)
    assert (back.parameters, back.differences) == (Parameters(**values), ())
    # What the run is made from stands before the rows, and the format after them.
    back = read(json.dumps({**dict(list(record.items())[1:]), "format": record["format"]}), tmp_path)
    assert (back.parameters, back.differences) == (Parameters(**values), ())


@pytest.mark.parametrize("late", [["loop"], ["let"], ["loop", "let"], ["problem"], ["parameters"]], ids=str)
def test_a_part_of_what_a_run_is_made_from_may_stand_after_the_rows(late: list[str], tmp_path: Path) -> None:
    of_pairs = {**{name: value for name, value in A_LOOP.items() if name != "input"}, "pairs": PAIRS}
    for values in (A_LOOP, of_pairs):
        record = json.loads(written(values))
        order = sorted(record, key=lambda name: name in late)
        back = read(json.dumps({name: record[name] for name in order if name in record}), tmp_path)
        assert (back.parameters, back.differences) == (Parameters(**values), ())


TAMPERED: dict[str, tuple[dict[str, Any], Callable[[Entry], None], str]] = {
    "the format before": (THREE_PAIRS, set_("format", to="gdtui.run/1"), "format"),
    "a later format": (THREE_PAIRS, set_("format", to="gdtui.run/3"), "newer"),
    "no problem": (THREE_PAIRS, drop("problem"), "parameters: gradient descent has others"),
    "a problem that is none": (THREE_PAIRS, set_("problem", to=[1, 2]), "problem"),
    "another kind": (THREE_PAIRS, set_("problem", "kind", to="pair"), "kind"),
    "a kind that is none": (THREE_PAIRS, set_("problem", "kind", to=None), "kind"),
    "another measure": (THREE_PAIRS, set_("problem", "measure", to="squared"), "error"),
    "a measure that is none": (THREE_PAIRS, set_("problem", "measure", to="cubed"), "measure"),
    "pairs in another order": (THREE_PAIRS, set_("problem", "pairs", to=PAIRS[::-1]), "row"),
    "another pair": (THREE_PAIRS, set_("problem", "pairs", 0, 0, to=1.5), "error"),
    "a pair of three": (THREE_PAIRS, set_("problem", "pairs", 0, to=[1, 2, 3]), "pairs"),
    "one pair": (THREE_PAIRS, set_("problem", "pairs", to=[[1, 2]]), "pairs"),
    "a pair of texts": (THREE_PAIRS, set_("problem", "pairs", 0, to=["1", "2"]), "pairs"),
    "pairs that are no list": (THREE_PAIRS, set_("problem", "pairs", to={"1": 2}), "pairs"),
    "a key more": (THREE_PAIRS, set_("problem", "formula", to="weight"), "formula"),
    "the pairs among the parameters": (THREE_PAIRS, set_("parameters", "pairs", to=PAIRS), "others"),
    "another method": (THREE_PAIRS, set_("parameters", "method", to="momentum"), "parameters"),
    "another start": (THREE_PAIRS, set_("parameters", "weight", to=0.75), "weight"),
    "a row's delta": (THREE_PAIRS, set_("steps", 2, "delta", to=0.0), "row 3, delta"),
    "a row's flags": (THREE_PAIRS, set_("steps", 2, "flags", to=["converged"]), "row 3, flags"),
    "the verdict": (THREE_PAIRS, set_("verdict", to="converged"), "verdict"),
    "another formula": ({"formula": "weight ** 2"}, set_("problem", "formula", to="weight ** 4"), "error"),
    "a hostile formula": ({"formula": "weight ** 2"}, set_("problem", "formula", to="__import__('os')"), "formula"),
    "no formula": ({"formula": "weight ** 2"}, drop("problem", "formula"), "parameters: gradient descent has others"),
    "a figure more": (A_LOOP, set_("let", "speed", to=1.0), "let"),
    "a figure less": (A_LOOP, drop("let", "rate"), "let"),
    "another figure": (A_LOOP, set_("let", "rate", to=0.25), "row"),
    "a figure that is none": (A_LOOP, set_("let", "rate", to="fast"), "let"),
    "no figures": (A_LOOP, drop("let"), "let"),
    "another line": (A_LOOP, set_("loop", 3, to="    step = 0.2"), "row"),
    "a line less": (A_LOOP, drop("loop", 3), "loop"),
    "a hostile line": (A_LOOP, set_("loop", 1, to="step = open('x')"), "loop"),
    "a line that steers a terminal": (A_LOOP, set_("loop", 0, to="# \x1b[2J"), "loop"),
    "lines that are no list": (A_LOOP, set_("loop", to=3), "loop"),
    "no lines": (A_LOOP, drop("loop"), "loop"),
    "lines for another method": ({"measure": "signed"}, set_("loop", to=WHOLE), "loop"),
    "figures for another method": ({"measure": "signed"}, set_("let", to={"rate": 1.0}), "let"),
    "another beta": ({"method": "momentum"}, set_("parameters", "beta", to=0.5), "row"),
    "a velocity": ({"method": "momentum"}, set_("steps", 1, "velocity", to=0.0), "row 2, velocity"),
}


@pytest.mark.parametrize(("values", "tamper", "named"), TAMPERED.values(), ids=TAMPERED)
def test_a_record_that_was_tampered_with_is_refused(
    values: dict[str, Any], tamper: Callable[[Entry], None], named: str, tmp_path: Path
) -> None:
    record = json.loads(written(values))
    tamper(record)
    with pytest.raises(UnusableError, match=named) as refused:
        read(json.dumps(record), tmp_path)
    assert len(str(refused.value).splitlines()) == 1
    assert str(refused.value).isprintable()


LONGEST: dict[str, dict[str, Any]] = {
    "a hundred pairs": {"pairs": [[-1.2345678901234567e-100, 1.2345678901234567e-100]] * 100},
    "thirty lines": {
        "method": "own",
        "loop": [*["# " + "ä" * 190] * 29, "weight -= rate * weight_delta"],
        "let": {"rate": 0.1},
    },
}


@pytest.mark.parametrize("values", [*SAMPLES.values(), *LONGEST.values()], ids=[*SAMPLES, *LONGEST])
def test_sessions_and_broadcasts_bring_it_back(values: dict[str, Any], tmp_path: Path) -> None:
    parameters = Parameters(**values)
    session = Session.start(parameters).step(3).pin().step(2)
    path = tmp_path / "session.json"
    path.write_text(session_text(SavedSession(History(session))))
    back = replayed(read_saved(path)).history.present
    assert back.parameters == parameters
    assert back.pinned is not None
    assert back.pinned.parameters == parameters
    writer, reader = LineWriter("test"), LineReader()
    for cursor in (0, 1):
        reader.take(writer.line(Scene(Setup(parameters, parameters), 3, cursor)))
    assert (reader.trouble, reader.shown is None) == ("", False)
    assert reader.shown is not None
    assert (reader.shown.setup.parameters, reader.shown.cursor) == (parameters, 1)
