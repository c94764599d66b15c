"""Axes with round numbers: how wide a view is, and which values are written beside it."""

from __future__ import annotations

import math

from gdtui.charts.picture import Span

LARGEST = 1.7e308
ROUND_NUMBERS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_up(value: float, numbers: tuple[float, ...] = ROUND_NUMBERS) -> float:
    """The next round number at or above a value that is above 0; never above the largest that an axis can have."""
    if value >= 1e308:
        return LARGEST
    exponent = math.floor(math.log10(value))
    # Written and read back, so that 3 times 10 to the minus 5 is the float that people mean by 3e-05.
    for number in numbers:
        candidate = float(f"{number}e{exponent}")
        if candidate >= value:
            return candidate
    return float(f"1e{exponent + 1}")


def span(low: float, high: float, most_ticks: int) -> Span:
    """An axis with about so many ticks (one more at the most) at round values, none where they cannot be told apart."""
    length = high - low
    if not (0 < length < math.inf) or most_ticks < 1:
        return Span(low, high)
    step = round_up(max(length / most_ticks, math.ulp(0.0)), ROUND_STEPS)
    if step == 0 or max(abs(low), abs(high)) / step > 1e12:
        return Span(low, high)
    first, last = math.ceil(low / step), math.floor(high / step)
    values = (index * step for index in range(first, last + 1))
    return Span(low, high, tuple((value, label(value, step)) for value in values if low <= value <= high))


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
