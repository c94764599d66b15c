"""Records read back: every one that ``run`` writes is accepted, every change of a figure is found and named."""

from __future__ import annotations

import io
import json
import os
import re
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.files.disk import UnusableError
from gdtui.files.formats import write_json
from gdtui.files.records import Record, checking, read_record
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
        ('"method": "gradient-descent"', '"method": "newton"', "parameters: method is not one of gdtui's"),
        ('"method": "gradient-descent"', '"method": []', "parameters: no method"),
        ("gdtui.run/1", "gdtui.run/0", "not of the format gdtui.run/1"),
        ("gdtui.run/1", "gdtui.sweep/2", "not of the format gdtui.run/1"),
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


def test_what_is_refused_is_shown_as_far_as_a_line_has_room(tmp_path: Path) -> None:
    for length, shown in ((58, '"' + "x" * 58 + '"'), (59, '"' + "x" * 59 + "...")):
        with pytest.raises(UnusableError) as raised:
            read(tmp_path, GOOD.replace('"verdict": "diverging"', f'"verdict": "{"x" * length}"'))
        assert str(raised.value) == f"verdict: {shown} is not diverging"


def test_a_record_may_have_keys_that_are_not_known_and_a_crowd_of_them_is_refused(tmp_path: Path) -> None:
    def with_more(count: int) -> str:
        return json.dumps({**json.loads(GOOD), **{f"more{number}": 0 for number in range(count)}})

    assert len(read(tmp_path, with_more(90)).differences) == 90
    with pytest.raises(UnusableError, match="too many keys"):
        read(tmp_path, with_more(100))


def test_checking_says_how_many_rows_are_done_after_every_500(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(written(Parameters(alpha=0.001), 1_234))
    assert list(checking(path)) == [500, 1_000]


def test_rows_beyond_the_end_of_a_run_are_refused(tmp_path: Path) -> None:
    content = json.loads(written(Parameters(input=2.0), 400))
    assert len(content["steps"]) == 326
    content["steps"].append(content["steps"][-1])
    with pytest.raises(UnusableError, match="row 327: the run has ended before it"):
        read(tmp_path, json.dumps(content))
    content["steps"] = []
    with pytest.raises(UnusableError, match="no rows"):
        read(tmp_path, json.dumps(content))


def test_what_is_no_file_or_no_text_blocks_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "fifo", tmp_path):
        with pytest.raises(UnusableError, match="no ordinary file"):
            read_record(path)
    with (tmp_path / "large").open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(UnusableError, match="not of the format"):
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


PLACES: dict[str, tuple[bytes, str]] = {
    "instead of all": (b"[%b0]", "not of the format"),
    "as a value": (GOOD.encode().replace(b'"verdict": ', b'"luck": [%b0], "verdict": '), "not JSON"),
    "as a row": (GOOD.encode().replace(b'"steps": [', b'"steps": [[%b0], '), "row 1|not JSON"),
    "as rows": (GOOD.encode().replace(b'"steps": [', b'"steps": [%b0, '), "row 1: needs exactly"),
    "in a row": (GOOD.encode().replace(b'"flags": []', b'"flags": [%b0]', 1), "row 1, flags|not JSON"),
    "instead of the rows": (GOOD.encode().replace(b'"steps": [', b'"steps": {"": [%b0]}, "rows": ['), "steps: no rows"),
    "before the parameters": (
        GOOD.encode().replace(b'"parameters"', b'"steps": [%b0], "parameters"', 1),
        "row 1|twice",
    ),
}


PIECES = [b"{},", b"[],", b"1,", b'"",', b'{"":0},', b" ", b"[", b'{"":']
CROWDS = [
    # Each piece and each place once are enough for a moment.
    pytest.param(piece, *of_place, id=f"{name}-{piece!r}", marks=() if number % 7 == index % 7 else pytest.mark.slow)
    for number, (name, of_place) in enumerate(PLACES.items())
    for index, piece in enumerate(PIECES)
]


