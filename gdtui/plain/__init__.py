"""The simulator in lines of text: for screen readers, for terminals without a screen, and for pipes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from gdtui.core.parameters import Parameters
from gdtui.core.session import Session
from gdtui.files.learning import Learning
from gdtui.lab.catalogue import Catalogue, lessons
from gdtui.plain.conversation import Conversation
from gdtui.plain.lines import Lines

__all__ = ["start_plain"]


def start_plain(
    lesson: str | None = None,
    *,
    ascii_only: bool = False,
    catalogue: Catalogue | None = None,
    state: Path | None = None,
    notice: str = "",
    rows: int = 1,
    **values: Any,
) -> None:
    """Say a run, and do what each line of standard input asks for, until it ends or asks to leave.

    The parameters are those of the screen: a lesson, values that override its own, where progress is kept, what to say
    first, and how many rows have been stepped to already.
    """
    learning = Learning(catalogue or lessons(), lesson, state)
    start = learning.lesson.parameters if learning.lesson else Parameters()
    session = Session.start(replace(start, **values)).step(rows - 1)
    Conversation(Lines.standard(ascii_only=ascii_only), learning, session).hold(notice)
