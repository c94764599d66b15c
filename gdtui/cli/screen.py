"""Opening the screen from the command line, or its lines of text; only for the screen Textual is loaded."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, NoReturn

import click

from gdtui.cli.abilities import (
    colour_depth,
    given_environment,
    locale_says_ascii,
    positions_the_cursor,
    shows_ascii_only,
)
from gdtui.cli.options import ADDED_LESSONS, NOTICE, one_line


def start_app(context: click.Context, options: dict[str, Any]) -> NoReturn:
    """Open the screen, and leave with its exit status; what stands before a command is for the screen too."""
    asked, environment = context.find_root().params, given_environment()
    ascii_only, plain = asked["ascii_only"], asked["plain"]
    options = {"catalogue": context.meta.get(ADDED_LESSONS), "notice": context.meta.get(NOTICE, ""), **options}
    if plain is None and _has_no_screen(environment):
        options["notice"] = f"{_without_screen(environment)} {options['notice']}".strip()
        plain = True
    if plain:
        _start_plain(locale_says_ascii(environment) if ascii_only is None else ascii_only, options)
    from gdtui.app import GdtuiApp

    ascii_only = shows_ascii_only(environment) if ascii_only is None else ascii_only
    app = GdtuiApp(ascii_only=ascii_only, colours=colour_depth(environment), **options)
    app.run()
    sys.exit(app.return_code or 0)


def _has_no_screen(environment: Mapping[str, str]) -> bool:
    """Whether somebody sits at a terminal on which no screen can be drawn."""
    if "TEXTUAL_DRIVER" in environment or positions_the_cursor(environment):
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _without_screen(environment: Mapping[str, str]) -> str:
    term = environment.get("TERM", "")
    said = f"TERM is {one_line(term)}" if term else "TERM is not set"
    return f"{said}: no screen can be drawn here, so gdtui goes on in lines."


def _start_plain(ascii_only: bool, options: dict[str, Any]) -> NoReturn:
    """Say the run in lines of text, until the lines that are read end."""
    if sys.stdin is None:
        raise click.ClickException("standard input is closed, and --plain reads its keys there.")
    from gdtui.plain import start_plain

    start_plain(ascii_only=ascii_only, **options)
    sys.exit(0)