@pytest.mark.parametrize(("piece", "place", "reason"), CROWDS)
def test_a_crowd_of_small_values_is_refused_and_takes_little_memory(
    tmp_path: Path, piece: bytes, place: bytes, reason: str
) -> None:
    path = tmp_path / "crowd.json"
    path.write_bytes(place.replace(b"%b", piece * (400_000 // len(piece))))
    tracemalloc.start()
    with pytest.raises(UnusableError, match=f"{reason}|nested too deeply"):
        read_record(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * 10**6


def test_the_shortest_rows_there_are_are_no_crowd(tmp_path: Path) -> None:
    content = json.loads(written(Parameters(weight=0.0, input=0.0, goal=0.0), 1000))
    assert read(tmp_path, json.dumps(content, separators=(",", ":"))).rows == 1000


LAYOUTS: dict[str, dict[str, Any]] = {
    "one line": {},
    "no blanks": {"separators": (",", ":")},
    "indented": {"indent": 4},
    "sorted": {"sort_keys": True, "indent": "\t"},
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_record_that_another_program_laid_out_is_the_same_record(tmp_path: Path, layout: dict[str, Any]) -> None:
    # Longer than what is read of it at a time, so that rows are cut.
    content = json.loads(written(Parameters(alpha=0.001), 3000))
    assert read(tmp_path, json.dumps(content, **layout)) == read(tmp_path, written(Parameters(alpha=0.001), 3000))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_another_encoding_of_unicode_is_the_same_record(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, GOOD.encode(encoding)) == read(tmp_path, GOOD)


def test_rows_may_stand_before_the_parameters(tmp_path: Path) -> None:
    content = json.loads(GOOD)
    backwards = {name: content[name] for name in reversed(content)}
    assert read(tmp_path, json.dumps(backwards)) == read(tmp_path, GOOD)
    content["steps"][2]["error"] = 3.25
    with pytest.raises(UnusableError, match=f"row 3, error: 3.25 is not {ERROR}"):
        read(tmp_path, json.dumps({name: content[name] for name in reversed(content)}))


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        (
            '"goal": 0.8',
            '"goal": 0.80000000000000000999',
            "parameters, goal: 0.80000000000000000999 is written for 0.8",
        ),
        ('"alpha": 1.0', '"alpha": 1', "parameters, alpha: 1 is written for 1.0"),
        ('"prediction": 1.0', '"prediction": 1', "row 1, prediction: 1 is written for 1.0"),
        ('"iteration": 2', '"iteration": 2.0', "row 2, iteration: 2.0 is written for 2"),
        ("it diverges", "it explodes", "forecast, text: other words than gdtui's, which are not checked"),
        ('"regime"', '"luck": 1, "regime"', 'forecast, "luck": not known, and not checked'),
        ('"verdict"', '"luck": 1, "verdict"', '"luck": not known, and not checked'),
    ],
)
def test_what_is_written_otherwise_and_is_right_is_told(tmp_path: Path, old: str, new: str, difference: str) -> None:
    assert old in GOOD
    record = read(tmp_path, GOOD.replace(old, new, 1))
    assert record.differences == (difference,)
    assert (record.rows, record.verdict) == (6, "diverging")
    assert read(tmp_path, GOOD).differences == ()


def test_of_many_figures_that_are_written_otherwise_the_first_is_named(tmp_path: Path) -> None:
    record = read(tmp_path, re.sub(r'("(?:delta|error)": -?[0-9.]+)', r"\g<1>000", GOOD))
    assert record.differences == (
        f"row 1, error: {json.loads(GOOD)['steps'][0]['error']}000 is written for "
        f"{json.loads(GOOD)['steps'][0]['error']}, and 11 more figures likewise",
    )


@pytest.mark.parametrize("text", ["-0", "-0.0", "-0e7"])
def test_the_sign_of_a_zero_counts_however_it_is_written(tmp_path: Path, text: str) -> None:
    content = written(Parameters(weight=0.0, input=0.0, goal=0.0), 3)
    assert read(tmp_path, content.replace('"weight_delta": 0.0', '"weight_delta": 0')).rows == 3
    with pytest.raises(UnusableError, match=f"{text} is not 0.0"):
        read(tmp_path, content.replace('"weight_delta": 0.0', f'"weight_delta": {text}'))
