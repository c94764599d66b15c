"""Sizes to try, of which one is enough for a moment."""

from __future__ import annotations

from typing import Any

import pytest


def sized(*sizes: tuple[int, int]) -> list[Any]:
    """These widths and heights as parameters, all but the first marked as slow."""
    return [
        pytest.param(size, id=f"{size[0]}x{size[1]}", marks=() if size == sizes[0] else pytest.mark.slow)
        for size in sizes
    ]
