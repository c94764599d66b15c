"""An application that can be kept from reaching beyond itself."""

from __future__ import annotations

import signal

from textual.app import App

from gdtui.app.mends.clipboard import copy_within


class ContainedApp(App[None]):
    """Where it is contained it is not stopped, opens nothing, draws no picture, and copies for its own fields only."""

    contained: bool = False

    def on_mount(self) -> None:
        if self.contained:
            # Textual's driver has just asked for it, to redraw itself after a stop.
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)

    def copy_to_clipboard(self, text: str) -> None:
        if self.contained:
            # Not to the terminal's clipboard, which is the host's way into the student's machine.
            copy_within(self, text)
        else:
            super().copy_to_clipboard(text)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        if not self.contained:
            super().open_url(url, new_tab=new_tab)

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        return None if self.contained else super().deliver_screenshot(filename, path, time_format)
