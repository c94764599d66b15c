"""Opening the screen from the command line; only here Textual is loaded."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from gdtui.cli.options import ADDED_LESSONS, NOTICE, complain
from gdtui.cli.terminal import require_terminal


def start_app(context: click.Context, options: dict[str, Any]) -> NoReturn:
    """Open the screen, and leave with its exit status; what stands before a command is for the screen too."""
    require_terminal()
    from gdtui.app import GdtuiApp

    meta, ascii_only = context.meta, context.find_root().params["ascii_only"]
    app = GdtuiApp(ascii_only=ascii_only, catalogue=meta.get(ADDED_LESSONS), notice=meta.get(NOTICE, ""), **options)
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
