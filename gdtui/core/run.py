"""A run: the rows that parameters lead to, worked out as far as somebody looks."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from gdtui.core.flags import Flag, Glance, flagging, glancing
from gdtui.core.parameters import Parameters
from gdtui.core.row import Row
from gdtui.core.stepping import carrying, stepping

DEFAULT_ITERATIONS = 20
"""How many rows a run has where nobody says how many."""
RECENT_ROWS = 64
"""How many rows are kept whole: about those on the screen, which every pane asks for."""


class Run:
    """All the rows that parameters lead to; a pure function of them, whose weights are kept once worked out.

    A row follows from what it was carried alone, its weight and maybe a velocity, and its flags from the rows before
    it, so eight bytes for each are enough to give back any row of a long run. Nothing of what a run answers ever
    changes, so any number of sessions share it.
    """

    __slots__ = (
        "_after",
        "_carried",
        "_ends",
        "_flags",
        "_glance",
        "_over",
        "_recent",
        "_step",
        "columns",
        "parameters",
    )

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.columns = parameters.columns
        """The names of the figures of a row."""
        self._carried = array("d", parameters.start)
        self._over = False
        self._ends = (0, math.inf, -math.inf)
        self._recent: dict[int, Row] = {}
        self._step, self._after = stepping(parameters), carrying(parameters)
        self._glance, self._flags = glancing(parameters), flagging(parameters)

    def reach(self, length: int) -> int:
        """Work out the weights of that many rows; answers how many there are, fewer where the run overflows before."""
        take, after, carried = self._step, self._after, self._carried
        width = len(self.parameters.carried)
        while not self._over and len(carried) < length * width:
            row = take(len(carried) // width, *carried[-width:])
            if row.finite:
                carried.extend(after(row))
            else:
                self._over = True
        return min(len(carried) // width, length)

    def ends(self, length: int) -> tuple[float, float]:
        """The lowest and the highest weight of the first so many rows, or of as many as there are."""
        length, width = self.reach(length), len(self.parameters.carried)
        known, low, high = self._ends
        if length < known:
            known, low, high = 0, math.inf, -math.inf
        if length > known:
            # Only the new rows are looked at: each step asks.
            weights = self._carried[known * width : length * width : width]
            low, high = min(low, *weights), max(high, *weights)
            self._ends = (length, low, high)
        return low, high

    def begun(self, index: int) -> dict[str, float]:
        """What was carried into the row at this index, by name; IndexError past the row that overflows."""
        self.row(index)
        names = self.parameters.carried
        return dict(zip(names, self._carried[index * len(names) : (index + 1) * len(names)], strict=True))

    def row(self, index: int) -> Row:
        """The row at this index, counting from 0, with its flags; IndexError past the row that overflows."""
        row = self._recent.get(index)
        if row is None:
            if index < 0 or self.reach(index + 1) <= index:
                raise IndexError(f"the run has no row {index + 1}")
            row = next(self.rows(index, index + 1))
            if len(self._recent) >= RECENT_ROWS:
                self._recent.clear()
            self._recent[index] = row
        return row

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[Row]:
        """The rows from ``start`` up to ``stop``, with their flags, as far as the run goes."""
        take, after, glance, flags_of, new = self._step, self._after, self._glance, self._flags, tuple.__new__
        before: Glance | None = None
        earlier: Glance | None = None
        index = max(0, start - 3)
        if self.reach(index + 1) <= index:
            return
        width = len(self.parameters.carried)
        carried: Sequence[float] = self._carried[index * width : (index + 1) * width]
        while stop is None or index < stop:
            index += 1
            row = take(index, *carried)
            now = glance(row, before)
            if index > start:
                flags = flags_of(now, before, earlier)
                yield new(Row, (*row[:5], flags)) if flags else row
            if row[5]:
                return
            earlier, before = before, now
            carried = after(row)


class Steps(Sequence[Row]):
    """The first so many rows of a run, as a sequence that works each row out when it is asked for."""

    __slots__ = ("_length", "_run")

    def __init__(self, run: Run, length: int) -> None:
        self._run = run
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            start, stop, stride = index.indices(self._length)
            if stride > 0:
                return list(islice(self._run.rows(start, stop), 0, None, stride))
            return [self._run.row(place) for place in range(start, stop, stride)]
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(f"there are {self._length} rows, none at index {index}")
        return self._run.row(place)

    def __iter__(self) -> Iterator[Row]:
        return self._run.rows(0, self._length)


def verdict(row: Row) -> str:
    """How a run stands at this row: its gravest flag, or ``running``."""
    return row.flags[0] if row.flags else "running"


def ended(row: Row) -> bool:
    """Whether the run ends at this row because its figures overflow."""
    return Flag.OVERFLOW in row.flags
