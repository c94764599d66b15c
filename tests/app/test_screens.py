"""What the screen shows at each size: snapshots that were looked at, help, palette, and terminals too small."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import RenderableType
from textual.fuzzy import Matcher
from textual.screen import Screen

from gdtui.app import GdtuiApp
from gdtui.app.mends import first_picture
from gdtui.app.screens.help_screen import help_text
from gdtui.app.widgets.keys_footer import KeysFooter
from gdtui.core.flags import FLAGS
from gdtui.lab.glossary import GLOSSARY
from gdtui.workspace.commands import COMMANDS, FREE
from tests.app.screen import app_of, lines, opened, text, until
from tests.sizes import sized

OFFERED = [command for command in COMMANDS.values() if command.name != "return"]
"""What there is but for who follows a teacher."""

STATES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "start": ({"lesson": "direction-and-amount"}, []),
    "five-steps-down": ({"lesson": "direction-and-amount"}, ["space"] * 5),
    "settling": ({"lesson": "several-steps"}, ["space"] * 3),
    "diverging-at-row-5": ({"lesson": "breaking"}, ["space"] * 4),
    "overflow": ({"lesson": "breaking"}, ["g", "g", "g"]),
    "hot-and-cold-tries": ({"lesson": "hot-and-cold-coarse"}, ["space"] * 3),
    "converged": ({"lesson": "alpha"}, ["g"]),
    "stopping": ({"lesson": "stopping"}, ["space"]),
    "looking-back": ({"lesson": "breaking"}, ["space"] * 10 + ["home"]),
    "errors": ({"lesson": "alpha"}, [*["space"] * 6, "g", "2"]),
    "errors-to-overflow": ({"lesson": "breaking"}, ["g", "g", "g", "2"]),
    "slope": ({"lesson": "breaking"}, ["space", "space", "space", "3"]),
    "closely": ({"lesson": "hot-and-cold"}, ["g", "z"]),
    "compare-methods": ({"lesson": "breaking"}, ["c", "m", *["space"] * 4]),
    "compare-inputs": ({}, ["c", "e", "tab", "2", "enter", "space", "space"]),
    "compare-errors": ({}, ["c", "e", "tab", "1", "enter", *["space"] * 6, "2"]),
    "compare-slopes": ({}, ["c", "e", "tab", "1", "enter", *["space"] * 3, "3"]),
    "lesson": ({"lesson": "breaking"}, ["t", "space", "space"]),
    "lessons": ({"lesson": "breaking"}, ["l"]),
    "why": ({"lesson": "breaking"}, ["w", "space", "space"]),
    "listing": ({"lesson": "hot-and-cold-once"}, ["i", "space"]),
    "predict": ({"lesson": "breaking"}, ["f", "space"]),
    "memory": ({"lesson": "from-memory"}, ["y", *"w=", "enter"]),
    "sweep-alphas": ({"lesson": "breaking"}, ["s", "down"]),
    "sweep-step-amounts": ({"lesson": "hot-and-cold"}, ["s"]),
    "map": ({"lesson": "breaking"}, ["a", "down", "down", "right"]),
    "editing-a-bad-value": ({"lesson": "breaking"}, ["space", "e", "x"]),
}


@pytest.mark.parametrize("size", sized((80, 24), (120, 40), (60, 16)))
@pytest.mark.parametrize("state", STATES)
async def test_screen(state: str, size: tuple[int, int], screenshot: Any) -> None:
    options, keys = STATES[state]
    async with opened(size=size, **options) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert text(pilot) == screenshot


@pytest.mark.parametrize("size", [(50, 15), (59, 24), (80, 15), (1, 1)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_terminal_too_small_is_told_the_size_and_recovers(size: tuple[int, int]) -> None:
    async with opened("breaking", size=size) as pilot:
        if size > (40, 10):
            assert "gdtui needs 60x16" in text(pilot)
            assert f"this terminal has {size[0]}x{size[1]}" in text(pilot)
        await pilot.press("space")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "gdtui needs" not in text(pilot)
        assert lines(pilot)[0].endswith("row 2")
        assert "└" in text(pilot)


async def test_help_opens_and_closes_over_the_run() -> None:
    async with opened("breaking", size=(120, 40)) as pilot:
        await pilot.press("space", "question_mark")
        await until(pilot, lambda: "Esc goes back" in text(pilot))
        seen = text(pilot)
        while "the error is within the tolerance" not in seen:
            await pilot.press("pagedown")
            await pilot.pause()
            seen += text(pilot)
        assert "A step adds a row." in seen
        for command in OFFERED:
            assert command.key_text in seen
        await pilot.press("escape")
        await until(pilot, lambda: "Esc goes back" not in text(pilot))
        assert app_of(pilot).session.length == 2


def test_help_names_every_key_and_every_flag() -> None:
    said = " ".join(help_text().split())
    assert all(f"{flag} {kind.meaning}" in said for flag, kind in FLAGS.items())
    assert all(f"{word} {meaning}" in said for word, meaning in GLOSSARY.items())
    assert all(command.key_text in help_text() and command.tooltip in help_text() for command in COMMANDS.values())


async def test_every_action_is_in_the_command_palette() -> None:
    async with opened() as pilot:
        commands = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert commands == ["Theme", *(command.told for command in OFFERED)]


async def test_the_palette_finds_an_action_by_the_word_for_it_or_by_what_it_does() -> None:
    async with opened() as pilot:
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
    words = [(command.word, command.name) for command in OFFERED if command.name in FREE]
    words += [("sweep", "sweep"), ("undo", "undo"), ("redo", "redo"), ("alphas", "sweep"), ("bowl", "bowl")]
    for typed, name in words:
        best = max(titles, key=Matcher(typed).match)
        assert [command.name for command in OFFERED if command.told == best] == [name], typed


async def test_the_palette_runs_an_action() -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"nextrow")
        await until(pilot, lambda: "Step: take the update" in text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: app_of(pilot).session.length > 1)
        assert app_of(pilot).session.length == 2


async def test_q_quits() -> None:
    async with opened() as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not pilot.app.is_running
        assert pilot.app.return_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("state", [*STATES, "help", "jump"])
async def test_ascii_has_no_character_above_127(state: str) -> None:
    more = {"help": ({"lesson": "breaking"}, ["question_mark"]), "jump": ({"lesson": "breaking"}, ["j"])}
    options, keys = (STATES | more)[state]
    async with opened(ascii_only=True, **options) as pilot:
        await pilot.press(*keys)
        for size in ((80, 24), (120, 40), (60, 16), (50, 15)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert text(pilot).isascii()


async def test_ascii_shows_the_same_things(screenshot: Any) -> None:
    async with opened("breaking", ascii_only=True) as pilot:
        await pilot.press("space", "space")
        assert text(pilot) == screenshot


class WatchedApp(GdtuiApp):
    """Keeps what stands on the screen whenever something is sent to the terminal."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.sent: list[str] = []

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if renderable is not None:
            self.sent.append("\n".join(strip.text for strip in screen._compositor.render_strips()))


async def test_the_first_picture_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    # However busy the machine is.
    monkeypatch.setattr(first_picture, "LONGEST_HOLD", 60.0)
    app = WatchedApp("breaking")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.sent))
        for part in (
            "An input that makes it explode",
            "TASK See it diverge.",
            "└──",
            "miss +0.2",
            ">  1",
            "5 explodes",
        ):
            assert part in app.sent[0]


async def test_a_screen_that_lacks_something_for_long_is_drawn_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeysFooter, "paint", lambda *_: None)
    app = WatchedApp("breaking")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.sent))
        assert "└──" in app.sent[0]
        assert "5 explodes" not in app.sent[0]
