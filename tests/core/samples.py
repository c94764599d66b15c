"""Runs of every problem, measure and method that there is, by a name each."""

from __future__ import annotations

from typing import Any

PAIRS = [[1.0, 2.0], [-2.0, 0.5], [0.25, -3.0]]
FOLLOWING = ["# my own", "step = rate * weight_delta", "if step > 0.1:", "    step = 0.1", "weight -= step"]
WHOLE = [
    "pred = input * weight",
    "error = sqrt((pred - goal_pred) ** 2 + 1e-12)",
    "speed = 0.5 * speed - rate * input * sign(pred - goal_pred)",
    "weight = weight + speed",
]
OVER_PAIRS = [
    "error = 0",
    "pull = 0",
    "for input, goal_pred in pairs:",
    "    miss = input * weight - goal_pred",
    "    error += max(miss, -miss) / 3",
    "    pull += tanh(miss) * input",
    "weight = weight - rate * pull",
]
SAMPLES: dict[str, dict[str, Any]] = {
    "absolute": {"measure": "absolute", "alpha": 0.3},
    "absolute, hot and cold": {"measure": "absolute", "method": "hot-and-cold", "step_amount": 0.3, "stay": True},
    "signed": {"measure": "signed"},
    "signed, hot and cold": {"measure": "signed", "method": "hot-and-cold"},
    "momentum": {"method": "momentum", "beta": 0.5},
    "momentum, absolute": {"method": "momentum", "measure": "absolute", "alpha": 0.1},
    "momentum that overflows": {"method": "momentum", "input": 3.0, "alpha": 9.0},
    "three pairs": {"pairs": PAIRS, "alpha": 0.1},
    "three pairs, absolute": {"pairs": PAIRS, "measure": "absolute", "alpha": 0.1},
    "three pairs, signed": {"pairs": PAIRS, "measure": "signed", "alpha": 0.1},
    "three pairs, hot and cold": {"pairs": PAIRS, "method": "hot-and-cold", "step_amount": 0.1},
    "three pairs, momentum": {"pairs": PAIRS, "method": "momentum", "alpha": 0.1},
    "a root": {"formula": "sqrt(1 + weight ** 2)", "alpha": 0.5},
    "a power of e": {"formula": "exp(weight) - 2 * weight"},
    "a size": {"formula": "abs(weight - 1) + 0.5 * abs(weight)", "alpha": 0.3},
    "waves": {"formula": "sin(weight) * cos(weight) + tanh(weight)", "method": "momentum", "alpha": 0.1},
    "a logarithm": {"formula": "log(weight) ** 2", "weight": 2.0, "alpha": 0.2},
    "a formula, hot and cold": {"formula": "abs(weight - 1)", "method": "hot-and-cold", "step_amount": 0.3},
    "own lines": {"method": "own", "loop": FOLLOWING, "let": {"rate": 0.5}, "input": 2.0},
    "own lines for pairs": {"method": "own", "loop": FOLLOWING, "let": {"rate": 0.5}, "pairs": PAIRS},
    "own lines for a formula": {
        "method": "own",
        "loop": FOLLOWING,
        "let": {"rate": 0.5},
        "formula": "exp(abs(weight))",
    },
    "a whole loop": {"method": "own", "loop": WHOLE, "let": {"rate": 0.25}},
    "a whole loop over pairs": {"method": "own", "loop": OVER_PAIRS, "let": {"rate": 0.05}, "pairs": PAIRS},
}
"""The values that make each of them, in the names of Parameters."""
