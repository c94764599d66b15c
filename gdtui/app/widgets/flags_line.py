"""The line that says what was noticed, in a sign, a word and a reason."""

from __future__ import annotations

from typing import ClassVar

from gdtui.app.look import Look
from gdtui.app.widgets.cells_pane import CellsPane, cells_of, line_of
from gdtui.app.widgets.pane import SEVERITY_CLASSES, SEVERITY_LETTERS
from gdtui.core.flags import Flag
from gdtui.lab.comparison import BESIDE, PINNED
from gdtui.lab.signs import flag_word
from gdtui.lab.words import flag_sentence, foremost, without_flag

FIRST_HINT = "space takes a step, g goes on until a flag is raised, ? shows every key."
BRIEF_HINT = "space takes a step, ? shows every key."
QUESTION = "Say first: what will this run do, step by step? One of the keys below says it."
BRIEF_QUESTION = "Say first: what will this run do?"


class FlagsLine(CellsPane):
    """The foremost flag of the row shown, with its reason; a notice, while there is one, takes its place."""

    role_classes: ClassVar[dict[str, str]] = {"q": "flags--question", **SEVERITY_CLASSES}
    COMPONENT_CLASSES: ClassVar[set[str]] = set(role_classes.values())

    shows = ("session", "notice", "asks")

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="flags")

    def paint(self) -> None:
        self.show_cells(cells_of(line_of(self._pieces(), self.size.width, ellipsis=self.look.ellipsis)))

    def _pieces(self) -> list[tuple[str, str]]:
        flags, beside = self.session.current.flags, self.session.beside
        if self.notice:
            return [(f"> {self.notice}", " ")]
        if self.asks:
            return [(QUESTION if len(QUESTION) <= self.size.width else BRIEF_QUESTION, "q")]
        if beside is not None:
            return [*self._named(PINNED, beside.current.flags), ("   ", " "), *self._named(BESIDE, flags)]
        if not flags:
            hint = FIRST_HINT if len(FIRST_HINT) <= self.size.width else BRIEF_HINT
            return [(without_flag(self.session) if self.session.cursor else hint, " ")]
        first = foremost(flags)
        word, reason = flag_word(first, self.look.signs), flag_sentence(self.session)
        others = f" Also: {', '.join(flag for flag in flags if flag != first)}." if flags[1:] else ""
        room = self.size.width - len(word) - 2
        if len(reason) > room:
            reason = flag_sentence(self.session, briefly=True)
        if len(reason + others) > room:
            others = ""
        return [(word, SEVERITY_LETTERS[first.severity]), (f": {reason}{others}", " ")]

    def _named(self, name: str, flags: tuple[Flag, ...]) -> list[tuple[str, str]]:
        """The flags of one of two runs, under its name."""
        words = [(f" {flag_word(flag, self.look.signs)}", SEVERITY_LETTERS[flag.severity]) for flag in flags]
        return [(f"{name}:", " "), *(words or [(" no flag", " ")])]
