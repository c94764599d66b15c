"""A run as a short Python program in the lab's style, and its lines with a row's values put in."""

from __future__ import annotations

from gdtui.core.loop import Loop
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run, ended
from gdtui.core.step import Step

PRINT = 'print("Error:" + str(error) + " Prediction:" + str(pred))'


def listing(run: Run, iterations: int) -> str:
    """A program that needs nothing but Python and prints the error and the prediction of each row of the run.

    A row whose figures overflow would stop the program with an error, so it ends before it.
    """
    rows = run.reach(iterations)
    over = ended(run.row(rows - 1))
    loop, values = printing_loop(run.parameters), run.parameters.values
    lines = [f"{name} = {values[name]!r}" for name in (*loop.carried, *loop.given)]
    if over:
        lines.append(f"# Row {rows} overflows: its figures are more than a float can hold.")
    lines += ["", f"for iteration in range({rows - over}):"]
    lines += [f"    {line}" for line in (*loop.lines, PRINT)]
    return "\n".join(lines) + "\n"


def printing_loop(parameters: Parameters) -> Loop:
    """The loop's lines that its error, its prediction and its next weight need."""
    return parameters.loop.for_the_sake_of("pred", "error")


def executed(parameters: Parameters, step: Step) -> list[tuple[str, str]]:
    """Each line of the loop with its values in this row put in; nothing beside a line that is not reached."""
    return printing_loop(parameters).shown({**parameters.values, "weight": step.weight})
