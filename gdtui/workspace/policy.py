"""What a screen lets its student reach: everything, or in a kiosk nothing but the session's own folder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gdtui.files.disk import state_folder

EXPORTS = "exports"


class Policy(NamedTuple):
    """Whether files may be written into one folder only, by names alone, and nothing else be reached; its limits.

    ``idle_limit`` and ``time_limit`` are in seconds, None for no limit: how long nobody may press a key, and how long
    all of it may take. When one is up the session is put on disk and the program ends as if it had been left.
    """

    fenced: bool = False
    idle_limit: float | None = None
    time_limit: float | None = None

    def why_not(self, name: str) -> str:
        """Why a command is not possible here; nothing where it is."""
        if name == "suspend" and self.fenced:
            return "here is no shell to go back to; q ends it all."
        return ""

    def export_folder(self) -> Path:
        """Where exports go unless another folder is typed; OSError where there can be none."""
        if not self.fenced:
            return Path.cwd()
        folder = state_folder() / EXPORTS
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder


OPEN = Policy()
