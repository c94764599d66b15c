"""gdtui opened on a run that is already so many steps long: ``python -m tests.benchmarks.ahead STEPS``."""

from __future__ import annotations

import sys

from gdtui.app import GdtuiApp

LESSON = "hot-and-cold-broken"
"""Jumps to and fro for ever, so that the steps after any number of steps do the same work."""


def opened_ahead(steps: int) -> GdtuiApp:
    """The application itself, its session so many steps on."""
    app = GdtuiApp(LESSON)
    app.workspace.step(steps)
    return app


if __name__ == "__main__":
    opened_ahead(int(sys.argv[1])).run()
