"""What one update does and why, in sentences from the row itself, and the network drawn with the row's figures."""

from __future__ import annotations

from gdtui.core.figures import short
from gdtui.core.parameters import Parameters
from gdtui.core.row import Row
from gdtui.core.session import Session

LINK = 5
"""The cells between two parts of the drawing."""


def network(parameters: Parameters, row: Row) -> tuple[str, str]:
    """The network in two lines: the names of its parts, and under them its figures, the weight on its knob."""
    predicts = "prediction" in row.figures.columns and "input" in parameters.problem.written()
    parts = {
        "input": f"({short(parameters.input)})" if predicts else "",
        "weight": f"[{short(row.weight)}]",
        "prediction": f"({short(row.prediction)})" if "prediction" in row.figures.columns else "",
        "delta": short(row.delta) if "delta" in row.figures.columns else "",
        "error": short(row.error),
    }
    parts = {name: figure for name, figure in parts.items() if figure}
    names, drawn = "", ""
    for name, figure in parts.items():
        width = max(len(name), len(figure))
        start = len(names) + (width - len(figure)) // 2
        # From the input through the weight to the prediction runs a line, with an arrow at its end.
        link = start - len(drawn)
        line = {"weight": "-" * link, "prediction": "-" * (link - 1) + ">"}.get(name, "") if "input" in parts else ""
        drawn += line or " " * link
        drawn += figure
        names += name.center(width) + " " * LINK
    return names.rstrip(), drawn


def explained(session: Session) -> list[str]:
    """The sentences that explain the update of the row shown, in the order in which it happens."""
    row, parameters = session.current, session.parameters
    sentences = [parameters.problem.missed(row), *parameters.rule.explained(parameters, row)]
    return [*sentences, _where_it_goes(parameters, row), *parameters.rule.spent(parameters, row)]


def _where_it_goes(parameters: Parameters, row: Row) -> str:
    """From where to where, and whether that crosses the goal."""
    weight, new_weight = short(row.weight), short(row.new_weight)
    if row.new_weight == row.weight:
        return f"So the weight stays at {weight}."
    way = "up" if row.new_weight > row.weight else "down"
    goal_weight = parameters.problem.bottom
    moved = f"So the weight goes {way} from {weight} to {new_weight}"
    if goal_weight is None:
        return f"{moved}."
    before, after = row.weight - goal_weight, row.new_weight - goal_weight
    if before * after < 0 or (before and after and (before < 0) != (after < 0)):
        return f"{moved}, across the goal weight {short(goal_weight)}."
    nearer = "nearer to" if abs(after) < abs(before) else "away from"
    return f"{moved}, {nearer} the goal weight {short(goal_weight)}."
