"""Work that can take longer than a key should wait: a generator that comes up now and then, and ends with its result.

Whoever has time runs it to its end; whoever has keys to answer goes on with it when nothing else is due, or drops it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

Came = TypeVar("Came")
Result = TypeVar("Result")
Work = Generator[None, None, Result]
"""Where it can say how far it is, it comes up with that instead of None."""


def finished(work: Generator[Came, None, Result], tell: Callable[[Came], object] = bool) -> Result:
    """The result of the work, done without a pause; ``tell`` is called with what it comes up with."""
    while True:
        try:
            tell(next(work))
        except StopIteration as stop:
            result: Result = stop.value
            return result
