"""Parameters to try, and how many: figures that a student might type, for both methods."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from gdtui.core.parameters import Parameters

few = settings(max_examples=settings().max_examples // 5)
"""For a law of which each example takes long."""

figures = st.integers(-10_000, 10_000).map(lambda thousandths: thousandths / 1000)
nonzero = figures.filter(lambda value: abs(value) >= 0.01)
positive = st.integers(1, 5_000).map(lambda thousandths: thousandths / 1000)

gradient_descents = st.builds(
    Parameters,
    method=st.just("gradient-descent"),
    weight=figures,
    input=figures,
    goal=figures,
    alpha=st.one_of(figures, st.sampled_from([10.0, 1.0, 0.1, 0.01, 0.001, 0.0])),
)
hot_and_colds = st.builds(
    Parameters,
    method=st.just("hot-and-cold"),
    weight=figures,
    input=figures,
    goal=figures,
    step_amount=positive,
    stay=st.booleans(),
)

# Factors on both sides of 1 and of -1, from far away to as near as sizes are told apart.
distances = st.floats(-7.9, 0.4).map(lambda exponent: 10**exponent)
factors = st.builds(
    lambda side, distance, sign: side * (1 + sign * distance),
    st.sampled_from([1, -1]),
    distances,
    st.sampled_from([1, -1]),
)
descents_by_factor = st.builds(
    lambda factor, weight, input_, goal: Parameters(
        weight=weight, input=input_, goal=goal, alpha=(1 - factor) / input_**2
    ),
    factors,
    figures,
    nonzero,
    figures,
)

any_parameters = st.one_of(gradient_descents, hot_and_colds)

wild_figures = st.floats(allow_nan=False, allow_infinity=False)
wild_parameters = st.builds(
    Parameters,
    method=st.sampled_from(["gradient-descent", "hot-and-cold"]),
    weight=wild_figures,
    input=wild_figures,
    goal=wild_figures,
    alpha=wild_figures,
    step_amount=wild_figures.map(abs).filter(bool),
    stay=st.booleans(),
    tolerance=wild_figures.map(abs),
)
