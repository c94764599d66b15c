"""Lines that somebody typed: the learning alone, after the problem's lines, or a whole iteration."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from gdtui.core.given import Given
from gdtui.core.knob import Knob, ParameterError
from gdtui.core.language import LONGEST_LINE, MOST_LINES, PAIRS, TAKEN_WORDS, LoopError
from gdtui.core.loop import Loop, loop_of, parse_loop
from gdtui.core.methods.method import Method
from gdtui.core.problems.problem import Problem
from gdtui.core.stepping import stepping

LONGEST_NAME = 40
LOOKED_AT = (0.0, 0.73, -1.62, 17.3)
"""So far from the start it is looked whether two errors are one."""
MOST_NAMES = 30


class Own(Method):
    """``loop`` has the lines, and ``let`` a number for each name that they only read, or begin with.

    Lines that give ``error`` a value are the whole iteration; others follow the problem's.
    """

    title = "own loop"
    texts = ("loop", "let")
    columns = ()

    def lines(self, knobs: Mapping[str, Any]) -> tuple[str, ...]:
        lines = knobs.get("loop")
        if not lines:
            raise ParameterError("loop", "what this method needs: the lines of one iteration")
        return tuple(lines)

    def loop(self, problem: Problem, knobs: Mapping[str, Any]) -> Loop:
        own = loop_of(self.lines(knobs))
        whole = own if "error" in own.written else loop_of((*problem.lines({}), *own.lines))
        for name in ("weight", "error"):
            if name not in whole.written:
                raise ParameterError("loop", f"a loop without a line that gives {name} a value")
        if "weight" not in whole.carried:
            raise ParameterError("loop", "a loop in which nothing looks at the weight before it is changed")
        return whole

    def judged(self, parameters: Given) -> Problem:
        problem, loop = parameters.problem, parameters.loop
        weight, *others = parameters.start
        step = stepping(parameters)
        # Lines that come to the problem's error are known as well as it is.
        if all(_same(step(1, weight + way, *others).error, problem.error(weight + way)) for way in LOOKED_AT):
            return problem
        # Loaded here: no other method needs it.
        from gdtui.core.problems.typed import Typed

        return Typed(problem, loop, tuple(parameters.values.items()))

    def checked(self, name: str, value: Any) -> Any:
        if name == "let":
            return _checked_values(value)
        if isinstance(value, str):
            value = value.splitlines()
        if not isinstance(value, Sequence) or not all(isinstance(line, str) for line in value):
            raise ParameterError("loop", "no list of lines")
        # As much as may be typed, however it came.
        if len(value) > MOST_LINES or any(len(line) > LONGEST_LINE for line in value):
            raise ParameterError("loop", f"longer than {MOST_LINES} lines of {LONGEST_LINE} characters")
        try:
            return parse_loop("\n".join(value)).lines
        except LoopError as error:
            raise ParameterError("loop", f"not in the loop's language: {error}") from None


def _same(first: float, second: float) -> bool:
    """Whether two errors are the same but for rounding; figures that are not finite tell nothing."""
    return not math.isfinite(first + second) or math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)


def _checked_values(value: Any) -> tuple[tuple[str, float], ...]:
    pairs = dict(value) if isinstance(value, Mapping | tuple) else None
    if pairs is None or len(pairs) > MOST_NAMES:
        raise ParameterError("let", f"no list of names with numbers, {MOST_NAMES} at the most")
    checked = {}
    for name, figure in pairs.items():
        if not (isinstance(name, str) and name.isidentifier() and name.isascii() and len(name) <= LONGEST_NAME):
            raise ParameterError("let", f"no name: {name!r:.40}")
        if name in TAKEN_WORDS or name in ("input", "goal_pred", "weight", PAIRS):
            raise ParameterError("let", f"not what gives {name} a value")
        try:
            checked[name] = Knob(name, 0.0, "").checked(figure)
        except ParameterError as error:
            raise ParameterError("let", f"no number for {name}: {error.reason}") from None
    return tuple(sorted(checked.items()))
