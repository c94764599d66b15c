"""The screen on which everything happens: the panes, what size they need, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Key, Resize
from textual.widgets import Static

from gdtui.app.bindings import KEYS, action_of
from gdtui.app.look import Look
from gdtui.app.mends.first_picture import HeldScreen
from gdtui.app.parts.showing import Showing
from gdtui.app.parts.throttle import Throttle
from gdtui.app.player import Pace, Player
from gdtui.app.screens.dialogs import OPENS
from gdtui.app.widgets.alpha_ruler import AlphaRuler
from gdtui.app.widgets.card_pane import CardPane
from gdtui.app.widgets.chart_pane import ChartPane
from gdtui.app.widgets.explanation_pane import Explanation
from gdtui.app.widgets.flags_line import FlagsLine
from gdtui.app.widgets.forecast_pane import ForecastPane
from gdtui.app.widgets.keys_footer import KeysFooter
from gdtui.app.widgets.log_pane import LogPane
from gdtui.app.widgets.pane import HANDED, Pane, Shows
from gdtui.app.widgets.parameters_pane import ParametersPane
from gdtui.app.widgets.reading_pane import ReadingPane
from gdtui.app.widgets.title_bar import TitleBar
from gdtui.app.widgets.values_line import ValuesLine
from gdtui.charts.cells import Cells
from gdtui.charts.views import CHART_VIEWS
from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.files.sessions import END, LOG, Shown
from gdtui.lab.lesson import Lesson
from gdtui.lab.prediction import CHOICES
from gdtui.workspace.commands import COMMANDS, Command, moment
from gdtui.workspace.grab import Grab
from gdtui.workspace.policy import Policy
from gdtui.workspace.workspace import PAGES, Change, Workspace

if TYPE_CHECKING:
    from gdtui.app.file_writer import FileWriter
    from gdtui.app.parts.following import Following

SMALLEST_WIDTH, SMALLEST_HEIGHT = 60, 16
WIDTHS = [(0, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-short"), (22, "-medium"), (32, "-tall")]
"""From which width and height on the screen has which class."""
PICTURE_SECONDS = 0.15
"""While a key is held down a picture follows the one before by so much; a step of each may take 700 bytes."""
AT_ONCE = 3
"""So many pictures in a row come as soon as they can: a key is held down where more follow."""
PLAY_KEYS = {key for name in ("play", "faster", "slower") for key in COMMANDS[name].keys.split(",")}
AS_SHOWN = tuple(name for name in HANDED if name in Shown._fields)
"""What is handed down as the workspace has it shown."""
SomePane = TypeVar("SomePane", bound=Pane)


def handed(pane: SomePane) -> SomePane:
    """A pane of the simulator's, that is handed what it shows."""
    return pane.data_bind(*(getattr(SimulatorScreen, name) for name in pane.shows))


