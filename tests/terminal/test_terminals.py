"""Every terminal with every locale: colours and signs that it has, and text that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.app.screen import opened, text
from tests.terminal.sent import colour_depth_of
from tests.terminal.terminal import Terminal

LOCALES = ("C", "C.UTF-8", "de_DE.ISO-8859-1")
DEPTHS = {"xterm-256color": "256", "tmux-256color": "256", "screen": "standard", "linux": "standard", "vt100": ""}
ASCII_FONTS = ("linux", "vt100")
BREAKING = ("--lesson", "breaking")
FLAG = "diverging: the error grew twice running (0.04, 0.36, 3.24)."


def after_two_steps(home: Path, cases: Iterable[dict[str, Any]], *arguments: str) -> list[tuple[str, str]]:
    """For each environment the text that the screen shows after two steps, and everything that was sent for it."""

    def one(numbered: tuple[int, dict[str, Any]]) -> tuple[str, str]:
        number, environment = numbered
        with Terminal(*BREAKING, *arguments, home=home / str(number), **environment) as terminal:
            terminal.wait_for("? help")
            terminal.settle()
            terminal.press("space", "space")
            terminal.wait_for(FLAG)
            terminal.settle()
            return terminal.text + "\n", terminal.raw

    listed = list(cases)
    # Most of the time goes by in waiting.
    with ThreadPoolExecutor(len(listed)) as all_at_once:
        return list(all_at_once.map(one, enumerate(listed)))


async def expected_text(home: Path, *, ascii_only: bool) -> str:
    """The same as the panes compose it, with no terminal in between."""
    async with opened("breaking", ascii_only=ascii_only, state=home / f"{ascii_only}") as pilot:
        await pilot.press("space", "space")
        await pilot.pause()
        return text(pilot)


@pytest.mark.parametrize("term", DEPTHS)
async def test_a_screen_has_the_colours_and_the_signs_of_its_terminal(tmp_path: Path, term: str) -> None:
    texts = {ascii_only: await expected_text(tmp_path, ascii_only=ascii_only) for ascii_only in (True, False)}
    cases = list(product(LOCALES, (None, "1")))
    results = after_two_steps(
        tmp_path, ({"TERM": term, "LC_ALL": locale, "NO_COLOR": no_color} for locale, no_color in cases)
    )
    for (locale, no_color), (screen, raw) in zip(cases, results, strict=True):
        ascii_only = term in ASCII_FONTS or locale != "C.UTF-8"
        case = f"TERM={term} LC_ALL={locale} NO_COLOR={no_color or ''}"
        depth = colour_depth_of(raw)
        print(f"{case}: {'ASCII' if ascii_only else 'all signs'}, colours: {depth or 'none'}")
        assert screen == texts[ascii_only], case
        assert raw.isascii() == ascii_only, case
        assert depth == ("" if no_color else DEPTHS[term]), case


@pytest.mark.parametrize("term", ["dumb", None], ids=str)
def test_a_terminal_without_a_screen_gets_lines_of_text(tmp_path: Path, term: str | None, screenshot: Any) -> None:
    said = set()
    for number, (locale, no_color) in enumerate(product(LOCALES, (None, "1"))):
        environment: dict[str, Any] = {"TERM": term, "LC_ALL": locale, "NO_COLOR": no_color}
        with Terminal(*BREAKING, home=tmp_path / str(number), **environment) as terminal:
            terminal.wait_for("Row 1")
            terminal.settle()
            terminal.press("enter")
            terminal.wait_for("Row 2")
            terminal.press("n", "enter")
            terminal.wait_for("Diverging: the error grew twice running (0.04, 0.36, 3.24).")
            terminal.press("q", "enter")
            assert terminal.exit_status() == 0
            assert "\x1b" not in terminal.raw
            assert terminal.raw.isascii()
            said.add(terminal.raw.replace("\r", ""))
    (only,) = said
    assert only == screenshot


def test_colorterm_and_no_color_say_more_than_the_terminals_name(tmp_path: Path) -> None:
    depths: list[tuple[dict[str, Any], str]] = [
        ({"COLORTERM": "truecolor"}, "truecolor"),
        ({"COLORTERM": "truecolor", "NO_COLOR": ""}, "truecolor"),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, ""),
        ({"COLORTERM": "truecolor", "TERM": "screen"}, "standard"),
    ]
    results = after_two_steps(tmp_path, (environment for environment, _ in depths))
    for (environment, depth), (_, raw) in zip(depths, results, strict=True):
        assert colour_depth_of(raw) == depth, environment
        # Without colours the title is reversed instead; with them it is not.
        assert bool(re.search(r"\x1b\[1;7m *gdtui", raw)) == (not depth)


def test_the_locale_is_what_the_person_set_not_what_python_makes_of_it(tmp_path: Path) -> None:
    locales: list[tuple[dict[str, Any], bool]] = [
        ({"LANG": "C"}, True),
        ({"LANG": "en_US.ISO-8859-1"}, True),
        ({"LANG": None}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
    ]
    results = after_two_steps(tmp_path, (environment for environment, _ in locales))
    for (environment, is_ascii), (_, raw) in zip(locales, results, strict=True):
        assert raw.isascii() == is_ascii, environment


def test_signs_can_be_asked_for_that_the_locale_does_not_speak_of(tmp_path: Path) -> None:
    ((_, raw),) = after_two_steps(tmp_path, [{"LC_ALL": "C"}], "--no-ascii")
    assert not raw.isascii()


def test_the_console_shows_the_run_in_ascii(tmp_path: Path, screenshot: Any) -> None:
    assert after_two_steps(tmp_path, [{"TERM": "linux"}])[0][0] == screenshot
