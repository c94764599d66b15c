"""How much room a text takes on a terminal: a Chinese sign takes two cells, an accent of its own takes none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

OPENING = "（［｛〈《「『【〔〖“‘"
CLOSING = "）］｝〉》」』】〕〗”’、。，．・：；？！…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
"""What no line ends with, and what no line begins with, where words have no spaces between them."""
WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0003fffd"
)
"""Between two of these a line may be broken."""
NARROW_WORD = re.compile(r"(\s*)(\S+)")

NARROW = re.compile(r"[\x00-\x7f\u2500-\u25fc\u2800-\u28ff\u2026\u2714\u2716]*")
"""What charts and the screen's own words are made of; told at once, since each step asks about many rows of them."""


@cache
def _wide_word() -> re.Pattern[str]:
    # Few texts need it, and so many ranges take longer to compile than all of a screen's texts to be wrapped.
    return re.compile(rf"(\s*)([{OPENING}]*[{WIDE}][{CLOSING}]*|[^\s{WIDE}]+)")


@lru_cache(4096)
def sign_cells(sign: str) -> int:
    """How many cells one sign takes: 0, 1 or 2."""
    if sign.isascii():
        return 1
    # The vowels and ends of Korean syllables that are written in parts go below and beside their beginning.
    if unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf") or "\u1160" <= sign <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if NARROW.fullmatch(text) else sum(map(sign_cells, text))


def one_each(text: str) -> bool:
    """Whether each sign takes one cell, so that a sign's place is its column."""
    return NARROW.fullmatch(text) is not None or all(sign_cells(sign) == 1 for sign in text)


def cut(text: str, most: int, ending: str = "") -> str:
    """The text in at most so many cells; where it is longer, with an ending in the place of what does not fit."""
    if cells(text) <= most:
        return text
    kept, room = 0, most - cells(ending)
    for sign in text:
        room -= sign_cells(sign)
        if room < 0:
            break
        kept += 1
    return text[:kept] + (ending if cells(ending) <= most else ending[: max(most, 0)])


def filled(text: str, width: int, ending: str = "") -> str:
    """The text in exactly so many cells: cut where it is longer, followed by spaces where it is shorter."""
    text = cut(text, width, ending)
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int, indent: str = "", *, break_words: bool = True) -> list[str]:
    """The lines of a text in so many cells, 4 or more; ``indent`` stands before all but the first.

    ``break_words`` says whether a word that is longer than a line is broken, or stands beyond its end.
    """
    lines, line = [], ""
    words = NARROW_WORD if NARROW.fullmatch(text) else _wide_word()
    for space, word in words.findall(" ".join(text.split("\n"))):
        if line.strip() and cells(line + space + word) > width:
            lines.append(line)
            line, space = indent, ""
        line += space + word
        while break_words and cells(line) > width:
            lines.append(cut(line, width))
            line = indent + line[len(lines[-1]) :]
    return [*lines, line] if line.strip() else lines
