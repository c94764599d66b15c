"""Stepping, looking back, changing and bringing back: laws that hold for any run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.session import History, Session, within
from gdtui.core.work import finished
from tests.strategies import any_parameters, wild_parameters

counts = st.integers(0, 30)


@given(any_parameters, counts)
def test_step_then_back_is_where_we_were(parameters: Parameters, count: int) -> None:
    session = Session.start(parameters).step(count)
    after = session.step().back()
    if session.ended:
        return
    assert (after.cursor, after.current) == (session.cursor, session.current)
    assert after.length == session.length + 1


@given(any_parameters, counts)
def test_after_k_steps_there_are_k_plus_1_rows_however_they_were_taken(parameters: Parameters, count: int) -> None:
    one_by_one = Session.start(parameters)
    for _ in range(count):
        one_by_one = one_by_one.step()
    at_once = Session.start(parameters).step(count)
    rows = list(Run(parameters).rows(0, count + 1))
    assert list(one_by_one.steps) == list(at_once.steps) == rows
    assert [one_by_one.steps[index] for index in range(len(rows))] == rows
    assert len(rows) == count + 1 or rows[-1].flags[0] is Flag.OVERFLOW


@given(any_parameters, counts, st.slices(30))
def test_slices_of_the_rows_are_those_of_a_list(parameters: Parameters, count: int, part: slice) -> None:
    steps = Session.start(parameters).step(count).steps
    assert steps[part] == list(steps)[part]


@given(any_parameters, counts, counts)
def test_stepping_on_changes_no_older_session(parameters: Parameters, count: int, more: int) -> None:
    session = Session.start(parameters).step(count)
    rows = list(session.steps)
    session.step(more).back(more).step(2 * more)
    assert (list(session.steps), session.cursor) == (rows, len(rows) - 1)


def test_an_index_outside_the_rows_is_an_error() -> None:
    steps = Session.start(Parameters()).step(3).steps
    assert steps[-1] == steps[3]
    for index in (4, -5):
        with pytest.raises(IndexError):
            steps[index]


@given(any_parameters, counts, st.integers(-50, 50))
def test_a_jump_shows_the_nearest_row_there_is(parameters: Parameters, count: int, cursor: int) -> None:
    session = Session.start(parameters).step(count)
    jumped = session.jump(cursor)
    assert jumped.cursor == max(0, min(cursor, session.length - 1))
    assert jumped.length == session.length


@given(any_parameters, counts, counts)
def test_the_newest_row_is_shown_where_a_step_would_take_an_update(
    parameters: Parameters, count: int, back: int
) -> None:
    session = Session.start(parameters).step(count).back(back)
    if not session.ended:
        assert session.at_newest == (session.step().length > session.length)
    assert session.jump(session.length).at_newest


def test_stepping_forward_from_an_earlier_row_shows_the_rows_that_are_there() -> None:
    session = Session.start(Parameters(input=2.0)).step(5).back(3)
    assert (session.step().cursor, session.step().length) == (3, 6)
    assert (session.step(4).cursor, session.step(4).length) == (6, 7)


def test_a_run_that_overflows_ends_there() -> None:
    session = Session.start(Parameters(input=2.0)).step(1000)
    assert session.length == 326
    assert session.current.flags[0] is Flag.OVERFLOW
    assert session.ended
    assert session.step() is session
    assert not session.back().ended
    with pytest.raises(IndexError):
        session.run.row(326)


@given(wild_parameters, st.integers(1, 50))
def test_no_run_however_wild_raises_or_goes_on_past_its_overflow(parameters: Parameters, count: int) -> None:
    rows = list(Run(parameters).rows(0, count))
    assert 1 <= len(rows) <= count
    assert all(row.finite for row in rows[:-1])
    assert all(Flag.OVERFLOW not in row.flags for row in rows[:-1])
    assert rows[-1].finite is (Flag.OVERFLOW not in rows[-1].flags)


def test_a_change_begins_at_the_start_weight_and_the_same_values_change_nothing() -> None:
    session = Session.start(Parameters()).step(4)
    changed = session.change(Parameters(alpha=2.0))
    assert (changed.length, changed.cursor, changed.current.weight) == (1, 0, 0.5)
    assert session.change(Parameters()) is session


def test_undo_and_redo_bring_back_whole_runs() -> None:
    first = Session.start(Parameters()).step(4).back()
    second = first.change(Parameters(alpha=2.0))
    history = History(first).become(second).move(second.step())
    assert history.undo().present is first
    assert history.undo().redo().present is history.present
    assert history.undo().undo().present is first
    assert history.redo() is history
    other = history.undo().become(first.reset())
    assert other.redo() is other
    assert other.undo().present is first


def test_what_can_be_brought_back_is_limited_in_runs_and_in_rows() -> None:
    # A length says how far a session was stepped; nothing is worked out here.
    start = Session.start(Parameters())
    short, long_ = replace(start, length=10), replace(start, length=600_000)
    history = History(start)
    for _ in range(150):
        history = history.become(short)
    assert len(history.past) == 100
    history = History(short)
    for _ in range(5):
        history = history.become(long_)
    assert [session.length for session in history.past] == [600_000] * 3
    # The same run may be stepped on after each undo: what is ahead is limited, too.
    history = History(short, (short,) * 5)
    for _ in range(5):
        history = history.move(long_).undo()
    assert [session.length for session in history.future] == [600_000] * 3
    assert history.present is short


def test_two_million_rows_can_be_brought_back_and_not_one_more() -> None:
    start = Session.start(Parameters())
    million, more = replace(start, length=1_000_000), replace(start, length=1_000_001)
    assert History(million, (million,)).become(start).past == (million, million)
    assert History(million, (more,)).become(start).past == (million,)
    assert within([million, more], 1, 5_000_000) == (million,)


@pytest.mark.parametrize(
    ("parameters", "length", "rows", "told"),
    [
        (Parameters(), 2_500, 2_500, [(1_000, 2_500), (2_000, 2_500)]),
        (Parameters(), 1_000, 1_000, []),
        (Parameters(input=2.0), 2_500, 326, []),
    ],
    ids=["in pieces", "one piece", "it overflows"],
)
def test_the_rows_of_a_session_are_worked_out_in_pieces_those_of_the_pinned_run_too(
    parameters: Parameters, length: int, rows: int, told: list[tuple[int, int]]
) -> None:
    session, said = Session(Run(parameters), length, pinned=Run(parameters)), list[tuple[int, int]]()
    assert finished(session.replay(), said.append) == rows
    assert said == told
    assert session.pinned is not None
    assert len(session.run._carried) == len(session.pinned._carried) == rows


@given(st.lists(any_parameters, min_size=1, max_size=6), st.data())
def test_undo_then_redo_is_where_we_were(changes: list[Parameters], data: st.DataObject) -> None:
    history = History(Session.start(Parameters()))
    for parameters in changes:
        history = history.become(Session.start(parameters).step(2))
    count = data.draw(st.integers(0, len(changes)))
    sessions = [*history.past, history.present]
    undone = history
    for _ in range(count):
        undone = undone.undo()
    assert undone.present is sessions[-1 - count]
    for _ in range(count):
        undone = undone.redo()
    assert undone.present is history.present
    assert undone.past == history.past
    assert undone.future == ()
