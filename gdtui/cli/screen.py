"""Opening the screen from the command line; only here Textual is loaded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gdtui.cli.options import ADDED_LESSONS, NOTICE, complain
from gdtui.cli.terminal import require_terminal

if TYPE_CHECKING:
    from gdtui.app import GdtuiApp


def start_app(context: click.Context, options: dict[str, Any], kiosk: dict[str, Any] | None = None) -> NoReturn:
    """Open the screen, and leave with its exit status; what stands before a command is for the screen too.

    ``kiosk`` holds the options of kiosk mode, None where there is to be none.
    """
    meta = context.meta
    options["ascii_only"] = context.find_root().params["ascii_only"]
    options["catalogue"], options["notice"] = meta.get(ADDED_LESSONS), meta.get(NOTICE, "")
    app = _app(options) if kiosk is None else _kiosk_app(options, kiosk)
    try:
        app.run()
    except Exception as error:
        app.fault = app.fault or error
    if app.fault is not None:
        from gdtui.app.crash import crash_line
        from gdtui.app.driver import give_back_terminal

        give_back_terminal(app)
        complain(crash_line(app.fault))
        sys.exit(1)
    sys.exit(app.return_code or 0)


def _app(options: dict[str, Any]) -> GdtuiApp:
    require_terminal()
    from gdtui.app import GdtuiApp

    return GdtuiApp(**options)


def _kiosk_app(options: dict[str, Any], kiosk: dict[str, Any]) -> GdtuiApp:
    from gdtui.cli.kiosk import enter_kiosk

    knows = enter_kiosk(kiosk)
    # Textual takes orders from the environment when it is loaded, so it must not be before.
    from gdtui.app.kiosk import KioskApp

    return KioskApp(**{**options, **knows})
