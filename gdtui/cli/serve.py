"""The command that lets browsers in: a simulator in kiosk mode for each page that is opened."""

from __future__ import annotations

import sys

import click

from gdtui.cli.kiosk import MINUTES
from gdtui.cli.options import ADDED_FROM, Count, LessonId

LOOPBACK = "127.0.0.1"


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option("--port", type=Count(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--public-url", metavar="URL", help="How browsers reach it, if not by host and port.")
@click.option("--lesson", type=LessonId(), metavar="ID", help="The lesson that each page opens with.")
@click.option("--idle-limit", type=MINUTES, metavar="MINUTES", help="End a page's session after so long without a key.")
@click.option("--time-limit", type=MINUTES, metavar="MINUTES", help="End a page's session after so long.")
@click.pass_context
def serve(
    context: click.Context,
    /,
    host: str,
    port: int,
    public_url: str | None,
    lesson: str | None,
    idle_limit: float | None,
    time_limit: float | None,
) -> None:
    """Serve the simulator to browsers, through textual-serve. Each page is a session of its own and is not kept."""
    import shlex

    try:
        from gdtui.cli.pages import PageServer
    except ModuleNotFoundError:
        raise click.ClickException("this needs the extra: pip install 'gdtui[web]'.") from None
    given = {
        "--lessons": context.meta.get(ADDED_FROM),
        "--lesson": lesson,
        "--idle-limit": idle_limit,
        "--time-limit": time_limit,
    }
    options = [word for name, value in given.items() if value is not None for word in (name, str(value))]
    # The page's program is started as safely as gdtui-kiosk starts it.
    signs = {True: ["--ascii"], False: ["--no-ascii"], None: []}[context.find_root().params["ascii_only"]]
    program = [sys.executable, "-I", "-B", "-m", "gdtui", "--kiosk", "--browser", *signs, *options]
    PageServer(shlex.join(program), host=host, port=port, title="gdtui", public_url=public_url).serve()
