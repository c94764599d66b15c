"""The same run with one parameter changed: what each value leads to, side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gdtui.core.figures import parsed_count
from gdtui.core.forecast import Forecast, foresee
from gdtui.core.methods import METHODS
from gdtui.core.parameters import ParameterError, Parameters, figures, parse_figure
from gdtui.core.run import Run

USUAL_VALUES = (10.0, 1.0, 0.1, 0.01, 0.001, 0.0001)
"""The alphas that the lab recommends to try; for step amounts they are as good a beginning."""
SAMPLES = 20
"""How many errors of each run are kept, at even distances from its first row to its last."""
HIGHEST_LEVEL, START_LEVEL = 7, 5
"""Samples have levels from 0, within the tolerance, to the highest; the start's own leaves room above for growth."""
MOST_VALUES = 10_000
SLICE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class SweepRow:
    """What one value leads to.

    ``length`` is the number of rows of the run, fewer than asked for where it overflows; ``final_error`` is the error
    of the last of them, maybe infinite. ``levels`` say how the error went, in powers of ten, from 0, within the
    tolerance, to 7; the start is at 5, or at 0.
    """

    value: float
    parameters: Parameters
    forecast: Forecast
    length: int
    final_error: float
    levels: tuple[int, ...]


def swept_by(parameters: Parameters) -> tuple[str, ...]:
    """The parameters in use that can be tried out, the one first that says how far an update goes."""
    known = figures()
    return tuple(name for name in parameters.in_use() if name in known and known[name].swept)


def swept(parameters: Parameters, field: str) -> Parameters:
    """The parameters with a method that has this parameter: their own, or else the first."""
    if field in swept_by(parameters):
        return parameters
    names = (name for name, method in METHODS.items() if field in (knob.name for knob in method.knobs))
    return parameters.changed(method=next(names))


def sweep(parameters: Parameters, field: str, values: Sequence[float], iterations: int) -> Iterator[SweepRow | None]:
    """A row for each value of this parameter, in their order.

    ``iterations`` is the number of rows that each run has at the most. None comes up in between wherever a row takes
    longer than a key should wait.
    """
    for value in values:
        tried = parameters.changed(**{field: value})
        seen = yield from foresee(tried)
        run = Run(tried)
        length = run.reach(min(SLICE_ROWS, iterations))
        while length < iterations and length % SLICE_ROWS == 0:
            yield None
            length = run.reach(min(length + SLICE_ROWS, iterations))
        errors = [run.row(index).error for index in _sampled(length)]
        limit = tried.limit
        levels = tuple(_level(error, errors[0], limit) for error in errors)
        yield SweepRow(value, tried, seen, length, errors[-1], levels)


def parse_values(field: str, text: str) -> tuple[float, ...]:
    """The values that a person listed: numbers with commas or spaces, or a range of so many, ``10..0.0001/200``.

    The values of a range lie at even ratios, or at even distances where an end is 0 or below. ParameterError names what
    is wrong.
    """
    values: list[float] = []
    for piece in text.replace(",", " ").split():
        if ".." in piece:
            values += _ranged(field, piece)
        else:
            values.append(_listed_figure(field, piece))
        if len(values) > MOST_VALUES:
            raise ParameterError(field, f"more than {MOST_VALUES:,} values")
    if not values:
        raise ParameterError(field, "no values")
    return tuple(values)


def with_present(values: tuple[float, ...], present: float) -> tuple[float, ...]:
    """The values with the present one among them: in its place where they go one way, else at the end."""
    if present in values:
        return values
    together = (*values, present)
    for downward in (True, False):
        if list(values) == sorted(values, reverse=downward):
            return tuple(sorted(together, reverse=downward))
    return together


def _ranged(field: str, piece: str) -> list[float]:
    ends, _, count_text = piece.partition("/")
    first, last = (_listed_figure(field, end) for end in ends.split("..", 1))
    count = parsed_count(count_text, 2, MOST_VALUES)
    if count is None:
        raise ParameterError(field, f"'{piece}' needs a number of values from 2 to {MOST_VALUES:,}, as in 10..0.1/30")
    parts = [index / (count - 1) for index in range(count)]
    if first > 0 and last > 0:
        low, high = math.log(first), math.log(last)
        between = [math.exp(low + (high - low) * part) for part in parts]
    else:
        # Not by the distance of the ends, which may be beyond all floats.
        between = [first * (1 - part) + last * part for part in parts]
    # The ends are the very floats that were typed.
    return [first, *between[1:-1], last]


def _listed_figure(field: str, text: str) -> float:
    try:
        return parse_figure(field, text)
    except ParameterError as error:
        raise ParameterError(field, error.said_of(f"'{text}'")) from None


def _sampled(length: int) -> list[int]:
    """Indices at even distances, the first row's and the last's among them."""
    indices = [round(number * (length - 1) / (SAMPLES - 1)) for number in range(SAMPLES)]
    if length > 2 * SAMPLES:
        # Odd and even rows by turns, so that a run that jumps to and fro is seen to do so, and not to drift.
        for number in range(1, SAMPLES - 1):
            indices[number] -= (indices[number] - number) % 2
    return indices


def _level(error: float, start: float, limit: float) -> int:
    """How high an error lies, in powers of ten: level 1 just above what counts as converged, level 5 at the start."""
    if error <= limit:
        return 0
    if not math.isfinite(error):
        return HIGHEST_LEVEL
    if error <= 0 or start <= 0:
        # Of these there are no powers of ten: they are below the start, or above it.
        return START_LEVEL if error == start else HIGHEST_LEVEL if error > start else 1
    lowest = max(1e-30, limit)
    decades = max(math.log10(start) - math.log10(lowest), 1.0)
    place = START_LEVEL + (math.log10(error) - math.log10(start)) / decades * (START_LEVEL - 1)
    return min(max(round(place), 1), HIGHEST_LEVEL)
