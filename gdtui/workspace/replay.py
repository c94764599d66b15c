"""From what a teacher shows to the session itself: its runs are worked out anew, a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from gdtui.core.run import Run
from gdtui.core.session import Session
from gdtui.files.broadcast import Scene, Setup


class Replay:
    """The teacher's session, rebuilt; a run stays the same object for as long as the teacher has it."""

    def __init__(self) -> None:
        self.session: Session | None = None
        """The last session that was worked out to its end."""
        self.trouble = ""
        """Why what was to be shown last cannot be, or nothing."""
        self.progress = (0, 0)
        """How many rows of those to be shown were worked out when this was last looked at, and how many they are."""
        self._target: Session | None = None
        self._work: Iterator[tuple[int, int]] = iter(())
        self._setup: Setup | None = None
        self._runs: dict[str, Run] = {}

    @property
    def working(self) -> bool:
        """Whether there are rows to be worked out."""
        return self._target is not None

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
        self._target = Session(self._runs[repr(setup.parameters)], shown.rows, shown.cursor, pinned, setup.lesson)
        self._work = self._target.replay()

    def work(self, seconds: float) -> Session | None:
        """Work out rows for so long; the session, once it is there."""
        target = self._target
        if target is None:
            return None
        until = monotonic() + seconds
        for progress in self._work:
            self.progress = progress
            if monotonic() >= until:
                return None
        self._target = None
        if target.run.reach(target.length) < target.length:
            self.trouble = f"the run has no row {target.length:,}"
            return None
        self.session = target
        return target
