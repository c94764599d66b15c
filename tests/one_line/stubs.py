"""A problem, a method and a flag, as somebody new would write them: a class or an entry each, and a registry line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from gdtui.core import flags
from gdtui.core.flags import Flag, Severity
from gdtui.core.knob import Knob
from gdtui.core.methods import METHODS
from gdtui.core.methods.method import Method
from gdtui.core.problems import PROBLEMS
from gdtui.core.problems.problem import Problem


class Sought(Problem):
    """The error is how far the weight is from a target, squared."""

    kind: ClassVar[str] = "sought"
    fields: ClassVar[tuple[str, ...]] = ("target",)
    figures: ClassVar[tuple[Knob, ...]] = (Knob("target", 3.0, "The weight that is sought."),)

    target: float

    def lines(self, tries: Mapping[str, str]) -> tuple[str, ...]:
        return (
            "error = (weight - target) ** 2",
            "weight_delta = 2 * (weight - target)",
            *(f"{name} = ({weight} - target) ** 2" for name, weight in tries.items()),
        )

    def error(self, weight: float) -> float:
        return (weight - self.target) ** 2

    def slope(self, weight: float) -> float:
        return 2 * (weight - self.target)


class Nearer(Method):
    """Every update goes a part of the way that the slope shows, or all of it where it is ``bold``."""

    title = "nearer and nearer"
    knobs = (
        Knob("pull", 0.25, "The part of the slope that an update takes.", above=0, swept=True),
        Knob("bold", False, "Take twice as much."),
    )

    def lines(self, knobs: Mapping[str, Any]) -> tuple[str, ...]:
        return (f"weight = weight - {'2 * ' if knobs['bold'] else ''}pull * weight_delta",)


def register() -> Flag:
    """Put them where all others stand."""
    METHODS["nearer"] = Nearer()
    PROBLEMS["sought"] = Sought
    return flags.flag(
        "second",
        Severity.NOTE,
        "this is the second row",
        "the row is the second",
        lambda now, before, earlier: now.row.iteration == 2,
    )


def unregister() -> None:
    """Take them out again."""
    del METHODS["nearer"], PROBLEMS["sought"], flags.FLAGS[Flag("second")]
