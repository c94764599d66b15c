"""A run: the rows that parameters lead to, worked out as far as somebody looks."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from gdtui.core.flags import Flag, flags_of
from gdtui.core.parameters import Parameters
from gdtui.core.step import Step, stepping

DEFAULT_ITERATIONS = 20
"""How many rows a run has where nobody says how many."""
RECENT_ROWS = 64
"""How many rows are kept whole: about those on the screen, which every pane asks for."""


class Run:
    """All the rows that parameters lead to; a pure function of them, whose weights are kept once worked out.

    A row follows from its weight alone and its flags from the two rows before it, so eight bytes a row are enough to
    give back any row of a long run. Nothing of what a run answers ever changes, so any number of sessions share it.
    """

    __slots__ = ("_over", "_recent", "_step", "_weights", "parameters")

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._weights = array("d", [parameters.weight])
        self._over = False
        self._recent: dict[int, Step] = {}
        self._step = stepping(parameters)

    def reach(self, length: int) -> int:
        """Work out the weights of that many rows; answers how many there are, fewer where the run overflows before."""
        take, weights = self._step, self._weights
        while not self._over and len(weights) < length:
            step = take(len(weights), weights[-1])
            if step.finite:
                weights.append(step.new_weight)
            else:
                self._over = True
        return min(len(weights), length)

    def row(self, index: int) -> Step:
        """The row at this index, counting from 0, with its flags; IndexError past the row that overflows."""
        step = self._recent.get(index)
        if step is None:
            if index < 0 or self.reach(index + 1) <= index:
                raise IndexError(f"the run has no row {index + 1}")
            step = next(self.rows(index, index + 1))
            if len(self._recent) >= RECENT_ROWS:
                self._recent.clear()
            self._recent[index] = step
        return step

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[Step]:
        """The rows from ``start`` up to ``stop``, with their flags, as far as the run goes."""
        take, goal, tolerance = self._step, self.parameters.goal, self.parameters.tolerance
        previous: Step | None = None
        before: Step | None = None
        first = max(0, start - 2)
        if self.reach(first + 1) <= first:
            return
        index, weight = first, self._weights[first]
        while stop is None or index < stop:
            step = take(index + 1, weight)
            if index >= start:
                flags = flags_of(step, previous, before, goal=goal, tolerance=tolerance)
                yield Step._make((*step[:9], flags)) if flags else step
            if not step.finite:
                return
            before, previous = previous, step
            index, weight = index + 1, step.new_weight


class Steps(Sequence[Step]):
    """The first so many rows of a run, as a sequence that works each row out when it is asked for."""

    __slots__ = ("_length", "_run")

    def __init__(self, run: Run, length: int) -> None:
        self._run = run
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> list[Step]: ...
    def __getitem__(self, index: int | slice) -> Step | list[Step]:
        if isinstance(index, slice):
            start, stop, stride = index.indices(self._length)
            if stride > 0:
                return list(islice(self._run.rows(start, stop), 0, None, stride))
            return [self._run.row(place) for place in range(start, stop, stride)]
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(f"there are {self._length} rows, none at index {index}")
        return self._run.row(place)

    def __iter__(self) -> Iterator[Step]:
        return self._run.rows(0, self._length)


def verdict(step: Step) -> str:
    """How a run stands at this row: its gravest flag, or ``running``."""
    return step.flags[0].value if step.flags else "running"


def ended(step: Step) -> bool:
    """Whether the run ends at this row because its figures overflow."""
    return Flag.OVERFLOW in step.flags
