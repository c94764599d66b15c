"""What is worth saying about a row, read off it and the two rows before it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from gdtui.core.flag import SEVERITIES, Flag, Severity
from gdtui.core.given import Given
from gdtui.core.row import Row

__all__ = ["FLAGS", "Flag", "Severity"]


class Look(NamedTuple):
    """A row, and what is told of it beside its figures: the size and the side of its miss, whether it counts as
    converged, and the largest figure that the size was worked out from."""

    row: Row
    size: float
    side: float
    is_within: bool
    computed_from: float

    @property
    def move(self) -> float:
        """How far the weight is about to go."""
        return self.row.new_weight - self.row.weight


class FlagKind(NamedTuple):
    """What is said of a flag wherever flags are told: how grave it is, what it means, and exactly when it is raised.

    ``is_raised`` tells it from a row and the two before it, None where there are none.
    """

    severity: Severity
    meaning: str
    when: str
    is_raised: Callable[[Look, Look | None, Look | None], bool]


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


def _overflows(now: Look, before: Look | None, earlier: Look | None) -> bool:
    return not now.row.finite


def _diverges(now: Look, before: Look | None, earlier: Look | None) -> bool:
    if not now.row.finite:
        return True
    return not now.is_within and before is not None and earlier is not None and _grew_twice(now, before, earlier)


def _grew_twice(now: Look, before: Look, earlier: Look) -> bool:
    """Whether the size grew in each of the last two updates, by more than rounding can explain."""
    return (
        now.size > before.size > earlier.size
        and not same_size(now.size, before.size, now.computed_from, before.computed_from)
        and not same_size(before.size, earlier.size, before.computed_from, earlier.computed_from)
    )


def _jumps(now: Look, before: Look | None, earlier: Look | None) -> tuple[float, float] | None:
    """The last move and the one before last, where these and the one between go to and fro; else None."""
    if before is None or earlier is None or (now.is_within and before.is_within):
        return None
    move, middle, first = now.move, before.move, earlier.move
    alternate = (move > 0 > middle and first > 0) or (move < 0 < middle and first < 0)
    return (move, first) if alternate and not _diverges(now, before, earlier) else None


def _as_far(moves: tuple[float, float], now: Look, earlier: Look) -> bool:
    weights = (now.row.weight, now.row.new_weight, earlier.row.weight, earlier.row.new_weight)
    return same_size(*moves, *weights)


def _oscillates(now: Look, before: Look | None, earlier: Look | None) -> bool:
    moves = _jumps(now, before, earlier)
    return moves is not None and earlier is not None and _as_far(moves, now, earlier)


def _settles(now: Look, before: Look | None, earlier: Look | None) -> bool:
    moves = _jumps(now, before, earlier)
    if moves is None or earlier is None:
        return False
    return abs(moves[0]) < abs(moves[1]) and not _as_far(moves, now, earlier)


def _stalls(now: Look, before: Look | None, earlier: Look | None) -> bool:
    return not now.is_within and now.row.new_weight == now.row.weight


def _overshoots(now: Look, before: Look | None, earlier: Look | None) -> bool:
    return before is not None and (now.side > 0 > before.side or now.side < 0 < before.side)


def _converges(now: Look, before: Look | None, earlier: Look | None) -> bool:
    return now.is_within


FLAGS: dict[Flag, FlagKind] = {}
"""Every flag, gravest first."""


def flag(
    name: str,
    severity: Severity,
    meaning: str,
    when: str,
    is_raised: Callable[[Look, Look | None, Look | None], bool],
) -> Flag:
    """Put a flag into the registry, after those that are graver."""
    made = name if isinstance(name, Flag) else Flag(name)
    SEVERITIES[made] = severity
    FLAGS[made] = FlagKind(severity, meaning, when, is_raised)
    return made


flag(
    Flag.OVERFLOW,
    Severity.ERROR,
    "a figure is too big for a float: the run ends there",
    "a figure of the row is not finite, in row 1 too; the run ends there",
    _overflows,
)
flag(
    Flag.DIVERGING,
    Severity.ERROR,
    "the miss grew twice running",
    "the miss grew twice running, and the error is above the tolerance; or the row overflows, whatever its error",
    _diverges,
)
flag(
    Flag.OSCILLATING,
    Severity.WARNING,
    "it jumps to and fro, equally far each time",
    "the last three moves alternate in sign, and the last is as far as the one before last; not on a row that is "
    "diverging, nor where this error and the one before are within the tolerance",
    _oscillates,
)
flag(
    Flag.SETTLING,
    Severity.NOTE,
    "it jumps to and fro, by less each time",
    "the same, but the last move is smaller than the one before last",
    _settles,
)
flag(
    Flag.STALLED,
    Severity.WARNING,
    "the weight did not move, short of the goal",
    "the weight did not move, and the error is above the tolerance",
    _stalls,
)
flag(
    Flag.OVERSHOOT,
    Severity.NOTE,
    "the last update jumped across the goal",
    "the last update jumped across the goal",
    _overshoots,
)
flag(
    Flag.CONVERGED,
    Severity.SUCCESS,
    "the error is within the tolerance",
    "the error is at or below the tolerance, even on a row that bears other flags",
    _converges,
)
KNOWN = len(FLAGS)
"""So many of them ``quick_flags`` tells apart from each other."""
CONVERGED_ALONE = (Flag.CONVERGED,)

Glance = tuple[Row, float, float, bool]
"""The most of a ``Look``, as a plain tuple: an export takes a million of them."""


def glancing(parameters: Given) -> Callable[[Row, Glance | None], Glance]:
    """A function from a row, and what was seen of the row before it, to what is seen of it."""
    problem, swing = parameters.problem, parameters.rule.swing(parameters)
    miss, limit = problem.miss, parameters.limit
    if swing is None:

        def glance(row: Row, before: Glance | None) -> Glance:
            size, side = miss(row[1])
            return row, size, side, row[2] <= limit

        return glance

    def glance_at_a_swing(row: Row, before: Glance | None) -> Glance:
        _, side = miss(row[1])
        # What rests at first has come from where it is.
        return row, swing(side, side if before is None else before[2]), side, row[2] <= limit

    return glance_at_a_swing


def flagging(parameters: Given) -> Callable[[Glance, Glance | None, Glance | None], tuple[Flag, ...]]:
    """A function from what is seen of a row, and of the two before it, to its flags."""
    computed_from = parameters.problem.computed_from

    def look(glance: Glance) -> Look:
        return Look(*glance, computed_from(glance[0].weight))

    def flags(now: Glance, before: Glance | None, earlier: Glance | None) -> tuple[Flag, ...]:
        if before is None or len(FLAGS) != KNOWN or (quick := quick_flags(now, before)) is None:
            return flags_of(look(now), look(before) if before else None, look(earlier) if earlier else None)
        return quick

    return flags


def flags_of(now: Look, before: Look | None, earlier: Look | None) -> tuple[Flag, ...]:
    """The flags of a row, gravest first, given the row before it and the row before that (None where there is none)."""
    return tuple(each for each, kind in FLAGS.items() if kind.is_raised(now, before, earlier))


def quick_flags(now: Glance, before: Glance) -> tuple[Flag, ...] | None:
    """The flags of a row that walks on, or that rests where it should; None where there is more to look at."""
    row, size, side, is_within = now
    row_before, size_before, side_before, was_within = before
    if row[5] or (side > 0) is not (side_before > 0):
        return None
    if is_within:
        return CONVERGED_ALONE if was_within else None
    weight, new_weight = row[1], row[3]
    # Nearer on the same side, a row has neither jumped nor grown; and it goes on as it came.
    walks_on = size < size_before and new_weight != weight and (new_weight > weight) is (weight > row_before[1])
    return () if walks_on else None
