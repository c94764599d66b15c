"""An error that is typed as a formula of the weight, any that the loop's language can write."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from gdtui.core.expressions import Values, expression, names_read, value_of, with_name
from gdtui.core.knob import ParameterError
from gdtui.core.language import LONGEST_LINE, LoopError, checked
from gdtui.core.loop import ROOM
from gdtui.core.problems.problem import Problem

LONGEST = LONGEST_LINE - len("up_error = ")


class Formula(Problem):
    """The error as an expression of ``weight``; weight_delta is its derivative, worked out as an expression, too."""

    kind: ClassVar[str] = "formula"
    fields: ClassVar[tuple[str, ...]] = ("formula",)

    def __init__(self, formula: str) -> None:
        text = formula
        if not isinstance(text, str) or not text.strip():
            raise ParameterError("formula", "not a formula of the weight, such as (2 * weight - 0.8) ** 2")
        if "\n" in text.strip() or "#" in text or len(text) > LONGEST:
            raise ParameterError("formula", f"must be one line of {LONGEST} characters at the most, without a comment")
        self.formula = text.strip()
        try:
            names = set(names_read(self._error))
            if others := sorted(names - {"weight"}):
                raise ParameterError("formula", f"must be of the weight alone, without {others[0]}")
            if not names:
                raise ParameterError("formula", "must have the weight in it")
            checked(self.lines({}), room=ROOM)
        except LoopError as error:
            too_long = "must be shorter, since its derivative is too long for a line"
            reason = too_long if "_slope" in self.__dict__ else f"not one that can be used: {error.reason}"
            raise ParameterError("formula", reason) from None

    @cached_property
    def _error(self) -> ast.expr:
        return expression(self.formula)

    def lines(self, tries: Mapping[str, str]) -> tuple[str, ...]:
        return (
            f"error = {self.formula}",
            f"weight_delta = {self.slope_text}",
            *(f"{name} = {ast.unparse(with_name(self._error, 'weight', weight))}" for name, weight in tries.items()),
        )

    @cached_property
    def _slope(self) -> ast.expr:
        # Loaded here: no other problem needs it.
        from gdtui.core.derivative import derivative

        return derivative(self._error, "weight")

    @cached_property
    def slope_text(self) -> str:
        """The derivative of the error by the weight, as an expression."""
        return ast.unparse(self._slope)

    @cached_property
    def _error_at(self) -> Callable[[Values], Any]:
        return value_of(self._error)

    @cached_property
    def _slope_at(self) -> Callable[[Values], Any]:
        return value_of(self._slope)

    @property
    def title(self) -> str:
        return f"error = {self.formula}"

    def error(self, weight: float) -> float:
        return float(self._error_at({"weight": weight}))

    def slope(self, weight: float) -> float:
        return float(self._slope_at({"weight": weight}))
