"""Pairs, measures and formulas: rows against a plain loop, facts against fractions, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.forecast import Regime, forecast
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.problems.formula import Formula
from gdtui.core.problems.pairs import Pairs
from gdtui.core.run import Run
from gdtui.core.sweep import sweep
from tests.strategies import few, figures, positive

Pair = tuple[float, float]
MEASURES = ("squared", "absolute", "signed")
measures = st.sampled_from(MEASURES)
several = st.lists(st.tuples(figures, figures), min_size=2, max_size=12)
hundred = st.lists(st.tuples(figures, figures), min_size=90, max_size=100)


def sign(value: float) -> float:
    return float((value > 0) - (value < 0))


def error_of(miss: float, measure: str) -> float:
    return {"squared": miss**2, "absolute": abs(miss), "signed": miss}[measure]


def mean_error(pairs: list[Pair], measure: str, weight: float) -> float:
    error = 0.0
    for input_, goal in pairs:
        error += error_of(input_ * weight - goal, measure)
    return error / len(pairs)


def mean_weight_delta(pairs: list[Pair], measure: str, weight: float) -> tuple[float, float]:
    delta = weight_delta = 0.0
    for input_, goal in pairs:
        miss = input_ * weight - goal
        delta += miss
        weight_delta += {"squared": input_ * miss, "absolute": input_ * sign(miss), "signed": input_}[measure]
    return delta / len(pairs), weight_delta / len(pairs)


@given(st.one_of(several, hundred), measures, figures, figures)
def test_gradient_descent_on_several_pairs_is_a_plain_loop(
    pairs: list[Pair], measure: str, weight: float, alpha: float
) -> None:
    for row in Run(Parameters(pairs=pairs, measure=measure, weight=weight, alpha=alpha)).rows(0, 8):
        delta, weight_delta = mean_weight_delta(pairs, measure, weight)
        assert row[:4] == (row.iteration, weight, mean_error(pairs, measure, weight), weight - alpha * weight_delta)
        assert (row.delta, row.weight_delta) == (delta, weight_delta)
        weight = row.new_weight


@given(several, measures, figures, positive, st.booleans())
def test_hot_and_cold_on_several_pairs_is_a_plain_loop(
    pairs: list[Pair], measure: str, weight: float, amount: float, stay: bool
) -> None:
    values: dict[str, Any] = {
        "method": "hot-and-cold",
        "pairs": pairs,
        "measure": measure,
        "weight": weight,
        "stay": stay,
    }
    for row in Run(Parameters(step_amount=amount, **values)).rows(0, 8):
        error, up, down = (mean_error(pairs, measure, each) for each in (weight, weight + amount, weight - amount))
        assert (row.error, row.up_error, row.down_error) == (error, up, down)
        if not stay or up < error or down < error:
            weight += amount if up < down else -amount if down < up else 0
        assert row.new_weight == weight
        assert row.delta == mean_weight_delta(pairs, measure, row.weight)[0]


@given(several)
def test_the_facts_of_a_squared_error_are_exact(pairs: list[Pair]) -> None:
    problem = Pairs(tuple(pairs))
    exact = [(Fraction(input_), Fraction(goal)) for input_, goal in pairs]
    squares, products = sum(i * i for i, _ in exact), sum(i * goal for i, goal in exact)
    assert problem.curvature == float(squares / len(exact))
    assume(squares)
    bottom = products / squares
    assert problem.bottom == float(bottom)
    least = sum((i * bottom - goal) ** 2 for i, goal in exact) / len(exact)
    assert problem.least_error == float(least)
    mean = [sum(each) / len(exact) for each in zip(*((g * g, i * g, i * i) for i, g in exact), strict=True)]
    assert least == mean[0] - mean[1] ** 2 / mean[2]


@given(several, figures)
def test_no_weight_has_a_smaller_absolute_error_than_the_bottom(pairs: list[Pair], weight: float) -> None:
    problem = Pairs(tuple(pairs), "absolute")
    assume(not problem.is_blind)
    assert problem.bottom is not None
    assert problem.least_error is not None

    def exact(weight: Fraction) -> Fraction:
        return sum((abs(Fraction(i) * weight - Fraction(g)) for i, g in pairs), Fraction(0)) / len(pairs)

    kinks = [Fraction(goal) / Fraction(input_) for input_, goal in pairs if input_]
    least = min(map(exact, kinks))
    assert exact(Fraction(weight)) >= least
    assert problem.least_error == float(least)
    assert problem.error(problem.bottom) == pytest.approx(float(least), abs=1e-12)


def test_misses_that_cancel_have_no_signed_error_and_a_squared_one() -> None:
    pairs = [(1.0, -1000.0), (1.0, 1000.0)]
    rows = {name: Run(Parameters(pairs=pairs, measure=name, weight=0.0)).row(0) for name in MEASURES}
    assert {name: row.error for name, row in rows.items()} == {"squared": 1e6, "absolute": 1000.0, "signed": 0.0}
    assert Flag.CONVERGED not in rows["signed"].flags


@few
@given(st.sampled_from(["hot-and-cold", "gradient-descent", "momentum"]), figures, figures, figures)
def test_a_signed_error_is_walked_past_the_goal_for_ever(
    method: str, weight: float, input_: float, goal: float
) -> None:
    assume(abs(input_) > 0.01)
    parameters = Parameters(
        method=method, measure="signed", weight=weight, input=input_, goal=goal, alpha=1 / input_**2, step_amount=0.5
    )
    rows = list(Run(parameters).rows(0, 400))
    assert all(row.new_weight * input_ < row.weight * input_ for row in rows)
    assert all(Flag.CONVERGED not in row.flags for row in rows)
    if rows[-1].delta < -1:
        assert Flag.DIVERGING in rows[-1].flags
    seen = forecast(parameters)
    assert (seen.regime, seen.iterations_to_tolerance) == (Regime.DIVERGING, None)


def test_a_signed_error_that_overflows_downward_has_not_converged() -> None:
    last = list(Run(Parameters(measure="signed", input=1e308, weight=-1.5)).rows(0, 9))[-1]
    assert last.error == -math.inf
    assert last.flags == (Flag.OVERFLOW, Flag.DIVERGING)


@pytest.mark.parametrize("method", ["hot-and-cold", "gradient-descent"])
def test_a_signed_error_can_be_swept(method: str) -> None:
    field = "step_amount" if method == "hot-and-cold" else "alpha"
    parameters = Parameters(method=method, measure="signed", weight=2.0, input=1.0, goal=1.0)
    rows = [row for row in sweep(parameters, field, [1.0, 0.1], 40) if row]
    assert [row.forecast.regime for row in rows] == [Regime.DIVERGING] * 2
    assert all(0 not in row.levels for row in rows)


@pytest.mark.parametrize("pairs", [None, [(1.0, 2.0), (3.0, 1.0)]], ids=["one", "several"])
def test_an_absolute_error_ends_to_and_fro(pairs: list[Pair] | None) -> None:
    what: dict[str, Any] = {"input": 1.0, "goal": 0.3} if pairs is None else {"pairs": pairs}
    parameters = Parameters(measure="absolute", alpha=0.25, weight=-2.0, **what)
    rows = list(Run(parameters).rows(0, 200))
    if pairs is None:
        assert Flag.OSCILLATING in rows[-1].flags
    seen = forecast(parameters)
    assert seen.regime is Regime.OSCILLATING
    assert "it jumps for ever between" in seen.text
    assert {row.weight for row in rows[-50:]} == set(seen.weights)


# Formulas.

FORMULAS: dict[str, Callable[[Decimal], Decimal]] = {
    "(2 * weight - 0.8) ** 2": lambda w: (2 * w - D("0.8")) ** 2,
    "weight ** 4 - 3 * weight ** 2 + 2": lambda w: w**4 - 3 * w**2 + 2,
    "exp(weight / 2) - 3 * weight": lambda w: (w / 2).exp() - 3 * w,
    "1 / (1 + weight ** 2)": lambda w: 1 / (1 + w**2),
    "sqrt(1 + weight ** 2) * log(2 + weight ** 2)": lambda w: (1 + w**2).sqrt() * (2 + w**2).ln(),
    "max(weight, 1 - weight) + abs(weight)": lambda w: max(w, 1 - w) + abs(w),
    "2 ** weight - weight": lambda w: D(2) ** w - w,
}
D = Decimal


@given(st.sampled_from([*FORMULAS]), figures)
def test_weight_delta_of_a_formula_is_its_slope(formula: str, weight: float) -> None:
    assume(min(abs(weight), abs(weight - 0.5)) > 1e-9)
    row = Run(Parameters(formula=formula, weight=weight)).row(0)
    with localcontext(prec=60):
        exact, near = FORMULAS[formula], D("1e-20")
        slope = (exact(D(weight) + near) - exact(D(weight) - near)) / (2 * near)
        assert row.error == pytest.approx(float(exact(D(weight))), rel=1e-9, abs=1e-9)
    assert row.weight_delta == pytest.approx(float(slope), rel=1e-9, abs=1e-9)
    assert Formula(formula).slope(weight) == row.weight_delta


@few
@given(figures, st.floats(-0.2, 0.2))
def test_rows_of_a_formula_are_a_plain_loop(weight: float, alpha: float) -> None:
    for row in Run(Parameters(formula="abs(weight) + (weight - 1) ** 2", weight=weight, alpha=alpha)).rows(0, 8):
        assert row.error == abs(weight) + (weight - 1) ** 2
        assert row.weight_delta == pytest.approx(sign(weight) + 2 * (weight - 1), rel=1e-12, abs=1e-12)
        weight = weight - alpha * row.weight_delta
        assert row.new_weight == weight


PAIRS = [[1, 2], [3, 4]]
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "other names": ({"formula": "weight * x"}, "formula must be of the weight alone, without x"),
    "no weight": ({"formula": "2 + 2"}, "formula must have the weight in it"),
    "nothing": ({"formula": "  "}, "formula is not a formula of the weight, such as (2 * weight - 0.8) ** 2"),
    "no text": ({"formula": 3}, "formula is not a formula of the weight, such as (2 * weight - 0.8) ** 2"),
    "two lines": ({"formula": "weight\nweight"}, "formula must be one line of 189 characters at the most"),
    "outside": (
        {"formula": "weight.real"},
        "formula is not one that can be used: a dot after a name is not in the language",
    ),
    "a call": ({"formula": "open(weight)"}, "formula is not one that can be used: only abs, sign, min"),
    "half": ({"formula": "(weight"}, "formula is not one that can be used: this is no line of Python yet"),
    "too long": ({"formula": "weight" + " + weight" * 30}, "formula must be one line of 189 characters at the most"),
    "a long derivative": (
        {"formula": " * ".join(f"sin({n} * weight)" for n in range(1, 11))},
        "formula must be shorter, since its derivative is too long",
    ),
    "1 pair": ({"pairs": [[1, 2]]}, "pairs must be from 2 to 100 pairs, not 1"),
    "101 pairs": ({"pairs": [[1, 2]] * 101}, "pairs must be from 2 to 100 pairs, not 101"),
    "nan": ({"pairs": [[1, 2], [math.nan, 1]]}, "pairs must be numbers: the input of number 2 is not a number"),
    "infinite": ({"pairs": [[1, math.inf], [1, 1]]}, "pairs must be numbers: the goal of number 1 is not finite"),
    "a string": ({"pairs": "1,2"}, "pairs is not a list of pairs"),
    "strings": ({"pairs": ["12", "34"]}, "pairs is not a list of an input and a goal each: see number 1"),
    "strings in it": ({"pairs": [["1", 2], [3, 4]]}, "pairs must be numbers: the input of number 1 is not a number"),
    "three": ({"pairs": [[1, 2], [1, 2, 3]]}, "pairs is not a list of an input and a goal each: see number 2"),
    "a measure": ({"measure": "cubed"}, "measure is not one of squared, absolute, signed"),
    "pairs' measure": ({"pairs": PAIRS, "measure": 2}, "measure is not one of squared, absolute, signed"),
    "two problems": ({"pairs": PAIRS, "input": 1.0}, "input is of another problem than pairs"),
    "three problems": ({"pairs": PAIRS, "formula": "weight"}, "formula is of another problem than pairs"),
    "a formula's measure": ({"formula": "weight", "measure": "signed"}, "measure is of another problem than formula"),
}


@pytest.mark.parametrize(("values", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_problem_is_refused_in_one_line(values: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterError) as refused:
        Parameters(**values)
    line = refused.value.said_of(refused.value.field)
    assert line.startswith(said)
    assert "\n" not in line


@given(several, measures)
def test_a_problem_is_made_again_from_what_it_writes(pairs: list[Pair], measure: str) -> None:
    problem = Pairs(tuple(pairs), measure)
    assert Pairs(**problem.written()) == problem
    assert hash(Pairs(**problem.written())) == hash(problem)


@few
@given(several, figures, st.floats(0.05, 0.95))
def test_a_squared_error_falls_to_its_least_and_no_farther(pairs: list[Pair], weight: float, rate: float) -> None:
    problem = Pairs(tuple(pairs))
    assume(problem.curvature and problem.curvature > 1e-4)
    parameters = Parameters(pairs=pairs, weight=weight, alpha=rate / (problem.curvature or 1))
    rows = list(Run(parameters).rows(0, 600))
    assert Flag.CONVERGED in rows[-1].flags
    assert rows[-1].error == pytest.approx(problem.least_error, abs=1e-8)
    assert all(later.error <= earlier.error + 1e-9 for earlier, later in pairwise(rows))
    assert not any(Flag.DIVERGING in row.flags for row in rows)
