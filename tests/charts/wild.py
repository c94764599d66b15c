"""Anything at all, given to the chart: run in a process of its own, since an abort of the plotting kernel ends it."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from gdtui.charts.draw import draw
from gdtui.charts.glyphs import ASCII, UNICODE, GlyphSet
from gdtui.charts.picture import Ground, Line, Mark, Picture, Span

wild = st.one_of(
    st.floats(),
    st.sampled_from([0.0, -0.0, 1e-320, -1e-320, 1e6, 1e8, 1e16, -1e308, 1e308, 1.7e308, float("nan"), float("inf")]),
)
points = st.tuples(wild, wild)
ticks = st.lists(st.tuples(wild, st.sampled_from(["0", "0.5", "1e-300", "a rather long label", ""])), max_size=4)
spans = st.builds(Span, wild, wild, ticks.map(tuple)) | st.just(Span(0.0, 1.0, ((0.5, "0.5"),)))
line_roles = st.sampled_from(list(UNICODE.lines))
mark_roles = st.sampled_from(list(UNICODE.marks))
lines = st.builds(Line, line_roles, st.lists(points, max_size=8).map(tuple))
marks = st.builds(Mark, mark_roles, wild, wild)
grounds = st.builds(Ground, spans, spans, st.lists(lines, max_size=3).map(tuple))
pictures = st.builds(Picture, grounds, st.lists(lines, max_size=3).map(tuple), st.lists(marks, max_size=6).map(tuple))


@settings(max_examples=500, deadline=None, database=None, derandomize=False, suppress_health_check=list(HealthCheck))
@given(pictures, st.integers(-2, 90), st.integers(-2, 40), st.sampled_from([UNICODE, ASCII]))
def any_picture_has_the_size_asked_for(picture: Picture, width: int, height: int, glyphs: GlyphSet) -> None:
    cells = draw(picture, width, height, glyphs)
    assert len(cells.glyphs) == len(cells.roles) == max(height, 0)
    assert all(len(row) == max(width, 0) for row in (*cells.glyphs, *cells.roles))
    if glyphs is ASCII:
        assert "".join(cells.glyphs).isascii()


if __name__ == "__main__":
    seed(sys.argv[1])(any_picture_has_the_size_asked_for)()
    print("every picture was drawn")
