"""The application: how the screen starts, how it ends, and what becomes of a fault."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Event, InputEvent, Paste
from textual.screen import Screen

from gdtui.app.bindings import KEYS_AT_ONCE
from gdtui.app.containing import ContainedApp
from gdtui.app.look import ASCII_LOOK, UNICODE_LOOK
from gdtui.app.mends.driver_input import last_pause
from gdtui.app.mends.faults import FaultKeepingApp
from gdtui.app.mends.frame_cache import keep_no_widgets
from gdtui.app.mends.suspending import ReturningApp
from gdtui.app.parts.limits import Limits
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.app.themes import ReadableApp
from gdtui.core.figures import counted
from gdtui.core.session import Session
from gdtui.workspace.policy import OPEN, Policy
from gdtui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from gdtui.files.broadcast_file import BroadcastFile
    from gdtui.lab.catalogue import Catalogue
    from gdtui.workspace.course import Course
    from gdtui.workspace.keeping import Keeping, Resume

OTHER_COMMANDS = {"Theme"}
"""Textual's own commands that nothing here does already: the rest would be a second help, way out and export."""


class GdtuiApp(FaultKeepingApp, ReturningApp, ContainedApp, ReadableApp):
    """The simulator. Data goes one way: a key, a command, another workspace, and the panes show it."""

    TITLE = "gdtui"
    CSS_PATH = Path(__file__).with_name("gdtui.tcss")
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS_AT_ONCE)

    def __init__(
        self,
        lesson: str | None = None,
        *,
        ascii_only: bool = False,
        colours: str | None = None,
        catalogue: Catalogue | None = None,
        state: Path | None = None,
        broadcast: BroadcastFile | None = None,
        follows: Path | None = None,
        notice: str = "",
        opening: bool = False,
        rows: int = 1,
        resume: Resume | None = None,
        policy: Policy = OPEN,
        driver_class: type[Driver] | None = None,
        **values: Any,
    ) -> None:
        """Open a lesson, parameters by their names, or both: then the values override the lesson's.

        ``ascii_only`` draws everything in ASCII; ``colours`` is how many to use, as ``colour_depth`` names
        them, else as many as Textual sees fit; ``catalogue`` holds the lessons, else those of the lab;
        ``state`` is the folder where progress and sessions are kept, else the platform's; ``notice`` is what
        the screen says first; ``opening`` has it begin with a page to read; ``rows`` is how many rows have
        been stepped to already; ``resume`` says whether the last session is gone on with: where it is None, no
        session is kept; ``broadcast`` is the file in which a class sees this session, ``follows`` the file of a
        teacher whose session is seen here; ``policy`` says what the student may reach; ``driver_class`` is
        Textual's: how the app speaks with the terminal.

        Raises KeyError for a lesson that there is not, ParameterError for a value that makes no run.
        """
        super().__init__(driver_class=driver_class)
        keep_no_widgets()
        self.contained = policy.fenced
        self._policy, self._limits = policy, Limits(policy.idle_limit, policy.time_limit)
        self._state, self._resume, self._rows = state, resume, rows
        self._keeping: Keeping | None = None

        def course() -> Course:
            from gdtui.app.beside import beside
            from gdtui.lab.catalogue import lessons
            from gdtui.workspace.course import Course

            return Course(catalogue or lessons(), state, beside)

        self.workspace = Workspace.begin(course, lesson, opening=opening, **values)
        self.simulator = SimulatorScreen(
            self.workspace, ASCII_LOOK if ascii_only else UNICODE_LOOK, policy, follows, notice
        )
        self.set_class(ascii_only, "-ascii")
        colours = self.console.color_system if colours is None else colours
        if ascii_only or self.no_color or colours != self.console.color_system:
            from gdtui.app.mends.terminal_colours import suit

            suit(self, colours or "", ascii_only=ascii_only)
        if broadcast is not None:
            from gdtui.app.parts.broadcasting import Broadcasting

            self.workspace.attach(Broadcasting(self.workspace, broadcast, self.set_timer))

    @property
    def session(self) -> Session:
        """The run at hand: ``session.steps`` are its rows so far, ``session.cursor`` is the index of the one shown."""
        return self.workspace.session

    def get_default_screen(self) -> Screen[None]:
        return self.simulator

    def get_driver_class(self) -> type[Driver]:
        from gdtui.app.mends.terminal_driver import sturdy

        return sturdy(super().get_driver_class())

    def on_mount(self) -> None:
        warn = partial(self.notify, severity="warning")
        self._limits.begin(self.set_timer, warn, self._end, kept=self._resume is not None)
        if self._rows > 1:
            from gdtui.app.resuming import open_at, work_on

            work_on(self.simulator, open_at(self.simulator, self._rows))
        if self._resume is not None:
            from gdtui.app.parts.remembering import Remembering

            self.workspace.attach(Remembering(self, self.workspace, self.simulator.player, self._state))
            # After the first frame, which everybody waits for.
            self.call_after_refresh(self._keep, self._resume)

    def _keep(self, how: Resume) -> None:
        """Begin to keep the session on disk, or go on with the last one."""
        from gdtui.app.resuming import keep

        self._keeping = keep(self.simulator, self._state, how)

    def keep_now(self, *, left: bool = False) -> None:
        """Put the session on disk at once; ``left`` says that the student leaves of free will. Never raises."""
        with suppress(Exception):
            if self._keeping is not None:
                self._keeping.save(left=left)
        with suppress(Exception):
            self.workspace.flush()

    async def action_quit(self) -> None:
        """Leave, with the session on disk."""
        self.keep_now(left=True)
        await super().action_quit()

    def on_unmount(self) -> None:
        self.workspace.close()

    @property
    def overdue(self) -> bool:
        """Whether a limit has passed and this is still here: the loop waits for a terminal that nobody reads."""
        return self._limits.overdue

    def _end(self, reason: str) -> None:
        self.keep_now()
        kept = " Your session is kept." if self._resume is not None else ""
        self.exit(return_code=0, message=f"gdtui: {reason}.{kept}")

    def tell(self, notice: str) -> None:
        self.workspace.tell(notice)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, InputEvent):
            self._limits.pressed(last_pause(self))
        await super().on_event(event)

    def on_paste(self, event: Paste) -> None:
        """Pasted text is for fields; as keys it would do what nobody meant."""
        self.tell(f"{counted(len(event.text), 'character')} pasted; only fields take pasted text.")

    def action_suspend_process(self) -> None:
        """Go back to the shell, where there is one that can call back."""
        no_shell = "no shell to go back to: it could not bring gdtui back. q quits."
        why_not = self._policy.why_not("suspend") or (no_shell if self.would_stay_stopped else "")
        if why_not:
            self.tell(why_not)
        else:
            super().action_suspend_process()

    def action_command_palette(self) -> None:
        """Find any action by name."""
        from gdtui.app.mends.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from (command for command in super().get_system_commands(screen) if command.title in OTHER_COMMANDS)
        yield from self.simulator.system_commands()
