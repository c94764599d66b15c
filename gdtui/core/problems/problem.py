"""What every problem says of itself, and what holds where it says nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

from gdtui.core.figures import short
from gdtui.core.knob import Knob
from gdtui.core.machine import beneath
from gdtui.core.row import Row


class Problem:
    """Fixed while the weight learns: it can be compared, and be the key of a dictionary.

    A problem gives the lines that predict, compare and say in which direction the error falls, and the error at any
    weight. All else has a default for problems of which nothing more is known.
    """

    kind: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    """The names in which it is written, each a parameter of the class."""
    figures: ClassVar[tuple[Knob, ...]] = ()
    """Those of them that are numbers."""
    columns: ClassVar[tuple[str, ...]] = ()
    """The figures of a row that only this problem has, whatever the method."""
    measure: str = ""
    """How a miss becomes an error, where there is a choice."""

    def __init__(self, **values: Any) -> None:
        """A problem whose fields are numbers needs no more than this."""
        for knob in self.figures:
            setattr(self, knob.name, knob.checked(values.get(knob.name, knob.default)))

    def _made_from(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._made_from() == other._made_from()

    def __hash__(self) -> int:
        return hash((self.kind, *self._made_from()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._made_from()))})"

    def written(self) -> dict[str, Any]:
        """What it is made from, by name, in JSON's values: ``type(self)(**self.written())`` is the same problem."""
        return {name: getattr(self, name) for name in self.fields}

    def told(self) -> dict[str, str]:
        """What of it is told in words, by name: all but its numbers, which are told one by one."""
        numbers = {knob.name for knob in self.figures}
        return {name: str(value) for name, value in self.written().items() if name not in numbers}

    @property
    def values(self) -> dict[str, Any]:
        """What its lines are given, by the names that they have for it."""
        return self.written()

    @property
    def times(self) -> int:
        """How many predictions it takes to work out an error once."""
        return 1

    def lines(self, tries: Mapping[str, str]) -> tuple[str, ...]:
        """Its lines: ``error``, ``weight_delta`` and its columns, and each error to be tried, at the weight beside it.

        The weight of a try is an expression of the loop's language: ``weight + step_amount``.
        """
        raise NotImplementedError

    def error(self, weight: float) -> float:
        """The error at this weight, infinite where it overflows and nan where it cannot be had."""
        raise NotImplementedError

    def slope(self, weight: float) -> float:
        """The derivative of the error by the weight; nan where it cannot be had."""
        raise NotImplementedError

    @property
    def is_beyond(self) -> bool:
        """Whether it lies beyond the chapter, which has one pair and a squared error."""
        return True

    @property
    def has_floor(self) -> bool:
        """Whether no error is below 0."""
        return False

    @property
    def is_blind(self) -> bool:
        """Whether no weight makes a difference, since every input is 0."""
        return False

    # In words.

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        told = {**{knob.name: short(getattr(self, knob.name)) for knob in self.figures}, **self.told()}
        return ", ".join((self.kind, *(f"{name} {value}" for name, value in told.items())))

    def compared(self, row: Row, digits: int) -> str:
        """How far a row misses what it should be, and the error that this makes."""
        return f"error {short(row.error, digits)}"

    def machine(self, row: Row, digits: int, gap: str) -> list[str]:
        """The same as lines in which each figure stands under its name, and comes from those before it."""
        return beneath((("weight", short(row.weight, digits)), ("error", short(row.error, digits))), gap)

    def missed(self, row: Row) -> str:
        """The same as a sentence that explains it."""
        return f"The error here is {short(row.error)}."

    # Exact facts, where there are any.

    @property
    def curvature(self) -> float | None:
        """What alpha times the miss is multiplied by in each update, the mean of the squared inputs; None where it is
        not the same everywhere."""
        return None

    @property
    def bottom(self) -> float | None:
        """The weight with the least error, finite; None where there is none, or none is known."""
        return None

    @property
    def least_error(self) -> float | None:
        """The error there; None where there is none, or none is known."""
        return None

    def limit(self, tolerance: float) -> float:
        """The error at or below which a row is converged: the tolerance is of what is above the least error.

        nan where none ever is, since an error without a least goes on falling.
        """
        return tolerance

    def within(self, tolerance: float) -> tuple[str, float, float]:
        """A figure of the loop, and from where to where it is in a row that is converged: quick to be looked at."""
        return "error", -math.inf, self.limit(tolerance)

    @property
    def scale(self) -> float:
        """How much the side of a miss changes with the weight, above 0."""
        return 1.0

    def widest(self, tolerance: float) -> float:
        """The largest size of a miss in a row that is converged."""
        return tolerance

    def miss(self, weight: float) -> tuple[float, float]:
        """How far this weight is from what it should be, twice: as a size, and as a figure whose sign tells the side.

        The size grows where a run gets worse. Where no more is known, it is the error, and the sign is the slope's.
        """
        return self.error(weight), self.slope(weight)

    def computed_from(self, weight: float) -> float:
        """The largest figure that the size of the miss was worked out from: what rounding did to it is a part of it."""
        return abs(self.error(weight))
