"""Axes made for cells: ticks stand on whole rows and columns, at even distances and at round values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gdtui.charts.frame import are_apart, canvas_of, canvas_rows
from gdtui.charts.picture import Axes, Span
from gdtui.charts.setting import Setting

LARGEST = 5e307
"""The largest value that an axis has to show: what it shows beyond, to end at a whole cell, is a float too."""
WIDEST = Span(-LARGEST, LARGEST)
SMALLEST = 1e-300
"""No axis is shorter than this."""
ROUND_NUMBERS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
ROUND_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
LONGEST_LABEL = 3 / 8
"""A label beside a chart may take as much of its width."""
MOST_TICKS = 8
"""About as many are read at a glance."""
FINEST = 10**12
"""Values that differ by less than this part of them have no labels: these would be long, and all alike."""
LOST = 20.0
"""Axes are left where what is to be seen takes less than this part of them; of errors, which are squares, squared."""
FEWEST_CELLS = 3
"""In fewer there is no room for 0 and for what lies to both sides of it."""
Range = tuple[float, float]
Labels = Callable[[float, float], str]


def round_up(value: float, numbers: tuple[float, ...] = ROUND_NUMBERS) -> float:
    """The next round number at or above a value that is above 0; never above the largest that an axis can have."""
    if value >= LARGEST:
        return LARGEST
    exponent = math.floor(math.log10(value))
    # Written and read back, so that 3 times 10 to the minus 5 is the float that people mean by 3e-05.
    for number in numbers:
        candidate = float(f"{number}e{exponent}")
        if candidate >= value:
            return min(candidate, LARGEST)
    return float(f"1e{exponent + 1}")


def held(value: float, axis: Span) -> float:
    """The value where the axis has it, else the end that is nearer."""
    return min(max(value, axis.low), axis.high)


def label(value: float, step: float) -> str:
    """A tick's value in as few digits as tell it from its neighbours ``step`` away."""
    steps = abs(value) / step
    # Not by half a step, which is 0 where the step is the least float there is.
    if steps < 0.5:
        return "0"
    digits = max(1, math.ceil(math.log10(steps) + 0.5) + 1)
    text = f"{value:.{digits}g}"
    # 2e+16 is as clear as it gets, 2e-05 too, but 3e+01 is 30.
    if "e" in text and 1e-4 <= abs(value) < 1e6:
        text = f"{value:.0f}" if abs(value) >= 1 else f"{value:f}".rstrip("0")
    return text.replace("e+", "e").replace("e-0", "e-").replace("e0", "e")


class Wanted(NamedTuple):
    """What an axis is for: values that it has to show, and how far one reaches that is made for them now.

    ``whole``: only whole numbers are written beside it.
    """

    shown: Range
    reach: Range
    whole: bool = False
    labels: Labels = label


def axes_for(setting: Setting, x: Wanted, y: Wanted) -> Axes:
    """The axes that there are as long as they show what they have to, large enough to be seen; else such as do."""
    axes = setting.axes
    if axes is not None and _serves(axes.x, x, LOST) and _serves(axes.y, y, LOST**2):
        return axes
    longest = int(LONGEST_LABEL * setting.width)
    beside = even(*y.reach, canvas_rows(setting.height), whole=y.whole, labels=y.labels, longest=longest)
    _, columns, _ = canvas_of(setting.width, setting.height, beside)
    return Axes(even(*x.reach, columns, across=True, whole=x.whole, labels=x.labels), beside)


def _serves(axis: Span, wanted: Wanted, lost: float) -> bool:
    low, high = wanted.reach
    # Halves, since the difference of two large floats can overflow.
    is_seen = axis.high / 2 - axis.low / 2 <= lost * (high / 2 - low / 2)
    return is_seen and axis.low <= wanted.shown[0] and wanted.shown[1] <= axis.high


@lru_cache(maxsize=64)
def even(
    low: float,
    high: float,
    cells: int,
    *,
    across: bool = False,
    whole: bool = False,
    labels: Labels = label,
    longest: int = 10,
) -> Span:
    """An axis of so many cells around these values, with ticks so many cells apart, on one of them 0 if it is in view.

    It reaches as little farther than asked as round values allow; from 0 or up to 0 it ends there. ``across``: its
    labels lie beside each other; ``whole``: only whole numbers are ticks; ``longest``: no label is longer. It has no
    ticks where there is no room for two of them, or where labels that tell them apart would be too long.
    """
    found = Span(low, high)
    if not low < high or cells < FEWEST_CELLS:
        return found
    densest = 0
    for every in range(max(2, cells // MOST_TICKS) if cells > FEWEST_CELLS else 1, cells // 2 + 1):
        if densest and every > 2 * densest:
            break
        axis = _fitted(Fraction(low), Fraction(max(high, low + SMALLEST)), cells, every, whole, labels)
        is_short = all(len(text) <= longest for _, text in axis.ticks)
        if not axis.ticks or not is_short or (across and not are_apart(axis, cells)):
            continue
        if not densest or axis.high / 2 - axis.low / 2 < 0.999 * (found.high / 2 - found.low / 2):
            found = axis
        densest = densest or every
    return found


def _fitted(low: Fraction, high: Fraction, cells: int, every: int, whole: bool, labels: Labels) -> Span:
    """The shortest axis around these values whose ticks stand in every so-manieth cell; without ticks if there is none.

    Exact, so that a tick is where its value is, at any size of the values.
    """
    for step in _steps((high - low) * every / (cells - 1), whole):
        unit = step / every
        first = math.floor(low / unit)
        spare = first + cells - 1 - math.ceil(high / unit)
        if spare >= 0:
            break
    if high == 0:
        first -= spare
    elif low != 0 and not whole:
        first -= spare // 2
    last = first + cells - 1
    if max(abs(first), abs(last)) > FINEST * every:
        return Span(float(low), float(high))
    values = [float(index * step) for index in range(math.ceil(Fraction(first, every)), last // every + 1)]
    return Span(float(first * unit), float(last * unit), tuple((value, labels(value, float(step))) for value in values))


def _steps(least: Fraction, whole: bool) -> Iterator[Fraction]:
    """The round steps from this length on; ``whole``: that are whole numbers."""
    exponent = math.floor(math.log10(least))
    while True:
        for mantissa in ROUND_STEPS:
            step = mantissa * Fraction(10) ** exponent
            if step >= least and (not whole or step.denominator == 1):
                yield step
        exponent += 1
