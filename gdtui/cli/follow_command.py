"""The command of a student who follows a teacher's session."""

from __future__ import annotations

import click

from gdtui.cli.screen import start_app


@click.command()
@click.argument("path", type=click.Path(), metavar="FILE")
@click.pass_context
def follow(context: click.Context, /, path: str) -> None:
    """Open the screen with a teacher's session, as gdtui --broadcast FILE writes it, and follow it live."""
    if context.find_root().params["broadcast"] is not None:
        raise click.UsageError("--broadcast is the teacher's; a screen that follows does not broadcast.")
    start_app(context, {}, follows=path)
