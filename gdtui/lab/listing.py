"""A run as a short Python program in the lab's style, and its lines with a row's values put in."""

from __future__ import annotations

import math

from gdtui.core.loop import Loop
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run, ended

PRINT = {
    "pred": 'print("Error:" + str(error) + " Prediction:" + str(pred))',
    "": 'print("Error:" + str(error))',
}
"""What prints a row, of a loop that predicts once and of any other."""
SIGN = ("def sign(value):", "    return (value > 0) - (value < 0)")


def listing(run: Run, iterations: int) -> str:
    """A program that needs nothing but Python and prints the error, and the prediction, of each row of the run.

    A row whose figures overflow would stop the program with an error, so it ends before it.
    """
    rows = run.reach(iterations)
    last = run.row(rows - 1)
    over = ended(last)
    loop, values = printing_loop(run.parameters), run.parameters.values
    called = sorted(loop.calls)
    borrowed = ", ".join(name for name in called if hasattr(math, name))
    lines = [f"from math import {borrowed}", ""] if borrowed else []
    lines += [*SIGN, ""] if "sign" in called else []
    lines += [f"{name} = {values[name]!r}" for name in (*loop.carried, *loop.given)]
    if over:
        overflows = "overflows: its figures are more than a float can hold"
        lines.append(f"# Row {rows} {'has a figure that cannot be had' if last.lacks_a_figure else overflows}.")
    lines += ["", f"for iteration in range({rows - over}):"]
    lines += [f"    {line}" for line in (*loop.lines, PRINT["pred" if predicts_once(loop) else ""])]
    return "\n".join(lines) + "\n"


def predicts_once(loop: Loop) -> bool:
    """Whether an iteration makes one prediction, and not one for each of several pairs."""
    return "pred" in loop.written and "pairs" not in loop.given


def printing_loop(parameters: Parameters) -> Loop:
    """The loop's lines that its error, its prediction and its next weight need."""
    wanted = ("pred", "error") if predicts_once(parameters.loop) else ("error",)
    return parameters.loop.for_the_sake_of(*wanted)


def executed(run: Run, index: int) -> list[tuple[str, str]]:
    """Each line of the loop with its values in this row put in; nothing beside a line that is not reached."""
    return printing_loop(run.parameters).shown({**run.parameters.values, **run.begun(index)})
