"""Things to try, such as sizes, of which one is enough for a moment."""

from __future__ import annotations

from typing import Any

import pytest


def first_of(*values: Any) -> list[Any]:
    """These as parameters, all but the first marked as slow; those that a test takes several of are tuples."""
    together = [value if isinstance(value, tuple) else (value,) for value in values]
    return [pytest.param(*each, marks=pytest.mark.slow if number else ()) for number, each in enumerate(together)]


def sized(*sizes: tuple[int, int]) -> list[Any]:
    """These widths and heights as parameters, all but the first marked as slow."""
    return [
        pytest.param(size, id=f"{size[0]}x{size[1]}", marks=() if size == sizes[0] else pytest.mark.slow)
        for size in sizes
    ]
