"""Opening the screen from the command line; only here Textual is loaded."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gdtui.cli.options import ADDED_LESSONS, KIOSK, NOTICE, complain
from gdtui.cli.terminal import at_a_terminal, require_terminal, uninterrupted
from gdtui.cli.terminal_abilities import colour_depth, given_environment, positions_the_cursor, shows_ascii_only
from gdtui.cli.variables import check_variables
from gdtui.core.printable import printable

if TYPE_CHECKING:
    from gdtui.app import GdtuiApp
    from gdtui.files.broadcast_file import BroadcastFile


def start_app(context: click.Context, options: dict[str, Any], *, follows: str | None = None) -> NoReturn:
    """Open the screen, and leave with its exit status; what stands before a command is for the screen too.

    ``follows`` is the file of a teacher whose session is shown instead of one's own.
    """
    meta, given = context.meta, context.find_root().params
    broadcast = _broadcast(context, given["broadcast"])
    shared = {
        "catalogue": meta.get(ADDED_LESSONS),
        "notice": meta.get(NOTICE, ""),
        "broadcast": broadcast,
        **options,
    }
    app = _app(shared, follows, meta.get(KIOSK))
    try:
        app.run()
    except Exception as error:
        app.fault = app.fault or error
    if app.fault is not None:
        from gdtui.app.mends.terminal_driver import give_back_terminal

        give_back_terminal(app)
        complain(fault_line(app.fault))
        sys.exit(1)
    sys.exit(app.return_code or 0)


def fault_line(error: Exception) -> str:
    """What is said of a fault of the program's own, once a report is written."""
    try:
        from gdtui.files.crash import crash_line

        return crash_line(error)
    except ImportError:
        return f"stopped by {type(error).__name__}, and no report could be written: was gdtui uninstalled?"


def shown(asked_for_ascii: bool | None) -> dict[str, Any]:
    """The signs and the colours of the screen: as asked for, else as the environment says that the terminal has."""
    environment = given_environment()
    ascii_only = shows_ascii_only(environment) if asked_for_ascii is None else asked_for_ascii
    return {"ascii_only": ascii_only, "colours": colour_depth(environment)}


def screen_is_missing() -> bool:
    """Whether somebody sits at a terminal on which no screen can be drawn."""
    environment = given_environment()
    if "TEXTUAL_DRIVER" in environment or positions_the_cursor(environment):
        return False
    return at_a_terminal()


def _app(options: dict[str, Any], follows: str | None, kiosk: dict[str, Any] | None) -> GdtuiApp:
    if kiosk is None:
        require_terminal()
        check_variables(os.environ)
        from gdtui.files.disk import state_folder

        state_folder()  # the session is kept there: OSError where there can be none
    else:
        from gdtui.cli.kiosk import enter_kiosk

        options |= enter_kiosk(kiosk)
    options |= shown(click.get_current_context().find_root().params["ascii_only"])
    # Textual takes orders from the environment when it is loaded, so it must not be before.
    with uninterrupted():
        from pathlib import Path

        from gdtui.app import GdtuiApp

        return GdtuiApp(follows=None if follows is None else Path(follows), **options)


def _broadcast(context: click.Context, path: str | None) -> BroadcastFile | None:
    """The file in which a class sees the session, opened before there is a screen; OSError where that cannot be."""
    if path is None:
        return None
    from pathlib import Path

    from gdtui.files.broadcast_file import BroadcastFile

    file = BroadcastFile(Path(path))
    context.meta[NOTICE] = context.meta.get(NOTICE) or f"a class sees this: gdtui follow {printable(path)}"
    return file
