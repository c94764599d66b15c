"""In ASCII no byte above 127 is sent, whatever is opened and typed; every screen and every key is tried."""

from __future__ import annotations

from pathlib import Path

from gdtui.workspace.commands import COMMANDS, KEY_NAMES
from tests.terminal.terminal import KEYS as BYTES
from tests.terminal.terminal import QUIET_AFTER_ESCAPE, Terminal

QUIET = 0.08
ARROWS = {"right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B", "pageup": "\x1b[5~", "pagedown": "\x1b[6~"}
LESSON = """id = "accents"
title = "Ümläute – «naïve» 日本 …"
text = ["Die Größe → wächst: “schön” ∑ 🎉 e\u0301.", "α · β ≤ γ"]
[parameters]
input = 2.0
[task]
ask = "Diverge… bitte"
[[task.goals]]
say = "größer ✔"
flag = "diverging"
"""
OVER = {
    "help": ["end", "escape"],
    "lessons": ["down", "é", "\x7f", "\x12", "escape", "escape"],
    "sweep": ["down", "tab", "é", "escape", "escape"],
    "map": ["right", "up", "home", "escape"],
    "memory": ["ä=1", "enter", "escape"],
    "jump": ["7", "enter", "escape"],
    "edit": ["é", "tab", "escape"],
    "compare": ["m", "space", "c"],
    "export": ["down", "é", "escape"],
    "forecast": ["f"],
    "grab": ["right", "down", "plus", "escape"],
    "begin": ["space"],
    "play": ["space"],
}
"""What is pressed on the screen that a key opens, up to where it is left again."""
OPENED = {
    "help": "Stepping",
    "lessons": "up and down point",
    "sweep": "to tolerance",
    "map": "Map: alpha (up)",
    "memory": "From memory: level 1",
    "export": "the record: verify it",
    "jump": "Jump to row",
}
"""What a screen says that a key opens; it is waited for, since on a busy machine it takes its time."""
PALETTE = "\x10"
AFTER = {"end": "Flags", PALETTE: "Search for commands"}
"""What comes up when one of these keys is pressed on a screen that a key opened, or by itself."""
SEEN = {
    "the lessons and the keys": ["Flags", "Forget what was done?", 'Umlaute - "naive" ? ?  .  (open)'],
    "small screens": ["Say first"],
    "the run": ["A pinned B beside", "hot and cold", "Error by row", "Slope by weight", "x diverging"],
    "the palette": ["Search for commands"],
    "the lesson's text": ['Die Gro?e > wachst: "schon" ? ?  e.', "? * ? ? ?"],
}
"""Some of what must have been on the screen, so that the tour was one."""


def first_key(keys: str) -> str:
    """What the first key of a binding sends."""
    name = keys.partition(",")[0]
    return {**BYTES, **ARROWS}.get(name) or KEY_NAMES.get(name, name)


def test_a_tour_of_every_key_and_screen_sends_ascii_only(tmp_path: Path) -> None:
    (tmp_path / "accents.toml").write_text(LESSON, encoding="utf-8")
    wanted = {each for texts in SEEN.values() for each in texts}
    seen: set[str] = set()
    with Terminal(
        "--ascii", "--lessons", str(tmp_path / "accents.toml"), "--lesson", "accents", home=tmp_path, height=34
    ) as terminal:

        def look() -> None:
            seen.update(each for each in wanted if each in terminal.text)

        def press(*keys: str) -> None:
            for key in keys:
                terminal.process.send({**BYTES, **ARROWS}.get(key, key))
                # Escape may be the beginning of something else, for a while.
                terminal.settle(quiet=QUIET_AFTER_ESCAPE if key == "escape" else QUIET)
                if key in AFTER:
                    terminal.wait_for(AFTER[key])
                look()

        terminal.wait_for("? help")
        terminal.process.delaybeforesend = None
        press("space", "space", "t")
        for name, command in COMMANDS.items():
            if name not in ("quit", "suspend", "return"):
                press(first_key(command.keys))
                if name in OPENED:
                    terminal.wait_for(OPENED[name])
                    look()
                press(*OVER.get(name, []))
        press(PALETTE, "é", "\x7f", "a", "down", "escape", "escape")
        terminal.resize(50, 15)
        terminal.settle()
        press("q")
        assert terminal.exit_status() == 0
        above = sorted({sign for sign in terminal.raw if not sign.isascii()})
        print(f"{len(terminal.raw):,} bytes, above 127: {above}; seen {len(seen)} of {len(wanted)}")
        assert above == []
        assert sorted(wanted - seen) == []
