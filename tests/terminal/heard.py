"""gdtui with all that Python says aside in a file: ``python -W error -X dev -m tests.terminal.heard FILE ARGUMENT...``.

A warning cannot become an exception where nothing can catch one: in a destructor, or for a coroutine that nobody
awaited. Python then writes to standard error, as it does of what failed in a thread or a task, and while the screen is
open Textual takes all of that for itself.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from runpy import run_module

STRICT = (sys.executable, "-W", "error", "-X", "dev")


def hear(path: str | Path) -> None:
    """Write down there, from now on, what would be lost."""
    # A descriptor, since a file that is open at the end would be warned of itself.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(told: sys.UnraisableHookArgs | threading.ExceptHookArgs) -> None:
        where = told.thread if isinstance(told, threading.ExceptHookArgs) else told.object
        lines = traceback.format_exception(told.exc_type, told.exc_value, told.exc_traceback)
        os.write(file, f"In {where!r}\n{''.join(lines)}".encode("utf-8", "backslashreplace"))

    class Noted(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            os.write(file, f"{self.format(record)}\n".encode("utf-8", "backslashreplace"))

    sys.unraisablehook = threading.excepthook = note
    # Not the warnings: with -X dev asyncio logs whatever takes longer than a tenth of a second.
    logging.getLogger().addHandler(Noted(logging.ERROR))


if __name__ == "__main__":
    hear(sys.argv.pop(1))
    run_module("gdtui", run_name="__main__")
