"""The screen."""

from gdtui.app.app import GdtuiApp

__all__ = ["GdtuiApp"]
