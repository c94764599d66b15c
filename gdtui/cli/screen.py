"""Opening the screen from the command line; only here Textual is loaded."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from gdtui.cli.options import ADDED_LESSONS, NOTICE


def start_app(context: click.Context, options: dict[str, Any]) -> NoReturn:
    """Open the screen, and leave with its exit status; what stands before a command is for the screen too."""
    from gdtui.app import GdtuiApp

    meta, ascii_only = context.meta, context.find_root().params["ascii_only"]
    app = GdtuiApp(ascii_only=ascii_only, catalogue=meta.get(ADDED_LESSONS), notice=meta.get(NOTICE, ""), **options)
    app.run()
    sys.exit(app.return_code or 0)
