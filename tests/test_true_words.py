"""Every sentence that names a value is put to the test by running it as it is printed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdtui.app.widgets.forecast_pane import lines_around
from gdtui.charts.glyphs import UNICODE
from gdtui.charts.picture import Role
from gdtui.charts.ruler import NAME, alpha_ruler
from gdtui.core.forecast import forecast
from gdtui.core.parameters import Parameters
from gdtui.core.row import Row
from gdtui.core.session import MOST_ROWS, Session
from gdtui.core.sweep import sweep, swept_by
from gdtui.lab.comparison import score
from gdtui.lab.words import ending, flag_sentences
from gdtui.plain.sentences import opening, swept_row
from tests.claims import CLAIMS, NUMBER, close, landing, number, rows

LOOKED_AT = (0, 1, 2, 3, 4, 5, 8, 12, 13, 40, 41)

typed = st.one_of(
    st.decimals(-100, 100, places=1).map(float),
    st.decimals(-10, 10, places=2).map(float),
    st.integers(-50, 100).map(float),
    st.sampled_from([0.5, 2.0, 1.0, 0.8, 0.0]),
)
alphas = st.one_of(typed, st.floats(-7, 1).map(lambda power: float(f"{10**power:.2g}")), st.sampled_from([1.9, 1.0]))
amounts = st.one_of(typed.map(abs).filter(bool), st.floats(-6, 2).map(lambda power: float(f"{10**power:.2g}")))
ordinary = st.builds(
    Parameters,
    method=st.sampled_from(["gradient-descent", "hot-and-cold"]),
    weight=typed,
    input=typed,
    goal=typed,
    alpha=alphas,
    step_amount=amounts,
    stay=st.booleans(),
)


def said_of(parameters: Parameters) -> Iterator[str]:
    """Whatever the faces say of the whole run."""
    seen = forecast(parameters)
    yield from opening(Session.start(parameters))
    yield from (line for lines in lines_around(parameters, seen) for line in lines)
    session = Session.start(parameters).pin().step(3)
    assert session.beside is not None
    yield score(session, session.beside)
    (field,) = swept_by(parameters)
    for row in sweep(parameters, field, [1.0], 20):
        if row is not None and row.parameters == parameters:
            yield swept_row(row, field)


def refuted(parameters: Parameters, sentence: str) -> list[str]:
    """The claims in a sentence that running does not bear out."""
    found = ((claim, each) for claim, holds in CLAIMS.items() for each in re.finditer(claim, sentence))
    return [each[0] for claim, each in found if not CLAIMS[claim](parameters, *each.groups())]


def flag_sentence_holds(parameters: Parameters, row: Row, sentence: str) -> bool:
    """Whether what is said of one row is so."""
    between = re.search(rf"to and fro between ({NUMBER}) and ({NUMBER})\.", sentence)
    if between and not all(map(close, between.groups(), sorted((row.weight, row.new_weight)))):
        return False
    after = re.search(rf"within the tolerance {NUMBER}, after ({NUMBER}) update", sentence)
    if after and number(after[1]) != row.iteration - 1:
        return False
    if "Try smaller figures" in sentence:
        return not math.isfinite(next(rows(parameters))[2])
    better = re.search(r"Try a (smaller|bigger) step_amount", sentence)
    if better:
        scales = [0.01] if better[1] == "smaller" else [10.0**power for power in range(1, 20)]
        here = min(row.error, parameters.problem.error(row.new_weight))
        tried = (rows(parameters, weight=row.weight, step_amount=parameters.step_amount * scale) for scale in scales)
        return any(error < here for run in tried for _, _, error in islice(run, 110))
    return not refuted(parameters, sentence)


@given(ordinary)
@example(Parameters(weight=56.0, input=1.9, goal=57.6))
@example(Parameters(input=1.0, goal=1e13, alpha=1.9))
@example(Parameters(weight=1e200))
@example(Parameters(method="hot-and-cold", step_amount=1e-20))
@example(Parameters(method="hot-and-cold", step_amount=1e-6, stay=True))
@example(Parameters(alpha=1e-6))
def test_what_is_said_of_a_run_is_so_when_it_is_run(parameters: Parameters) -> None:
    for sentence in said_of(parameters):
        assert not refuted(parameters, sentence), sentence
    session = Session.start(parameters).step(LOOKED_AT[-1])
    for index in LOOKED_AT[: session.length]:
        shown = session.jump(index)
        for _, sentence in flag_sentences(shown):
            assert flag_sentence_holds(parameters, shown.current, sentence), (index, sentence)


@given(ordinary, st.integers(26, 120))
@example(Parameters(input=1.0, goal=1.0, alpha=1.0), 60)
@example(Parameters(input=1.0, goal=1.0, alpha=1.0), 74)
@example(Parameters(input=1.0, goal=1.0, alpha=1.0), 100)
@example(Parameters(weight=0.0, input=2.36, goal=0.0, alpha=0.42), 60)
def test_the_ruler_writes_no_alpha_that_does_something_else(parameters: Parameters, width: int) -> None:
    signs, roles = alpha_ruler(parameters, width, UNICODE)
    if Role.GOAL.value not in roles and Role.STABLE.value not in roles:
        return
    written = re.findall(rf"~?{NUMBER}", signs[len(NAME) :])
    ridge, edge = forecast(parameters).fact("one_step_alpha"), forecast(parameters).fact("stable_alpha_below")
    assert ridge is not None
    assert edge is not None
    for text in written:
        if text.startswith("~"):
            assert close(text[1:], ridge)
        elif text != "0" and number(text) > 1.5 * ridge:
            assert number(text) <= edge
        elif text != "0":
            assert landing(parameters, 1, alpha=number(text)) is not None


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        (Parameters(alpha=1e-6), "no more rows are kept"),
        (Parameters(input=2.0), "the run ended here"),
        (Parameters(input=0.0), "the same weights come back"),
    ],
    ids=["slow", "overflow", "stalled"],
)
def test_why_nothing_new_follows(parameters: Parameters, why: str) -> None:
    session = Session.start(parameters).step(MOST_ROWS - 100)
    known = frozenset({flag for row in session.run.rows(0, 400) for flag in row.flags})
    assert ending(session.until_flag(known, MOST_ROWS)) == why
