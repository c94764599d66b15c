"""The signs beside the words: for how much a flag matters, and for how an error went."""

from __future__ import annotations

from collections.abc import Iterable

from gdtui.core.flags import Flag, Severity

SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "!", Severity.NOTE: "~", Severity.SUCCESS: "✔"}
"""A sign for each severity, so that no flag relies on its colour."""
ASCII_SIGNS = {Severity.ERROR: "x", Severity.WARNING: "!", Severity.NOTE: "~", Severity.SUCCESS: "*"}

SPARKS = "▁▂▃▄▅▆▇█"
"""A sign for each level of an error, the tolerance lowest."""
ASCII_SPARKS = "_.,-~+*#"


def flag_word(flag: Flag, signs: dict[Severity, str] = SIGNS) -> str:
    """A flag as columns show it: its sign and its name."""
    return f"{signs[flag.severity]} {flag}"


def sparkline(levels: Iterable[int], sparks: str = SPARKS) -> str:
    """How an error went, a sign for each of its levels (0 to 7)."""
    return "".join(sparks[level] for level in levels)
