"""Where a student stands in a run, and the runs that can be brought back."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.row import Row
from gdtui.core.run import Run, Steps, ended

MOST_ROWS = 1_000_000
"""How far a run can be stepped; its weights then take eight megabytes."""
PIECE = 1_000
"""How many rows are worked out before somebody may look at the clock."""
MOST_REPLACED = 100
"""How many replaced runs can be brought back."""
MOST_REPLACED_ROWS = 2_000_000
"""And how many rows these may have together: sixteen megabytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """The rows stepped so far and which of them is shown; each move gives a new session that shares the old rows.

    ``length`` is the number of rows, 1 or more; ``cursor`` is the index of the row shown, from 0 to length - 1.
    ``pinned`` is a run to compare with: it goes where this one goes. ``lesson`` is the id of the lesson that it is for.
    """

    run: Run
    length: int = 1
    cursor: int = 0
    pinned: Run | None = None
    lesson: str | None = None

    @classmethod
    def start(cls, parameters: Parameters, lesson: str | None = None) -> Session:
        """A session at the first row: the start weight, predicted and compared."""
        return cls(Run(parameters), lesson=lesson)

    @property
    def parameters(self) -> Parameters:
        """What the run is made from."""
        return self.run.parameters

    @property
    def steps(self) -> Steps:
        """The rows so far."""
        return Steps(self.run, self.length)

    @property
    def current(self) -> Row:
        """The row under the cursor."""
        return self.run.row(self.cursor)

    @property
    def beside(self) -> Session | None:
        """The pinned run, stepped as far as this one, or to its end; None where none is pinned."""
        if self.pinned is None:
            return None
        length = self.pinned.reach(self.length)
        return Session(self.pinned, length, min(self.cursor, length - 1))

    @property
    def at_newest(self) -> bool:
        """Whether the row shown is the last one stepped to."""
        return self.cursor == self.length - 1

    @property
    def ended(self) -> bool:
        """Whether no row can follow the row shown, because its figures overflow."""
        return ended(self.current)

    def step(self, count: int = 1) -> Session:
        """Go on by so many rows: through those already stepped, then by taking the last row's update.

        Stops at a row that overflows and at the last that is kept; the same session where there is nowhere to go.
        """
        cursor = self.run.reach(min(self.cursor + count + 1, MOST_ROWS)) - 1
        if cursor == self.cursor:
            return self
        return replace(self, length=max(self.length, cursor + 1), cursor=cursor)

    def replay(self) -> Generator[tuple[int, int], None, int]:
        """Work out the rows so far, and as many of the pinned run's: work that says how many there are, of how many.

        Ends with how many rows the run has; fewer than ``length`` where it overflows before.
        """
        reached = 0
        while True:
            piece = min(reached + PIECE, self.length)
            reached = self.run.reach(piece)
            if self.pinned is not None:
                self.pinned.reach(piece)
            if reached < piece or reached == self.length:
                return reached
            yield reached, self.length

    def until_flag(self, known: frozenset[Flag], most_rows: int) -> Session:
        """Go on to the first row with a flag other than these, through at most so many rows.

        Stops earlier where the run ends, or where the last weights have come back so that nothing new can follow.
        """
        cursor = self.cursor
        weights: list[float] = []
        for row in self.run.rows(self.cursor + 1, self.cursor + 1 + most_rows):
            cursor = row.iteration - 1
            weights = [*weights[-5:], row.weight]
            if not known.issuperset(row.flags) or (len(weights) == 6 and weights[:4] == weights[2:]):
                break
        return self.step(cursor - self.cursor)

    def back(self, count: int = 1) -> Session:
        """Show an earlier row; the later ones stay."""
        return self.jump(self.cursor - count)

    def jump(self, cursor: int) -> Session:
        """Show the row at this index, or the nearest that there is."""
        cursor = min(max(cursor, 0), self.length - 1)
        return self if cursor == self.cursor else replace(self, cursor=cursor)

    def reset(self) -> Session:
        """The same run at its start weight, with its first row only."""
        return replace(self, length=1, cursor=0)

    def change(self, parameters: Parameters) -> Session:
        """A new run of other parameters, at its start; the same session where they are the same."""
        return self if parameters == self.parameters else replace(self.reset(), run=Run(parameters))

    def pin(self) -> Session:
        """This run at its start, with itself pinned beside it: change it, and the two can be compared."""
        return replace(self.reset(), pinned=self.run)

    def unpin(self) -> Session:
        """The same with no run beside it."""
        return replace(self, pinned=None)


def within(sessions: Iterable[Session], most: int, most_rows: int) -> tuple[Session, ...]:
    """The first of these sessions, at most so many, that have at most so many rows together."""
    kept = tuple(islice(sessions, most))
    rows = accumulate(session.length for session in kept)
    return kept[: sum(so_far <= most_rows for so_far in rows)]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """The session at hand, with those it replaced and those taken back."""

    present: Session
    past: tuple[Session, ...] = ()
    future: tuple[Session, ...] = ()

    def move(self, session: Session) -> History:
        """Step or look around in the same run: nothing to take back."""
        return replace(self, present=session)

    def become(self, session: Session) -> History:
        """Put another session in the place of this one, which can be brought back; that itself undoes nothing."""
        return History(session, self._with_the_past())

    def undo(self) -> History:
        """Bring back the session that was replaced last; the same history where there is none."""
        if not self.past:
            return self
        future = within((self.present, *self.future), MOST_REPLACED, MOST_REPLACED_ROWS)
        return History(self.past[-1], self.past[:-1], future)

    def redo(self) -> History:
        """Take an undo back; the same history where there is none."""
        if not self.future:
            return self
        return History(self.future[0], self._with_the_past(), self.future[1:])

    def _with_the_past(self) -> tuple[Session, ...]:
        """What can be brought back once the session at hand is replaced, oldest first."""
        return within((self.present, *reversed(self.past)), MOST_REPLACED, MOST_REPLACED_ROWS)[::-1]
