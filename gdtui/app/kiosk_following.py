"""A student's screen that follows the teacher's, in kiosk mode."""

from __future__ import annotations

from gdtui.app.kiosk import KioskApp
from gdtui.app.parts.following import FollowingApp


class KioskFollowingApp(KioskApp, FollowingApp):
    """The teacher's run, to look at and to try out, and nothing else."""
