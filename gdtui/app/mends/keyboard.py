"""What comes from the keyboard: bytes in, messages out, however slowly or wildly they come.

Textual ends the application at the first byte that is not UTF-8 (since 0.1.16; its issue 6456), gives up a sequence
that pauses for a tenth of a second (``ESCAPE_DELAY``, since 0.76) and presses its pieces as keys, takes replies that it
does not know for keys, too (since 0.2), and presses what is pasted where a terminal does not mark it. This reader knows
where a sequence ends (ECMA-48), so it can wait for the rest, and drop what nobody asked for. What keys and mouse
reports mean is looked up by Textual's parser.

This can go when Textual's parser drops whole sequences that it does not know, waits for the rest of one that has begun,
and is fed by a decoder that lets bytes go.
"""

from __future__ import annotations

import os
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from math import inf

from textual._xterm_parser import XTermParser
from textual.events import AppBlur, AppFocus, Key, MouseEvent, Paste
from textual.keys import Keys
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

ESC = "\x1b"
ESCAPE_SECONDS = 0.35
"""How long a lone ESC may yet become a sequence; so much later the Escape key is answered where ESC is all it sends."""
SEQUENCE_SECONDS = 1.0
"""How long the rest of a sequence is waited for from one of its bytes to the next; then it is dropped."""
PASTE_SECONDS = 1.0
"""How long a marked paste may pause before it counts as ended without its mark."""
LONGEST_SEQUENCE = 64
LONGEST_REPLY = 4096
LONGEST_PASTE = 1_000_000
FARTHEST_CELL = 10_000
"""A mouse report from beyond this column or row is no mouse's."""
BURST, BURST_KEYS = 6, 3
"""So many characters in one read, so many of them different, were pasted: no hand types so fast."""
BURST_SECONDS = 0.05
"""What follows a burst within this time belongs to it."""

LONE = {ESC, "\x1b]", "\x1bP", "\x1b_"}
"""What is the Escape key, and a key after it, where nothing follows."""
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
MODE_REPORT = re.compile(r"\x1b\[\?2026;[1-4]\$y")
CURSOR_REPORT = re.compile(r"\x1b\[(?!1;)\d+;\d+R")
"""Where the cursor is; in the first row it looks like F3 with other keys, which is harmless, too."""
MOUSE_REPORT = re.compile(r"\x1b\[<\d{1,3};(-?\d+);(-?\d+)[mM]")
WHOLE = re.compile(
    r"\x1b(?:"
    r"\[\[[A-Z]"  # the Linux console's function keys
    r"|\[M[^\x1b]{3}"  # the oldest mouse reports
    r"|\[(?!M|\[)[0-?]*[ -/]*[@-~]"
    r"|O[0-9;]*[@-Z^-~]"
    r"|\][0-9][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|P[0-9>!$+][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|_G[^\x07\x1b]*(?:\x07|\x1b\\)"
    r")"
)
"""A sequence, or a terminal's reply, from its first byte to its last."""
BEGUN = re.compile(
    rf"\x1b(?:\[M[^\x1b]{{0,2}}|\[\[|\[[0-?]{{0,{LONGEST_SEQUENCE}}}[ -/]{{0,4}}|O[0-9;]{{0,8}}"
    rf"|\][0-9][^\x07\x1b]{{0,{LONGEST_REPLY}}}\x1b?|P[0-9>!$+][^\x07\x1b]{{0,{LONGEST_REPLY}}}\x1b?"
    rf"|_G[^\x07\x1b]{{0,{LONGEST_REPLY}}}\x1b?|[\]P_])?\Z"
)
"""One that has begun and may go on in what is read next."""
BROKEN = re.compile(rf"\x1b[\[O][0-?]{{0,{LONGEST_SEQUENCE}}}[ -/]{{0,4}}")
ORPHAN = re.compile(
    r"(?:[\[O][A-Z]|\[[<=>?]?[0-9;:]+\$?[a-zA-Z~]|[<=>?][0-9][0-9;:]*\$?[a-zA-Z~]|[0-9]*;[0-9;:]*\$?[a-zA-Z~]|[0-9]*\$y)+"
)
"""The end of a sequence whose beginning came too early, or was read by another program."""


