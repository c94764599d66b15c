"""Functions made of a loop's checked lines: one that steps, and one that follows many updates fast."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from gdtui.core.expressions import NOT_TO_BE_HAD, Floats, Values, power
from gdtui.core.language import FUNCTIONS, parsed
from gdtui.core.loop import Loop, targets


def _text(body: Sequence[ast.stmt], depth: int, *, every_power: bool = False) -> str:
    """Statements that are nobody else's as lines of a function, with floats for numbers."""
    floats = Floats(every_power=every_power)
    text = ast.unparse([floats.visit(node) for node in body] or [ast.Pass()])  # type: ignore[arg-type]
    return "\n".join("    " * depth + line for line in text.splitlines())


def _made(source: str) -> Callable[..., Callable[..., Any]]:
    """The function ``_make`` of a source that was put together here from checked lines.

    Names that the lines do not have begin with an underscore there: no name in the language does.
    """
    names: dict[str, Any] = {
        "__builtins__": {},
        **FUNCTIONS,
        "_power": power,
        "_new": tuple.__new__,
        "_nan": math.nan,
        "_inf": math.inf,
    }
    names |= {"_cannot": NOT_TO_BE_HAD, "_range": range}
    exec(compile(source, "<loop>", "exec"), names)
    make: Callable[..., Callable[..., Any]] = names["_make"]
    return make


def _unpacked(names: Sequence[str]) -> str:
    return "".join(f"{name}, " for name in names)


def _kept(names: Iterable[str], when: str) -> str:
    """The statement that keeps the values of these names as they are before any line."""
    return "; ".join(f"{when}{name} = {name}" for name in names)


BEGAN, NOW = "_began_", "_now_"
"""In front of a name, what it was before the first iteration, and before the present one."""


@lru_cache(maxsize=256)
def _stepping(loop: Loop, carried: tuple[str, ...], columns: tuple[str, ...], careful: bool) -> Callable[..., Any]:
    """What makes the function of ``stepper``; ``careful`` is for the rows in which a figure cannot be had."""
    at_hand = f"_iteration, {NOW}weight, error, weight, _new(_figures, ({_unpacked(columns)}))"
    # A sum is finite only where all of its terms are; the rare sum that overflows by itself is looked at again.
    total = " + ".join(("error", "weight", *columns))
    keep = _kept(carried, NOW)
    unknown = [name for name in loop.written if name not in carried]
    first, otherwise = keep, f"return _careful()(_iteration, {_unpacked([NOW + name for name in carried])})"
    if careful:
        first = f"{keep}; {' = '.join([*unknown, '_nan'])}"
        otherwise = f"{' = '.join([*carried, '_nan'])}; return _rare({at_hand})"
    return _made(f"""
def _make(_figures, _kind, _rare, _careful, {_unpacked(loop.given)}):
    def _step(_iteration, {_unpacked(carried)}):
        {first}
        try:
{_text(parsed(loop.lines), 3, every_power=careful)}
            if -_inf < {total} < _inf:
                return _new(_kind, ({at_hand}, ()))
            return _rare({at_hand})
        except _cannot:
            {otherwise}
    return _step
""")


def stepper(
    loop: Loop,
    carried: Sequence[str],
    columns: Sequence[str],
    values: Values,
    figures: type,
    kind: type,
    rare: Callable[..., Any],
) -> Callable[..., Any]:
    """A function from an iteration's number and the carried values to a row.

    The row is a ``kind`` of tuple, of the iteration, the weight as it was, the error, the weight as it is then, a
    ``figures`` kind of tuple of the columns, and (). Where they are not surely all finite, it is what ``rare`` makes of
    all but the last: a figure that overflows is infinite; from one that cannot be had on, all are nan.
    """
    given = {name: values[name] for name in loop.given}

    def make(*, careful: bool) -> Callable[..., Any]:
        made = _stepping(loop, tuple(carried), tuple(columns), careful)
        step: Callable[..., Any] = made(figures, kind, rare, lambda: make(careful=True), **given)
        return step

    # Few runs have such a row, and making the function takes longer than many rows do.
    return make(careful=False)


@lru_cache(maxsize=256)
def _following(loop: Loop, carried: tuple[str, ...], figure: str) -> Callable[..., Callable[..., Any]]:
    names, as_they_were = _unpacked(carried), _unpacked([NOW + name for name in carried])
    is_back = " and ".join(f"{name} == {BEGAN}{name}" for name in carried)
    body = parsed(loop.lines)
    until = max(number for number, node in enumerate(body, 1) if figure in targets(node))
    return _made(f"""
def _make({_unpacked(loop.given)}):
    def _follow(_low, _high, _updates, {names}):
        {_kept(carried, BEGAN)}
        _taken = 0
        try:
            for _taken in _range(_updates):
                {_kept(carried, NOW)}
{_text(body[:until], 4)}
                if _low <= {figure} <= _high:
                    return _taken, {as_they_were}
{_text(body[until:], 4)}
                if {is_back}:
                    return _taken + 1, {names}
        except _cannot:
            return _taken, {as_they_were}
        return _updates, {names}
    return _follow
""")


def follower(
    loop: Loop, carried: Sequence[str], figure: str, values: Values, kept: Sequence[str] = ()
) -> Callable[..., Any]:
    """A function that takes many updates with nothing written down, as fast as Python goes.

    It is called with two limits, a number of updates and the carried values, and answers how many were taken and the
    carried values then. It stops early where the figure is from the lower limit to the upper, where the carried values
    are back at those it began with, and where a figure overflows or cannot be had, of those that these or the names in
    ``kept`` need.
    """
    needed = loop.for_the_sake_of(figure, *kept)
    return _following(needed, tuple(carried), figure)(**{name: values[name] for name in needed.given})
