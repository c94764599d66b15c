"""Opening the screen from the command line; only here Textual is loaded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gdtui.cli.options import ADDED_LESSONS, NOTICE

if TYPE_CHECKING:
    from gdtui.app import GdtuiApp
    from gdtui.files.broadcast_file import BroadcastFile


def start_app(context: click.Context, options: dict[str, Any], *, follows: str | None = None) -> NoReturn:
    """Open the screen, and leave with its exit status; what stands before a command is for the screen too.

    ``follows`` is the file of a teacher whose session is shown instead of one's own.
    """
    given, catalogue = context.find_root().params, context.meta.get(ADDED_LESSONS)
    shared = {"ascii_only": given["ascii_only"], "catalogue": catalogue}
    if follows is not None:
        from pathlib import Path

        from gdtui.app.following import FollowingApp

        app: GdtuiApp = FollowingApp(Path(follows), notice=context.meta.get(NOTICE, ""), **shared, **options)
    else:
        from gdtui.app import GdtuiApp

        broadcast = _broadcast(context, given["broadcast"])
        app = GdtuiApp(broadcast=broadcast, notice=context.meta.get(NOTICE, ""), **shared, **options)
    app.run()
    sys.exit(app.return_code or 0)


def _broadcast(context: click.Context, path: str | None) -> BroadcastFile | None:
    """The file in which a class sees the session, opened before there is a screen; OSError where that cannot be."""
    if path is None:
        return None
    from pathlib import Path

    from gdtui.files.broadcast_file import BroadcastFile
    from gdtui.lab.reading import printable

    file = BroadcastFile(Path(path))
    context.meta[NOTICE] = context.meta.get(NOTICE) or f"a class sees this: gdtui follow {printable(path)}"
    return file
