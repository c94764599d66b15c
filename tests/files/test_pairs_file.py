"""Pairs in a file: a pair a line, with or without a header, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdtui.files.disk import UnusableError
from gdtui.files.pairs_file import read_pairs

TWO = ((0.5, 0.8), (2.0, 0.4))


def read(tmp_path: Path, content: str) -> tuple[tuple[float, float], ...]:
    path = tmp_path / "pairs.csv"
    path.write_text(content, encoding="utf-8")
    return read_pairs(str(path))


@pytest.mark.parametrize(
    "content",
    [
        "0.5,0.8\n2,0.4\n",
        "input,goal\n0.5,0.8\n2,0.4",
        "\ufeffinput,goal\r\n0.5,0.8\r\n\r\n2, 0.4\r\n",
        '"0.5","0.8"\n2,.4',
    ],
    ids=["bare", "a header", "a spreadsheet's", "in quotes"],
)
def test_the_pairs_are_the_lines(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == TWO


@pytest.mark.parametrize("count", [2, 100])
def test_from_2_to_100_pairs_are_read(tmp_path: Path, count: int) -> None:
    assert read(tmp_path, "1,2\n" * count) == ((1.0, 2.0),) * count


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "0 pairs, where there are from 2 to 100"),
        ("1,2", "1 pair, where there are from 2 to 100"),
        ("1,2\n" * 101, "101 pairs, where there are from 2 to 100"),
        ("1,2\n1\n", "line 2: not an input and a goal with a comma between"),
        ("1,2\n1,2,3\n", "line 2: not an input and a goal with a comma between"),
        ("input,2\n1,2\n3,4", "line 1: the input is not a number"),
        ("1,2\n3,goal\n3,4", "line 2: the goal is not a number"),
        ("input,goal\ninput,goal\n1,2\n3,4", "line 2: the input is not a number"),
        ("1,2\n3,inf", "line 2: the goal is not finite"),
        ("1,2\n" * 2 + "\n" * 100_000, "larger than 100 KB"),
    ],
    ids=["empty", "1", "101", "one", "three", "half a header", "a word", "two headers", "infinite", "too large"],
)
def test_what_is_no_list_of_pairs_is_refused_with_its_reason(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(UnusableError) as raised:
        read(tmp_path, content)
    assert str(raised.value) == reason


def test_a_hundred_thousand_bytes_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, "1,2\n3,4".ljust(100_000, "\n")) == ((1.0, 2.0), (3.0, 4.0))
