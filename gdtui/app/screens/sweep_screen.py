"""The sweep: the same run with one parameter changed, a row a value."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static
from textual.worker import Worker

from gdtui.app.look import Look
from gdtui.app.screens.over import OverScreen
from gdtui.app.widgets.keys_footer import KeysFooter
from gdtui.app.widgets.sweep_pane import SweepPane
from gdtui.core.figures import counted, in_full, parsed_count, short
from gdtui.core.flags import Severity
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.sweep import USUAL_VALUES, SweepRow, parse_values, sweep, swept_by, with_present

WORK_SECONDS, REST_SECONDS = 0.008, 0.002
"""So long the sweep works, and then rests: a key's way through the widgets is many short turns, which fit in a rest."""
FRAME_SECONDS = 0.1
MOST_ITERATIONS = 1_000_000


class SweepScreen(OverScreen[Parameters | None]):
    """Shows a sweep over the run; answers with the parameters of the row that is taken over, or with None."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take_over", "take this value", key_display="enter"),
        Binding("up", "point(-1)", "point", key_display="up/down"),
        Binding("down", "point(1)", "Down", show=False),
        Binding("e", "edit", "values, iterations"),
        Binding("o", "other", "other"),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "point(-100000)", "First", show=False),
        Binding("end", "point(100000)", "Last", show=False),
        Binding("escape", "leave", "back"),
        Binding("s,q", "leave", "Back", show=False),
    ]

    def __init__(self, look: Look, parameters: Parameters, iterations: int) -> None:
        super().__init__()
        self.look = look
        self.parameters = parameters
        self.fields = swept_by(parameters)
        self.field = self.fields[0]
        self.values = with_present(USUAL_VALUES, self.present)
        self.iterations = iterations
        self._title = Static(markup=False, id="sweep-title")
        self._pane = SweepPane(look, self.field, self.present)
        self._forecast = Static(markup=False, id="sweep-forecast")
        self._work: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        yield self._title
        with Horizontal(id="sweep-inputs"):
            yield Static(f"{self.field}s", markup=False, classes="label", id="sweep-field")
            yield Input(" ".join(map(in_full, self.values)), compact=True, id="sweep-values", select_on_focus=True)
            yield Static("iterations", markup=False, classes="label")
            yield Input(str(self.iterations), compact=True, id="sweep-iterations", type="integer", select_on_focus=True)
        yield self._pane
        yield self._forecast
        yield KeysFooter(self.look)

    def on_mount(self) -> None:
        for each in self.query(Input):
            each.cursor_blink = False
        self._begin()

    @property
    def present(self) -> float:
        """The value that the run has."""
        value: float = getattr(self.parameters, self.field)
        return value

    @property
    def busy(self) -> bool:
        """Whether the sweep is being worked out."""
        return self._work is not None and self._work.is_running

    def action_take_over(self) -> None:
        """Leave with the parameters of the row that is pointed at."""
        # The present value is pointed at from the start, and may be worked out last.
        if self._pane.cursor < len(self._pane.rows):
            self._stop()
            self.dismiss(self._pane.rows[self._pane.cursor].parameters)

    def action_leave(self) -> None:
        """Leave the inputs, stop the work, or go back to the run, whichever is next."""
        if self.focused is not None:
            self.set_focus(None)
        elif self.busy:
            self._stop()
            self._tell(f"stopped after {self._progress()}")
        else:
            self.dismiss(None)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def action_point(self, rows: int) -> None:
        """Point at a row further up or down."""
        pane = self._pane
        pane.cursor = min(max(pane.cursor + rows, 0), max(len(pane.rows) - 1, 0))
        self._show_forecast()

    def on_sweep_pane_pointed(self, message: SweepPane.Pointed) -> None:
        self.action_point(message.index - self._pane.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key for another parameter is told where there is one."""
        return action != "other" or len(self.fields) > 1

    def action_other(self) -> None:
        """Try out another parameter."""
        self._stop()
        self.field = self.fields[(self.fields.index(self.field) + 1) % len(self.fields)]
        self.values = with_present(USUAL_VALUES, self.present)
        self.query_one("#sweep-field", Static).update(f"{self.field}s")
        self.query_one("#sweep-values", Input).value = " ".join(map(in_full, self.values))
        self._pane.show(self.field, self.present)
        self._begin()

    def action_page(self, pages: int) -> None:
        """Point at a row a page away."""
        self.action_point(pages * self._pane.page_size)

    def action_edit(self) -> None:
        """Type other values, or another number of iterations."""
        self.set_focus(self.query_one("#sweep-values"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            values = parse_values(self.field, self.query_one("#sweep-values", Input).value)
            iterations = self._typed_iterations()
        except ParameterError as error:
            self._tell(f"{self.look.signs[Severity.ERROR]} {error.field}: {error.reason}")
            return
        self.values, self.iterations = values, iterations
        self.set_focus(None)
        self._begin()

    def _typed_iterations(self) -> int:
        count = parsed_count(self.query_one("#sweep-iterations", Input).value, 1, MOST_ITERATIONS)
        if count is None:
            raise ParameterError("iterations", f"not a number from 1 to {MOST_ITERATIONS:,}")
        return count

    def _begin(self) -> None:
        """Work the sweep out anew."""
        pane = self._pane
        pane.iterations, pane.rows = self.iterations, ()
        pane.cursor = self.values.index(self.present) if self.present in self.values else 0
        self._work = self.run_worker(self._sweep(), exclusive=True)

    async def _sweep(self) -> None:
        pane = self._pane
        rows: list[SweepRow] = []
        answer_keys = show = monotonic()
        for row in sweep(self.parameters, self.field, self.values, self.iterations):
            if row is not None:
                rows.append(row)
            now = monotonic()
            if now >= show:
                pane.rows = tuple(rows)
                self._show_forecast()
                show = now + FRAME_SECONDS
            if now >= answer_keys:
                await asyncio.sleep(REST_SECONDS)
                answer_keys = monotonic() + WORK_SECONDS
        pane.rows = tuple(rows)
        self._work = None
        self._show_forecast()

    def _progress(self) -> str:
        return f"{len(self._pane.rows):,} of {counted(len(self.values), 'value')}"

    def _show_forecast(self) -> None:
        """Say what the row that is pointed at leads to, and how far the work is."""
        pane = self._pane
        if pane.cursor < len(pane.rows):
            row = pane.rows[pane.cursor]
            self._tell(f"{self.field} {short(row.value)}: {row.forecast.text}")
        else:
            self._set_title()

    def _set_title(self) -> None:
        done = self._progress() if self.busy else counted(len(self._pane.rows), "value")
        title = f"gdtui  Sweep of {self.field}  {done}{', Esc stops' if self.busy else ''}"
        self._title.update(title, layout=False)

    def _tell(self, text: str) -> None:
        self._set_title()
        self._forecast.update(text, layout=False)
