"""What methods, flags and forecasts know of the parameters of a run, which are put together above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from gdtui.core.loop import Loop
from gdtui.core.outcome import Forecast
from gdtui.core.problems.problem import Problem
from gdtui.core.row import Row
from gdtui.core.work import Work

Swing = Callable[[float, float], float]
"""From the side of a row and that of the row before, the size by which it is told whether a run grows."""


class Rule(Protocol):
    """What is asked of a method from below it."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What it is made from that is no number."""

    @property
    def predictions(self) -> int:
        """What an update costs, for each pair."""

    def foresee(self, parameters: Given, start: Row) -> Work[Forecast]:
        """The work that makes the forecast."""

    def swing(self, parameters: Given) -> Swing | None:
        """The size of a run with a memory."""


class Given(Protocol):
    """A problem, a method with its knobs, a start weight and a tolerance; each knob is an attribute, too."""

    @property
    def problem(self) -> Problem:
        """What is to be learned."""

    @property
    def rule(self) -> Rule:
        """The method."""

    @property
    def weight(self) -> float:
        """The weight to start from."""

    @property
    def tolerance(self) -> float:
        """The error at or below which a row is converged, where it can be."""

    @property
    def limit(self) -> float:
        """That error; nan where none ever is."""

    @property
    def knobs(self) -> Mapping[str, Any]:
        """The values of every method's knobs."""

    @property
    def loop(self) -> Loop:
        """The lines of one iteration."""

    @property
    def values(self) -> dict[str, Any]:
        """What the loop is given, and what it begins with, by the names that its lines have for it."""

    @property
    def carried(self) -> tuple[str, ...]:
        """The names that go from row to row, the weight first."""

    @property
    def start(self) -> tuple[float, ...]:
        """What they are in the first row."""

    @property
    def shown(self) -> dict[str, str]:
        """The columns of a row, each with the name that it has in the loop."""

    def tried(self, weight: float) -> dict[str, float]:
        """The weights that the method tries beside this one."""

    def __hash__(self) -> int: ...

    def __getattr__(self, name: str) -> Any: ...
