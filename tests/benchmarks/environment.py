"""What the measured programs find around them: the same everywhere, whatever this shell has set."""

from __future__ import annotations

import os

PASSED_ON = ("PATH", "PYTHONPATH", "VIRTUAL_ENV")
"""All that is taken over. PYTHONUNBUFFERED or PYTHONDONTWRITEBYTECODE, for two, would change what is measured."""


def environment(home: str) -> dict[str, str]:
    """The variables of a modern terminal, with a home of one's own."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed_on | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": home}
