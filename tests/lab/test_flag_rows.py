"""The rows of the lab's experiments on which flags are raised for the first time."""

from __future__ import annotations

import math

import pytest

from gdtui.core.flags import Flag, Severity
from gdtui.core.row import Row
from gdtui.core.run import Run, verdict
from gdtui.lab.catalogue import lessons


def lab_rows(id_: str, count: int) -> list[Row]:
    return list(Run(lessons()[id_].parameters).rows(0, count))


def first_rows(rows: list[Row]) -> dict[Flag, int]:
    """The iteration on which each flag is seen first."""
    return {flag: row.iteration for row in reversed(rows) for flag in row.flags}


def test_the_labs_input_2_diverges_on_row_3_and_overflows_on_row_326_which_is_the_last() -> None:
    rows = lab_rows("breaking", 1000)
    assert first_rows(rows) == {Flag.OVERSHOOT: 2, Flag.DIVERGING: 3, Flag.OVERFLOW: 326}
    assert all(Flag.DIVERGING in row.flags for row in rows[2:])
    assert rows[-1].iteration == 326
    assert rows[-1].flags == (Flag.OVERFLOW, Flag.DIVERGING, Flag.OVERSHOOT)
    assert math.isinf(rows[-1].error)
    assert verdict(rows[-1]) == "overflow"


@pytest.mark.parametrize("id_", ["hot-and-cold-broken", "hot-and-cold-coarse"])
def test_a_step_amount_that_cannot_land_oscillates_once_it_turns_for_the_second_time(id_: str) -> None:
    rows = lab_rows(id_, 40)
    first_turn = first_rows(rows)[Flag.OVERSHOOT]
    assert first_rows(rows)[Flag.OSCILLATING] == first_turn + 1
    assert all(row.flags == (Flag.OSCILLATING, Flag.OVERSHOOT) for row in rows[first_turn:])


def test_the_labs_step_amount_10_oscillates_on_row_3() -> None:
    assert first_rows(lab_rows("hot-and-cold-broken", 10)) == {Flag.OVERSHOOT: 2, Flag.OSCILLATING: 3}


def test_the_labs_step_amount_0_001_lands_on_row_1101_and_oscillates_from_row_1103() -> None:
    rows = lab_rows("hot-and-cold", 1200)
    assert first_rows(rows)[Flag.CONVERGED] == 1101
    assert first_rows(rows)[Flag.OSCILLATING] == 1103
    assert all(not row.flags for row in rows[:1100])
    assert not {flag.severity for row in rows[:1102] for flag in row.flags} & {Severity.ERROR, Severity.WARNING}
    assert all(Flag.OSCILLATING in row.flags for row in rows[1102:])


def test_the_labs_input_1_1_settles_and_never_alarms() -> None:
    rows = lab_rows("several-steps", 500)
    assert rows[2].flags == (Flag.SETTLING, Flag.OVERSHOOT)
    assert set(first_rows(rows)) == {Flag.SETTLING, Flag.OVERSHOOT, Flag.CONVERGED}


def test_an_input_of_0_is_stalled_from_the_first_row() -> None:
    assert all(row.flags == (Flag.STALLED,) for row in lab_rows("stopping", 10))


@pytest.mark.parametrize("id_", ["direction-and-amount", "reducing-error", "alpha", "negative-reversal"])
def test_a_walk_down_one_side_shows_nothing_until_it_converges(id_: str) -> None:
    rows = lab_rows(id_, 60)
    landing = first_rows(rows)[Flag.CONVERGED]
    assert not any(row.flags for row in rows[: landing - 1])
    assert all(row.flags == (Flag.CONVERGED,) for row in rows[landing - 1 :])
