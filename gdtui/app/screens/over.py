"""What the screens over the run share: their styles, and that they are left once."""

from __future__ import annotations

from typing import TypeVar

from gdtui.app.mends.dismissing import LeftOnceScreen

Answer = TypeVar("Answer")


class OverScreen(LeftOnceScreen[Answer]):
    """A screen that lies over the run, and answers when it is left."""

    CSS_PATH = "over.tcss"
