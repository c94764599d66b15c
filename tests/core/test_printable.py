"""What came from elsewhere does not steer a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.printable import printable


@given(st.text(st.characters(codec=None)))
def test_whatever_it_is_what_is_left_can_be_printed_in_one_line(text: str) -> None:
    made = printable(text)
    assert made.isprintable()
    assert len(made.splitlines()) <= 1
    # A backslash that was there before is left as it is, so only what holds none can be read back.
    if "\\" not in text:
        assert made.encode("latin-1", "backslashreplace").decode("unicode_escape") == text


def test_text_is_left_as_it_is() -> None:
    assert printable("Ada Lovelace – 李 é.json") == "Ada Lovelace – 李 é.json"
