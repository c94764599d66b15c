"""The loop from memory: what means the same, and what is told about what does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.lab.lesson import MEMORY_LEVELS
from gdtui.lab.memory import BLANKS, LINES, missing

PRED, ERROR, DELTA, WEIGHT_DELTA, WEIGHT = LINES


def test_the_lines_are_the_loops_and_each_level_has_one_blank_more() -> None:
    assert WEIGHT == "weight = weight - alpha * weight_delta"
    assert [len(blanks) for blanks in BLANKS] == [1, 2, 3, 4, 5]
    assert len(BLANKS) == MEMORY_LEVELS
    assert all(set(blanks) < set(more) for blanks, more in pairwise(BLANKS))


@pytest.mark.parametrize("line", LINES)
def test_the_line_itself_means_the_same(line: str) -> None:
    assert missing(line, line) == ""
    assert missing(f"  {line.replace(' ', '')}  # mine", line) == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pred = weight * input", PRED),
        ("pred = (input) * weight", PRED),
        ("error = (pred - goal_pred) * (pred - goal_pred)", ERROR),
        ("error = (goal_pred - pred) ** 2", ERROR),
        ("error = (goal_pred - pred) ** 2.0", ERROR),
        ("error = (pred - goal_pred) * (pred + -goal_pred)", ERROR),
        ("delta = -goal_pred + pred", DELTA),
        ("delta = -(goal_pred - pred)", DELTA),
        ("weight_delta = delta * input", WEIGHT_DELTA),
        ("weight_delta = -delta * -input", WEIGHT_DELTA),
        ("weight -= alpha * weight_delta", WEIGHT),
        ("weight = -weight_delta * alpha + weight", WEIGHT),
        ("weight += -(alpha * weight_delta)", WEIGHT),
        ("weight = weight - (weight_delta * alpha)", WEIGHT),
    ],
)
def test_what_means_the_same_is_right(typed: str, expected: str) -> None:
    assert missing(typed, expected) == ""


@pytest.mark.parametrize(
    ("typed", "expected", "told"),
    [
        ("", PRED, "nothing is typed"),
        ("   ", PRED, "nothing is typed"),
        ("pred = input *", PRED, "not a line of Python"),
        ("pred = \x00", PRED, "not a line of Python"),
        ("input * weight", PRED, "does not give a value"),
        ("pred == input * weight", PRED, "does not give a value"),
        ("pred, x = input * weight", PRED, "does not give a value"),
        ("pred = x = input * weight", PRED, "does not give a value"),
        ("pred = input * weight; pred = 3", PRED, "does not give a value"),
        ("error = input * weight", PRED, "to another name"),
        ("w = weight - alpha * weight_delta", WEIGHT, "the other lines call it weight, not w"),
        ("w = w - alpha * weight_delta", WEIGHT, "the other lines call it weight, not w"),
        ("pred = input * w", PRED, "the other lines call it weight, not w"),
        ("prediction = input * weight", PRED, "the other lines call it pred, not prediction"),
        ("weight = weight - lr * weight_delta", WEIGHT, "the other lines call it alpha, not lr"),
        ("pred = input", PRED, "a name is missing"),
        ("pred = input * weight * alpha", PRED, "a name that does not belong"),
        ("pred = input + weight", PRED, "a multiplication is missing"),
        ("error = pred - goal_pred", ERROR, "a power is missing"),
        ("error = (pred + goal_pred) ** 2", ERROR, "their signs or their order"),
        ("error = pred - goal_pred ** 2", ERROR, "their signs or their order"),
        ("delta = goal_pred - pred", DELTA, "their signs or their order"),
        ("weight = weight + alpha * weight_delta", WEIGHT, "their signs or their order"),
        ("weight = alpha * weight_delta - weight", WEIGHT, "their signs or their order"),
        ("weight = weight - weight_delta", WEIGHT, "a name is missing"),
        ("weight = (weight - alpha) * weight_delta", WEIGHT, "their signs or their order"),
        ("weight = weight - alpha / weight_delta", WEIGHT, "a multiplication is missing"),
        ("pred = __import__('os').system('true')", PRED, "something that the loop does not need"),
        ("pred = [input * weight for _ in '1']", PRED, "something that the loop does not need"),
        ("pred = lambda: input * weight", PRED, "something that the loop does not need"),
        ("pred = (x := input) * weight", PRED, "something that the loop does not need"),
        ("pred = 'input' * weight", PRED, "something that the loop does not need"),
        ("pred = True * weight", PRED, "something that the loop does not need"),
        ("pred = " + "-" * 150 + "input", PRED, "missing"),
        ("pred = " + "input * " * 100 + "weight", PRED, "far too long"),
    ],
)
def test_what_does_not_is_told_by_kind(typed: str, expected: str, told: str) -> None:
    assert told in missing(typed, expected)


def test_a_line_may_have_200_characters() -> None:
    assert missing(PRED.ljust(200), PRED) == ""
    assert missing(PRED.ljust(201), PRED) == "it is far too long"


@given(st.text(max_size=220), st.sampled_from(LINES))
def test_anything_can_be_typed(typed: str, expected: str) -> None:
    assert missing(typed, expected)


words = st.sampled_from(
    ["pred", "input", "weight", "goal_pred", "delta", "2", "(", ")", "-", "+", "*", "**", "=", "-=", "/"]
)


@given(st.lists(words, max_size=12).map(" ".join), st.sampled_from(LINES))
def test_what_is_called_right_gives_the_same_value(typed: str, expected: str) -> None:
    if missing(typed, expected) == "":
        for scale in (1.0, -0.7, 3.3):
            names = {
                "pred": 0.3,
                "input": 1.7,
                "weight": -2.1,
                "goal_pred": 0.9,
                "delta": 1.3,
                "alpha": 0.2,
                "weight_delta": 0.6,
            }
            ours = {name: value * scale for name, value in names.items()}
            theirs = dict(ours)
            exec(expected, {}, ours)
            exec(typed, {}, theirs)
            assert theirs == pytest.approx(ours)
