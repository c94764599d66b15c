"""Pairs of an input and a goal in a file: CSV, a pair a line, with or without a header."""

from __future__ import annotations

import csv
from pathlib import Path

from gdtui.core.parameters import ParameterError, parse_figure
from gdtui.core.problems.pairs import MOST
from gdtui.files.state import UnusableError, typed_lines

LARGEST = 100_000
"""Bytes; a hundred pairs with every digit take about 5,000."""


def read_pairs(path: str) -> tuple[tuple[float, float], ...]:
    """The pairs in a file; UnusableError where a line is none, or there are too many, OSError as for any file."""
    pairs = []
    for number, fields in enumerate(csv.reader(typed_lines(Path(path), LARGEST)), 1):
        if not fields:
            continue
        if len(fields) != 2:
            raise UnusableError(f"line {number}: not an input and a goal with a comma between")
        try:
            pairs.append((parse_figure("input", fields[0]), parse_figure("goal", fields[1])))
        except ParameterError as error:
            if number > 1:
                raise UnusableError(f"line {number}: the {error.field} is {error.reason}") from None
    if len(pairs) > MOST:
        raise UnusableError(f"{len(pairs)} pairs, {MOST} are the most")
    return tuple(pairs)
