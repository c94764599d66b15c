"""Records read back: every one that ``run`` writes is accepted, every change of a figure is found and named."""

from __future__ import annotations

import io
import json
import os
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.files.formats import write_json
from gdtui.files.records import Record, read_record
from gdtui.files.state import UnusableError
from gdtui.lab.catalogue import lessons
from tests.files.mutations import mutated
from tests.strategies import any_parameters, wild_parameters


def written(parameters: Parameters, rows: int) -> str:
    run, out = Run(parameters), io.StringIO()
    write_json(run, run.rows(0, rows), out)
    return out.getvalue()


def read(tmp_path: Path, content: str | bytes) -> Record:
    path = tmp_path / "run.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_record(path)


GOOD = written(lessons()["breaking"].parameters, 6)


@settings(max_examples=300)
@given(any_parameters | wild_parameters, st.integers(1, 40))
def test_every_record_that_is_written_is_accepted(
    tmp_path_factory: pytest.TempPathFactory, parameters: Parameters, rows: int
) -> None:
    record = read(tmp_path_factory.mktemp("records"), written(parameters, rows))
    assert record.parameters.in_use() == parameters.in_use()
    assert record.rows == Run(parameters).reach(rows)


@pytest.mark.parametrize("id_", lessons())
def test_the_records_of_the_lessons_are_accepted(id_: str, tmp_path: Path) -> None:
    lesson = lessons()[id_]
    assert read(tmp_path, written(lesson.parameters, lesson.iterations)).rows == lesson.iterations


def figures(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the floats of a record stand."""
    if isinstance(content, float):
        return [path]
    entries = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    return [place for key, each in entries for place in figures(each, (*path, key))]


FIGURES = figures(json.loads(GOOD))
DELTA, ERROR = json.loads(GOOD)["steps"][0]["delta"], json.loads(GOOD)["steps"][2]["error"]


def test_there_are_figures_to_change() -> None:
    assert len(FIGURES) == 5 + 3 + 6 * 6


def test_every_bit_of_every_figure_counts(tmp_path: Path) -> None:
    for place in FIGURES:
        for bit in range(64):
            content = json.loads(GOOD)
            inner = content
            for key in place[:-1]:
                inner = inner[key]
            (bits,) = struct.unpack("<Q", struct.pack("<d", inner[place[-1]]))
            (inner[place[-1]],) = struct.unpack("<d", struct.pack("<Q", bits ^ (1 << bit)))
            with pytest.raises(UnusableError) as raised:
                read(tmp_path, json.dumps(content))
            reason = str(raised.value)
            assert len(reason.splitlines()) == 1
            if place[0] == "steps" and abs(inner[place[-1]]) < 1e308:
                assert reason.startswith(f"row {place[1] + 1}, {place[2]}: ")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (f'"error": {ERROR}', '"error": 3.25', f"row 3, error: 3.25 is not {ERROR}"),
        ('"iteration": 2', '"iteration": 3', "row 2, iteration: 3 is not 2"),
        ('"flags": ["overshoot"]', '"flags": []', 'row 2, flags: [] is not ["overshoot"]'),
        ('"verdict": "diverging"', '"verdict": "running"', 'verdict: "running" is not diverging'),
        ('"regime": "diverging"', '"regime": "converging"', 'forecast, regime: "converging" is not "diverging"'),
        (f'"delta": {DELTA}', '"delta": "0.2"', f'row 1, delta: "0.2" is not {DELTA}'),
        (f'"delta": {DELTA}', '"delta": null', f"row 1, delta: null is not {DELTA}"),
        (f'"delta": {DELTA}', f'"delta": {DELTA}, "luck": 1', "row 1: needs exactly iteration"),
        ('"alpha": 1.0', '"alpha": NaN', "NaN is no figure"),
        ('"alpha": 1.0', '"alpha": 1e999', "parameters: alpha is not finite"),
        ('"alpha": 1.0', '"alpha": 1.0, "alpha": 1.0', "a key stands twice"),
        ('"alpha": 1.0', '"alpha": 1.0, "luck": 1.0', "parameters: there is one that no run has"),
        ('"tolerance": 1e-09', '"tolerance": -1', "parameters: tolerance must be 0 or above"),
        ('"alpha": 1.0', '"step_amount": 1.0', "parameters: gradient descent has others"),
        ('"method": "gradient-descent"', '"method": "newton"', "parameters: method is not one of"),
        ('"method": "gradient-descent"', '"method": []', "parameters: no method"),
        ("gdtui.run/1", "gdtui.run/2", "not of the format gdtui.run/1"),
        ('"steps"', '"rows"', "needs exactly format"),
    ],
)
def test_what_does_not_follow_is_named_with_its_row_and_field(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(UnusableError) as raised:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert reason in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        GOOD.encode()[:-20],
        bytes(range(256)),
        b"[]",
        b"3",
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}" * 3,
        b"1" * 5000,
    ],
    ids=["empty", "brace", "truncated", "binary", "list", "number", "utf-16", "deep", "twice", "long number"],
)
def test_what_is_no_record_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnusableError) as raised:
        read(tmp_path, content)
    assert len(str(raised.value).splitlines()) == 1


def test_rows_beyond_the_end_of_a_run_are_refused(tmp_path: Path) -> None:
    content = json.loads(written(Parameters(input=2.0), 400))
    assert len(content["steps"]) == 326
    content["steps"].append(content["steps"][-1])
    with pytest.raises(UnusableError, match="row 327: the run has ended before it"):
        read(tmp_path, json.dumps(content))
    content["steps"] = []
    with pytest.raises(UnusableError, match="no rows"):
        read(tmp_path, json.dumps(content))


def test_what_is_no_file_or_too_large_blocks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "fifo", tmp_path):
        with pytest.raises(UnusableError, match="no ordinary file"):
            read_record(path)
    with (tmp_path / "large").open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(UnusableError, match="larger than 256 MB"):
        read_record(tmp_path / "large")
    with pytest.raises(FileNotFoundError):
        read_record(tmp_path / "nowhere")


def test_of_5000_changed_files_each_is_refused_or_says_the_same(tmp_path: Path) -> None:
    ours = without_sentence(GOOD)
    refused = 0
    for content in mutated(GOOD.encode(), 5_000, seed=7):
        try:
            read(tmp_path, content)
        except UnusableError:
            refused += 1
        else:
            assert without_sentence(content) == ours
    print(f"{refused} refused, the others say the same")
    assert refused > 4_000


def without_sentence(content: str | bytes) -> dict[str, Any]:
    """A record without the forecast's sentence, which is for people only."""
    record: dict[str, Any] = json.loads(content)
    del record["forecast"]["text"]
    return record


@pytest.mark.parametrize("piece", [b"{},", b"[],", b"1,", b'"",', b'{"":0},'])
def test_a_crowd_of_small_values_is_refused_before_it_takes_memory(tmp_path: Path, piece: bytes) -> None:
    path = tmp_path / "crowd.json"
    path.write_bytes(b"[" + piece * 1_000_000 + b"0]")
    tracemalloc.start()
    with pytest.raises(UnusableError, match="more brackets and commas"):
        read_record(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < path.stat().st_size + 10**6


def test_the_shortest_rows_there_are_are_no_crowd(tmp_path: Path) -> None:
    content = json.loads(written(Parameters(weight=0.0, input=0.0, goal=0.0), 1000))
    assert read(tmp_path, json.dumps(content, separators=(",", ":"))).rows == 1000
