"""From what a teacher shows to the session itself: its runs are worked out anew, a piece at a time."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from gdtui.core.run import Run
from gdtui.core.session import Session
from gdtui.files.broadcast import Scene, Setup

PIECE = 1_000
"""How many rows are worked out before the clock is looked at."""


@dataclass(slots=True)
class _Target:
    """What is to be shown, with the runs that it is of, and how far they have come."""

    shown: Scene
    run: Run
    pinned: Run | None
    rows: int = 1


class Replay:
    """The teacher's session, rebuilt; a run stays the same object for as long as the teacher has it."""

    def __init__(self) -> None:
        self.session: Session | None = None
        """The last session that was worked out to its end."""
        self.trouble = ""
        """Why what was to be shown last cannot be, or nothing."""
        self._target: _Target | None = None
        self._setup: Setup | None = None
        self._runs: dict[str, Run] = {}

    @property
    def working(self) -> bool:
        """Whether there are rows to be worked out."""
        return self._target is not None

    @property
    def progress(self) -> tuple[int, int]:
        """How many rows of those to be shown are worked out."""
        return (self._target.rows, self._target.shown.rows) if self._target is not None else (0, 0)

    def show(self, shown: Scene) -> None:
        """Work on this from now on."""
        setup = shown.setup
        if setup is not self._setup:
            # Known by their text, where -0.0 is not 0.0; a run that goes on under another lesson, or is pinned, stays.
            made_from = {repr(each): each for each in (setup.parameters, setup.pinned) if each is not None}
            self._runs = {text: self._runs.get(text) or Run(each) for text, each in made_from.items()}
            self._setup = setup
        pinned = self._runs[repr(setup.pinned)] if setup.pinned is not None else None
        self.trouble = ""
        self._target = _Target(shown, self._runs[repr(setup.parameters)], pinned)

    def work(self, seconds: float) -> Session | None:
        """Work out rows for so long; the session, once it is there."""
        target = self._target
        if target is None:
            return None
        until = monotonic() + seconds
        wanted = target.shown.rows
        while True:
            piece = min(wanted, target.rows + PIECE)
            reached = target.run.reach(piece)
            if reached < piece:
                self._target, self.trouble = None, f"the run has no row {wanted:,}"
                return None
            if target.pinned is not None:
                target.pinned.reach(piece)
            target.rows = piece
            if piece == wanted:
                break
            if monotonic() >= until:
                return None
        self._target = None
        self.session = Session(target.run, wanted, target.shown.cursor, target.pinned, target.shown.setup.lesson)
        return self.session
