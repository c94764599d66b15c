"""The options of kiosk mode, and the screen that it opens."""

from __future__ import annotations

from typing import Any

import click

from gdtui.cli.options import Command

LONGEST_LIMIT = 100_000
"""Minutes; more than two months."""


class Minutes(click.FloatRange):
    """A limit of time."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        minutes = float(super().convert(value, param, ctx))
        if minutes != minutes:
            self.fail(f"{value} is not a number.")
        return minutes


MINUTES = Minutes(min=0, min_open=True, max=LONGEST_LIMIT)
SECONDS_A_MINUTE = 60
KIOSK_OPTIONS = (
    click.option("--kiosk", is_flag=True, help="Reach nothing but the session's own folder."),
    click.option("--folder", type=click.Path(), help="Kiosk: where everything is kept."),
    click.option("--students", type=click.Path(), metavar="FOLDER", help="Kiosk: ask for a name; a folder for each."),
    click.option("--browser", is_flag=True, help="Kiosk: speak with textual-serve; nothing is kept."),
    click.option("--idle-limit", type=MINUTES, metavar="MINUTES", help="Kiosk: end after so long without a key."),
    click.option("--time-limit", type=MINUTES, metavar="MINUTES", help="Kiosk: end after so long."),
)
WHERE = ("folder", "students", "browser")
NAMES = ("kiosk", "folder", "students", "browser", "idle_limit", "time_limit")


def kiosk_options(command: Command) -> Command:
    """Give a command the options of kiosk mode."""
    for option in reversed(KIOSK_OPTIONS):
        command = option(command)
    return command


def taken_kiosk(options: dict[str, Any], *, for_screen: bool) -> dict[str, Any] | None:
    """The kiosk's options taken out of all; None where there is to be none, UsageError where they do not fit."""
    taken = {name: options.pop(name) for name in NAMES}
    given = {name: value for name, value in taken.items() if value}
    if not given:
        return None
    if not for_screen:
        raise click.UsageError("kiosk mode is for the screen, not for commands.")
    if not taken["kiosk"]:
        raise click.UsageError(f"--{min(given).replace('_', '-')} is for kiosk mode: add --kiosk.")
    if sum(bool(taken[name]) for name in WHERE) > 1:
        raise click.UsageError("of --folder, --students and --browser only one can be.")
    return taken


def enter_kiosk(taken: dict[str, Any]) -> dict[str, Any]:
    """Close the ways out of this process; what the screen has to know, which may be loaded from now on."""
    from pathlib import Path

    from gdtui.cli.kiosk_process import fence, fence_browser

    limits: dict[str, float | None] = {
        name: taken[name] and taken[name] * SECONDS_A_MINUTE for name in ("idle_limit", "time_limit")
    }
    if taken["browser"]:
        clean_up = fence_browser()
        from gdtui.app.mends.browser_driver import page_driver

        knows = {"driver_class": page_driver(clean_up), "resume": None}
    else:
        folder, students = (Path(path).absolute() if (path := taken[name]) else None for name in ("folder", "students"))
        fence(folder, students, min((limit for limit in limits.values() if limit), default=None))
        knows = {}
    from gdtui.workspace.policy import Policy

    return {**knows, "policy": Policy(fenced=True, **limits)}
