"""The application: it holds the session, and every key is one action that makes a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Key
from textual.reactive import var
from textual.screen import Screen

from gdtui.app.bindings import KEYS, key_text
from gdtui.app.look import ASCII_LOOK, UNICODE_LOOK
from gdtui.app.player import Pace, Player
from gdtui.app.screens.help import HelpScreen
from gdtui.app.screens.row import RowScreen
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.app.widgets.below import LOG, TEXT
from gdtui.app.widgets.parameters import ParametersPane
from gdtui.core.figures import counted, short
from gdtui.core.flags import Severity
from gdtui.core.methods import METHODS
from gdtui.core.parameters import Parameters
from gdtui.core.run import DEFAULT_ITERATIONS
from gdtui.core.session import History, Session
from gdtui.lab.comparison import heading

if TYPE_CHECKING:
    from gdtui.app.predicting import Predicting
    from gdtui.files.learning import Learning
    from gdtui.lab.catalogue import Catalogue
    from gdtui.lab.lesson import Lesson

PLAY_KEYS = {"p", "plus", "equals_sign", "minus"}


class GdtuiApp(App[None]):
    """The simulator. Data goes one way: a key, an action, a new session, and the panes show it."""

    TITLE = "gdtui"
    CSS_PATH = "gdtui.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]  # noqa: RUF012, typed by Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-medium"), (32, "-tall")]  # noqa: RUF012, typed by Textual

    history: var[History] = var(lambda: History(Session.start(Parameters())), init=False)

    def __init__(
        self,
        lesson: str | None = None,
        *,
        ascii_only: bool = False,
        colours: str | None = None,
        catalogue: Catalogue | None = None,
        state: Path | None = None,
        notice: str = "",
        rows: int = 1,
        **values: Any,
    ) -> None:
        """Open a lesson, parameters by their names, or both: then the values override the lesson's.

        ``ascii_only`` draws everything in ASCII; ``colours`` is how many to use, as ``colour_depth`` names them,
        as many as Textual sees fit unless said otherwise; ``catalogue`` holds the lessons, those of the lab unless said
        otherwise; ``state`` is the folder where progress is kept, the platform's unless said otherwise; ``notice`` is
        what the screen says first; ``rows`` is how many rows have been stepped to already.

        Raises KeyError for a lesson that there is not, ParameterError for a value that makes no run.
        """
        super().__init__()
        self._catalogue, self._state, self._first_lesson = catalogue, state, lesson
        self._first_notice = notice
        start = self.lesson.parameters if self.lesson else Parameters()
        self.set_reactive(GdtuiApp.history, History(Session.start(replace(start, **values)).step(rows - 1)))
        self.look = ASCII_LOOK if ascii_only else UNICODE_LOOK
        self.set_class(ascii_only, "-ascii")
        colours = self.console.color_system if colours is None else colours
        if ascii_only or self.no_color or colours != self.console.color_system:
            from gdtui.app.colours import suit

            suit(self, colours or "", ascii_only=ascii_only)
        self.player = Player(self.set_interval, lambda: self.session, self._move, self.show_play)

    # What many sessions never use is loaded when it is first asked for: they all wait for the first screen.

    @cached_property
    def learning(self) -> Learning:
        """The lessons, the one at hand, and what was done in them."""
        from gdtui.files.learning import Learning
        from gdtui.lab.catalogue import lessons

        return Learning(self._catalogue or lessons(), self._first_lesson, self._state)

    @cached_property
    def predicting(self) -> Predicting:
        """What asks before a step."""
        from gdtui.app.predicting import Predicting

        return Predicting(self.push_screen, lambda: self.session, self._move, self.look)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson at hand."""
        used = self._first_lesson is not None or "learning" in self.__dict__
        return self.learning.lesson if used else None

    @property
    def session(self) -> Session:
        """The run at hand: ``session.steps`` are its rows so far, ``session.cursor`` is the index of the one shown."""
        return self.history.present

    @property
    def simulator(self) -> SimulatorScreen:
        """The screen below all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, SimulatorScreen)
        return screen

    def get_default_screen(self) -> Screen[None]:
        return SimulatorScreen(self.look)

    def get_driver_class(self) -> type[Driver]:
        from gdtui.app.terminal_size import sized

        return sized(super().get_driver_class())

    def on_mount(self) -> None:
        self.simulator.notice = self._first_notice
        self.simulator.lesson = self.lesson
        self.watch_history(self.history)

    def watch_history(self, history: History) -> None:
        session, simulator = history.present, self.simulator
        simulator.heading = self._heading(session)
        simulator.session = session
        if self.lesson is not None and self.learning.judge(session):
            self._count_goals()
        if simulator.below == TEXT:
            simulator.standing = tuple(self.learning.standing(session))

    def _count_goals(self) -> None:
        """Say in the title how many goals are met; the flag's line stays the flag's, but for trouble with the disk."""
        lesson, learning = self.lesson, self.learning
        if lesson is not None and lesson.task is not None:
            sign = self.look.signs[Severity.SUCCESS]
            count = counted(len(lesson.task.goals), "goal")
            self.simulator.goals = f"{sign} {len(learning.progress.of(lesson))} of {count}"
        trouble = learning.trouble()
        if trouble:
            self.simulator.notice = trouble

    def on_key(self, event: Key) -> None:
        """Any key that means nothing else stops a run that goes on by itself."""
        if self.player.busy and event.key not in PLAY_KEYS:
            self.player.stop()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from super().get_system_commands(screen)
        for binding in KEYS:
            yield SystemCommand(
                f"{binding.tooltip}",
                f"Key: {key_text(binding)}",
                lambda action=binding.action: self.call_later(self.run_action, action),
            )

    def _heading(self, session: Session) -> str:
        parameters = session.parameters
        if session.pinned is not None:
            return heading(session, session.pinned.parameters)
        if self.lesson is None:
            return METHODS[parameters.method].title
        return self.lesson.title + ("" if parameters == self.lesson.parameters else " (changed)")

    def _move(self, session: Session, notice: str = "") -> None:
        """Show another row of the same run."""
        self.simulator.notice = notice
        self.history = self.history.move(session)

    def _become(self, session: Session, what: str) -> None:
        """Put another run in the place of this one, and say what becomes of it."""
        self.simulator.notice = f"{what}; u brings the old run back ({counted(self.session.length, 'row')})."
        self.history = self.history.become(session)

    def action_step(self) -> None:
        """Take the last row's update."""
        self.player.stop()
        session = self.session.step()
        if self.simulator.predicts and session is not self.session:
            self.predicting.step()
        elif session is self.session:
            self._move(
                session, f"the run ended here, at row {session.cursor + 1}: nothing follows. b goes back, r resets."
            )
        else:
            self._move(session)

    def action_step_back(self) -> None:
        """Show the row before."""
        self.player.stop()
        self._move(self.session.back())

    def action_look(self, rows: int) -> None:
        """Show a row further up or down the log."""
        self.player.stop()
        self._move(self.session.jump(self.session.cursor + rows))

    def action_page(self, pages: int) -> None:
        """Show a row a page of the log away."""
        self.action_look(pages * self.simulator.page_size)

    def action_first(self) -> None:
        """Show the first row."""
        self.action_look(-self.session.cursor)

    def action_newest(self) -> None:
        """Show the newest row."""
        self.action_look(self.session.length)

    def action_ask_row(self) -> None:
        """Ask for the number of a row, and show it."""
        self.player.stop()
        self.push_screen(RowScreen(self.session.length), self._show_row)

    def _show_row(self, number: int | None) -> None:
        if number is not None:
            self._move(self.session.jump(number - 1))

    def action_view(self, view: str) -> None:
        """Show another chart."""
        self.simulator.view = view

    def action_closely(self, closely: bool) -> None:
        """Follow the point into the bottom of the bowl, or show the whole run."""
        self.simulator.closely = closely

    def action_every_digit(self) -> None:
        """Show the row's figures with every digit, or in a sentence again."""
        self.simulator.every_digit = not self.simulator.every_digit

    def action_reset(self) -> None:
        """Go back to the start weight, with the first row only."""
        self.player.stop()
        if self.session.length == 1:
            self._move(self.session, "this is the start already.")
        else:
            self._become(self.session.reset(), "back to the start")

    def action_other_method(self) -> None:
        """Learn by the other method, from the same start weight."""
        names = list(METHODS)
        parameters = self.session.parameters
        method = names[(names.index(parameters.method) + 1) % len(names)]
        self._change(replace(parameters, method=method))

    def action_compare(self) -> None:
        """Pin this run and start another beside it, or let the pinned one go."""
        self.player.stop()
        if self.session.pinned is None:
            self._become(self.session.pin(), "A is pinned, B starts beside it: e or m changes B")
        else:
            self._become(self.session.unpin(), "B goes on alone")

    def action_lessons(self) -> None:
        """Show the lessons, and open one."""
        from gdtui.app.screens.picker import PickerScreen

        self.player.stop()
        self.push_screen(PickerScreen(self.look, self.learning), self._open_lesson)

    def action_lesson(self, distance: int) -> None:
        """Go to the next lesson, or to the one before."""
        self.player.stop()
        id_ = self.learning.neighbour(distance)
        if id_ is None:
            self.simulator.notice = "this is the last lesson." if distance > 0 else "this is the first lesson."
        else:
            self._open_lesson(id_)

    def _open_lesson(self, id_: str | None) -> None:
        """Start a lesson, with its text in view."""
        if id_ is None:
            return
        session = self.learning.open(id_)
        self.simulator.lesson, self.simulator.below, self.simulator.goals = self.lesson, TEXT, ""
        self._become(session, "the lesson begins")

    def action_below(self, view: str) -> None:
        """Show something else below the chart, or the log again."""
        simulator = self.simulator
        simulator.below = LOG if simulator.below == view else view
        simulator.standing = tuple(self.learning.standing(self.session))

    def action_memory(self) -> None:
        """Ask for the loop's lines from memory."""
        from gdtui.app.screens.memory import MemoryScreen

        self.player.stop()
        self.push_screen(MemoryScreen(self.look), self._remembered)

    def _remembered(self, levels: int | None) -> None:
        self.simulator.notice = f"{counted(levels or 0, 'level')} done from memory."
        if self.learning.remember(levels or 0):
            self._count_goals()
        self.simulator.standing = tuple(self.learning.standing(self.session))

    def action_predict_first(self) -> None:
        """Ask before each step what it will do, or stop asking."""
        simulator = self.simulator
        simulator.predicts = not simulator.predicts
        if simulator.predicts:
            simulator.notice = "predict first: space asks before it steps."
        else:
            simulator.notice = f"steps without asking. {self.predicting.score_text}"

    def action_sweep(self) -> None:
        """Try other alphas, or other step amounts, side by side."""
        # Loaded when it is asked for: a session that never sweeps need not hold it.
        from gdtui.app.screens.sweep import SweepScreen

        self.player.stop()
        iterations = max(self.lesson.iterations if self.lesson else 0, DEFAULT_ITERATIONS)
        self.push_screen(SweepScreen(self.look, self.session.parameters, iterations), self._take_over)

    def action_map(self) -> None:
        """Show which inputs and alphas are stable."""
        from gdtui.app.screens.map import MapScreen
        from gdtui.core.sweep import swept

        self.player.stop()
        self.push_screen(MapScreen(self.look, swept(self.session.parameters, "alpha")), self._take_over)

    def _take_over(self, parameters: Parameters | None) -> None:
        """Make a run of the parameters that another screen answered with."""
        if parameters is not None:
            self._apply(parameters)

    def action_undo(self) -> None:
        """Bring back the run that was replaced last."""
        self._travel(self.history.undo(), "the old run is back; U takes this back.", "no run was replaced yet.")

    def action_redo(self) -> None:
        """Take an undo back."""
        self._travel(self.history.redo(), "the newer run is back.", "there is nothing to take back.")

    def _travel(self, history: History, notice: str, refusal: str) -> None:
        self.player.stop()
        self.simulator.notice = refusal if history is self.history else notice
        self.history = history

    def action_edit(self) -> None:
        """Let the parameters be typed."""
        self.player.stop()
        enter = "applies" if self.session.length == 1 else "starts a new run, u would bring this one back"
        self.simulator.edit(f"Enter {enter}; Esc leaves.")

    def action_help(self) -> None:
        """Show every key and every flag."""
        self.player.stop()
        self.push_screen(HelpScreen(self.look))

    def on_parameters_pane_changed(self, message: ParametersPane.Changed) -> None:
        self.simulator.leave_edit()
        self._apply(message.parameters)

    def _apply(self, parameters: Parameters) -> None:
        if parameters == self.session.parameters:
            self.simulator.notice = "nothing was changed."
        else:
            self._change(parameters)

    def _change(self, parameters: Parameters) -> None:
        self.player.stop()
        self._become(self.session.change(parameters), f"a new run from weight {short(parameters.weight)}")

    def action_play(self) -> None:
        """Step by itself, or pause."""
        self.simulator.notice = ""
        self.player.toggle()

    def action_go_on(self) -> None:
        """Go on until a new flag is raised."""
        self.simulator.notice = ""
        self.player.seek_flag()

    def action_faster(self) -> None:
        """Play at the next speed up."""
        self._set_pace(self.player.pace.faster())

    def action_slower(self) -> None:
        """Play at the next speed down."""
        self._set_pace(self.player.pace.slower())

    def _set_pace(self, pace: Pace) -> None:
        self.player.set_pace(pace)
        if not self.player.busy:
            self.simulator.notice = f"speed {pace.text}; p plays."

    def show_play(self, text: str) -> None:
        """Say in the title how play stands."""
        self.simulator.play = text
