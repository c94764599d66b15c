"""What is worth saying about a row, read off it and the two rows before it."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdtui.core.step import Step


class Severity(StrEnum):
    """How much a flag matters: an error ends hope, a warning says no progress, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    SUCCESS = "success"


class Flag(StrEnum):
    """Something seen in the last rows of a run, gravest first."""

    OVERFLOW = "overflow"
    DIVERGING = "diverging"
    OSCILLATING = "oscillating"
    SETTLING = "settling"
    STALLED = "stalled"
    OVERSHOOT = "overshoot"
    CONVERGED = "converged"

    @property
    def severity(self) -> Severity:
        """How grave this flag is."""
        return _SEVERITIES[self]


_SEVERITIES = {
    Flag.OVERFLOW: Severity.ERROR,
    Flag.DIVERGING: Severity.ERROR,
    Flag.OSCILLATING: Severity.WARNING,
    Flag.SETTLING: Severity.NOTE,
    Flag.STALLED: Severity.WARNING,
    Flag.OVERSHOOT: Severity.NOTE,
    Flag.CONVERGED: Severity.SUCCESS,
}

RELATIVE_SAMENESS = 1e-9
"""Two sizes that differ by no more than this fraction count as the same."""

ULP_SAMENESS = 4
"""So do two that differ by no more than this many units in the last place of what they were computed from."""


def same_size(first: float, second: float, *computed_from: float) -> bool:
    """Whether two sizes differ by no more than rounding can explain, given the values they were computed from."""
    gap = abs(abs(first) - abs(second))
    if gap <= RELATIVE_SAMENESS * max(abs(first), abs(second)):
        return True
    return gap <= ULP_SAMENESS * math.ulp(max(abs(value) for value in computed_from))


def flags_of(
    step: Step, previous: Step | None, before: Step | None, *, goal: float, tolerance: float
) -> tuple[Flag, ...]:
    """The flags of a row, gravest first, given the row before it and the row before that (None where there is none).

    ``tolerance`` is of the error, at or below which a row counts as converged.
    """
    flags: list[Flag] = []
    above = step.error > tolerance
    if not step.finite:
        flags += (Flag.OVERFLOW, Flag.DIVERGING)
    elif above and previous is not None and before is not None and _grew_twice(step, previous, before, goal):
        flags.append(Flag.DIVERGING)
    elif previous is not None and before is not None and (above or previous.error > tolerance):
        move, middle, first = step.move, previous.move, before.move
        if (move > 0 > middle and first > 0) or (move < 0 < middle and first < 0):
            if same_size(move, first, step.weight, step.new_weight, before.weight, before.new_weight):
                flags.append(Flag.OSCILLATING)
            elif abs(move) < abs(first):
                flags.append(Flag.SETTLING)
    if above and step.new_weight == step.weight:
        flags.append(Flag.STALLED)
    if previous is not None and (step.delta > 0 > previous.delta or step.delta < 0 < previous.delta):
        flags.append(Flag.OVERSHOOT)
    if step.error <= tolerance:
        flags.append(Flag.CONVERGED)
    return tuple(flags)


def _grew_twice(step: Step, previous: Step, before: Step, goal: float) -> bool:
    """Whether the miss grew in each of the last two updates, by more than rounding can explain."""
    return (
        abs(step.delta) > abs(previous.delta) > abs(before.delta)
        and not same_size(step.delta, previous.delta, step.prediction, previous.prediction, goal)
        and not same_size(previous.delta, before.delta, previous.prediction, before.prediction, goal)
    )
