"""Stopped for the shell, the program comes back with its screen, and stops only where there is a shell.

Textual stops itself wherever the driver can, so a program that is its session's own leader, as one under sshd or in a
window of its own, stops with nobody left to bring it on again. And when it comes back it starts its terminal anew, but
draws nothing on it unless the size has changed (both since 0.48).

This can go when ``action_suspend_process`` looks for a shell first, and a resume draws the screen.
"""

from __future__ import annotations

import os

from textual.app import App


class ReturningApp(App[None]):
    """An application that is drawn again when it comes back from having been stopped."""

    def on_driver_signal_resume(self) -> None:
        self.refresh(layout=True)

    @property
    def would_stay_stopped(self) -> bool:
        """Whether nobody could bring it back, once it has stopped itself."""
        return self._driver is not None and self._driver.can_suspend and os.getpgrp() == os.getsid(0)
