"""The loop's lines: what is in the language, and that stepping, following and showing are of the same lines."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.compiled import follower, stepper
from gdtui.core.language import MOST_LINES, LoopError
from gdtui.core.loop import loop_of, parse_loop
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from tests.core.by_hand import steps_by_hand
from tests.strategies import any_parameters, few, wild_parameters

OUTSIDE: dict[str, tuple[str, int, str]] = {
    "nothing": ("", 1, "there is no line yet"),
    "a comment": ("# only this", 1, "there is no line yet"),
    "an attribute": ("x = weight.real", 1, "a dot after a name"),
    "a subscript": ("x = weight[0]", 1, "a square bracket"),
    "an import by name": ("x = 1\ny = __import__('os')", 2, "can be called"),
    "an import": ("import os", 1, "this is not in the language"),
    "a call of what else": ("x = open(weight)", 1, "can be called"),
    "a builtin as a name": ("x = open", 1, "means something else"),
    "a builtin as a target": ("print = 1", 1, "means something else"),
    "a name with underscores": ("x = __builtins__", 1, "means something else"),
    "a function as a name": ("x = abs", 1, "abs is a function"),
    "a function as a target": ("abs = 1", 1, "abs is a function"),
    "too few numbers": ("x = max(1)", 1, "two numbers or more"),
    "too many numbers": ("x = abs(1, 2)", 1, "one number"),
    "a keyword argument": ("x = min(1, 2, key=abs)", 1, "can be called"),
    "a starred argument": ("x = min(1, *pairs)", 1, "not in the language"),
    "a text": ("x = 'a'", 1, "no number"),
    "an f-string": ("x = f'{weight}'", 1, "not in the language"),
    "true": ("x = True", 1, "no number"),
    "an imaginary number": ("x = 1j", 1, "no number"),
    "a huge number": ("x = 1e999", 1, "too big"),
    "a number of too many digits": ("x = 1" + "0" * 320, 1, "longer than"),
    "a walrus": ("x = (y := 1)", 1, ":="),
    "a lambda": ("x = lambda: 1", 1, "not in the language"),
    "a comprehension": ("x = [y for y in pairs]", 1, "not in the language"),
    "a conditional value": ("x = 1 if weight > 0 else 2", 1, "not in the language"),
    "a comparison as a value": ("x = weight > 0", 1, "not in the language"),
    "a value as a condition": ("if weight:\n    x = 1", 1, "a condition compares"),
    "is": ("if weight is 1:\n    x = 1", 1, "a condition compares"),
    "two targets": ("x = y = 1", 1, "one plain name"),
    "a tuple": ("x, y = 1, 2", 1, "one plain name"),
    "another operation": ("x = weight // 2", 1, "not in the language"),
    "another assignment": ("x **= 2", 1, "one plain name"),
    "a while": ("while 1 < 2:\n    x = 1", 1, "this is not in the language"),
    "another for": ("for i in pairs:\n    x = 1", 1, "for input, goal_pred in pairs"),
    "a for over what else": ("for input, goal_pred in weight:\n    x = 1", 1, "for input, goal_pred in pairs"),
    "two fors": ("for input, goal_pred in pairs:\n    x = 1\n" * 2, 3, "one for at most"),
    "two things in a line": ("x = 1; y = 2", 1, "a line of its own"),
    "a look-alike": ("ｗeight = 1", 1, "no sign of the language"),
    "nul": ("x = 1\0", 1, "no sign of the language"),
    "a tab": ("if 1 < 2:\n\tx = 1", 2, "no sign of the language"),
    "half a line": ("x = 1\nweight = weight *", 2, "no line of Python yet"),
    "brackets": ("x = " + "(" * 30_000, 1, "too long"),
    "brackets in many lines": ("\n".join(["x = (" + "(" * 20] * 29), 3, "nested"),
    "ten megabytes": ("x" * 10**7, 1, "too long"),
    "many lines": ("x = 1\n" * (MOST_LINES + 1), MOST_LINES + 1, "lines at most"),
    "much in few lines": ("\n".join(["x = " + "+".join("a" * 60)] * 9), 1, "too much"),
    "a warning of Python's": ("if 1 is 1:\n    x = 1", 1, "a condition compares"),
}


@pytest.mark.parametrize(("text", "line", "reason"), OUTSIDE.values(), ids=OUTSIDE)
def test_what_is_outside_the_language_is_one_line_that_names_it(text: str, line: int, reason: str) -> None:
    with pytest.raises(LoopError) as refused:
        parse_loop(text)
    assert refused.value.line == line
    assert reason in refused.value.reason
    assert str(refused.value).startswith(f"line {line}: ")
    assert "\n" not in str(refused.value)


def long_line(length: int) -> str:
    return "x = 1 # ".ljust(length, "y")


LIMITS = {
    "30 lines": ("x = 1\n" * 30, "x = 1\n" * 31),
    "200 characters": (long_line(200), long_line(201)),
    "50 brackets": (f"x = {'(' * 50}1{')' * 50}", f"x = {'(' * 51}1{')' * 51}"),
    "50 brackets and others": (f"x = {'(' * 50}1{')' * 50} + (1)", f"x = {'(' * 50}(1){')' * 50} + (1)"),
    # An assignment takes four: itself, its target and that it is one, and a number; a sign before the number one more.
    "400 names and numbers": ("x = 1\n" * 28 + "x = " + "1+" * 71 + "1", "x = 1\n" * 28 + "x = " + "1+" * 96 + "1"),
}


@pytest.mark.parametrize(("fits", "does_not"), LIMITS.values(), ids=LIMITS)
def test_as_much_as_may_be_typed_and_one_more(fits: str, does_not: str) -> None:
    assert parse_loop(fits).written == ("x",)
    with pytest.raises(LoopError):
        parse_loop(does_not)


@given(st.text(max_size=300))
def test_any_text_is_a_loop_or_refused(text: str) -> None:
    try:
        loop = parse_loop(text)
    except LoopError:
        return
    assert set(loop.carried) | set(loop.given) == set(loop.read)


OWN = """
# Somebody's own.
push = 0.5 * push - alpha * weight_delta
if push > 1 and not push < 0:
    push = 1
