"""The rows that led to the one shown with the sign of each, and the other bowls that are shown with theirs."""

from __future__ import annotations

from gdtui.charts.picture import Role
from gdtui.charts.setting import Setting
from gdtui.core.problems.problem import Problem
from gdtui.core.row import Row
from gdtui.core.session import Session

TRAIL = 12
"""How many earlier rows are shown; the newest ``FRESH`` of them more clearly."""
FRESH = 3


def trail_of(session: Session) -> tuple[Row, ...]:
    """The rows that led to the one shown, as many of them as charts show."""
    return tuple(session.run.rows(max(0, session.cursor - TRAIL), session.cursor))


def pinned_rows(session: Session) -> list[tuple[Role, Row]]:
    """The pinned run's last rows, the one shown last, each with its role; none where nothing is pinned."""
    beside = session.beside
    if beside is None:
        return []
    before = beside.run.rows(max(0, beside.cursor - FRESH), beside.cursor)
    return [*((Role.PINNED_TRAIL, row) for row in before), (Role.PINNED_POINT, beside.current)]


def trail_role(row: Row, step: Row) -> Role:
    """How clearly an earlier row is shown beside the present one."""
    return Role.TRAIL if row.iteration >= step.iteration - FRESH else Role.OLD


def point_role(session: Session) -> Role:
    """The role of the row shown: a point, or a letter where another run is pinned beside it."""
    return Role.POINT if session.pinned is None else Role.BESIDE_POINT


def other_bowls(session: Session, setting: Setting) -> tuple[tuple[Role, Problem], ...]:
    """The bowls behind the run's own: the pinned run's, or that of the run before, where it is another."""
    pinned = session.pinned
    role, problem = (Role.BEFORE, setting.before) if pinned is None else (Role.PINNED_BOWL, pinned.parameters.problem)
    return () if problem is None or problem == session.parameters.problem else ((role, problem),)
