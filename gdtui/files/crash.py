"""What is written down when the program fails: enough to find the fault, and nothing about the person."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from shutil import get_terminal_size

from gdtui import __version__
from gdtui.files.disk import state_folder, write_whole

TOLD = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE")
"""The variables of the environment that bear on the screen."""


def crash_line(error: BaseException, folder: Path | None = None) -> str:
    """Write a report into the state folder; one line that says what happened, and where the report is."""
    what = f"stopped by a fault of its own, {type(error).__name__}"
    try:
        path = (folder or state_folder()) / f"fault-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        write_whole(path, report(error).encode("utf-8", "backslashreplace").decode())
    except OSError as trouble:
        return f"{what}; no report could be written: {trouble.strerror}."
    return f"{what}; a report for its makers is in {path}"


def report(error: BaseException) -> str:
    """The versions, the terminal, and where in the program it happened."""
    columns, lines = get_terminal_size()
    return "\n".join(
        [
            f"gdtui {__version__}, Python {platform.python_version()}, Textual {version('textual')}, "
            f"plotext {version('plotext')}, {platform.system()} {platform.release()}",
            f"terminal {columns}x{lines}",
            *(f"{name}={os.environ[name]}" for name in TOLD if name in os.environ),
            "",
            *traceback.format_exception(error),
        ]
    )
