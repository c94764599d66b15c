"""Remembering what a student has set for good, from one session to the next."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from textual.app import App

from gdtui.app.beside import beside
from gdtui.app.player import SPEEDS, Pace, Player
from gdtui.files.settings import Settings, load_settings, save_settings
from gdtui.workspace.workspace import Change, Part, Workspace


class Remembering(Part):
    """Sets it when the program begins, and keeps it whenever something of it is another."""

    def __init__(self, app: App[None], workspace: Workspace, player: Player, folder: Path | None) -> None:
        self._app, self._workspace, self._player, self._folder = app, workspace, player, folder
        kept = load_settings(folder)
        if kept.theme in app.available_themes:
            app.theme = kept.theme
        if kept.speed in range(len(SPEEDS)):
            player.pace = Pace(kept.speed)
        self._kept = Settings(app.theme, player.pace.index, kept.predicts, kept.foretells)
        workspace.look(predicts=kept.predicts, foretells=kept.foretells)

    def changed(self, change: Change) -> None:
        """Keep what is another now."""
        if self._is_another():
            beside(self._save)

    def flush(self) -> None:
        """Keep what was set since anything else changed, as a theme is."""
        if self._is_another():
            self._save()

    def _is_another(self) -> bool:
        shown, before = self._workspace.shown, self._kept
        self._kept = Settings(self._app.theme, self._player.pace.index, shown.predicts, shown.foretells)
        return self._kept != before

    def _save(self) -> Callable[[], None]:
        # Where it cannot be kept, it is as usual the next time.
        with suppress(OSError):
            save_settings(self._kept, self._folder)
        return lambda: None
