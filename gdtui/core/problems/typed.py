"""The error that somebody's own lines work out, in the place of the problem that they were typed for."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from gdtui.core.compiled import stepper
from gdtui.core.derivative import derivative
from gdtui.core.expressions import value_of, with_name
from gdtui.core.language import MOST_NODES
from gdtui.core.loop import Loop
from gdtui.core.problems.problem import Problem


class Typed(Problem):
    """An error of the weight that is known by its lines alone; all that is written down is the other problem's.

    ``given`` are the values that the lines are given, and those that are carried, at the start.
    """

    def __init__(self, instead_of: Problem, loop: Loop, given: tuple[tuple[str, Any], ...]) -> None:
        self.instead_of, self.loop, self.given = instead_of, loop, given
        # What is written down stays, so that another method, or other lines, find the problem again.
        shared = {name: getattr(instead_of, name) for name in ("kind", "fields", "figures", "columns", "measure")}
        own = {name: getattr(instead_of, name) for name in instead_of.fields}
        self.__dict__.update({**shared, **own})

    def _made_from(self) -> tuple[Any, ...]:
        return self.instead_of, self.loop, self.given

    def written(self) -> dict[str, Any]:
        return self.instead_of.written()

    def told(self) -> dict[str, str]:
        return self.instead_of.told()

    @property
    def values(self) -> dict[str, Any]:
        return self.instead_of.values

    @property
    def times(self) -> int:
        return self.instead_of.times

    def lines(self, tries: Mapping[str, str]) -> tuple[str, ...]:
        return self.instead_of.lines(tries)

    @property
    def title(self) -> str:
        return "the error of your own lines"

    @cached_property
    def _step(self) -> Callable[..., tuple[Any, ...]]:
        carried = ("weight", *(name for name in self.loop.carried if name != "weight"))
        values = dict(self.given)
        step = stepper(self.loop.for_the_sake_of("error"), carried, (), values, tuple, tuple, _row)
        return lambda weight: step(1, weight, *(values[name] for name in carried[1:]))

    def error(self, weight: float) -> float:
        return float(self._step(weight)[2])

    @cached_property
    def _slope_at(self) -> Callable[[Mapping[str, Any]], Any] | None:
        error = _in_one(self.loop, "error")
        return None if error is None else value_of(derivative(error, "weight"))

    def slope(self, weight: float) -> float:
        """The derivative; nan where the lines branch or go through pairs, too, so that none is known."""
        return math.nan if self._slope_at is None else float(self._slope_at({**dict(self.given), "weight": weight}))


def _row(*figures: Any) -> tuple[Any, ...]:
    return figures


def _in_one(loop: Loop, name: str) -> ast.expr | None:
    """What these lines give a name, as one expression; None where that is not to be had, or is too long."""
    known: dict[str, ast.expr] = {}
    for line in loop.body:
        if not isinstance(line, ast.Assign) or not isinstance(line.targets[0], ast.Name):
            return None
        value = line.value
        for other, expression in known.items():
            value = with_name(value, other, ast.unparse(expression))
        if sum(1 for _ in ast.walk(value)) > MOST_NODES:
            return None
        if line.targets[0].id == name:
            return value
        known[line.targets[0].id] = value
    return None
