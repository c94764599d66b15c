"""What the parameters lead to, before anything is stepped."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from gdtui.app.look import Look
from gdtui.app.widgets.pane import in_severity, shown_session
from gdtui.core.figures import short
from gdtui.core.flags import Severity
from gdtui.core.forecast import Forecast, Regime, forecast
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session

SEVERITIES = {
    Regime.CONVERGING: Severity.SUCCESS,
    Regime.ONE_STEP: Severity.SUCCESS,
    Regime.AT_GOAL: Severity.SUCCESS,
    Regime.SETTLING: Severity.NOTE,
    Regime.OSCILLATING: Severity.WARNING,
    Regime.STALLED: Severity.WARNING,
    Regime.DIVERGING: Severity.ERROR,
}


class ForecastPane(Static):
    """The forecast of the run, or of the values being typed, or why these values make no run."""

    session = shown_session()

    def __init__(self, look: Look) -> None:
        super().__init__(markup=False, id="forecast")
        self.look = look
        self.border_title = "Forecast"

    def watch_session(self, old: Session, new: Session) -> None:
        if new.run is not old.run or not self.content:
            self.foresee(new.parameters)

    def foresee(self, parameters: Parameters) -> None:
        """Show what these parameters lead to."""
        seen = forecast(parameters)
        severity = SEVERITIES[seen.regime]
        word = f"{self.look.signs[severity]} {seen.regime.value}"
        if seen.iterations_to_tolerance:
            word += f" in {seen.iterations_to_tolerance:,}"
        before, after = lines_around(seen)
        self.update(Content("\n").join([*before, in_severity(word, severity), *after]), layout=False)

    def refuse(self, reason: str) -> None:
        """Show why no run can be made from what is typed."""
        self.update(in_severity(f"{self.look.signs[Severity.ERROR]} {reason}", Severity.ERROR), layout=False)


def lines_around(seen: Forecast) -> tuple[list[Content], list[Content]]:
    """The lines before and after the regime's word, short enough for a narrow pane."""
    if seen.factor is None or seen.regime in (Regime.STALLED, Regime.AT_GOAL):
        # How hot and cold moves stands among the parameters already; what comes of it is what there is room for.
        sentence = seen.text.partition(";")[0]
        return [], [Content(sentence.partition(" each time: ")[2] or sentence)]
    before = [Content(f"miss x {short(seen.factor)} each update:")]
    if seen.stable_alpha_below is None or seen.one_step_alpha is None:
        return before, []
    stable = Content(f"stable below alpha {short(seen.stable_alpha_below)}")
    return before, [stable, Content(f"one step at alpha {short(seen.one_step_alpha)}")]
