"""A run as a short Python program in the lab's style, and its lines with a row's values put in."""

from __future__ import annotations

from gdtui.core.figures import short
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run, ended
from gdtui.core.step import Step

YES, NO = "yes", "no"
NAMES = {"goal": "goal_pred"}
"""What the lab's programs call a parameter where it is another name than ours."""


def listing(run: Run, iterations: int) -> str:
    """A program that needs nothing but Python and prints the error and the prediction of each row of the run.

    A row whose figures overflow would stop the program with an error, so it ends before it.
    """
    rows = run.reach(iterations)
    over = ended(run.row(rows - 1))
    lines = [f"{NAMES.get(name, name)} = {value!r}" for name, value in _assigned(run.parameters).items()]
    if over:
        lines.append(f"# Row {rows} overflows: its figures are more than a float can hold.")
    lines += ["", f"for iteration in range({rows - over}):"]
    lines += [f"    {line}" for line in loop(run.parameters)]
    return "\n".join(lines) + "\n"


def loop(parameters: Parameters) -> list[str]:
    """The lines of the loop's body."""
    lines = ["pred = input * weight", "error = (pred - goal_pred) ** 2"]
    show = 'print("Error:" + str(error) + " Prediction:" + str(pred))'
    if parameters.method == "gradient-descent":
        return [
            *lines,
            "delta = pred - goal_pred",
            "weight_delta = input * delta",
            "weight = weight - alpha * weight_delta",
            show,
        ]
    moves = [
        "if down_error < up_error:",
        "    weight = weight - step_amount",
        "elif down_error > up_error:",
        "    weight = weight + step_amount",
    ]
    if parameters.stay:
        moves = ["if up_error < error or down_error < error:", *(f"    {line}" for line in moves)]
    return [
        *lines,
        show,
        "up_error = (input * (weight + step_amount) - goal_pred) ** 2",
        "down_error = (input * (weight - step_amount) - goal_pred) ** 2",
        *moves,
    ]


def executed(parameters: Parameters, step: Step) -> list[tuple[str, str]]:
    """Each line of the loop's body with its values in this row put in; nothing beside a line that is not reached."""
    weight, input_, goal = short(step.weight), short(parameters.input), short(parameters.goal)
    values = {
        "pred = ": f"{input_} * {weight} = {short(step.prediction)}",
        "error = ": f"({short(step.prediction)} - {goal}) ** 2 = {short(step.error)}",
        "delta = ": f"{short(step.prediction)} - {goal} = {short(step.delta)}",
    }
    if step.weight_delta is not None:
        weight_delta = short(step.weight_delta)
        values["weight_delta = "] = f"{input_} * {short(step.delta)} = {weight_delta}"
        values["weight = "] = f"{weight} - {short(parameters.alpha)} * {weight_delta} = {short(step.new_weight)}"
    else:
        amount = short(parameters.step_amount)
        up, down = short(step.up_error or 0.0), short(step.down_error or 0.0)
        values |= {
            "up_error = ": f"= {up}",
            "down_error = ": f"= {down}",
            "if up_error": _yes_or_no(min(step.up_error or 0.0, step.down_error or 0.0) < step.error),
        }
        if not parameters.stay or values["if up_error"] == YES:
            values["if down_error"] = f"{down} < {up}: {_yes_or_no(step.new_weight < step.weight)}"
            if step.new_weight >= step.weight:
                values["elif down_error"] = f"{down} > {up}: {_yes_or_no(step.new_weight > step.weight)}"
        if step.new_weight < step.weight:
            values["weight = weight - "] = f"{weight} - {amount} = {short(step.new_weight)}"
        elif step.new_weight > step.weight:
            values["weight = weight + "] = f"{weight} + {amount} = {short(step.new_weight)}"
    return [
        (line, next((text for start, text in values.items() if line.strip().startswith(start)), ""))
        for line in loop(parameters)
    ]


def _yes_or_no(answer: bool) -> str:
    return YES if answer else NO


def _assigned(parameters: Parameters) -> dict[str, float]:
    """What the program begins with."""
    left_out = ("method", "tolerance", "stay")
    return {name: value for name, value in parameters.in_use().items() if name not in left_out}
