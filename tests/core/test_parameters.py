"""What a run can be made from, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from gdtui.core.parameters import ParameterError, Parameters, figures, names, parse_figure, typed

PAIRS = [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"weight": float("nan")}, "weight"),
        ({"input": float("inf")}, "input"),
        ({"goal": "0.8"}, "goal"),
        ({"alpha": True}, "alpha"),
        ({"alpha": None}, "alpha"),
        ({"weight": 10**400}, "weight"),
        ({"step_amount": 0.0}, "step_amount"),
        ({"step_amount": -0.1}, "step_amount"),
        ({"tolerance": -1e-9}, "tolerance"),
        ({"stay": 1}, "stay"),
        ({"method": "newton"}, "method"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_values_that_make_no_run_are_refused_by_name(values: dict[str, object], field: str) -> None:
    with pytest.raises(ParameterError) as caught:
        Parameters(**values)  # type: ignore[arg-type]
    assert caught.value.field == field


def test_whole_numbers_become_floats() -> None:
    assert repr(Parameters(weight=2).weight) == "2.0"


def test_the_values_in_use_are_those_of_the_method_and_the_others_are_kept() -> None:
    parameters = Parameters(alpha=0.25, step_amount=0.2, stay=True)
    assert list(parameters.in_use()) == ["method", "weight", "input", "goal", "alpha", "tolerance"]
    other = Parameters(method="hot-and-cold", alpha=0.25, step_amount=0.2, stay=True)
    assert list(other.in_use()) == ["method", "weight", "input", "goal", "step_amount", "stay", "tolerance"]
    assert (parameters.step_amount, other.alpha) == (0.2, 0.25)


PLAIN = {"weight": "0.5", "input": "0.5", "goal": "0.8", "tolerance": "1e-9"}
TOLD: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "gradient descent": ({}, {**PLAIN, "method": "gradient descent", "alpha": "1"}),
    "hot and cold": (
        {"method": "hot-and-cold"},
        {**PLAIN, "method": "hot and cold", "step_amount": "0.001", "stay": "no"},
    ),
    "stay": (
        {"method": "hot-and-cold", "stay": True},
        {**PLAIN, "method": "hot and cold", "step_amount": "0.001", "stay": "yes"},
    ),
    "momentum of pairs": (
        {"method": "momentum", "pairs": PAIRS, "measure": "absolute"},
        {
            "method": "momentum",
            "weight": "0.5",
            "pairs": "2 of them",
            "measure": "absolute",
            "alpha": "1",
            "beta": "0.9",
            "tolerance": "1e-9",
        },
    ),
    "own lines": (
        {"method": "own", "loop": ["weight -= rate * alpha * weight_delta"], "let": {"rate": 0.25}},
        {**PLAIN, "method": "own loop", "alpha": "1", "loop": "1 line", "let": "rate 0.25"},
    ),
}


@pytest.mark.parametrize(("values", "told"), TOLD.values(), ids=TOLD)
def test_what_makes_a_run_is_told_in_few_words(values: dict[str, Any], told: dict[str, str]) -> None:
    assert Parameters(**values).told() == told


@pytest.mark.parametrize(("values", "told"), TOLD.values(), ids=TOLD)
def test_what_is_written_makes_the_same_parameters_again(values: dict[str, Any], told: dict[str, str]) -> None:
    parameters = Parameters(**values)
    again = Parameters(**parameters.written())
    assert again == parameters
    assert (hash(again), repr(again)) == (hash(parameters), repr(parameters))
    assert eval(repr(parameters), {"Parameters": Parameters}) == parameters
    assert parameters != parameters.changed(weight=7.0)
    assert parameters != repr(parameters)


def test_what_lies_beyond_the_chapter_is_written_where_it_matters_only() -> None:
    chapter = ["method", "weight", "input", "goal", "step_amount", "stay", "alpha", "tolerance"]
    assert list(Parameters().written()) == chapter
    assert set(Parameters(beta=0.5).written()) == set(Parameters(method="momentum").written()) == {*chapter, "beta"}


def test_a_change_to_another_problem_keeps_the_measure_where_it_has_one() -> None:
    pairs = Parameters(pairs=PAIRS, measure="absolute", alpha=0.25)
    assert pairs.changed(weight=2.0) == Parameters(pairs=PAIRS, measure="absolute", alpha=0.25, weight=2.0)
    assert pairs.changed(input=2.0) == Parameters(input=2.0, measure="absolute", alpha=0.25)
    assert pairs.changed(formula="weight ** 2") == Parameters(formula="weight ** 2", alpha=0.25)
    assert Parameters(input=2.0, goal=3.0).changed(goal=4.0) == Parameters(input=2.0, goal=4.0)


def test_nothing_of_them_can_be_set_and_nothing_else_is_there() -> None:
    with pytest.raises(AttributeError):
        Parameters().weight = 2.0
    with pytest.raises(AttributeError):
        _ = Parameters().speed
    with pytest.raises(TypeError, match="speed"):
        Parameters(speed=2.0)


def test_the_names_that_there_are() -> None:
    assert list(figures()) == ["weight", "input", "goal", "step_amount", "alpha", "beta", "tolerance"]
    assert set(typed()) == {*figures(), "stay"}
    assert (names()[:2], names()[-1]) == (("method", "weight"), "tolerance")
    assert set(names()) == {*typed(), "method", "measure", "pairs", "formula", "loop", "let"}
    assert parse_figure("alpha", "0.25") == parse_figure("anything", "0.25") == 0.25
