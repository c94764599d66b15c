"""The table of flags, read a second time word by word, with all rows of a run at hand."""

from __future__ import annotations

import math

from gdtui.core.parameters import Parameters
from gdtui.core.row import Row

GRAVITY = ["overflow", "diverging", "oscillating", "settling", "stalled", "overshoot", "converged"]


def same(first: float, second: float, sources: list[float]) -> bool:
    """Within 1e-9 of each other, or within 4 units in the last place of what they were computed from."""
    gap = abs(abs(first) - abs(second))
    return gap <= 1e-9 * max(abs(first), abs(second)) or gap <= 4 * max(math.ulp(source) for source in sources)


def sign(value: float) -> int:
    return (value > 0) - (value < 0)


def diverges(rows: list[Row], index: int, parameters: Parameters) -> bool:
    newest, middle, oldest = (rows[index - ago] for ago in (0, 1, 2))
    sources = [newest.prediction, middle.prediction, parameters.goal]
    older_sources = [middle.prediction, oldest.prediction, parameters.goal]
    return (
        abs(newest.delta) > abs(middle.delta) > abs(oldest.delta)
        and not same(newest.delta, middle.delta, sources)
        and not same(middle.delta, oldest.delta, older_sources)
        and newest.error > parameters.tolerance
    )


def to_and_fro(rows: list[Row], index: int, parameters: Parameters) -> set[str]:
    newest, middle, oldest = (rows[index - ago] for ago in (0, 1, 2))
    moves = [row.new_weight - row.weight for row in (newest, middle, oldest)]
    if [sign(move) for move in moves] not in ([1, -1, 1], [-1, 1, -1]):
        return set()
    if newest.error <= parameters.tolerance and middle.error <= parameters.tolerance:
        return set()
    if same(moves[0], moves[2], [newest.weight, newest.new_weight, oldest.weight, oldest.new_weight]):
        return {"oscillating"}
    return {"settling"} if abs(moves[0]) < abs(moves[2]) else set()


def flags_by_the_table(rows: list[Row], index: int, parameters: Parameters) -> list[str]:
    """The flags of the row at this index, gravest first."""
    row = rows[index]
    found = set()
    if not all(math.isfinite(figure) for figure in (*row[1:4], *row.figures)):
        found |= {"overflow", "diverging"}
    if index >= 2 and diverges(rows, index, parameters):
        found.add("diverging")
    if index >= 2 and "diverging" not in found:
        found |= to_and_fro(rows, index, parameters)
    if row.new_weight == row.weight and row.error > parameters.tolerance:
        found.add("stalled")
    if index >= 1 and sign(row.delta) * sign(rows[index - 1].delta) == -1:
        found.add("overshoot")
    if row.error <= parameters.tolerance:
        found.add("converged")
    return sorted(found, key=GRAVITY.index)
