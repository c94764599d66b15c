"""What is to be learned: one file a problem, and this registry."""

from __future__ import annotations

from gdtui.core.problems.formula import Formula
from gdtui.core.problems.pair import Pair
from gdtui.core.problems.pairs import Pairs
from gdtui.core.problems.problem import Problem

PROBLEMS: dict[str, type[Problem]] = {"pair": Pair, "pairs": Pairs, "formula": Formula}
"""Every problem, by its kind; what is said of none is a pair."""
