"""What is worth saying about a row, read off it and the two rows before it."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

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
        return FLAGS[self].severity


class FlagKind(NamedTuple):
    """What is said of a flag wherever flags are told: how grave it is, what it means, and exactly when it is raised."""

    severity: Severity
    meaning: str
    when: str


FLAGS = {
    Flag.OVERFLOW: FlagKind(
        Severity.ERROR,
        "a figure is too big for a float: the run ends there",
        "a figure of the row is not finite, in row 1 too; the run ends there",
    ),
    Flag.DIVERGING: FlagKind(
        Severity.ERROR,
        "the miss grew twice running",
        "the miss grew twice running, and the error is above the tolerance; or the row overflows, whatever its error",
    ),
    Flag.OSCILLATING: FlagKind(
        Severity.WARNING,
        "it jumps to and fro, equally far each time",
        "the last three moves alternate in sign, and the last is as far as the one before last; not on a row that is "
        "diverging, nor where this error and the one before are within the tolerance",
    ),
    Flag.SETTLING: FlagKind(
        Severity.NOTE,
        "it jumps to and fro, by less each time",
        "the same, but the last move is smaller than the one before last",
    ),
    Flag.STALLED: FlagKind(
        Severity.WARNING,
        "the weight did not move, short of the goal",
        "the weight did not move, and the error is above the tolerance",
    ),
    Flag.OVERSHOOT: FlagKind(
        Severity.NOTE,
        "the last update jumped across the goal",
        "the last update jumped across the goal",
    ),
    Flag.CONVERGED: FlagKind(
        Severity.SUCCESS,
        "the error is within the tolerance",
        "the error is at or below the tolerance, even on a row that bears other flags",
    ),
}
"""Every flag, gravest first."""

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
