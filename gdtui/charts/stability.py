"""The map of stability: for every alpha, and every input or beta, what the method does there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from gdtui.charts.axes import even, label, round_up
from gdtui.charts.picture import Span
from gdtui.core.forecast import Regime
from gdtui.core.parameters import Parameters
from gdtui.core.stepping import stepping
from gdtui.core.sweep import swept

LADDERS = ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0))
"""The alphas that a decade is divided into, coarsest first."""
LOWEST_POWER, HIGHEST_POWER = -4, 1
"""The powers of ten that the lab recommends to try; a farther present alpha is on the map too."""
FARTHEST_POWER = 30
LEAST_INPUT, FARTHEST_INPUT = 3.0, 1e300
COLUMNS_A_TICK = 10
MOST_BETA = 1.0
ROOM = 1.2


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the map: column 0 on the left, row 0 on top."""

    column: int
    row: int


def across(parameters: Parameters) -> str | None:
    """The parameter along the map, from left to right; None where there is no map."""
    knobs = [knob.name for knob in parameters.rule.knobs]
    if not parameters.rule.facts(parameters) or "alpha" not in knobs:
        return None
    return "beta" if "beta" in knobs else "input" if "input" in parameters.problem.written() else None


def mapped(parameters: Parameters) -> Parameters | None:
    """These parameters as the map has them, with an alpha; None where there is no map."""
    if not parameters.rule.is_beyond:
        parameters = swept(parameters, "alpha")
    return parameters if across(parameters) else None


@dataclass(frozen=True)
class StabilityMap:
    """So many columns, each an input or a beta, and rows, each an alpha, the highest on top and one that is not
    positive below.

    Where the edge passes through a cell, or the alpha that lands in one update, the cell stands for it exactly; the
    cell of the present parameters stands for those.
    """

    present: Parameters
    columns: int
    rows: int

    @cached_property
    def field(self) -> str:
        """The parameter of the columns."""
        return across(self.present) or "input"

    @cached_property
    def axis(self) -> Span:
        """What is written below the columns: from 0 on for beta, 0 in the middle for the input."""
        if self.field == "beta":
            return even(0.0, MOST_BETA, self.columns, across=True)
        half = self.columns // 2
        step = round_up(max(LEAST_INPUT, min(ROOM * abs(getattr(self.present, self.field)), FARTHEST_INPUT)) / half)
        # Each column has a round input, so that it can be typed.
        apart = COLUMNS_A_TICK * step
        values = (
            float(f"{index * apart:.12g}") for index in range(-(half // COLUMNS_A_TICK), half // COLUMNS_A_TICK + 1)
        )
        return Span(-half * step, half * step, tuple((value, label(value, apart)) for value in values))

    @cached_property
    def places(self) -> tuple[float, ...]:
        """The value of each column; the present one has its column, whatever its digits."""
        present: float = getattr(self.present, self.field)
        low, last = self.axis.low, self.columns - 1
        step = self.axis.high / last - low / last
        zero = round(-low / step)
        places = [float(f"{(column - zero) * step:.12g}") for column in range(self.columns)]
        nearest = min(range(self.columns), key=lambda column: abs(places[column] - present))
        if places[nearest] != 0 and abs(places[nearest] - present) <= step / 2:
            places[nearest] = present
        return tuple(places)

    @cached_property
    def alphas(self) -> tuple[float, ...]:
        """The alpha of each row, but where the edge or the ridge passes."""
        low, high = LOWEST_POWER, HIGHEST_POWER
        if self.present.alpha > 0:
            power = math.floor(math.log10(self.present.alpha))
            low = max(min(low, power), -FARTHEST_POWER)
            high = min(max(high, power + 1), FARTHEST_POWER)
        room = self.rows - 1
        low = max(low, high - room + 1)
        ladder = next(
            (steps for steps in reversed(LADDERS) if (high - low) * len(steps) + 1 <= room),
            LADDERS[0],
        )
        rungs = [float(f"{step}e{power}") for power in range(low, high) for step in ladder] + [float(f"1e{high}")]
        return (*reversed(rungs), self.present.alpha if self.present.alpha <= 0 else -1.0)

    @cached_property
    def place(self) -> Place:
        """The cell of the present parameters, or the nearest that there is."""
        present: float = getattr(self.present, self.field)
        column = min(range(self.columns), key=lambda index: abs(self.places[index] - present))
        last = len(self.alphas) - 1
        return Place(column, last if self.present.alpha <= 0 else self._row_of(self.present.alpha))

    def parameters(self, place: Place) -> Parameters:
        """The present parameters with a cell's input and alpha."""
        if place == self.place:
            return self.present
        return self._at(self.places[place.column], self._alphas_by_column[place.column][place.row])

    def _at(self, value: float, alpha: float) -> Parameters:
        return self.present.changed(**{self.field: value, "alpha": alpha})

    @cached_property
    def regimes(self) -> tuple[tuple[Regime, ...], ...]:
        """What the method does in each cell, by its formula: the rows from above, each from the left."""
        columns, rows = range(self.columns), range(len(self.alphas))
        return tuple(tuple(self._regime(Place(column, row)) for column in columns) for row in rows)

    def _regime(self, place: Place) -> Regime:
        parameters = self.parameters(place)
        regime = parameters.rule.regime(parameters, stepping(parameters)(1, *parameters.start))
        return Regime.CONVERGING if regime is None else regime

    @cached_property
    def _alphas_by_column(self) -> tuple[tuple[float, ...], ...]:
        """The alphas of each column, the edge and the ridge in their rows."""
        lowest, highest = self.alphas[-2], self.alphas[0]
        columns = []
        for value in self.places:
            alphas = list(self.alphas)
            facts = self.present.rule.facts(self._at(value, 1.0))
            edge, ridge = facts.get("stable_alpha_below"), facts.get("one_step_alpha")
            if edge is not None:
                edge_row = min(self._row_of(edge), len(self._powers) - 2)
                if lowest <= edge <= highest:
                    alphas[edge_row] = edge
                if ridge is not None:
                    # They are a factor of 2 apart: on a coarse map in one row, but then the next shows the ridge.
                    ridge_row = max(self._row_of(ridge), edge_row + 1)
                    if lowest <= ridge <= highest and ridge_row < len(self._powers):
                        alphas[ridge_row] = ridge
            columns.append(tuple(alphas))
        return tuple(columns)

    def _row_of(self, alpha: float) -> int:
        """The row whose alpha is nearest, in powers of ten, among those above 0."""
        power = math.log10(alpha)
        return min(range(len(self._powers)), key=lambda row: abs(self._powers[row] - power))

    @cached_property
    def _powers(self) -> tuple[float, ...]:
        return tuple(math.log10(alpha) for alpha in self.alphas[:-1])
