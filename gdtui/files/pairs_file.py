"""Pairs of an input and a goal in a file: CSV, a pair a line, with or without a header."""

from __future__ import annotations

import csv
from pathlib import Path

from gdtui.core.figures import counted
from gdtui.core.parameters import ParameterError, parse_figure
from gdtui.core.problems.pairs import LEAST, MOST
from gdtui.files.disk import UnusableError, typed_lines

LARGEST = 100_000
"""Bytes; a hundred pairs with every digit take about 5,000."""


def read_pairs(path: str) -> tuple[tuple[float, float], ...]:
    """The pairs in a file; UnusableError where a line is none, or there are too few or too many; OSError."""
    pairs = []
    for number, fields in enumerate(csv.reader(typed_lines(Path(path), LARGEST)), 1):
        if not fields:
            continue
        if len(fields) != 2:
            raise UnusableError(f"line {number}: not an input and a goal with a comma between")
        if number == 1 and not any(map(_is_number, fields)):
            continue
        try:
            pairs.append((parse_figure("input", fields[0]), parse_figure("goal", fields[1])))
        except ParameterError as error:
            raise UnusableError(f"line {number}: the {error.field} is {error.reason}") from None
    if not LEAST <= len(pairs) <= MOST:
        raise UnusableError(f"{counted(len(pairs), 'pair')}, where there are from {LEAST} to {MOST}")
    return tuple(pairs)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
