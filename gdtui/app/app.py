"""The application: it holds the session, and every key is one action that makes a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.css.errors import StylesheetError
from textual.driver import Driver
from textual.events import Key, Paste
from textual.reactive import var
from textual.screen import Screen

from gdtui.app.bindings import KEYS, command_name, key_text
from gdtui.app.look import ASCII_LOOK, UNICODE_LOOK
from gdtui.app.mends.faults import FaultKeepingApp
from gdtui.app.mends.frame_cache import keep_no_widgets
from gdtui.app.mends.suspending import ReturningApp
from gdtui.app.pacing import Pacing
from gdtui.app.player import Pace, Player
from gdtui.app.screens.help import HelpScreen
from gdtui.app.screens.row import RowScreen
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.app.widgets.below import LOG, TEXT
from gdtui.app.widgets.parameters import ParametersPane
from gdtui.core.figures import counted, short
from gdtui.core.flags import Severity
from gdtui.core.methods import method_after
from gdtui.core.parameters import Parameters
from gdtui.core.run import DEFAULT_ITERATIONS
from gdtui.core.session import History, Session
from gdtui.lab.comparison import heading
from gdtui.lab.words import ending

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from gdtui.app.broadcasting import Broadcasting
    from gdtui.app.keeping import Keeping, Resume
    from gdtui.app.predicting import Predicting
    from gdtui.app.writing import Writing
    from gdtui.files.broadcast_file import BroadcastFile
    from gdtui.files.learning import Learning
    from gdtui.lab.catalogue import Catalogue
    from gdtui.lab.lesson import Lesson

OTHER_COMMANDS = {"Theme"}
"""Textual's own commands that nothing here does already: the rest would be a second help, way out and export."""
PLAY_KEYS = {"p", "plus", "equals_sign", "minus"}
PICTURE_SECONDS = 0.1
"""While a key is held down a picture follows the one before by so much; a step of each may take half a kilobyte."""
AT_ONCE = 3
"""So many pictures in a row come as soon as they can: a key is held down where more follow."""


