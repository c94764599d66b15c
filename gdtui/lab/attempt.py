"""What is judged: a run as far as a student has looked at it, for a goal of a lesson."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from gdtui.core.flags import Flag
from gdtui.core.run import Run
from gdtui.core.session import Session
from gdtui.lab.lesson import Goal, Lesson

MOST_NEW_ROWS = 2_000
"""Of a run that jumps on by more rows at once, as fast play does, only so many and the newest are looked at."""
NEWEST_ROWS = 5


class Attempt(NamedTuple):
    """A run as far as a student has looked at it: its flags so far, up to and with row ``rows``."""

    run: Run
    flags: frozenset[Flag] = frozenset()
    rows: int = 0

    def look(self, session: Session) -> Attempt:
        """The attempt with the rows that this session has come to; a new one where it is another run."""
        attempt = self if session.run is self.run and session.length >= self.rows else Attempt(session.run)
        first, last = attempt.rows, session.length
        rows = session.run.rows(first, min(last, first + MOST_NEW_ROWS))
        newest = session.run.rows(max(first, last - NEWEST_ROWS), last)
        flags = {flag for row in chain(rows, newest) for flag in row.flags}
        return attempt._replace(flags=attempt.flags | flags, rows=session.length)


class Judged(NamedTuple):
    """A goal of a lesson, and the session that is to meet it, at the row shown, after what was seen of its run."""

    goal: Goal
    lesson: Lesson
    session: Session
    attempt: Attempt
