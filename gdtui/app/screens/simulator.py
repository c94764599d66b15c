"""The screen on which everything happens: the panes, and what size they need."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.reactive import reactive
from textual.widgets import Static

from gdtui.app.look import Look
from gdtui.app.mends.first_picture import HeldScreen
from gdtui.app.widgets.below import LOG, BelowPane, Standing
from gdtui.app.widgets.chart import ChartPane
from gdtui.app.widgets.explanation import Explanation
from gdtui.app.widgets.flags import FlagsLine
from gdtui.app.widgets.footer import KeysFooter
from gdtui.app.widgets.forecast import ForecastPane
from gdtui.app.widgets.log import LogPane
from gdtui.app.widgets.pane import shown_session
from gdtui.app.widgets.parameters import ParametersPane
from gdtui.app.widgets.ruler import AlphaRuler
from gdtui.app.widgets.title import TitleBar
from gdtui.charts.cells import Cells
from gdtui.core.parameters import Parameters
from gdtui.lab.lesson import Lesson

SMALLEST_WIDTH, SMALLEST_HEIGHT = 60, 16
WIDTHS = [(0, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-short"), (22, "-medium"), (32, "-tall")]
"""From which width and height on the screen has which class."""


class SimulatorScreen(HeldScreen):
    """The panes around one session; it hands the session down, and passes on what the panes want."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    session = shown_session()
    heading = reactive("", init=False, repaint=False)
    notice = reactive("", init=False, repaint=False)
    play = reactive("", init=False, repaint=False)
    view = reactive("bowl", init=False, repaint=False)
    closely = reactive(False, init=False, repaint=False)
    every_digit = reactive(False, init=False, repaint=False)
    predicts = reactive(False, init=False, repaint=False)
    goals = reactive("", init=False, repaint=False)
    below = reactive(LOG, init=False, repaint=False)
    lesson: reactive[Lesson | None] = reactive(None, init=False, repaint=False)
    standing: reactive[Standing] = reactive((), init=False, repaint=False)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._edit_notice = ""

    def compose(self) -> ComposeResult:
        # The classes that the first Resize would bring: then nothing is styled for another size before.
        for length, breakpoints in zip(self.app.size, (WIDTHS, HEIGHTS), strict=True):
            self.add_class([name for least, name in breakpoints if least <= length][-1], update=False)
        screen = SimulatorScreen
        yield TitleBar(self.look).data_bind(screen.session, screen.heading, screen.play, screen.goals)
        with Horizontal(id="upper"):
            with Vertical(id="left"):
                yield ParametersPane(self.look).data_bind(screen.session)
                yield ForecastPane(self.look).data_bind(screen.session)
            with Vertical(id="right"):
                yield ChartPane(self.look).data_bind(screen.session, screen.view, screen.closely)
                yield AlphaRuler(self.look).data_bind(screen.session)
        yield FlagsLine(self.look).data_bind(screen.session, screen.notice)
        yield Explanation(self.look).data_bind(screen.session, screen.every_digit, screen.predicts)
        yield LogPane(self.look).data_bind(screen.session)
        yield BelowPane(self.look).data_bind(screen.session, screen.lesson, screen.standing, view=screen.below)
        yield KeysFooter(show_command_palette=False, compact=True)
        yield Static(markup=False, id="too-small")

    def on_keys_footer_filled(self) -> None:
        # The last to come: what was drawn before would be drawn over at once, which a slow line takes a second for.
        self.call_after_refresh(self.draw_first)

    def watch_below(self, below: str) -> None:
        self.set_class(below != LOG, "-reading")

    def on_resize(self, event: Resize) -> None:
        width, height = event.size
        too_small = width < SMALLEST_WIDTH or height < SMALLEST_HEIGHT
        self.set_class(too_small, "-too-small")
        if too_small:
            text = f"gdtui needs {SMALLEST_WIDTH}x{SMALLEST_HEIGHT},\nthis terminal has {width}x{height}."
            self.query_one("#too-small", Static).update(f"{text}\nMake it larger; nothing is lost. q quits.")

    @property
    def page_size(self) -> int:
        """How many rows of the log are seen at once."""
        return self.query_one(LogPane).page_size

    def turn_page(self) -> bool:
        """Show what the text below the chart had no room for yet; whether there was anything."""
        return self.query_one(BelowPane).turn_page()

    @property
    def chart(self) -> tuple[str, Cells]:
        """The chart as it is drawn, under the line that says what it shows."""
        pane = self.query_one(ChartPane)
        return str(pane.border_title), pane.cells

    def edit(self, notice: str) -> None:
        """Go into the parameters, saying what will come of it."""
        self.notice = self._edit_notice = notice
        self.query_one(ParametersPane).focus_first()

    def leave_edit(self) -> None:
        """Give the keys back to the run."""
        self.set_focus(None)
        self._foresee(self.session.parameters)

    def on_parameters_pane_drafted(self, message: ParametersPane.Drafted) -> None:
        self.notice = self._edit_notice
        self._foresee(message.parameters)

    def _foresee(self, parameters: Parameters) -> None:
        """Show what these parameters would lead to, wherever that is shown."""
        self.query_one(ForecastPane).foresee(parameters)
        self.query_one(AlphaRuler).foresee(parameters)

    def on_parameters_pane_refused(self, message: ParametersPane.Refused) -> None:
        reason, pane = f"{message.error.field}: {message.error.reason}", self.query_one(ForecastPane)
        pane.refuse(reason)
        # A short screen has no forecast.
        self.notice = self._edit_notice if pane.display else reason

    def on_parameters_pane_left(self) -> None:
        self.notice = ""
        self.leave_edit()
