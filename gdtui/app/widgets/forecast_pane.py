"""What the parameters lead to, before anything is stepped."""

from __future__ import annotations

import math

from textual.content import Content
from textual.widgets import Static

from gdtui.app.look import Look
from gdtui.app.widgets.pane import Pane, in_severity, retitle
from gdtui.core.figures import below, counted, short
from gdtui.core.flags import Severity
from gdtui.core.forecast import Forecast, Regime, forecast
from gdtui.core.forecast.of_gradient_descent import landing_alpha
from gdtui.core.parameters import Parameters
from gdtui.lab.comparison import BESIDE
from gdtui.workspace.commands import COMMANDS

SEVERITIES = {
    Regime.CONVERGING: Severity.SUCCESS,
    Regime.ONE_STEP: Severity.SUCCESS,
    Regime.AT_GOAL: Severity.SUCCESS,
    Regime.SETTLING: Severity.NOTE,
    Regime.OSCILLATING: Severity.WARNING,
    Regime.STALLED: Severity.WARNING,
    Regime.DIVERGING: Severity.ERROR,
}
ASKED = "What will happen?\nSay it first."
HIDDEN = f"Hidden: {COMMANDS['forecast'].first_name} shows it."


class ForecastPane(Pane, Static):
    """The forecast of the run, or of the values being typed, or why these values make no run."""

    shows = ("session", "foreseen", "refused", "foretold", "asks")

    def __init__(self, look: Look) -> None:
        super().__init__(markup=False, id="forecast")
        self.look = look
        self.border_title = "Forecast"

    def watch_session(self) -> None:
        # No more than the title: the forecast stays the same from row to row.
        retitle(self, "Forecast" if self.session.pinned is None else f"Forecast of {BESIDE}")

    def paint(self) -> None:
        told = self._told()
        # Where only its size changes Textual paints it by itself; the words say what the colours say, too.
        if told != self.content:
            self.update(told, layout=False)

    def _told(self) -> Content:
        if self.refused:
            return in_severity(f"{self.look.signs[Severity.ERROR]} {self.refused}", Severity.ERROR)
        if not self.foretold:
            return Content(ASKED if self.asks else HIDDEN)
        seen = forecast(self.foreseen)
        severity = SEVERITIES[seen.regime]
        word = f"{self.look.signs[severity]} {seen.regime.value}{_when(seen)}"
        before, after = lines_around(self.foreseen, seen)
        return Content("\n").join([*map(Content, before), in_severity(word, severity), *map(Content, after)])


def lines_around(parameters: Parameters, seen: Forecast) -> tuple[list[str], list[str]]:
    """The lines before and after the regime's word, each short enough for a narrow pane."""
    problem, factor = parameters.problem, seen.fact("factor")
    moves = seen.regime is not Regime.AT_GOAL and not problem.is_blind
    if factor is not None and moves and math.isfinite(problem.error(parameters.weight)):
        rule = parameters.rule
        before = [f"{rule.multiplied} x {rule.factor_text(parameters, factor)} each update:"]
        edge, ridge = seen.fact("stable_alpha_below"), seen.fact("one_step_alpha")
        crossing = seen.fact("crosses_alpha_above")
        after = [] if edge is None else [f"stable 0 < alpha < {below(edge, 5)}"]
        if edge is not None and ridge is not None:
            landing = landing_alpha(parameters)
            after.append(f"alpha {landing}: one step" if landing else f"alpha {short(ridge, 5)}: nearly one")
        if edge is not None and crossing is not None:
            after.append(f"crosses above {below(crossing, 5)}")
        return before, after
    if seen.weights and factor is None:
        return [], _where_it_ends(parameters, seen)
    return [], [seen.brief or seen.text]


def _when(seen: Forecast) -> str:
    """After how many updates it is there, beside the regime's word."""
    updates = seen.iterations_to_tolerance or (seen.updates_to_weights if seen.fact("factor") is None else None)
    if not updates:
        return ""
    return f" {'in' if seen.iterations_to_tolerance else 'after'} {'' if seen.counted else '~'}{updates:,}"


def _where_it_ends(parameters: Parameters, seen: Forecast) -> list[str]:
    """What it costs to get there, and between which two weights it goes to and fro, or where it stays.

    A low pane may have room for the first line only, so each makes sense without those below.
    """
    updates = seen.iterations_to_tolerance or seen.updates_to_weights or 0
    each = parameters.rule.predictions * parameters.problem.times
    predictions = [counted(updates * each, "prediction")] if updates and each > 1 else []
    low, high = seen.weights[0], seen.weights[-1]
    errors = [short(parameters.problem.error(weight), 3) for weight in (low, high)]
    if seen.regime in (Regime.CONVERGING, Regime.ONE_STEP, Regime.AT_GOAL):
        then = "then " if predictions else ""
        stays = f"stays at {short(low, 5)}"
        return [*predictions, then + (f"{short(low, 5)} to {short(high, 5)} for ever" if low != high else stays)]
    if low == high:
        return [f"at {short(low, 5)}, error {errors[0]}", *predictions]
    # Two that differ in their last digits only are not told apart here.
    ends = (
        f"between {short(low, 5)} and {short(high, 5)}" if short(low, 5) != short(high, 5) else f"near {short(low, 5)}"
    )
    return [ends, f"errors {errors[0]} and {errors[1]}", *predictions]
