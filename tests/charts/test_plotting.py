"""plotext comes without its documentation, and draws all the same; with it where it must."""

from __future__ import annotations

import subprocess
import sys

DRAW = """
plotext.terminal.limit(False, False)
plotext.figure.plot_size(20, 8)
plotext.figure.draw(plotext.figure.signal([0, 1], [0, 1], marker="braille").lines(True))
text = plotext.figure.build().string(colorless=True)
"""


def drawn(before: str) -> tuple[str, bool]:
    """What plotext draws once imported in this way, and whether its documentation was loaded."""
    script = f"{before}\n{DRAW}\nimport sys\nprint(text)\nprint('plotext._doc.doc' in sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr.strip() == "True"


def test_the_documentation_is_left_out_and_the_drawing_is_the_same() -> None:
    ours, documented = drawn("from gdtui.charts.plotting import plotext")
    theirs, _ = drawn("import plotext")
    assert ours == theirs
    assert not documented


def test_plotext_imported_before_is_taken_as_it_is() -> None:
    _, documented = drawn("import plotext\nfrom gdtui.charts.plotting import plotext")
    assert documented


def test_a_plotext_that_needs_its_documentation_gets_it() -> None:
    # A stand-in that is refused: the first import fails, as it would where plotext asked it for more.
    spoiled = """
import types
types.ModuleType, original = type("Spoiled", (types.ModuleType,), {"__setattr__": lambda self, name, value: None}), None
from gdtui.charts.plotting import plotext
"""
    text, documented = drawn(spoiled)
    assert documented
    assert text.strip()
