"""Text for terminals that show ASCII only."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.lab.ascii import STAND_INS, ascii_of, ascii_text


@given(st.text())
def test_any_text_becomes_ascii_sign_by_sign_and_ascii_stays(text: str) -> None:
    plain = ascii_text(text)
    assert plain.isascii()
    assert plain == "".join(map(ascii_of, text))
    assert ascii_text(plain) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("weight 0.5", "weight 0.5"),
        ("naïve Ünïcödé", "naive Unicode"),
        ("e\u0301", "e"),
        ("a\u200bb\u20dd", "ab"),
        ("ﬁne ①", "fine 1"),
        ("権重", "??"),
        ("✔ done … → “next”", '* done .. > "next"'),
        ("╭─┬─╮│▁▔", "+-+-+|_-"),
    ],
)
def test_what_stands_for_what(text: str, plain: str) -> None:
    assert ascii_text(text) == plain


@pytest.mark.parametrize("sign", [sign for sign in STAND_INS if unicodedata.name(sign).startswith("BOX")])
def test_a_line_stays_a_line_and_a_corner_a_corner(sign: str) -> None:
    name = unicodedata.name(sign)
    lies = any(way in name for way in ("HORIZONTAL", "LEFT", "RIGHT"))
    assert ascii_of(sign) == ("+" if " AND " in name else "-" if lies else "|")