class Keyboard:
    """Reads what comes in pieces; ``wait`` says when the next look is due, where nothing comes until then."""

    def __init__(self) -> None:
        delay = os.environ.get("ESCDELAY", "")
        self._escape_seconds = int(delay) / 1000 if delay.isdecimal() else ESCAPE_SECONDS
        self._decode = getincrementaldecoder("utf-8")("ignore").decode
        self._parser = XTermParser()
        self._held = ""
        self._pasted: str | None = None
        self._since = 0.0
        self._burst_until = -inf

    def wait(self, now: float) -> float | None:
        """The seconds until ``tick`` has something to do; None where nothing is held."""
        if self._pasted is not None:
            longest = PASTE_SECONDS
        elif self._held:
            longest = self._patience
        else:
            return None
        return max(0.0, self._since + longest - now)

    @property
    def _patience(self) -> float:
        return self._escape_seconds if self._held in LONE else SEQUENCE_SECONDS

    def feed(self, data: bytes, now: float) -> list[Message]:
        """The messages that these bytes complete."""
        text = self._decode(data)
        if not text:
            return []
        self._since = now
        if not self._held and self._pasted is None and now > self._burst_until and ORPHAN.fullmatch(text):
            return []
        items = list(self._items(text))
        typed = [item for item in items if isinstance(item, str)]
        if (len(typed) >= BURST and len(set(typed)) >= BURST_KEYS) or (typed and now <= self._burst_until):
            self._burst_until = now + BURST_SECONDS
            pasted = "".join(typed)
            # Text with one line end, after it, is what a script types; in a field it may as well be one.
            submits = pasted.endswith("\r") and pasted.count("\r") == 1
            rest = self._keys("\r") if submits else []
            return [
                *(item for item in items if not isinstance(item, str)),
                _paste(pasted[:-1] if submits else pasted),
                *rest,
            ]
        return [message for item in items for message in (self._keys(item) if isinstance(item, str) else (item,))]

    def tick(self, now: float) -> list[Message]:
        """What it comes to that nothing has followed for so long."""
        wait = self.wait(now)
        if wait is None or wait > 0:
            return []
        held, self._held = self._held, ""
        if self._pasted is not None:
            pasted, self._pasted = self._pasted, None
            return [_paste(pasted)]
        return [Key("escape", ESC), *self._keys(held[1:])] if held in LONE else []

    def _items(self, new: str) -> Iterator[str | Message]:
        """Each character outside of sequences, and what the sequences mean."""
        text, apart, self._held = self._held + new, len(self._held), ""
        at = 0
        while at < len(text):
            if self._pasted is not None:
                inside, end, rest = (self._pasted + text[at:]).partition(PASTE_END)
                if not end:
                    self._pasted = inside[:LONGEST_PASTE]
                    return
                self._pasted, text, at = None, rest, 0
                yield _paste(inside)
            elif text[at] != ESC:
                yield text[at]
                at += 1
            elif whole := WHOLE.match(text, at):
                at = whole.end()
                yield from self._meaning(whole[0])
            elif BEGUN.match(text, at):
                self._held = text[at:]
                return
            elif broken := BROKEN.match(text, at):
                at = broken.end()
            elif text[at + 1] == ESC or at < apart:
                # It came by itself: the Escape key, and something else after it.
                yield Key("escape", ESC)
                at += 1
            else:
                yield from self._keys(text[at : at + 2]) or self._keys(text[at + 1], alt=True)
                at += 2

    def _meaning(self, sequence: str) -> Iterator[Message]:
        if sequence == PASTE_START:
            self._pasted = ""
        elif sequence in ("\x1b[I", "\x1b[O"):
            yield AppFocus() if sequence == "\x1b[I" else AppBlur()
        elif MODE_REPORT.fullmatch(sequence):
            yield TerminalSupportsSynchronizedOutput()
        elif mouse := MOUSE_REPORT.fullmatch(sequence):
            if max(map(int, mouse.groups())) <= FARTHEST_CELL:
                event = self._parser.parse_mouse_code(sequence)
                if isinstance(event, MouseEvent):
                    yield event
        elif CURSOR_REPORT.fullmatch(sequence):
            return
        else:
            yield from self._keys(sequence)

    def _keys(self, sequence: str, alt: bool = False) -> list[Message]:
        """The keys that a sequence or a character stands for; none where it is no key's."""
        try:
            keys = list(self._parser._sequence_to_key_events(sequence, alt=alt))
        except (ValueError, OverflowError):  # a number that is no character's
            return []
        return [key for key in keys if key.key != Keys.Ignore]


def _paste(text: str) -> Paste:
    """Pasted text, without what would move the cursor of the terminal that shows it."""
    return Paste("".join(character for character in text if character.isprintable() or character in "\t\r\n"))
