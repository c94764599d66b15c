"""The screens over the run: how each is opened, and what becomes of its answer.

They are loaded when they are asked for: what many sessions never use need not be held by each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from gdtui.app.look import Look
from gdtui.charts.cells import Cells
from gdtui.core.parameters import Parameters
from gdtui.core.run import DEFAULT_ITERATIONS
from gdtui.core.session import Session
from gdtui.workspace.commands import Command
from gdtui.workspace.policy import Policy
from gdtui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from gdtui.app.file_writer import FileWriter


class Beneath(Protocol):
    """The screen that they lie over, which can be given away, too."""

    workspace: Workspace
    look: Look
    policy: Policy
    writing: FileWriter | None

    @property
    def app(self) -> App[Any]: ...
    @property
    def session(self) -> Session: ...
    @property
    def chart(self) -> tuple[str, Cells]: ...
    @property
    def svg(self) -> str: ...
    def take_over(self, parameters: Parameters | None) -> None: ...
    def offers(self, command: Command) -> bool: ...


def open_lessons(screen: Beneath) -> None:
    """Show the lessons, and open one."""
    from gdtui.app.screens.lessons_screen import PickerScreen

    workspace = screen.workspace

    def chosen(id_: str | None) -> None:
        if id_ is not None:
            workspace.say(workspace.open(id_))

    screen.app.push_screen(PickerScreen(screen.look, workspace.course, workspace.lesson), chosen)


def open_memory(screen: Beneath) -> None:
    """Ask for the loop's lines from memory."""
    from gdtui.app.screens.memory_screen import MemoryScreen

    workspace = screen.workspace
    screen.app.push_screen(MemoryScreen(screen.look), lambda levels: workspace.say(workspace.remember(levels or 0)))


def open_sweep(screen: Beneath) -> None:
    """Try other alphas, or other step amounts, side by side."""
    from gdtui.app.screens.sweep_screen import SweepScreen

    workspace = screen.workspace
    iterations = max(workspace.lesson.iterations if workspace.lesson else 0, DEFAULT_ITERATIONS)
    screen.app.push_screen(SweepScreen(screen.look, workspace.session.parameters, iterations), screen.take_over)


def open_map(screen: Beneath) -> None:
    """Show which inputs and alphas are stable."""
    from gdtui.app.screens.map_screen import MapScreen
    from gdtui.charts.stability import mapped

    parameters = mapped(screen.workspace.session.parameters)
    assert parameters is not None
    screen.app.push_screen(MapScreen(screen.look, parameters), screen.take_over)


def open_export(screen: Beneath) -> None:
    """Give the run away, in a format that people use."""
    from gdtui.app.file_writer import FileWriter
    from gdtui.app.screens.export_screen import ExportScreen

    workspace, policy = screen.workspace, screen.policy
    try:
        folder = policy.export_folder()
    except OSError as error:
        workspace.tell(f"nothing can be exported ({error.strerror}).")
        return
    screen.writing = screen.writing or FileWriter()
    name = workspace.lesson.id if workspace.lesson else workspace.session.parameters.method
    screen.app.push_screen(ExportScreen(screen, screen.writing, f"gdtui-{name}", folder, fenced=policy.fenced))


def open_row(screen: Beneath) -> None:
    """Ask for the number of a row, and show it."""
    from gdtui.app.screens.row_screen import RowScreen

    workspace = screen.workspace

    def typed(number: int | None) -> None:
        if number is not None:
            workspace.say(workspace.jump(number - 1))

    screen.app.push_screen(RowScreen(workspace.session.length), typed)


def open_help(screen: Beneath) -> None:
    """Show every key, every flag and what the words mean."""
    from gdtui.app.screens.help_screen import HelpScreen

    screen.app.push_screen(HelpScreen(screen.look, screen.offers))


OPENS: dict[str, Callable[[Beneath], None]] = {
    "lessons": open_lessons,
    "memory": open_memory,
    "sweep": open_sweep,
    "map": open_map,
    "export": open_export,
    "jump": open_row,
    "help": open_help,
}
"""What opens a screen, by its command."""
