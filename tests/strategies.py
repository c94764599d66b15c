"""Parameters to try: figures that a student might type, for both methods."""

from __future__ import annotations

from hypothesis import strategies as st

from gdtui.core.parameters import Parameters

figures = st.floats(-10, 10).map(lambda value: round(value, 3))
nonzero = figures.filter(lambda value: abs(value) >= 0.01)
positive = st.floats(0.001, 5).map(lambda value: round(value, 3)).filter(lambda value: value > 0)

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
