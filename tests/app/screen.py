"""Opening the app without a terminal, and reading what a person would see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from unittest.mock import patch

import textual.app
import textual.pilot
from textual.pilot import Pilot

from gdtui.app import GdtuiApp

SIZES = [(80, 24), (120, 40), (60, 16)]


SOON = 0.03
"""Seconds: a drawing comes sooner, and whatever else an app has put off comes later."""
PATIENCE = 1.0
"""Seconds after which an app that works on and on is no longer waited for."""


async def idle(*_: float) -> None:
    """Let an app do what it has to do now or soon."""
    loop: Any = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while (now := loop.time()) < until:
        due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
        wait = 0.0 if loop._ready else min(due, default=until) - now
        if wait > SOON:
            return
        await asyncio.sleep(max(wait, 0.0))


@contextmanager
def no_longer_than_it_works() -> Iterator[None]:
    """Have pilots wait for an app by what its loop has to do, not by a time without work, which costs most of it."""
    with patch.object(textual.app, "wait_for_idle", idle), patch.object(textual.pilot, "wait_for_idle", idle):
        yield


@asynccontextmanager
async def opened(
    lesson: str | None = None, size: tuple[int, int] = (80, 24), **parameters: Any
) -> AsyncIterator[Pilot[None]]:
    """The app, open and drawn."""
    app = GdtuiApp(lesson, **parameters)
    with no_longer_than_it_works():
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot


def app_of(pilot: Pilot[None]) -> GdtuiApp:
    """The app that a pilot drives."""
    assert isinstance(pilot.app, GdtuiApp)
    return pilot.app


def lines(pilot: Pilot[None]) -> list[str]:
    """The lines on the screen, as they are composed from what each widget drew last."""
    # Textual offers its screen as an SVG only; the compositor has the same cells as text.
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def text(pilot: Pilot[None]) -> str:
    """The whole screen as text."""
    return "\n".join(lines(pilot)) + "\n"


def pane(pilot: Pilot[None], selector: str) -> list[str]:
    """The lines of one widget."""
    region = pilot.app.screen.query_one(selector).region
    return [line.ljust(region.right)[region.x : region.right] for line in lines(pilot)[region.y : region.bottom]]


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the app go on until this is so; a failure where it does not come about."""
    for _ in range(1200):
        if condition():
            return
        await pilot.pause(0.05)
    raise AssertionError(f"it did not come about; the screen:\n{text(pilot)}")
