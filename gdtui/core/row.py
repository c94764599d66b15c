"""One row of a run: a weight, predicted and compared, with the update that it calls for."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from gdtui.core.flag import Flag


class Figures(tuple[float, ...]):
    """The figures of a row that its problem and its method have, each by its name, too."""

    __slots__ = ()
    columns: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def figures_type(columns: tuple[str, ...]) -> type[Figures]:
    """The tuple of these figures."""
    places = {name: property(itemgetter(place)) for place, name in enumerate(columns)}
    return type("Figures", (Figures,), {**places, "__slots__": (), "columns": columns})


class Row(NamedTuple):
    """One iteration's figures, in the lab's names; a tuple, since an export makes a million of them.

    ``iteration`` counts from 1. ``new_weight`` is the update called for, not yet taken. ``figures`` are named by the
    run's ``columns``; each is an attribute of the row, too: ``row.delta``. In a run's last row figures may be infinite
    or nan: then it bears the overflow flag.
    """

    iteration: int
    weight: float
    error: float
    new_weight: float
    figures: Figures
    flags: tuple[Flag, ...] = ()

    def __getattr__(self, name: str) -> float:
        figure: float = getattr(self.figures, name)
        return figure

    def get(self, name: str) -> float | None:
        """The figure of this name; None where the run has no such column."""
        figures = self.figures
        return figures[figures.columns.index(name)] if name in figures.columns else None

    def named(self, name: str) -> float:
        """The figure of this name, even if it is called as something else of a row is, as ``count``."""
        figure = self.get(name)
        return float(getattr(self, name)) if figure is None else figure

    @property
    def move(self) -> float:
        """How far the weight is about to go, with its sign: ``new_weight - weight``."""
        return self.new_weight - self.weight

    @property
    def finite(self) -> bool:
        """Whether every figure of the row is an ordinary number; the run ends at one that has others."""
        return Flag.OVERFLOW not in self.flags

    @property
    def lacks_a_figure(self) -> bool:
        """Whether a figure of it cannot be had, as in a division by zero, and not that one is too big."""
        figures = (self.error, self.new_weight, *self.figures)
        return any(map(math.isnan, figures)) and not any(map(math.isinf, figures))


def unflagged(iteration: int, weight: float, error: float, new_weight: float, figures: Figures) -> Row:
    """A row that has no flags yet, but the one that says that its figures are not all finite."""
    is_finite = all(map(math.isfinite, (weight, error, new_weight, *figures)))
    return Row(iteration, weight, error, new_weight, figures, () if is_finite else OVERFLOWS)


OVERFLOWS = (Flag.OVERFLOW,)


def figure_names(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The names of all of a row's figures in the order in which they come about: predict, compare, learn."""
    predicted = tuple(name for name in columns[:1] if name == "prediction")
    return ("weight", *predicted, "error", *columns[len(predicted) :], "new_weight")


def figure_picker(columns: tuple[str, ...]) -> Callable[[Row], tuple[float, ...]]:
    """A function from a row to those figures; a million rows are written by it."""
    if "prediction" not in columns[:1]:
        return lambda row: (row[1], row[2], *row[4], row[3])

    def pick(row: Row) -> tuple[float, ...]:
        _, weight, error, new_weight, (prediction, *others), _ = row
        return weight, prediction, error, *others, new_weight

    return pick
