"""A pinned run goes where the session goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.parameters import Parameters
from gdtui.core.session import History, Session
from tests.strategies import any_parameters


@given(any_parameters, any_parameters, st.lists(st.integers(-9, 9), max_size=8))
def test_it_stands_at_the_same_row_or_at_its_end(pinned: Parameters, other: Parameters, moves: list[int]) -> None:
    session = Session.start(pinned).step(3).pin().change(other)
    assert (session.length, session.parameters) == (1, other)
    alone = Session.start(pinned)
    for move in moves:
        session = session.step(move) if move > 0 else session.back(-move)
        beside = session.beside
        assert beside is not None
        assert beside.parameters == pinned
        farthest = list(alone.run.rows(0, session.length))
        assert list(beside.steps) == farthest
        assert beside.current == farthest[min(session.cursor, len(farthest) - 1)]
        assert beside.beside is None


def test_it_stays_at_its_end_where_it_overflows() -> None:
    beside = Session.start(Parameters(input=2.0)).pin().change(Parameters()).step(400).beside
    assert beside is not None
    assert (beside.length, beside.cursor, beside.ended) == (326, 325, True)


def test_it_stays_pinned_through_changes_and_resets_until_it_is_let_go() -> None:
    session = Session.start(Parameters(input=2.0)).step(5).pin()
    for changed in (session.change(Parameters(alpha=0.1)), session.step(3).reset(), session.step(4).back(2)):
        assert changed.pinned is session.pinned
    assert session.unpin().beside is None
    assert session.unpin().run is session.run


def test_pinning_can_be_undone_like_any_replacement() -> None:
    session = Session.start(Parameters()).step(5)
    history = History(session).become(session.pin())
    assert history.present.pinned is not None
    assert history.undo().present is session
