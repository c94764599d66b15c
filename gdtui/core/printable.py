"""Text that came from elsewhere, made fit to be printed."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text with an escape for every character that steers a terminal, ends a line, or is not text."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
