"""Work that can take longer than a key should wait: a generator that comes up now and then, and ends with its result.

Whoever has time runs it to its end; whoever has keys to answer goes on with it when nothing else is due, or drops it.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")
Work = Generator[None, None, Result]


def finished(work: Work[Result]) -> Result:
    """The result of the work, done without a pause."""
    while True:
        try:
            next(work)
        except StopIteration as stop:
            result: Result = stop.value
            return result
