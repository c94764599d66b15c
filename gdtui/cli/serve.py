"""The command that lets browsers in: a simulator in kiosk mode for each page that is opened."""

from __future__ import annotations

import re
import sys

import click

from gdtui.cli.kiosk import MINUTES
from gdtui.cli.options import ADDED_FROM, Count, LessonId

LOOPBACK = "127.0.0.1"
NETLOC = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(:\d{1,5})?", re.IGNORECASE)


class PublicUrl(click.ParamType[str]):
    """A URL that pages are reached by, without a slash at its end."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        parts = re.fullmatch(r"(https?)://([^/?#]*)(/[^?#]*)?", value)
        if parts is None or not NETLOC.fullmatch(parts[2]):
            host = value if NETLOC.fullmatch(value) else "gdtui.example.org"
            self.fail(f"'{value}' is no URL of pages; 'https://{host}' would be one.", param, ctx)
        return value.rstrip("/")


class HostName(click.ParamType[str]):
    """A name of this machine, with a port or without."""

    name = "host"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not NETLOC.fullmatch(value):
            self.fail(f"'{value}' is no name of a machine; 'lab.example.org' would be one.", param, ctx)
        return value


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option("--port", type=Count(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--public-url", type=PublicUrl(), metavar="URL", help="How browsers reach it, if not by host and port.")
@click.option(
    "--known-as", type=HostName(), multiple=True, metavar="NAME", help="A name that browsers reach it by; one or more."
)
@click.option(
    "--most-pages", type=Count(1), metavar="N", help="How many pages there may be.  [default: as memory says]"
)
@click.option(
    "--most-per-address",
    type=Count(1),
    metavar="N",
    help="How many of them may be one address's.  [default: half of all]",
)
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
    known_as: tuple[str, ...],
    most_pages: int | None,
    most_per_address: int | None,
    lesson: str | None,
    idle_limit: float | None,
    time_limit: float | None,
) -> None:
    """Serve the simulator to browsers, through textual-serve. Each page is a session of its own and is not kept."""
    import shlex

    from gdtui.cli.room import room_for

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
    pages = room_for(most_pages)
    PageServer(
        shlex.join(program),
        host,
        port,
        public_url=public_url,
        names=known_as,
        most_pages=pages,
        most_per_address=most_per_address or (pages + 1) // 2,
    ).serve()
