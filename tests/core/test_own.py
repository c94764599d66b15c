"""Lines that somebody typed: what they carry, are given and show, where they end, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.forecast import Regime, forecast
from gdtui.core.parameters import ParameterError, Parameters
from gdtui.core.row import figure_names, figure_picker
from gdtui.core.run import Run
from gdtui.files.formats import row_texts, write_csv
from tests.strategies import few, figures

LEARNS = "weight = weight - alpha * weight_delta"
WHOLE = ("pred = input * weight", "error = (pred - goal_pred) ** 2", "delta = pred - goal_pred")


def own(*lines: str, **values: Any) -> Parameters:
    return Parameters(method="own", loop=list(lines), **values)


@few
@given(figures, figures, figures, st.floats(-0.5, 0.5), st.booleans())
def test_learning_lines_and_a_whole_iteration_are_gradient_descent(
    weight: float, input_: float, goal: float, alpha: float, is_whole: bool
) -> None:
    values: dict[str, Any] = {"weight": weight, "input": input_, "goal": goal, "alpha": alpha}
    whole = (*WHOLE, "weight_delta = input * delta") if is_whole else ()
    parameters = own(*whole, LEARNS, **values)
    assert parameters.columns == ("prediction", "delta", "weight_delta")
    assert list(Run(parameters).rows(0, 30)) == list(Run(Parameters(**values)).rows(0, 30))


@few
@given(figures, st.floats(-0.5, 0.5), st.floats(0.5, 1.1), st.floats(-2, 2))
def test_what_is_read_before_it_is_written_is_carried_and_begins_with_let(
    weight: float, alpha: float, decay: float, begun: float
) -> None:
    lines = (LEARNS, "weight = weight + pull", "pull = pull * decay", "alpha = alpha * decay")
    parameters = own(*lines, weight=weight, alpha=alpha, let={"decay": decay, "pull": begun})
    assert parameters.carried == ("weight", "alpha", "pull")
    run, pull = Run(parameters), begun
    for index, row in enumerate(run.rows(0, 12)):
        assert run.begun(index) == {"weight": weight, "alpha": alpha, "pull": pull}
        weight = weight - alpha * (0.5 * (0.5 * weight - 0.8)) + pull
        pull, alpha = pull * decay, alpha * decay
        assert (row.new_weight, row.pull, row.alpha) == (weight, pull, alpha)
        assert run.row(index) == row


def test_a_figure_is_had_by_whatever_name_it_has() -> None:
    row = Run(own("count = 2 * weight", "flags = 3", "index = 4", LEARNS, weight=0.5)).row(0)
    assert [row.named(name) for name in ("count", "flags_", "index", "weight", "delta")] == [1.0, 3.0, 4.0, 0.5, -0.55]


def test_what_nobody_gives_begins_at_0_and_a_knob_of_any_method_is_given() -> None:
    parameters = own("speed = beta * speed - alpha * weight_delta", "weight = weight + speed", beta=0.5, alpha=0.25)
    momentum = Parameters(method="momentum", beta=0.5, alpha=0.25)
    for row, other in zip(Run(parameters).rows(0, 20), Run(momentum).rows(), strict=False):
        assert (row.weight, row.speed) == (other.weight, other.velocity)


def test_the_error_of_the_row_before_can_be_carried() -> None:
    lines = ("if error < before:", "    alpha = alpha * 2", LEARNS)
    parameters = own("before = error", *WHOLE, "weight_delta = input * delta", *lines, alpha=0.1, let={"error": 1.0})
    assert parameters.carried == ("weight", "error", "alpha")
    rows = list(Run(parameters).rows(0, 5))
    assert [row.before for row in rows] == [1.0, *(row.error for row in rows[:-1])]
    assert [row.alpha for row in rows] == [0.2, 0.4, 0.8, 1.6, 3.2]


def test_a_prediction_can_be_carried() -> None:
    parameters = own("error = (pred - goal_pred) ** 2", "weight = weight - pred / 8", "pred = input * weight")
    predictions = [row.prediction for row in Run(parameters).rows(0, 3)]
    assert predictions[0] == 0.25
    assert predictions[1] == 0.5 * (0.5 - 0.25 / 8)


@pytest.mark.parametrize("whole", [True, False])
def test_what_only_one_of_several_pairs_has_is_no_column(whole: bool) -> None:
    sums = (
        *("error = 0", "pull = 0", "for input, goal_pred in pairs:", "    miss = input * weight - goal_pred"),
        *("    error += miss ** 2", "    pull += input * miss", "error /= 2", "weight = weight - alpha * pull / 2"),
    )
    values: dict[str, Any] = {"pairs": [[1, 2], [3, 4]], "alpha": 0.1}
    parameters = own(*(sums if whole else (LEARNS,)), **values)
    assert parameters.columns == (("pull",) if whole else ("delta", "weight_delta"))
    plain = Run(Parameters(**values))
    for row, other in zip(Run(parameters).rows(0, 300), plain.rows(), strict=False):
        assert row.weight == pytest.approx(other.weight, rel=1e-12)
        assert (Flag.CONVERGED in row.flags) == (Flag.CONVERGED in other.flags)


ROWS_OWN = ("iteration", "new_weight", "flags")
OTHERS = (
    *("count", "index", "columns", "move", "finite", "get", "figures", "step", "follow", "make", "new", "nan"),
    *("low", "high", "taken", "updates", "kind", "careful", "power", "cannot", "self", "row", "prediction"),
)


@pytest.mark.parametrize("name", [*ROWS_OWN, *OTHERS])
def test_any_name_can_be_a_variable_a_memory_or_a_knob(name: str) -> None:
    def weights(*lines: str, **let: float) -> list[float]:
        parameters = own(*lines, let=let)
        assert forecast(parameters).iterations_to_tolerance == plain_count(parameters)
        return [row.weight for row in Run(parameters).rows(0, 50)]

    def plain_count(parameters: Parameters) -> int:
        return next(row.iteration - 1 for row in Run(parameters).rows() if Flag.CONVERGED in row.flags)

    for lines, let in (
        (("{} = weight_delta / 2", "weight = weight - {}"), {}),
        (("{} = {} * 0.5 - 0.5 * weight_delta", "weight = weight + {}"), {}),
        (("weight = weight - {} * weight_delta",), {"{}": 0.5}),
    ):
        named = [[line.format(*[each] * 2) for line in lines] for each in (name, "other")]
        lets = [{key.format(each): value for key, value in let.items()} for each in (name, "other")]
        assert weights(*named[0], **lets[0]) == weights(*named[1], **lets[1])


@pytest.mark.parametrize("name", [*ROWS_OWN, *OTHERS])
def test_each_column_has_a_name_of_its_own_and_can_be_written(name: str) -> None:
    parameters = own(f"{name} = 2 * weight_delta", f"weight = weight - {name}")
    run = Run(parameters)
    row = run.row(2)
    column = f"{name}_" if name in (*ROWS_OWN, "prediction") else name
    names = figure_names(parameters.columns)
    assert row.get(column) == 2 * row.weight_delta
    assert len({*names, "iteration", "flags"}) == len(names) + 2
    record = json.loads(row_texts(parameters)(row))
    assert record == {
        "iteration": 3,
        **dict(zip(names, figure_picker(parameters.columns)(row), strict=True)),
        "flags": [],
    }
    out = io.StringIO()
    write_csv(run, run.rows(2, 3), out)
    assert float(next(csv.DictReader(io.StringIO(out.getvalue())))[column]) == row.get(column)


ENDS = {
    "a division by zero": ("weight = weight - 1", "other = 1 / (weight + 1.5)"),
    "a zero to a power below 0": ("weight = weight - 1", "other = (weight + 1.5) ** -1"),
    "the logarithm of nothing": ("weight = weight - 1", "other = log(weight + 1.5)"),
    "a root of a negative number": ("weight = weight - 1", "other = sqrt(weight + 0.6)"),
    "a power that is a root": ("weight = weight - 1", "other = (weight + 0.6) ** 0.5"),
    "too big": ("weight = weight - 1", "other = exp(-weight * 500)"),
}


@pytest.mark.parametrize("lines", ENDS.values(), ids=ENDS)
def test_a_figure_that_cannot_be_had_ends_the_run_at_that_row(lines: tuple[str, ...]) -> None:
    parameters = own(*lines, goal=30.0)
    rows = list(Run(parameters).rows(0, 9))
    assert [row.weight for row in rows] == [0.5, -0.5]
    assert rows[0].flags == ()
    assert {Flag.OVERFLOW, Flag.DIVERGING} <= set(rows[1].flags)
    assert not math.isfinite(rows[1].other)
    seen = forecast(parameters)
    assert (seen.regime, seen.text) == (
        Regime.DIVERGING,
        "it ends after 1 update, where a figure is too big for a float or cannot be had: it diverges",
    )


def test_an_infinity_on_the_way_to_a_finite_figure_is_passed() -> None:
    # The cube of the weight is infinite at last, and the slope of 1 / weight**2 is 0 then.
    parameters = Parameters(formula="1 / weight ** 2 + abs(weight)", method="hot-and-cold", step_amount=1e105)
    assert forecast(parameters).regime in Regime


def test_an_error_of_ones_own_is_what_flags_and_forecast_go_by() -> None:
    # Past the pair's own goal weight, 1.6, to 3.
    parameters = own("error = (weight - 3) ** 2", "weight = weight - alpha * (weight - 3)", alpha=0.1)
    rows = list(Run(parameters).rows(0, 150))
    assert {flag for row in rows for flag in row.flags} == {Flag.CONVERGED}
    seen = forecast(parameters)
    landed = next(row.iteration - 1 for row in rows if row.flags)
    assert (seen.regime, seen.iterations_to_tolerance) == (Regime.CONVERGING, landed)


def test_the_error_may_be_written_after_the_weight() -> None:
    lines = ("pred = input * weight", "weight = weight - alpha * input * (pred - goal_pred)")
    parameters = own(*lines, "error = (pred - goal_pred) ** 2")
    landed = next(row.iteration - 1 for row in Run(parameters).rows() if Flag.CONVERGED in row.flags)
    assert forecast(parameters).iterations_to_tolerance == landed


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no lines": ({}, "loop is what this method needs: the lines of one iteration"),
    "nothing writes weight": ({"loop": ["other = weight"]}, "loop is a loop without a line that gives weight a value"),
    "weight is not looked at": (
        {"loop": ["error = 1", "weight = 2"]},
        "loop is a loop in which nothing looks at the weight before it is changed",
    ),
    "a missing knob": ({"loop": ["weight = weight - speed"]}, "let must give speed a value"),
    "a missing input": (
        {"loop": ["error = weight", "weight = weight - input"], "formula": "weight"},
        "let must give input a value",
    ),
    "a string": ({"loop": ["weight = weight - 'a'"]}, "loop is not in the loop's language: line 1: this is no number"),
    "an import": ({"loop": ["import os"]}, "loop is not in the loop's language: line 1: this is not in the language"),
    "a call": ({"loop": ["weight = __import__('os')"]}, "loop is not in the loop's language: line 1: only abs, sign"),
    "a dot": ({"loop": ["weight = weight.real"]}, "loop is not in the loop's language: line 1: a dot after a name"),
    "a while": ({"loop": ["while 1 < 2:", "  weight = weight"]}, "loop is not in the loop's language: line 1: this is"),
    "an underscore": ({"loop": ["weight = weight + _now_weight"]}, "loop is not in the loop's language: line 1: '_now"),
    "a control character": (
        {"loop": ["weight = weight\x1b[31m"]},
        "loop is not in the loop's language: line 1: '\\x1b'",
    ),
    "two at once": ({"loop": ["weight = weight; x = 1"]}, "loop is not in the loop's language: line 1: one line does"),
    "no list": ({"loop": 7}, "loop is no list of lines"),
    "too many": ({"loop": ["weight = weight"] * 31}, "loop is longer than 30 lines of 200 characters"),
    "brackets": ({"loop": ["weight = " + "(" * 95 + "weight"]}, "loop is not in the loop's language: line 1: brackets"),
    "let of what is given": ({"loop": [LEARNS], "let": {"input": 1}}, "let is not what gives input a value"),
    "let of no name": ({"loop": [LEARNS], "let": {"a b": 1}}, "let is no name: 'a b'"),
    "let of no number": ({"loop": [LEARNS], "let": {"a": "x"}}, "let is no number for a: not a number"),
    "let of nan": ({"loop": [LEARNS], "let": {"a": math.nan}}, "let is no number for a: not a number"),
}


@pytest.mark.parametrize(("values", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_loop_is_refused_in_one_line(values: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterError) as refused:
        Parameters(method="own", **values)
    line = refused.value.said_of(refused.value.field)
    assert line.startswith(said)
    assert line.isprintable()
