"""Flags against a second, literal reading of their table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.flags import FLAGS, Flag, Severity
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run, verdict
from tests.core.flags_table import GRAVITY, flags_by_the_table
from tests.strategies import any_parameters, descents_by_factor, wild_parameters

SEVERITIES = {
    "overflow": Severity.ERROR,
    "diverging": Severity.ERROR,
    "oscillating": Severity.WARNING,
    "settling": Severity.NOTE,
    "stalled": Severity.WARNING,
    "overshoot": Severity.NOTE,
    "converged": Severity.SUCCESS,
}


def flags_are_those_of_the_table(parameters: Parameters, count: int) -> None:
    rows = list(Run(parameters).rows(0, count))
    for index, row in enumerate(rows):
        assert list(row.flags) == flags_by_the_table(rows, index, parameters)


@given(st.one_of(any_parameters, descents_by_factor), st.integers(1, 20))
def test_flags_are_those_of_the_table_gravest_first(parameters: Parameters, count: int) -> None:
    flags_are_those_of_the_table(parameters, count)


@given(wild_parameters)
def test_so_are_those_of_figures_as_wild_as_floats_can_be(parameters: Parameters) -> None:
    flags_are_those_of_the_table(parameters, 12)


@given(wild_parameters)
def test_the_verdict_is_the_gravest_flag_or_running(parameters: Parameters) -> None:
    for row in Run(parameters).rows(0, 20):
        assert verdict(row) == min(row.flags, key=GRAVITY.index, default="running")


def test_flags_are_named_gravest_first() -> None:
    assert list(FLAGS) == GRAVITY


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_has_its_severity(flag: Flag) -> None:
    assert flag.severity is SEVERITIES[flag]
