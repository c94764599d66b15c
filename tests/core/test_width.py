"""Texts by the cells that they take on a terminal."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.width import NARROW, cells, cut, filled, one_each, sign_cells, wrapped
from gdtui.lab.catalogue import lessons

MIXED = st.text(st.sampled_from("ab -.权重、。「」がㄱ한é\u0301\u0e01\u0e34"), max_size=60)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("weight", 6),
        ("✔●…⣀", 4),
        ("权重", 4),
        ("ＡＢ。", 6),
        ("か\u3099", 2),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("e\u0301", 1),
        ("กิ", 1),
    ],
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, width: int) -> None:
    assert cells(text) == width


def test_where_a_signs_place_is_its_column() -> None:
    assert one_each("✔ weight 0.5 ⣀")
    assert not one_each("权重")
    assert not one_each("权e\u0301")  # three cells of three signs


@pytest.mark.parametrize(
    ("text", "most", "ending", "expected"),
    [
        ("权重", 4, "…", "权重"),
        ("权重学习", 7, "…", "权重学…"),
        ("权重学习", 6, "…", "权重…"),
        ("权重学习", 5, "", "权重"),
        ("e\u0301e\u0301e", 2, "", "e\u0301e\u0301"),
        ("abc", 1, "..", "."),
        ("权", 0, "…", ""),
    ],
)
def test_what_does_not_fit_is_cut_at_a_whole_sign(text: str, most: int, ending: str, expected: str) -> None:
    assert cut(text, most, ending) == expected


def test_what_is_told_at_once_is_so() -> None:
    for sign in map(chr, range(0x10000)):
        if NARROW.fullmatch(sign):
            assert sign_cells(sign) == 1


@given(MIXED, st.integers(0, 40), st.sampled_from(["", "…", ".."]))
def test_what_is_filled_takes_exactly_its_width(text: str, width: int, ending: str) -> None:
    assert cells(filled(text, width, ending)) == width


@given(MIXED, st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width, "  ")
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_where_a_line_may_be_broken() -> None:
    text = "「学习」就是使误差变小。weight 0.5"
    assert wrapped(text, 10) == ["「学习」就", "是使误差变", "小。weight", "0.5"]
    assert wrapped(text, 8) == ["「学习」", "就是使误", "差变小。", "weight", "0.5"]
    assert wrapped("see /a/long/path/to/it", 10, break_words=False) == ["see", "/a/long/path/to/it"]


@pytest.mark.parametrize("width", [40, 58, 78, 118])
def test_latin_text_is_wrapped_as_the_standard_library_does(width: int) -> None:
    for lesson in lessons().values():
        for text in lesson.text:
            assert wrapped(text, width, "  ") == textwrap.wrap(text, width, subsequent_indent="  ")
