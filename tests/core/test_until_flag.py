"""Going on until something new is seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.flags import FLAGS, Flag
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.session import Session
from tests.strategies import any_parameters

known_flags = st.frozensets(st.sampled_from(list(FLAGS)))


@given(any_parameters, st.integers(0, 10), known_flags)
def test_it_stops_at_the_first_row_with_a_flag_that_is_not_known(
    parameters: Parameters, count: int, known: frozenset[Flag]
) -> None:
    session = Session.start(parameters).step(count)
    after = session.until_flag(known, 60)
    later = list(Run(parameters).rows(session.cursor + 1, session.cursor + 61))
    new = [row.iteration - 1 for row in later if not known.issuperset(row.flags)]
    assert session.cursor <= after.cursor <= session.cursor + len(later)
    assert not any(session.cursor < index < after.cursor for index in new)
    if new:
        assert after.cursor == new[0]


def test_it_goes_as_far_as_it_may_where_nothing_is_raised() -> None:
    assert Session.start(Parameters(alpha=0.01)).until_flag(frozenset(), 25).cursor == 25


def test_it_stops_where_the_run_ends() -> None:
    assert Session.start(Parameters(input=2.0)).until_flag(frozenset(FLAGS), 1000).cursor == 325


def test_it_stops_where_the_weights_come_back() -> None:
    session = Session.start(Parameters(method="hot-and-cold", step_amount=10.0))
    assert session.until_flag(frozenset(FLAGS), 1000).cursor < 10


def test_it_goes_through_the_way_to_where_they_come_back() -> None:
    session = Session.start(Parameters(method="hot-and-cold", step_amount=0.1, goal=2.02))
    after = session.until_flag(frozenset(FLAGS), 1000)
    # 35 updates to the neighbours of the goal weight, 4.04.
    assert 35 < after.cursor < 45
