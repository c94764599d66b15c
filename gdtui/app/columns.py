"""Figures in columns: all of a column's decimal points below each other, as many digits as fit."""

from __future__ import annotations

import math
from typing import NamedTuple

SIGNIFICANT = 6


class Column(NamedTuple):
    """One column of figures: its name, and its cells before and after the decimal point; a gap follows."""

    name: str
    before: int
    after: int

    @classmethod
    def of_width(cls, name: str, width: int, *, more: int = 0) -> Column:
        """A column of so many cells with its gap, or of as many as its name takes; ``more`` go behind the point."""
        before = 2 if width < 10 else 3 if width < 14 else 5
        return cls(name, before, max(width, len(name) + before) - before - 2 + more)

    @property
    def width(self) -> int:
        """Its cells, with the gap."""
        return self.before + self.after + 2

    def header(self) -> str:
        """Its name, beginning where the figures of one digit do, which most are."""
        return f"{' ' * (self.before - 1)}{self.name}".ljust(self.width)

    def cell(self, value: float) -> str:
        """A figure of it."""
        return f"{aligned(value, self.before, self.after)} "


def aligned(value: float, before: int, after: int) -> str:
    """A figure in exactly ``before + 1 + after`` cells, its decimal point (written or not) after ``before`` of them.

    At most 6 significant digits; where fewer than 4 would fit the figure is written with a power of ten, as 1.16e154.
    Needs ``before`` >= 2 and ``after`` >= 5.
    """
    if math.isnan(value) or math.isinf(value):
        return f"{value:>{before + 1}}".ljust(before + 1 + after)[: before + 1 + after]
    value += 0.0  # -0.0 becomes 0.0
    for decimals in range(after, -1, -1):
        whole, fraction = _split(f"{value:.{decimals}f}")
        if len(whole) > before:
            break
        if _digits(whole, fraction) <= SIGNIFICANT or decimals == 0:
            exact = float(f"{whole}.{fraction}0") == float(f"{value:.{SIGNIFICANT}g}")
            if exact or _digits(whole, fraction) >= 4:
                return _placed(whole, fraction.rstrip("0"), before, after)
            break
    return _with_power(value, before, after)


def _with_power(value: float, before: int, after: int) -> str:
    for decimals in range(SIGNIFICANT - 1, -1, -1):
        mantissa, power = f"{value:.{decimals}e}".split("e")
        whole, fraction = _split(mantissa)
        ending = f"{fraction.rstrip('0')}e{int(power)}"
        # Without a fraction the point is left out, and its cell goes to the power.
        if len(ending) <= after or not fraction.rstrip("0"):
            return _placed(whole, ending, before, after)
    return _placed("?", "", before, after)


def _split(text: str) -> tuple[str, str]:
    whole, _, fraction = text.partition(".")
    return whole, fraction


def _digits(whole: str, fraction: str) -> int:
    """How many significant digits are written."""
    return len((whole.lstrip("-") + fraction).lstrip("0"))


def _placed(whole: str, ending: str, before: int, after: int) -> str:
    point = "." if ending and not ending.startswith("e") else ""
    return f"{whole:>{before}}{f'{point}{ending}':<{after + 1}}"