class GdtuiApp(FaultKeepingApp, ReturningApp):
    """The simulator. Data goes one way: a key, an action, a new session, and the panes show it."""

    TITLE = "gdtui"
    CSS_PATH = Path(__file__).with_name("gdtui.tcss")
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)

    fenced: ClassVar[bool] = False
    """Whether files may be written into one folder only, by names alone."""

    history: var[History] = var(lambda: History(Session.start(Parameters())), init=False)

    def __init__(
        self,
        lesson: str | None = None,
        *,
        ascii_only: bool = False,
        colours: str | None = None,
        catalogue: Catalogue | None = None,
        state: Path | None = None,
        broadcast: BroadcastFile | None = None,
        notice: str = "",
        rows: int = 1,
        resume: Resume | None = None,
        driver_class: type[Driver] | None = None,
        **values: Any,
    ) -> None:
        """Open a lesson, parameters by their names, or both: then the values override the lesson's.

        ``ascii_only`` draws everything in ASCII; ``colours`` is how many to use, as ``colour_depth`` names them, as
        many as Textual sees fit unless said otherwise; ``catalogue`` holds the lessons, those of the lab unless said
        otherwise; ``state`` is the folder where progress and sessions are kept, the platform's unless said otherwise;
        ``notice`` is what the screen says first; ``rows`` is how many rows have been stepped to already; ``resume``
        says whether the last session is gone on with: where it is None, no session is kept at all; ``broadcast`` is the
        file in which a class sees this session; ``driver_class`` is Textual's: how the app speaks with the terminal.

        Raises KeyError for a lesson that there is not, ParameterError for a value that makes no run.
        """
        super().__init__(driver_class=driver_class)
        keep_no_widgets()
        self._catalogue, self._state = catalogue, state
        self._first_notice, self._resume = notice, resume
        self._keeping: Keeping | None = None
        self._writing: Writing | None = None
        start = Parameters() if lesson is None else self.learning.catalogue[lesson].parameters
        session = Session.start(start.changed(**values), lesson)
        self._first_rows = rows
        self.set_reactive(GdtuiApp.history, History(session))
        self.look = ASCII_LOOK if ascii_only else UNICODE_LOOK
        self.simulator = SimulatorScreen(self.look)
        self.set_class(ascii_only, "-ascii")
        colours = self.console.color_system if colours is None else colours
        if ascii_only or self.no_color or colours != self.console.color_system:
            from gdtui.app.mends.terminal_colours import suit

            suit(self, colours or "", ascii_only=ascii_only)
        self._pacing = Pacing(self.set_timer, self._hand_down, seconds=PICTURE_SECONDS, at_once=AT_ONCE)
        self._by_key = False
        self.player = Player(self.set_interval, lambda: self.session, self._move, self.show_play)
        self._broadcasting: Broadcasting | None = None
        if broadcast is not None:
            from gdtui.app.broadcasting import Broadcasting

            self._broadcasting = Broadcasting(broadcast, self.set_timer, self._tell)

    # What many sessions never use is loaded when it is first asked for: they all wait for the first screen.

    @cached_property
    def learning(self) -> Learning:
        """The lessons, and what was done in them."""
        from gdtui.files.learning import Learning
        from gdtui.lab.catalogue import lessons

        return Learning(self._catalogue or lessons(), self._state)

    @cached_property
    def predicting(self) -> Predicting:
        """What asks before a step."""
        from gdtui.app.predicting import Predicting

        return Predicting(self.push_screen, lambda: self.session, self._move, self.look)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that the run at hand is for."""
        return None if self.session.lesson is None else self.learning.lesson_of(self.session)

    @property
    def session(self) -> Session:
        """The run at hand: ``session.steps`` are its rows so far, ``session.cursor`` is the index of the one shown."""
        return self.history.present

    @property
    def every_key(self) -> list[Binding]:
        """The keys that mean something, for the help and the palette."""
        return KEYS

    @property
    def judges(self) -> bool:
        """Whether the run at hand counts for the lesson's goals."""
        return True

    def get_default_screen(self) -> Screen[None]:
        return self.simulator

    def get_driver_class(self) -> type[Driver]:
        from gdtui.app.mends.terminal_driver import sturdy

        return sturdy(super().get_driver_class())

    def on_mount(self) -> None:
        self.simulator.notice = self._first_notice
        self.watch_history(self.history)
        if self._first_rows > 1:
            from gdtui.app.resuming import open_at, work_on

            work_on(self, open_at(self, self._first_rows))
        if self._resume is not None:
            # After the first frame, which everybody waits for.
            self.call_after_refresh(self._keep, self._resume)

    def watch_history(self, history: History) -> None:
        session, simulator = history.present, self.simulator
        if self._by_key:
            self._pacing.show_soon()
        else:
            self._pacing.show()
        lesson = self.lesson
        if lesson is not simulator.lesson:
            simulator.lesson, simulator.goals = lesson, ""
        if self.judges and lesson is not None and self.learning.judge(session):
            self.count_goals()
        if simulator.below == TEXT:
            simulator.standing = tuple(self.learning.standing(session))
        self._changed()
        self._show_the_class()

    def _hand_down(self) -> None:
        """Hand the session to the screen."""
        self.simulator.heading = self._heading(self.session)
        self.simulator.session = self.session

    def _show_the_class(self) -> None:
        """Have those who follow see what is shown, where there are any."""
        if self._broadcasting is not None:
            self._broadcasting.show(self.session, self.simulator.view, self.simulator.closely)

    def count_goals(self) -> None:
        """Say in the title how many goals are met; the flag's line stays the flag's, but for trouble with the disk."""
        lesson, learning = self.lesson, self.learning
        if lesson is not None and lesson.task is not None:
            sign = self.look.signs[Severity.SUCCESS]
            count = counted(len(lesson.task.goals), "goal")
            self.simulator.goals = f"{sign} {len(learning.progress.of(lesson))} of {count}"
        trouble = learning.trouble()
        if trouble:
            self.simulator.notice = trouble

    def _keep(self, how: Resume) -> None:
        """Begin to keep the session on disk, or go on with the last one."""
        from gdtui.app.keeping import Keeping
        from gdtui.app.resuming import KEPT, resume, saved

        self._keeping = Keeping(self._state, lambda: saved(self), self.set_timer, self._tell)
        for what in KEPT:
            self.watch(self.simulator, what, self._changed, init=False)
        resume(self, self._keeping, how)

    def _changed(self) -> None:
        if self._keeping is not None:
            self._keeping.changed()

    def keep_now(self, *, left: bool = False) -> None:
        """Put the session on disk at once; ``left`` says that the student leaves of free will. Never raises."""
        with suppress(Exception):
            if self._keeping is not None:
                self._keeping.save(left=left)
        with suppress(Exception):
            if self._broadcasting is not None:
                self._broadcasting.flush()

    def on_unmount(self) -> None:
        if self._writing is not None:
            self._writing.stop()
        if self._broadcasting is not None:
            self._broadcasting.close()
        if self._keeping is not None:
            self._keeping.end()

    async def action_quit(self) -> None:
        """Leave, with the session on disk."""
        self.keep_now(left=True)
        await super().action_quit()

    def _tell(self, notice: str) -> None:
        self.simulator.notice = notice

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except (ImportError, FileNotFoundError, StylesheetError) as error:
            # What is loaded goes on; what an action would have loaded was taken away meanwhile.
            self._tell(f"gone from disk ({type(error).__name__}): was gdtui uninstalled? The run goes on.")
            return True

    def on_key(self, event: Key) -> None:
        """Any key that means nothing else stops a run that goes on by itself."""
        if self.player.busy and event.key not in PLAY_KEYS:
            self.player.stop()

    def on_paste(self, event: Paste) -> None:
        """Pasted text is for fields; as keys it would do what nobody meant."""
        self.simulator.notice = f"{counted(len(event.text), 'character')} pasted; only fields take pasted text."

    def action_suspend_process(self) -> None:
        """Go back to the shell, where there is one that can call back."""
        if self.would_stay_stopped:
            self.simulator.notice = "no shell to go back to: it could not bring gdtui back. q quits."
        else:
            super().action_suspend_process()

    def action_command_palette(self) -> None:
        """Find any action by name."""
        from gdtui.app.mends.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from (command for command in super().get_system_commands(screen) if command.title in OTHER_COMMANDS)
        for binding in self.every_key:
            yield SystemCommand(
                command_name(binding),
                f"Key: {key_text(binding)}",
                lambda action=binding.action: self.call_later(self.run_action, action),
            )

    def _heading(self, session: Session) -> str:
        parameters = session.parameters
        if session.pinned is not None:
            return heading(session, session.pinned.parameters)
        if self.lesson is None:
            return parameters.rule.title
        return self.lesson.title + ("" if parameters == self.lesson.parameters else " (changed)")

    def _move(self, session: Session, notice: str = "", *, by_key: bool = False) -> None:
        """Show another row of the same run; ``by_key`` says that the key for it may be held down."""
        self.simulator.notice = notice
        # A test that drives the app without a terminal sees each step at once.
        self._by_key = by_key and not self.is_headless
        self.history = self.history.move(session)
        self._by_key = False

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
                session, f"{ending(session)}, at row {session.cursor + 1:,}: nothing follows. b goes back, r resets."
            )
        else:
            self._move(session, by_key=True)

    def action_step_back(self) -> None:
        """Show the row before."""
        self.player.stop()
        self._move(self.session.back(), by_key=True)

    def action_look(self, rows: int) -> None:
        """Show a row further up or down the log."""
        self.player.stop()
        self._move(self.session.jump(self.session.cursor + rows), by_key=True)

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
        self._show_the_class()

    def action_closely(self, closely: bool) -> None:
        """Follow the point into the bottom of the bowl, or show the whole run."""
        self.simulator.closely = closely
        self._show_the_class()

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
        parameters = self.session.parameters
        self._change(parameters.changed(method=method_after(parameters.method)))

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
        self.push_screen(PickerScreen(self.look, self.learning, self.lesson), self._open_lesson)

    def action_lesson(self, distance: int) -> None:
        """Go to the next lesson, or to the one before."""
        self.player.stop()
        id_ = self.learning.neighbour(self.session, distance)
        if id_ is None:
            self.simulator.notice = "this is the last lesson." if distance > 0 else "this is the first lesson."
        else:
            self._open_lesson(id_)

    def _open_lesson(self, id_: str | None) -> None:
        """Start a lesson, with its text in view."""
        if id_ is None:
            return
        self.simulator.below = TEXT
        self._become(self.learning.open(id_), "the lesson begins")

    def action_below(self, view: str) -> None:
        """Show something else below the chart, the rest of it where it is longer, or the log again."""
        simulator = self.simulator
        if simulator.below == view and simulator.turn_page():
            return
        simulator.below = LOG if simulator.below == view else view
        simulator.standing = tuple(self.learning.standing(self.session))

    def action_memory(self) -> None:
        """Ask for the loop's lines from memory."""
        from gdtui.app.screens.memory import MemoryScreen

        self.player.stop()
        self.push_screen(MemoryScreen(self.look), self._remembered)

    def _remembered(self, levels: int | None) -> None:
        self.simulator.notice = f"{counted(levels or 0, 'level')} done from memory."
        if self.learning.remember(self.session, levels or 0):
            self.count_goals()
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
        from gdtui.core.sweep import swept_by

        self.player.stop()
        if not swept_by(self.session.parameters):
            self._tell("there is no parameter here that can be tried side by side.")
            return
        iterations = max(self.lesson.iterations if self.lesson else 0, DEFAULT_ITERATIONS)
        self.push_screen(SweepScreen(self.look, self.session.parameters, iterations), self._take_over)

    def action_export(self) -> None:
        """Give the run away, in a format that people use."""
        from gdtui.app.screens.export import ExportScreen
        from gdtui.app.writing import Writing

        self.player.stop()
        try:
            folder = self.export_folder
        except OSError as error:
            self._tell(f"nothing can be exported ({error.strerror}).")
            return
        self._writing = self._writing or Writing()
        name = self.lesson.id if self.lesson else self.session.parameters.method
        self.push_screen(ExportScreen(self.simulator, self._writing, f"gdtui-{name}", folder, fenced=self.fenced))

    @property
    def export_folder(self) -> Path:
        """Where exports go unless another folder is typed."""
        return Path.cwd()

    def action_map(self) -> None:
        """Show which inputs and alphas are stable."""
        from gdtui.app.screens.map import MapScreen
        from gdtui.charts.stability import across
        from gdtui.core.sweep import swept

        self.player.stop()
        parameters = self.session.parameters
        if not parameters.rule.is_beyond:
            parameters = swept(parameters, "alpha")
        if across(parameters) is None:
            self._tell("the map is for one input, squared error and a method with a formula.")
            return
        self.push_screen(MapScreen(self.look, parameters), self._take_over)

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
        lesson, self.history = self.lesson, history
        if self.lesson is not lesson:
            self.count_goals()

    def action_edit(self) -> None:
        """Let the parameters be typed."""
        self.player.stop()
        enter = "applies" if self.session.length == 1 else "starts a new run, u would bring this one back"
        self.simulator.edit(f"Enter {enter}; Esc leaves.")

    def action_help(self) -> None:
        """Show every key and every flag."""
        self.player.stop()
        self.push_screen(HelpScreen(self.look, self.every_key))

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
