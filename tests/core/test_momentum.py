"""Momentum: rows against a plain loop, flags and forecast against the roots in high precision."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gdtui.core.flags import Flag
from gdtui.core.forecast import Regime, forecast
from gdtui.core.forecast.ending import follow
from gdtui.core.parameters import Parameters
from gdtui.core.run import Run
from gdtui.core.work import finished
from tests.strategies import few, figures, nonzero

ROWS = 3_000
NEAR_THE_BORDER = Decimal("2e-8")
PRECISION = 60

near_1 = st.floats(-6, -1).map(lambda exponent: 1 - 10**exponent)
betas = st.one_of(
    st.sampled_from([0.0, 0.5, 0.9, 0.99, -0.5, -0.9, 1.5]),
    st.floats(-1.3, 1.3),
    near_1,
    near_1.map(lambda beta: -beta),
)
beside = st.tuples(st.sampled_from([1, -1]), st.floats(-7.5, -0.3)).map(lambda each: 1 + each[0] * 10 ** each[1])


@st.composite
def momentums(draw: st.DrawFn) -> Parameters:
    """Runs on both sides of every border: of growing, of crossing, of turning."""
    beta, input_ = draw(betas), draw(nonzero)
    border = draw(
        st.sampled_from([1.0, 2 * (1 + beta), (1 - math.sqrt(abs(beta))) ** 2, (1 + math.sqrt(abs(beta))) ** 2])
    )
    rate = draw(st.one_of(beside.map(lambda factor: border * factor), st.floats(-1, 4)))
    return Parameters(
        method="momentum", beta=beta, input=input_, alpha=rate / input_**2, weight=draw(figures), goal=draw(figures)
    )


class Roots(NamedTuple):
    """The size of the larger root, how many updates it needs to show, and whether a run from rest crosses the goal."""

    size: Decimal
    shows_after: float
    crosses: bool


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def roots_of(parameters: Parameters) -> Roots:
    """From ``r**2 - (1 + beta - a) * r + beta``, with 60 digits."""
    rate, beta = Fraction(parameters.alpha) * Fraction(parameters.input) ** 2, Fraction(parameters.beta)
    total = 1 + beta - rate
    with localcontext(prec=PRECISION):
        if total**2 < 4 * beta:
            return Roots(decimal(beta).sqrt(), 0, True)
        root = decimal(total**2 - 4 * beta).sqrt()
        small, large = sorted([(decimal(total) + root) / 2, (decimal(total) - root) / 2], key=abs)
        # From rest the miss is 1, then 1 - rate: a sum of these times the roots' powers.
        apart = large - small
        of_large, of_small = (1 - decimal(rate) - small) / apart, (large - 1 + decimal(rate)) / apart
        shows_after = math.inf
        if of_large and abs(large) > abs(small):
            shows_after = float(abs(of_small / of_large).ln() / abs(large / small).ln()) if small and of_small else 0
        crosses = large < 0 or (of_large * of_small < 0 and abs(of_small) > abs(of_large))
        return Roots(abs(large), shows_after, crosses)


@given(momentums())
def test_rows_are_a_plain_loop(parameters: Parameters) -> None:
    weight, velocity = parameters.weight, 0.0
    for row in Run(parameters).rows(0, 10):
        delta = parameters.input * weight - parameters.goal
        weight_delta = parameters.input * delta
        velocity = parameters.beta * velocity - parameters.alpha * weight_delta
        assert (row.weight, row.error, row.new_weight) == (weight, delta**2, weight + velocity)
        assert (row.delta, row.weight_delta, row.velocity) == (delta, weight_delta, velocity)
        weight = weight + velocity


@given(figures, figures, figures, figures)
def test_without_beta_it_is_gradient_descent_to_the_bit(
    weight: float, input_: float, goal: float, alpha: float
) -> None:
    plain = Parameters(weight=weight, input=input_, goal=goal, alpha=alpha)
    for row, other in zip(Run(plain).rows(0, 30), Run(plain.changed(method="momentum", beta=0.0)).rows(), strict=False):
        # Not the sizes that flags go by: a swing has come from where the run began.
        assert other[:4] == row[:4]


@given(momentums())
@example(Parameters(method="momentum", beta=0.9999958050613401, input=0.5, alpha=1.7597546692684584e-11))
@example(Parameters(method="momentum", beta=0.999991565559813, input=-7.3, alpha=3.337402999857114e-13))
def test_a_run_is_flagged_diverging_if_and_only_if_a_root_is_larger_than_1(parameters: Parameters) -> None:
    roots = roots_of(parameters)
    assume(abs(roots.size - 1) > NEAR_THE_BORDER)
    assume(Run(parameters).row(0).error > 1e-6)
    is_flagged = False
    for row in Run(parameters).rows(0, ROWS):
        if row.error <= parameters.tolerance and row.finite:
            assert Flag.DIVERGING not in row.flags
            if roots.size < 1:
                break
        elif Flag.DIVERGING in row.flags:
            is_flagged = True
            break
    # The growing part may be so small at first that the run does not show it.
    assert is_flagged == (roots.size > 1) or roots.shows_after > ROWS - 100


@given(momentums())
def test_the_facts_are_those_of_the_roots(parameters: Parameters) -> None:
    seen, roots = forecast(parameters), roots_of(parameters)
    assert seen.fact("factor") == pytest.approx(float(roots.size), rel=2e-7)  # near a double root
    edge, crossing = seen.fact("stable_alpha_below"), seen.fact("crosses_alpha_above")
    if not -1 < parameters.beta < 1:
        assert edge is crossing is None
        return
    assert edge is not None
    assert crossing is not None
    for factor in (1 - 1e-9, 1 + 1e-9):
        assert (roots_of(parameters.changed(alpha=edge * factor)).size > 1) is (factor > 1)
        assume(crossing * parameters.input**2 > 1e-12)
        assert roots_of(parameters.changed(alpha=crossing * factor)).crosses is (factor > 1)


@few
@given(momentums())
@example(Parameters(method="momentum", beta=1.5, alpha=8.7e-218))
@example(Parameters(method="momentum", beta=0.999, alpha=3e-16))
def test_the_forecast_is_what_running_gives(parameters: Parameters) -> None:
    seen, flags, landed = forecast(parameters), set[Flag](), None
    rows = []
    for row in Run(parameters).rows(0, ROWS):
        rows.append(row)
        flags.update(row.flags)
        if row.error <= parameters.tolerance:
            landed = row.iteration - 1
            break
    if landed is not None:
        assert seen.counted
        assert seen.iterations_to_tolerance == landed
    elif seen.iterations_to_tolerance is not None:
        assert seen.iterations_to_tolerance >= len(rows)
    if Flag.DIVERGING in flags and abs(roots_of(parameters).size - 1) > NEAR_THE_BORDER:
        assert seen.regime is Regime.DIVERGING
    if seen.regime is Regime.CONVERGING and landed != 1:
        assert Flag.OVERSHOOT not in flags
    if seen.weights and seen.updates_to_weights is not None and seen.updates_to_weights < ROWS:
        start = seen.updates_to_weights
        assert {row.weight for row in Run(parameters).rows(start, start + 200)} <= set(seen.weights)


@settings(max_examples=5)
@given(st.floats(-5.8, -5.3), st.sampled_from([0.0, 0.3, 0.9, -0.5]), figures)
def test_a_run_too_long_to_follow_takes_about_what_is_said(power: float, beta: float, weight: float) -> None:
    parameters = Parameters(method="momentum", input=1.0, goal=0.8, beta=beta, alpha=10**power, weight=weight)
    assume(abs(weight - 0.8) > 0.1)
    seen = forecast(parameters)
    assert seen.iterations_to_tolerance is not None
    if not seen.counted:
        assert "after about" in seen.text
        ending = finished(follow(parameters, 3 * 10**6))
        assert ending.updates == pytest.approx(seen.iterations_to_tolerance, rel=0.01) or not ending.converged


@few
@given(st.lists(st.tuples(figures, figures), min_size=2, max_size=6), figures, st.floats(0, 0.99), st.floats(0.01, 3.9))
def test_on_several_pairs_it_is_a_plain_loop_and_goes_by_the_mean_square(
    pairs: list[tuple[float, float]], weight: float, beta: float, rate: float
) -> None:
    curvature = sum(input_**2 for input_, _ in pairs) / len(pairs)
    assume(curvature > 1e-3)
    parameters = Parameters(method="momentum", pairs=pairs, weight=weight, beta=beta, alpha=rate / curvature)
    velocity = 0.0
    for row in Run(parameters).rows(0, 10):
        pull = 0.0
        for input_, goal in pairs:
            pull += input_ * (input_ * weight - goal)
        velocity = beta * velocity - parameters.alpha * (pull / len(pairs))
        weight = weight + velocity
        assert (row.velocity, row.new_weight) == (velocity, weight)
    assume(abs(rate - 2 * (1 + beta)) > 0.01)
    assume(Run(parameters).row(0).error > parameters.limit + 1e-3)
    is_flagged = any(Flag.DIVERGING in row.flags for row in Run(parameters).rows(0, 500))
    assert is_flagged == (rate > 2 * (1 + beta))


def test_a_run_that_meets_the_goal_by_chance_is_counted() -> None:
    # Its swing takes millions of updates; the goal is passed, and met, early.
    beta = -0.9452789942645238
    parameters = Parameters(method="momentum", input=-0.01, beta=beta, alpha=1094.4163040868045, tolerance=1e-3)
    landed = next(row.iteration - 1 for row in Run(parameters).rows() if Flag.CONVERGED in row.flags)
    seen = forecast(parameters)
    assert (seen.iterations_to_tolerance, seen.counted) == (landed, True)


def test_a_negative_beta_walks_down_below_the_edge_of_crossing() -> None:
    parameters = Parameters(method="momentum", beta=-0.5, input=1.0, alpha=0.1)
    seen = forecast(parameters)
    assert seen.regime is Regime.CONVERGING
    assert seen.fact("crosses_alpha_above") == 0.5
    assert not any(Flag.OVERSHOOT in row.flags for row in Run(parameters).rows(0, 300))


def test_a_smaller_root_that_has_nearly_all_of_the_miss_is_not_forgotten() -> None:
    seen = forecast(Parameters(method="momentum", input=1.0, beta=-0.999999, alpha=1.9e-6))
    assert seen.iterations_to_tolerance is not None
    assert seen.iterations_to_tolerance > 10**5


def test_a_factor_next_to_1_is_told_from_1() -> None:
    text = forecast(Parameters(method="momentum", beta=0.5, input=1.0, alpha=1e-8)).text
    assert text.startswith("each update multiplies the swing by 1 - 2e-08: it walks down one side")
