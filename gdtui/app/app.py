"""The application: how the screen starts, how it ends, and what becomes of a fault."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.css.errors import StylesheetError
from textual.driver import Driver
from textual.events import Event, InputEvent, Paste
from textual.screen import Screen

from gdtui.app.bindings import KEYS_AT_ONCE, action_of
from gdtui.app.look import ASCII_LOOK, UNICODE_LOOK
from gdtui.app.mends.clipboard import copy_within
from gdtui.app.mends.driver_input import last_pause
from gdtui.app.mends.faults import FaultKeepingApp
from gdtui.app.mends.frame_cache import keep_no_widgets
from gdtui.app.mends.suspending import ReturningApp
from gdtui.app.parts.limits import Limits
from gdtui.app.screens.simulator import SimulatorScreen
from gdtui.core.figures import counted
from gdtui.core.session import Session
from gdtui.workspace.commands import COMMANDS
from gdtui.workspace.policy import OPEN, Policy
from gdtui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from gdtui.files.broadcast_file import BroadcastFile
    from gdtui.lab.catalogue import Catalogue
    from gdtui.workspace.course import Course
    from gdtui.workspace.keeping import Keeping, Resume

OTHER_COMMANDS = {"Theme"}
"""Textual's own commands that nothing here does already: the rest would be a second help, way out and export."""


class GdtuiApp(FaultKeepingApp, ReturningApp):
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
        rows: int = 1,
        resume: Resume | None = None,
        policy: Policy = OPEN,
        driver_class: type[Driver] | None = None,
        **values: Any,
    ) -> None:
        """Open a lesson, parameters by their names, or both: then the values override the lesson's.

        ``ascii_only`` draws everything in ASCII; ``colours`` is how many to use, as ``colour_depth`` names them, as
        many as Textual sees fit unless said otherwise; ``catalogue`` holds the lessons, those of the lab unless said
        otherwise; ``state`` is the folder where progress and sessions are kept, the platform's unless said otherwise;
        ``notice`` is what the screen says first; ``rows`` is how many rows have been stepped to already; ``resume``
        says whether the last session is gone on with: where it is None, no session is kept at all; ``broadcast`` is the
        file in which a class sees this session, ``follows`` the file of a teacher whose session is seen here;
        ``policy`` says what the student may reach; ``driver_class`` is Textual's: how the app speaks with the terminal.

        Raises KeyError for a lesson that there is not, ParameterError for a value that makes no run.
        """
        super().__init__(driver_class=driver_class)
        keep_no_widgets()
        self._policy, self._limits = policy, Limits(policy.idle_limit, policy.time_limit)
        self._state, self._resume, self._rows = state, resume, rows
        self._keeping: Keeping | None = None

        def course() -> Course:
            from gdtui.lab.catalogue import lessons
            from gdtui.workspace.course import Course

            return Course(catalogue or lessons(), state)

        self.workspace = Workspace.begin(course, lesson, **values)
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

    # How it starts.

    def on_mount(self) -> None:
        if self._policy.fenced:
            # Textual's driver has just asked for it, to redraw itself after a stop.
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        self._limits.begin(self.set_timer, self._warn, self._end, kept=self._resume is not None)
        if self._rows > 1:
            from gdtui.app.resuming import open_at, work_on

            work_on(self.simulator, open_at(self.simulator, self._rows))
        if self._resume is not None:
            # After the first frame, which everybody waits for.
            self.call_after_refresh(self._keep, self._resume)

    def _keep(self, how: Resume) -> None:
        """Begin to keep the session on disk, or go on with the last one."""
        from gdtui.app.resuming import beside, resume
        from gdtui.workspace.keeping import Keeping

        self._keeping = Keeping(self.workspace, self._state, self.set_timer, beside)
        self.workspace.attach(self._keeping)
        resume(self.simulator, self._keeping, how)

    # How it ends.

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

    def _warn(self, line: str, seconds: float) -> None:
        self.notify(line, severity="warning", timeout=seconds)

    def _end(self, reason: str) -> None:
        self.keep_now()
        kept = " Your session is kept." if self._resume is not None else ""
        self.exit(return_code=0, message=f"gdtui: {reason}.{kept}")

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
            gone = f"gone from disk ({type(error).__name__}): was gdtui uninstalled? The run goes on."
            self.workspace.tell(gone)
            return True

    # What Textual can do, and who may have it.

    async def on_event(self, event: Event) -> None:
        if isinstance(event, InputEvent):
            # Input that never pauses, as a machine sends it, is as old as its last pause.
            self._limits.pressed(last_pause(self))
        await super().on_event(event)

    def on_paste(self, event: Paste) -> None:
        """Pasted text is for fields; as keys it would do what nobody meant."""
        self.workspace.tell(f"{counted(len(event.text), 'character')} pasted; only fields take pasted text.")

    def action_suspend_process(self) -> None:
        """Go back to the shell, where there is one that can call back."""
        why_not = self._policy.why_not("suspend")
        if why_not:
            self.workspace.tell(why_not)
        elif self.would_stay_stopped:
            self.workspace.tell("no shell to go back to: it could not bring gdtui back. q quits.")
        else:
            super().action_suspend_process()

    def copy_to_clipboard(self, text: str) -> None:
        if self._policy.fenced:
            # Not to the terminal's clipboard, which is the host's way into the student's machine.
            copy_within(self, text)
        else:
            super().copy_to_clipboard(text)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        if not self._policy.fenced:
            super().open_url(url, new_tab=new_tab)

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        return None if self._policy.fenced else super().deliver_screenshot(filename, path, time_format)

    def action_command_palette(self) -> None:
        """Find any action by name."""
        from gdtui.app.mends.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from (command for command in super().get_system_commands(screen) if command.title in OTHER_COMMANDS)
        for command in filter(self.simulator.offers, COMMANDS.values()):
            run = partial(self.call_later, self.run_action, action_of(command), self.simulator)
            yield SystemCommand(command.told, f"Key: {command.key_text}", run)
