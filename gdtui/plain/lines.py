"""Lines of text, in and out: nothing is redrawn, and nothing but text is written."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from textwrap import wrap
from typing import BinaryIO, TextIO

from gdtui.lab.ascii import ascii_text

WIDTH = 78
LONGEST_LINE = 500
PROMPT = "> "


@dataclass(frozen=True, slots=True)
class Lines:
    """Where lines are read from and written to; ``prompts`` where somebody sits there and types."""

    source: BinaryIO
    target: TextIO
    prompts: bool = False
    ascii_only: bool = False

    @classmethod
    def standard(cls, *, ascii_only: bool) -> Lines:
        """Standard input and output."""
        return cls(sys.stdin.buffer, sys.stdout, sys.stdin.isatty() and sys.stdout.isatty(), ascii_only)

    def read(self) -> str | None:
        """The next line, without what is around it; None where there are no more."""
        if self.prompts:
            self.target.write(PROMPT)
        self.target.flush()
        line = self.source.readline(LONGEST_LINE)
        if not line:
            if self.prompts:
                self.target.write("\n")
            return None
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = self.source.readline(LONGEST_LINE)
        return line.decode("utf-8", "replace").strip()

    def say(self, text: str, *, as_it_is: bool = False) -> None:
        """Write a text, in lines that fit, or a line that is not to be broken."""
        pieces = [text] if as_it_is else wrap(text, WIDTH, break_on_hyphens=False) or [""]
        for piece in pieces:
            self.target.write((ascii_text(piece) if self.ascii_only else piece) + "\n")