elif push < -1:
    push -= push + 1
weight += push
"""


def test_what_is_read_before_it_is_written_is_carried_or_given() -> None:
    loop = parse_loop(OWN)
    assert loop.carried == ("push", "weight")
    assert loop.given == ("alpha", "weight_delta")


def test_what_only_one_way_through_gives_a_value_to_is_carried() -> None:
    loop = parse_loop("if weight > 0:\n    seen = 1\nweight = weight - seen")
    assert loop.carried == ("weight", "seen")
    both = parse_loop("if weight > 0:\n    seen = 1\nelse:\n    seen = 2\nweight = weight - seen")
    assert both.carried == ("weight",)


def test_lines_that_nothing_needs_are_left_out() -> None:
    lines = Parameters().loop.lines
    assert Parameters().loop.for_the_sake_of("delta").lines == (lines[0], *lines[2:])
    hot = Parameters(method="hot-and-cold")
    assert "weight_delta = input * delta" not in hot.loop.for_the_sake_of("pred", "error").lines


def unflagged(*row: Any) -> tuple[Any, ...]:
    return (*row, ())


def stepped(text: str, result: str, carried: tuple[float, ...] = (0.0,), **given: Any) -> float:
    # Every iteration has a weight and an error, whatever its lines are about.
    lines = parse_loop(text).lines
    loop = loop_of([*lines, *(f"{name} = 0" for name in ("weight", "error") if name not in loop_of(lines).written)])
    *_, (figure,), _ = stepper(loop, ["weight"], [result], given, tuple, tuple, unflagged)(1, *carried)
    assert isinstance(figure, float)
    return figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("x = 2 ** 3", 8.0),
        ("x = 1" + "0" * 190, 1e190),
        ("x = 7 / 2", 3.5),
        ("x = 9 ** 9 ** 9", math.inf),
        ("x = 10.0 ** 400", math.inf),
        ("x = -3 ** 2", -9.0),
        ("x = 4 ** 0.5", 2.0),
        ("x = max(1, min(5, 3), sqrt(4)) + abs(-1)", 4.0),
        ("x = exp(0) + log(1) + sin(0) + cos(0) + tanh(0)", 2.0),
        ("x = sign(-3) + 4 * sign(0)", -1.0),
        ("x = 1 / 0", math.nan),
        ("x = log(0)", math.nan),
        ("x = sqrt(-1)", math.nan),
        ("x = (-8) ** 0.5", math.nan),
        ("x = 0 ** -1", math.nan),
        ("x = exp(1000)", math.nan),
        ("x = 1\nif 1 < 2 < 3 or 1 / 0 > 1:\n    x = 5", 5.0),
    ],
)
def test_what_a_line_comes_to(text: str, figure: float) -> None:
    assert repr(stepped(text, "x")) == repr(figure)


def test_what_cannot_be_had_takes_the_next_weight_along() -> None:
    loop = parse_loop("error = 0\nweight = weight + 1\nx = 1 / (weight - 2)")
    step = stepper(loop, ["weight"], ["x"], {}, tuple, tuple, unflagged)
    assert step(1, 3.0) == (1, 3.0, 0.0, 4.0, (0.5,), ())
    _, old, _, new, (x,), _ = step(1, 1.0)
    assert old == 1.0
    assert math.isnan(x)
    assert math.isnan(new)


def test_several_pairs() -> None:
    text = "error = 0\nfor input, goal_pred in pairs:\n    error += (input * weight - goal_pred) ** 2\nerror /= 2"
    assert stepped(text, "error", (0.5,), pairs=((2.0, 0.8), (1.0, 0.0))) == (0.04 - 2e-17 + 0.25) / 2


@given(st.one_of(any_parameters, wild_parameters))
def test_rows_are_those_worked_out_by_hand_to_the_last_bit(parameters: Parameters) -> None:
    rows = [row._replace(flags=()) for row in Run(parameters).rows(0, 30)]
    assert repr(rows) == repr(list(steps_by_hand(parameters, 30)))


@given(st.one_of(any_parameters, wild_parameters), st.integers(1, 40))
def test_following_takes_the_updates_that_stepping_takes(parameters: Parameters, updates: int) -> None:
    rows = list(steps_by_hand(parameters, updates + 1))
    follow = follower(parameters.loop, ["weight"], "delta", parameters.values)
    taken, weight = follow(math.nan, math.nan, updates, parameters.weight)
    if len(rows) > taken:
        assert repr(weight) == repr(rows[taken].weight)
    assert taken == updates or weight == parameters.weight or not rows[-1].finite


@few
@given(any_parameters)
def test_the_lines_as_they_stand_run_in_python_alone(parameters: Parameters) -> None:
    values = "".join(f"{name} = {value!r}\n" for name, value in parameters.values.items())
    body = "".join(f"    {line}\n" for line in parameters.loop.lines)
    program = f"{values}for _ in range(5):\n    print(repr(weight))\n{body}"
    printed = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False).stdout
    assert printed.split() == [repr(row.weight) for row in steps_by_hand(parameters, 5)][: len(printed.split())]


def test_each_line_is_shown_with_its_values() -> None:
    loop = loop_of(["x = -weight ** 2", "if x < weight:", "    y = 1", "else:", "    y = weight - 2", "weight -= y"])
    assert loop.shown({"weight": -1.5}) == [
        ("x = -weight ** 2", "-(-1.5) ** 2 = -2.25"),
        ("if x < weight:", "-2.25 < -1.5: yes"),
        ("    y = 1", "1 = 1"),
        ("else:", ""),
        ("    y = weight - 2", ""),
        ("weight -= y", "-1.5 - 1 = -2.5"),
    ]


def test_a_loop_is_the_same_object_for_the_same_lines() -> None:
    assert loop_of(["x = 1"]) is loop_of(["x = 1"])
