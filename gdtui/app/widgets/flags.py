"""The line that says what was noticed, in a sign, a word and a reason."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from gdtui.app.widgets.pane import in_severity, shown_session
from gdtui.core.session import Session
from gdtui.lab.words import flag_sentence, flag_word

FIRST_HINT = "space takes a step, g goes on until a flag is raised, ? shows every key."


class FlagsLine(Static):
    """The gravest flag of the row shown, with its reason; a notice, while there is one, takes its place."""

    session = shown_session()
    notice = reactive("", init=False, repaint=False)

    def __init__(self) -> None:
        super().__init__(markup=False, id="flags")

    def watch_session(self, session: Session) -> None:
        self._write()

    def watch_notice(self, notice: str) -> None:
        self._write()

    def _write(self) -> None:
        flags = self.session.current.flags
        if self.notice:
            text = Content(f"> {self.notice}")
        elif flags:
            text = in_severity(flag_word(flags[0]), flags[0].severity) + Content(f": {flag_sentence(self.session)}")
            others = Content(f" Also: {', '.join(flag.value for flag in flags[1:])}.")
            if flags[1:] and text.cell_length + others.cell_length <= self.content_size.width:
                text += others
        else:
            text = Content(FIRST_HINT if self.session.cursor == 0 else "no flag")
        self.update(text, layout=False)
