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
    meta, given = context.meta, context.find_root().params
    shared = {"ascii_only": given["ascii_only"], "catalogue": meta.get(ADDED_LESSONS), "notice": meta.get(NOTICE, "")}
    if follows is not None:
        from pathlib import Path

        from gdtui.app.following import FollowingApp

        app: GdtuiApp = FollowingApp(Path(follows), **shared, **options)
    else:
        from gdtui.app import GdtuiApp

        app = GdtuiApp(broadcast=_broadcast(given["broadcast"]), **shared, **options)
    app.run()
    sys.exit(app.return_code or 0)


def _broadcast(path: str | None) -> BroadcastFile | None:
    """The file in which a class sees the session, opened before there is a screen; OSError where that cannot be."""
    if path is None:
        return None
    from pathlib import Path

    from gdtui.files.broadcast_file import BroadcastFile

    return BroadcastFile(Path(path))
