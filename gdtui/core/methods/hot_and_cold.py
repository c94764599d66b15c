"""Hot and cold: try a step up and a step down, and take the better one. Source: Grokking Deep Learning, chapter 4."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gdtui.core.figures import counted, short
from gdtui.core.forecast.of_hot_and_cold import foresee_hot_and_cold
from gdtui.core.given import Given
from gdtui.core.knob import Knob
from gdtui.core.methods.method import Method
from gdtui.core.outcome import Forecast
from gdtui.core.row import Row
from gdtui.core.work import Work

STEP_AMOUNT = Knob("step_amount", 0.001, "Hot and cold's fixed step, above 0.", above=0, swept=True)
BETTER = "<- better"
STAY = Knob("stay", False, "Hot and cold: move only if a try beats the present error.")


class HotAndCold(Method):
    """Equal tries stay put; ``step_amount`` > 0 is in units of the weight.

    The present error is not looked at, so that a far too big step makes it jump for ever; with ``stay`` it moves only
    where a try beats the present error.
    """

    title = "hot and cold"
    knobs = (STEP_AMOUNT, STAY)
    tries: Mapping[str, str] = {"up_error": "weight + step_amount", "down_error": "weight - step_amount"}
    columns = ("up_error", "down_error")
    predictions = 3
    is_beyond = False

    def lines(self, knobs: Mapping[str, Any]) -> tuple[str, ...]:
        moves: tuple[str, ...] = (
            "if down_error < up_error:",
            "    weight = weight - step_amount",
            "elif down_error > up_error:",
            "    weight = weight + step_amount",
        )
        if knobs["stay"]:
            moves = ("if up_error < error or down_error < error:", *(f"    {line}" for line in moves))
        return moves

    def foresee(self, parameters: Given, start: Row) -> Work[Forecast]:
        problem = parameters.problem
        if problem.kind != "pair" or problem.measure == "signed":
            return super().foresee(parameters, start)
        return foresee_hot_and_cold(parameters, start)

    def learned(self, parameters: Given, row: Row, digits: int) -> str:
        weight, new_weight = short(row.weight, digits), short(row.new_weight, digits)
        if row.new_weight == row.weight:
            return f"new weight {new_weight}, as before: {direction(row)}"
        sign = "+" if row.new_weight > row.weight else "-"
        return f"new weight {new_weight} = {weight} {sign} step_amount {short(parameters.step_amount, digits)}"

    def machine(self, parameters: Given, row: Row, digits: int, gap: str, *, briefly: bool) -> list[str]:
        """The two tries below the weight, the better one marked, and the move."""
        amount, problem = parameters.step_amount, parameters.problem
        here = (
            {}
            if briefly or problem.kind != "pair"
            else {"input": parameters.input, "prediction": row.prediction, "goal": parameters.goal}
        )
        told = ", ".join(f"{name} {short(value, digits)}" for name, value in here.items())
        rows = [
            ("weight", row.weight, row.error, f"   {told}" if told else ""),
            ("  up", row.weight + amount, row.up_error, BETTER if row.new_weight > row.weight else ""),
            ("  down", row.weight - amount, row.down_error, BETTER if row.new_weight < row.weight else ""),
        ]
        cells = [
            (name, short(weight, digits), f"error {short(error, digits)}", note) for name, weight, error, note in rows
        ]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [gap.join(map(str.ljust, line, widths)).rstrip() for line in cells]
        return [*lines, self.learned(parameters, row, digits)]

    def explained(self, parameters: Given, row: Row) -> list[str]:
        amount = parameters.step_amount
        up = f"Up, at {short(row.weight + amount)}, the error would be {short(row.up_error)}"
        down = f"down, at {short(row.weight - amount)}, {short(row.down_error)}"
        better = direction(row)
        return [f"{up}; {down}. {better[0].upper()}{better[1:]}."]

    def spent(self, parameters: Given, row: Row) -> list[str]:
        each = self.predictions * parameters.problem.times
        return [f"Spent so far: {each} predictions a row, {counted(row.iteration * each, 'prediction')}."]


def direction(row: Row) -> str:
    """Which of the two tries is better, in a few words."""
    if row.new_weight > row.weight:
        return "up is better"
    if row.new_weight < row.weight:
        return "down is better"
    return "both tries are equal" if row.up_error == row.down_error else "neither try beats the present error"
