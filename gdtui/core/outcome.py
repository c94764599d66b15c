"""What a forecast says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from gdtui.core.figures import apart, recorded
from gdtui.core.problems.problem import Problem


class Regime(StrEnum):
    """The ways in which a run can go."""

    CONVERGING = "converging"
    ONE_STEP = "one-step"
    SETTLING = "settling"
    OSCILLATING = "oscillating"
    DIVERGING = "diverging"
    STALLED = "stalled"
    AT_GOAL = "at-goal"


class Forecast(NamedTuple):
    """What a run will do.

    ``iterations_to_tolerance`` counts the updates until a row is converged, 0 where the start is, None where none ever
    will be; ``counted`` says whether that was seen on the run itself. ``weights`` are those that come back for ever,
    from the lowest to the highest: one where the run comes to rest, several where it jumps, none where it does neither;
    ``updates_to_weights`` counts the updates to the first of them, in a run that never lands. ``facts`` are the figures
    that the method's formula has, by name, None where this run has no value for one. ``text`` says it all in a
    sentence, ``brief`` the most of it where there is room for a few words only.
    """

    regime: Regime
    iterations_to_tolerance: int | None
    text: str
    counted: bool = True
    weights: tuple[float, ...] = ()
    updates_to_weights: int | None = None
    facts: Mapping[str, float | None] = MappingProxyType({})
    brief: str = ""

    def fact(self, name: str) -> float | None:
        """A figure of the method's formula; None where there is none."""
        return self.facts.get(name)


def regime_of_weights(weights: tuple[float, ...]) -> Regime | None:
    """The regime of a run whose weights come back short of the goal; None where none do."""
    if not weights:
        return None
    return Regime.STALLED if len(weights) == 1 else Regime.OSCILLATING


def listed(problem: Problem, weights: tuple[float, ...]) -> str:
    """The lowest and the highest of these weights, each with its error; empty where there are none."""
    if not weights:
        return ""
    texts = apart(weights[0], weights[-1], recorded)[: len(weights)]
    ends = zip(texts, (weights[0], weights[-1]), strict=False)
    return " and ".join(f"{text} (error {recorded(problem.error(weight))})" for text, weight in ends)


def finite(value: float) -> float | None:
    """The value; None where it is not finite."""
    return value if math.isfinite(value) else None
