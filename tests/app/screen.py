"""Opening the app without a terminal, and reading what a person would see."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from gdtui.app import GdtuiApp

SIZES = [(80, 24), (120, 40), (60, 16)]


@asynccontextmanager
async def opened(
    lesson: str | None = None, size: tuple[int, int] = (80, 24), **parameters: Any
) -> AsyncIterator[Pilot[None]]:
    """The app, open and drawn."""
    app = GdtuiApp(lesson, **parameters)
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
