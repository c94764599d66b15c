"""The variables by which Textual takes orders: it fails, or never draws, where their values make no sense."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

PATTERNS = {
    "TEXTUAL_COLOR_SYSTEM": (r"auto|standard|256|truecolor", "auto, standard, 256 or truecolor"),
    "TEXTUAL_FPS": (r"[1-9][0-9]{0,2}|", "a number of pictures a second, from 1 to 999"),
    "TEXTUAL_DIM_FACTOR": (r"[0-9]{1,2}|100|", "a percentage, from 0 to 100"),
    "TEXTUAL_SCREENSHOT": (r"[0-9]{1,5}|-1|", "a number of seconds, from 0 to 99999"),
    "TEXTUAL_SLOW_THRESHOLD": (r"[0-9]{1,5}|", "a number of milliseconds, from 0 to 99999"),
    "ESCDELAY": (r"[0-9]{1,5}|", "a number of milliseconds, from 0 to 99999"),
    "COLUMNS": (r"[0-9]{1,5}|", "a number of cells, from 0 to 99999"),
    "LINES": (r"[0-9]{1,5}|", "a number of cells, from 0 to 99999"),
}
"""What their values can be, and how that is said."""
LONGEST_SHOWN = 40


def check_variables(environment: Mapping[str, str]) -> None:
    """Raise ClickException, with what would have worked, where one of them makes no sense.

    To be called before Textual is loaded, but for the name of a driver, which is looked up in it.
    """
    for name, (pattern, wanted) in PATTERNS.items():
        value = environment.get(name)
        if value is not None and not re.fullmatch(pattern, value):
            _refuse(name, value, wanted)
    log, driver = environment.get("TEXTUAL_LOG"), environment.get("TEXTUAL_DRIVER")
    if log and not _can_be_written(Path(log)):
        _refuse("TEXTUAL_LOG", log, "a file that can be written")
    if driver is not None and not _is_driver(driver):
        _refuse("TEXTUAL_DRIVER", driver, "a driver, as textual.drivers.linux_driver:LinuxDriver")


def _refuse(name: str, value: str, wanted: str) -> NoReturn:
    raise click.ClickException(f"{name} is '{value[:LONGEST_SHOWN]}', and should be {wanted}, or not be set.")


def _can_be_written(path: Path) -> bool:
    return not path.is_dir() and os.access(path if path.exists() else path.absolute().parent, os.W_OK)


def _is_driver(name: str) -> bool:
    """Whether this names a class that Textual can draw with."""
    from importlib import import_module

    from textual.driver import Driver

    module, _, symbol = name.partition(":")
    try:
        found = getattr(import_module(module), symbol)
    except (ImportError, AttributeError, ValueError, TypeError):
        return False
    return isinstance(found, type) and issubclass(found, Driver)
