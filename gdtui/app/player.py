"""Stepping by itself: at a pace, or on to the next new flag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from textual.timer import Timer

from gdtui.core.flags import Flag
from gdtui.workspace.workspace import Workspace

SPEEDS = (1, 2, 5, 10, 20, 30, 60, None)
"""Steps a second; None is as fast as it goes."""
FRAMES_A_SECOND = 20
"""The most pictures shown a second; at higher speeds a picture takes several steps, none of them is left out."""
FULL_SPEED_SECONDS = 0.03
"""At full speed each picture follows this many seconds of stepping, so that keys are answered between two of them."""
FULL_SPEED_CHUNK = 1_000
SEARCH_ROWS = 5_000
"""How many rows are looked through for a flag from one picture to the next."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A speed of play; ``index`` is its place in SPEEDS."""

    index: int = 1

    @property
    def speed(self) -> int | None:
        """Steps a second; None is as fast as it goes."""
        return SPEEDS[self.index]

    @property
    def interval(self) -> float:
        """The seconds from one picture to the next."""
        return 1 / min(self.speed or FRAMES_A_SECOND, FRAMES_A_SECOND)

    @property
    def text(self) -> str:
        """The speed in words."""
        return "at full speed" if self.speed is None else f"{self.speed}/s"

    def due(self, seconds: float, taken: int) -> int:
        """How many steps are due so many seconds after play began, when so many have been taken."""
        return 0 if self.speed is None else max(0, int(seconds * self.speed + 1e-6) - taken)

    def faster(self) -> Pace:
        """The next speed up, or the same at the end of the row."""
        return replace(self, index=min(self.index + 1, len(SPEEDS) - 1))

    def slower(self) -> Pace:
        """The next speed down, or the same at the end of the row."""
        return replace(self, index=max(self.index - 1, 0))


class Player:
    """What steps while nobody presses a key."""

    def __init__(
        self,
        workspace: Workspace,
        set_interval: Callable[[float, Callable[[], None]], Timer],
        show: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        """``show`` has what there is seen now; ``tell`` says how play stands."""
        self.pace = Pace()
        self._workspace = workspace
        self._set_interval = set_interval
        self._show = show
        self._tell = tell
        self._timer: Timer | None = None
        self._plays = False
        self._began = 0.0
        self._taken = 0
        self._known_flags: frozenset[Flag] = frozenset()

    @property
    def busy(self) -> bool:
        """Whether it is stepping by itself."""
        return self._timer is not None

    def stop(self) -> None:
        """Stop stepping; nothing where it was not."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._plays = False
            self._tell("")

    def toggle(self) -> None:
        """Play at the pace, or stop."""
        if self.busy:
            self.stop()
        else:
            self._play()

    def set_pace(self, pace: Pace) -> str:
        """Change the speed, in the middle of play too."""
        self.pace = pace
        if self._plays:
            self.stop()
            self._play()
        return "" if self.busy else f"speed {pace.text}; p plays."

    def seek_flag(self) -> None:
        """Step on until a flag is raised that the row shown now does not bear."""
        self.stop()
        self._known_flags = frozenset(self._workspace.session.current.flags)
        self._timer = self._set_interval(1 / FRAMES_A_SECOND, self._search)
        self._tell("looking for a flag")
        self._search()

    def _play(self) -> None:
        self._plays, self._began, self._taken = True, monotonic(), 0
        self._tell(f"playing {self.pace.text}")
        self._timer = self._set_interval(self.pace.interval, self._play_on)

    def _play_on(self) -> None:
        session = before = self._workspace.session
        if self.pace.speed is None:
            until = monotonic() + FULL_SPEED_SECONDS
            while monotonic() < until:
                session = session.step(FULL_SPEED_CHUNK)
        else:
            due = self.pace.due(monotonic() - self._began, self._taken)
            if not due:
                return
            self._taken += due
            session = session.step(due)
        if session is before:
            self.stop()
        else:
            self._workspace.say(self._workspace.move(session))
            self._show()

    def _search(self) -> None:
        before = self._workspace.session.cursor
        found = self._workspace.seek(self._known_flags, SEARCH_ROWS)
        if found or self._workspace.session.cursor - before < SEARCH_ROWS:
            self.stop()
        self._workspace.say("" if found or self.busy else self._workspace.nothing_new)
        self._show()