class SimulatorScreen(Shows, HeldScreen):
    """The panes around one workspace; what its keys do changes the workspace, and the panes show that."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    shows = HANDED

    def __init__(
        self, workspace: Workspace, look: Look, policy: Policy, follows: Path | None = None, notice: str = ""
    ) -> None:
        """``follows`` is the file of a teacher whose session is shown as long as the student does nothing else.

        ``notice`` is what is said first.
        """
        super().__init__()
        self.workspace, self.look, self.policy = workspace, look, policy
        self.player = Player(workspace, self.set_interval, self._show_now, self.show_play)
        self._following: Following | None = None
        if follows is not None:
            from gdtui.app.parts.following import Following

            self._following = Following(workspace, follows, self)
            workspace.attach(self._following)
        self.writing: FileWriter | None = None
        """What writes files that are given away, once one was."""
        self._first_notice = notice
        self._edit_notice = ""
        self._grab: Grab | None = None
        """What the student has taken hold of."""

    def compose(self) -> ComposeResult:
        # The classes that the first Resize would bring: then nothing is styled for another size before.
        for length, breakpoints in zip(self.app.size, (WIDTHS, HEIGHTS), strict=True):
            self.add_class([name for least, name in breakpoints if least <= length][-1], update=False)
        yield handed(TitleBar(self.look))
        yield handed(ValuesLine(self.look))
        with Horizontal(id="upper"):
            yield handed(CardPane(self.look))
            with Vertical(id="left"):
                yield handed(ParametersPane(self.look))
                yield handed(ForecastPane(self.look))
            with Vertical(id="right"):
                yield handed(ChartPane(self.look))
                yield handed(AlphaRuler(self.look))
        yield handed(FlagsLine(self.look))
        yield handed(Explanation(self.look))
        yield handed(LogPane(self.look))
        yield handed(ReadingPane(self.look))
        yield handed(KeysFooter(self.look))
        yield Static(markup=False, id="too-small")

    def on_mount(self) -> None:
        # A test that drives the app without a terminal sees each step at once.
        seconds = 0 if self.app.is_headless else PICTURE_SECONDS
        self._throttle = Throttle(self.set_timer, self._hand_down, seconds=seconds, at_once=AT_ONCE)
        self.workspace.attach(Showing(self._throttle, self._tell))
        self._tell(self._first_notice)
        self.workspace.put(self.workspace.history, Change.OPENED)
        self.workspace.tell_trouble()
        if self._following is not None:
            self._following.begin()

    def on_keys_footer_filled(self) -> None:
        # The last to come: what was drawn before would be drawn over at once, which a slow line takes a second for.
        self.call_after_refresh(self.draw_first)

    def watch_session(self, old: Session, new: Session) -> None:
        self.set_class(new.pinned is not None, "-comparing")
        if new.run is not old.run:
            self._foresee(new.parameters)

    def watch_below(self, below: str) -> None:
        self.set_class(below in PAGES, "-page")
        self.set_class(below not in (LOG, *PAGES), "-reading")

    def watch_lesson(self, lesson: Lesson | None) -> None:
        self.set_class(lesson is not None, "-lesson")

    def on_resize(self, event: Resize) -> None:
        width, height = event.size
        too_small = width < SMALLEST_WIDTH or height < SMALLEST_HEIGHT
        self.set_class(too_small, "-too-small")
        if too_small:
            text = f"gdtui needs {SMALLEST_WIDTH}x{SMALLEST_HEIGHT},\nthis terminal has {width}x{height}."
            self.query_one("#too-small", Static).update(f"{text}\nMake it larger; nothing is lost. q quits.")

    # What there is, and what is said.

    def _hand_down(self) -> None:
        """Hand the workspace down to the panes, which paint what is another than before."""
        workspace = self.workspace
        self.lesson, self.standing = workspace.lesson, workspace.standing()
        for name in AS_SHOWN:
            setattr(self, name, getattr(workspace.shown, name))
        self.asks, self.foretold, self.verdict = workspace.asks, workspace.foretells, workspace.verdict
        self.end = workspace.end if workspace.shown.below == END else ()
        self.moment = moment(workspace) if self._grab is None else self._grab.hints()
        self.reheaded()
        self.session = workspace.session if self._grab is None else self._grab.session

    def _show_now(self) -> None:
        self._throttle.show()

    def reheaded(self) -> None:
        """Show what is open, which may be called something else now."""
        heading = self.workspace.heading
        following = self._following
        self.heading = f"{self.workspace.place}{heading}" if following is None else following.heading(heading)

    def _tell(self, notice: str) -> None:
        self.notice = notice

    def show_play(self, text: str) -> None:
        """Say in the title how play stands."""
        self.play = text

    @property
    def attentive(self) -> bool:
        """Whether the student sees the run: nothing lies over it, and nothing is being typed."""
        return self.is_current and self.focused is None

    @property
    def page_size(self) -> int:
        """How many rows of the log are seen at once."""
        return self.query_one(LogPane).page_size

    def turn_page(self) -> bool:
        """Show what the text below the chart had no room for yet; whether there was anything."""
        return self.query_one(ReadingPane).turn_page()

    @property
    def chart(self) -> tuple[str, Cells]:
        """The chart as it is drawn, under the line that says what it shows."""
        return self.query_one(ChartPane).drawn

    @property
    def svg(self) -> str:
        """A picture of this screen, whatever lies over it."""
        from gdtui.app.mends.screen_picture import svg_of

        return svg_of(self)

    def on_descendant_focus(self) -> None:
        """A click on a field edits it, as the key does."""
        if not self.has_class("-editing"):
            self._begin_edit()

    def leave_edit(self) -> None:
        """Give the keys back to the run."""
        self.remove_class("-editing")
        self.set_focus(None)
        self._foresee(self.session.parameters)

    def on_parameters_pane_drafted(self, message: ParametersPane.Drafted) -> None:
        self.notice = self._edit_notice
        self._foresee(message.parameters)

    def _foresee(self, parameters: Parameters) -> None:
        """Show what these parameters would lead to."""
        self.refused, self.foreseen = "", parameters

    def on_parameters_pane_refused(self, message: ParametersPane.Refused) -> None:
        self.refused = f"{message.error.field}: {message.error.reason}"
        # A short screen has no forecast.
        self.notice = self._edit_notice if self.query_one(ForecastPane).display else self.refused

    def on_parameters_pane_left(self) -> None:
        self.notice = ""
        self.leave_edit()

    # What the keys do.

    def offers(self, command: Command) -> bool:
        """Whether there is such a thing here at all."""
        return not self.policy.why_not(command.name) and (command.name != "return" or self._following is not None)

    def system_commands(self) -> Iterator[SystemCommand]:
        """What the palette lists and finds: every command that is offered."""
        for command in filter(self.offers, COMMANDS.values()):
            run = partial(self.app.call_later, self.run_action, action_of(command))
            yield SystemCommand(command.told, f"Key: {command.key_text}", run)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        command = COMMANDS.get(str(parameters[0])) if action == "do" else None
        if command is None:
            return True
        # What is in hand has the keys.
        return self.offers(command) and (self._grab is None or command.name in ("quit", "help", "suspend"))

    def on_key(self, event: Key) -> None:
        """Move what is in hand, or say what will happen; any other key stops a run that goes on by itself."""
        if self._grab is not None and self._move_it(self._grab, event.key):
            event.stop()
        elif self.attentive and self.workspace.asks and (event.key in CHOICES or event.key == "escape"):
            event.stop()
            self.workspace.say(self.workspace.foretell(event.key))
        elif self.player.busy and event.key not in PLAY_KEYS:
            self.player.stop()

    def on_unmount(self) -> None:
        if self.writing is not None:
            self.writing.stop()

    def action_do(self, name: str) -> None:
        """Do what a command says: what the workspace does, or what the screen has a way of its own for."""
        command = COMMANDS[name]
        if not command.keeps_playing:
            self.player.stop()
        why_not = command.why_not(self.workspace)
        if why_not:
            self.workspace.say(why_not)
        elif name == self.below and self.turn_page():
            pass  # the key of what stands below the chart turns its pages first
        elif name in OWN_WAYS:
            OWN_WAYS[name](self)
        elif command.do is not None:
            answer = command.do(self.workspace)
            # What only shows the same otherwise leaves what was said.
            if answer or not command.keeps_playing:
                self.workspace.say(answer)

    def page_up(self) -> None:
        """Show a row a page of the log back."""
        self._turn(-self.page_size)

    def page_down(self) -> None:
        """Show a row a page of the log on."""
        self._turn(self.page_size)

    def _turn(self, rows: int) -> None:
        self.workspace.say(self.workspace.jump(self.workspace.session.cursor + rows))

    def on_chart_pane_pointed(self, message: ChartPane.Pointed) -> None:
        """Start at the weight that was pointed at, or show the row."""
        if CHART_VIEWS[self.view].along == "row":
            self.workspace.say(self.workspace.jump(round(message.value) - 1))
        else:
            self.take_over(self.workspace.session.parameters.changed(weight=message.value))

    def on_log_pane_chosen(self, message: LogPane.Chosen) -> None:
        self.player.stop()
        self.workspace.say(self.workspace.jump(message.index))

    def toggle_play(self) -> None:
        """Step by itself, or pause."""
        self._tell("")
        self.player.toggle()

    def seek_flag(self) -> None:
        """Go on until a new flag is raised."""
        self._tell("")
        self.player.seek_flag()

    def play_faster(self) -> None:
        """Play at the next speed up."""
        self._set_pace(self.player.pace.faster())

    def play_slower(self) -> None:
        """Play at the next speed down."""
        self._set_pace(self.player.pace.slower())

    def _set_pace(self, pace: Pace) -> None:
        said = self.player.set_pace(pace)
        if said:
            self._tell(said)

    def begin_edit(self) -> None:
        """Let the parameters be typed."""
        self._begin_edit()
        # At once, so that a Tab in the same packet comes to the field.
        self.query_one(ParametersPane).focus_first()

    def _begin_edit(self) -> None:
        """Make room for the fields, and say what will come of what is typed."""
        self.player.stop()
        self.workspace.leave_page()
        self.add_class("-editing")
        first = self.workspace.session.length == 1
        enter = "applies" if first else "starts a new run, u would bring this one back"
        self._edit_notice = f"Enter {enter}; Esc leaves."
        self._tell(self._edit_notice)

    def take_hold(self) -> None:
        """Take hold of a figure, which the arrow keys then move."""
        self.workspace.leave_page()
        self._grab = Grab(self.workspace.session)
        self._tell(self._grab.said)
        self._show_now()

    def _move_it(self, grab: Grab, key: str) -> bool:
        """Move what is in hand, keep it or put it back; whether the key does any of these."""
        if grab.press(key):
            self._tell(grab.said)
            self._throttle.show_soon()
            return True
        if key not in ("enter", "escape"):
            return False
        self._grab = None
        if key == "enter":
            self.take_over(grab.parameters)
        else:
            self._tell("it is back where it was.")
        self._show_now()
        return True

    def on_parameters_pane_changed(self, message: ParametersPane.Changed) -> None:
        self.leave_edit()
        self.take_over(message.parameters)

    def return_to_the_teacher(self) -> None:
        """Show what the teacher shows, and follow again."""
        if self._following is not None:
            self.workspace.say(self._following.come_back())

    def take_over(self, parameters: Parameters | None) -> None:
        """Make a run of the parameters that were typed, or that another screen answered with."""
        if parameters is not None:
            self.player.stop()
            self.workspace.say(self.workspace.apply(parameters))


OWN_WAYS: dict[str, Callable[[SimulatorScreen], None]] = {
    "play": SimulatorScreen.toggle_play,
    "faster": SimulatorScreen.play_faster,
    "slower": SimulatorScreen.play_slower,
    "go-on": SimulatorScreen.seek_flag,
    "edit": SimulatorScreen.begin_edit,
    "grab": SimulatorScreen.take_hold,
    "return": SimulatorScreen.return_to_the_teacher,
    "page-up": SimulatorScreen.page_up,
    "page-down": SimulatorScreen.page_down,
    **OPENS,
}
"""What is done on the screen, and not on the workspace alone."""
