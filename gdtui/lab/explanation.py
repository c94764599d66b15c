"""What one update does and why, in sentences from the row itself, and the network drawn with the row's figures."""

from __future__ import annotations

from gdtui.core.figures import counted, short
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.core.step import Step
from gdtui.lab.words import direction

PARTS = ("input", "weight", "prediction", "delta", "error")
LINK = 5
"""The cells between two parts of the drawing."""


def network(parameters: Parameters, step: Step) -> tuple[str, str]:
    """The network in two lines: the names of its parts, and under them its figures, the weight on its knob."""
    figures = (
        f"({short(parameters.input)})",
        f"[{short(step.weight)}]",
        f"({short(step.prediction)})",
        short(step.delta),
        short(step.error),
    )
    names, drawn = "", ""
    for number, (name, figure) in enumerate(zip(PARTS, figures, strict=True)):
        width = max(len(name), len(figure))
        start = len(names) + (width - len(figure)) // 2
        # From the input through the weight to the prediction runs a line, with an arrow at its end.
        link = start - len(drawn)
        drawn += (" " * link, "-" * link, "-" * (link - 1) + ">")[number] if number < 3 else " " * link
        drawn += figure
        names += name.center(width) + " " * LINK
    return names.rstrip(), drawn


def explained(session: Session) -> list[str]:
    """The sentences that explain the update of the row shown, in the order in which it happens."""
    step, parameters = session.current, session.parameters
    sentences = [_missed(parameters, step)]
    if step.weight_delta is not None:
        sentences += [_what_the_input_did(parameters, step), f"{_what_alpha_did(parameters, step)}."]
    else:
        amount = parameters.step_amount
        up = f"Up, at {short(step.weight + amount)}, the error would be {short(step.up_error or 0.0)}"
        down = f"down, at {short(step.weight - amount)}, {short(step.down_error or 0.0)}"
        better = direction(step)
        sentences.append(f"{up}; {down}. {better[0].upper()}{better[1:]}.")
    sentences.append(_where_it_goes(parameters, step))
    if step.weight_delta is None:
        rows = session.cursor + 1
        spent = counted(rows * parameters.rule.predictions, "prediction")
        sentences.append(f"Spent so far: 3 predictions a row, {spent}.")
    return sentences


def _missed(parameters: Parameters, step: Step) -> str:
    prediction, goal = short(step.prediction), short(parameters.goal)
    if step.delta == 0:
        return f"It predicts {prediction}, the goal itself: nothing is missed."
    side = "high" if step.delta > 0 else "low"
    miss = f"{short(abs(step.delta))} too {side}"
    return f"It predicts {prediction}, the goal is {goal}: {miss}. Squared, that is an error of {short(step.error)}."


def _what_the_input_did(parameters: Parameters, step: Step) -> str:
    input_, delta, weight_delta = parameters.input, short(step.delta), short(step.weight_delta or 0.0)
    if input_ == 0:
        return "Stopping: times an input of 0 every miss is 0, and so is the weight_delta."
    effects = []
    if input_ < 0:
        effects.append("Negative reversal")
    if abs(input_) != 1:
        effects.append("Scaling" if not effects else "scaling")
    times = f"imes the input of {short(input_)} the delta of {delta} becomes a weight_delta of {weight_delta}"
    named = f"{' and '.join(effects)}: t{times}" if effects else f"T{times}"
    return f"{named}, turned round." if input_ < 0 and step.delta else f"{named}."


def _what_alpha_did(parameters: Parameters, step: Step) -> str:
    alpha, taken = parameters.alpha, short(parameters.alpha * (step.weight_delta or 0.0))
    if alpha == 1:
        return "alpha is 1: all of it is taken"
    if alpha == 0:
        return "alpha is 0: nothing of it is taken"
    if alpha < 0:
        return f"alpha is {short(alpha)}: it is turned the wrong way, {taken}"
    if alpha < 1:
        return f"alpha is {short(alpha)}: only that part of it is taken, {taken}"
    return f"alpha is {short(alpha)}: that many times as much is taken, {taken}"


def _where_it_goes(parameters: Parameters, step: Step) -> str:
    """From where to where, and whether that crosses the goal."""
    weight, new_weight = short(step.weight), short(step.new_weight)
    if step.new_weight == step.weight:
        return f"So the weight stays at {weight}."
    way = "up" if step.new_weight > step.weight else "down"
    goal_weight = parameters.problem.goal_weight
    moved = f"So the weight goes {way} from {weight} to {new_weight}"
    if goal_weight is None:
        return f"{moved}."
    before, after = step.weight - goal_weight, step.new_weight - goal_weight
    if before * after < 0 or (before and after and (before < 0) != (after < 0)):
        return f"{moved}, across the goal weight {short(goal_weight)}."
    nearer = "nearer to" if abs(after) < abs(before) else "away from"
    return f"{moved}, {nearer} the goal weight {short(goal_weight)}."
