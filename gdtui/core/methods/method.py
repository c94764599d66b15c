"""What every method says of itself, and what holds where it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gdtui.core.figures import short
from gdtui.core.forecast.by_following import foresee_by_following
from gdtui.core.given import Given, Swing
from gdtui.core.knob import Knob
from gdtui.core.loop import Loop, loop_of
from gdtui.core.outcome import Forecast, Regime
from gdtui.core.problems.problem import Problem
from gdtui.core.row import Row
from gdtui.core.work import Work


class Method:
    """A way of learning: its lines follow the problem's, and change the weight."""

    title: str
    """Its name in words."""
    knobs: tuple[Knob, ...] = ()
    """The parameters that only it has, the first of them how far an update goes."""
    texts: tuple[str, ...] = ()
    """What else it is made from, that is no number: names of parameters, which ``checked`` knows."""
    tries: Mapping[str, str] = {}
    """The errors that it wants to know at other weights, each with that weight as an expression."""
    columns: tuple[str, ...] = ("weight_delta",)
    """The figures of its rows, after the problem's."""
    predictions: int = 1
    """What an update costs, for each pair."""
    multiplied: str = "miss"
    """What a forecast's ``factor`` multiplies in each update."""
    is_beyond: bool = True
    """Whether it lies beyond the chapter, and is learned with only where it is asked for by its name."""

    def lines(self, knobs: Mapping[str, Any]) -> tuple[str, ...]:
        """Its lines for these values of its knobs."""
        raise NotImplementedError

    def loop(self, problem: Problem, knobs: Mapping[str, Any]) -> Loop:
        """The lines of one iteration: predict, compare, learn."""
        return loop_of((*problem.lines(self.tries), *self.lines(knobs)))

    def judged(self, parameters: Given) -> Problem:
        """The problem that the rows are judged by."""
        return parameters.problem

    def checked(self, name: str, value: Any) -> Any:
        """The value of one of ``texts``, hashable; ParameterError where it is not allowed."""
        return value

    def foresee(self, parameters: Given, start: Row) -> Work[Forecast]:
        """The work that makes the forecast; ``start`` is the first row."""
        return foresee_by_following(parameters, start)

    def facts(self, parameters: Given) -> dict[str, float | None]:
        """The figures of its formula, by name, told at once; nothing where there is no formula."""
        return {}

    def regime(self, parameters: Given, start: Row) -> Regime | None:
        """How the run goes as far as a formula has it, told at once; None where there is no formula."""
        return None

    def factor_text(self, parameters: Given, factor: float) -> str:
        """That factor in few digits."""
        return short(factor)

    def alphas_sentence(self, parameters: Given) -> str:
        """Which alphas converge, as far as its formula says; else nothing."""
        return ""

    def swing(self, parameters: Given) -> Swing | None:
        """The size of a run with a memory, which may come back after its miss grew; None where the miss is that."""
        return None

    def machine(self, parameters: Given, row: Row, digits: int, gap: str, *, briefly: bool) -> list[str]:
        """A row as what happens in it, a line each: predict and compare, then learn; ``briefly`` leaves asides out."""
        return [*parameters.problem.machine(row, digits, gap), self.learned(parameters, row, digits)]

    def learned(self, parameters: Given, row: Row, digits: int) -> str:
        """What the update that a row calls for does to the weight."""
        return f"new weight {short(row.new_weight, digits)}"

    def spent(self, parameters: Given, row: Row) -> list[str]:
        """What it has cost so far, where that is more than a prediction a row."""
        return []

    def explained(self, parameters: Given, row: Row) -> list[str]:
        """The sentences that explain how the update came about."""
        return []
