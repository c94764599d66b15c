"""Giving the run away: what, and to which file."""

from __future__ import annotations

import io
import re
from pathlib import Path
from tempfile import TemporaryFile
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from gdtui.app.exporting import EXPORTS, Exported
from gdtui.app.file_writer import FileWriter, Writer
from gdtui.app.screens.over import OverScreen
from gdtui.app.screens.question_screen import QuestionScreen
from gdtui.files.disk import folder_size, sweep_parts, typed_path
from gdtui.files.exports import option_like, ordinary_target

KEYS = "up and down choose, Enter writes, Esc leaves."
MOST_EXPORTED = 200 * 10**6
"""Bytes; once the folder of a kiosk holds so much, nothing more is exported to it."""


def is_plain(name: str) -> bool:
    """Whether a name leads into no other folder, hides nothing and is no option of a command."""
    return re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}", name) is not None


class ExportScreen(OverScreen[None]):
    """Offers what can be exported and a name for it; writes, and says where the file is, or why there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "point(-1)", "Up", show=False),
        Binding("down", "point(1)", "Down", show=False),
        Binding("escape", "dismiss(None)", "Leave", show=False),
    ]

    def __init__(
        self, simulator: Exported, writing: FileWriter, name: str, folder: Path, *, fenced: bool = False
    ) -> None:
        """``name`` is offered, with the ending of what is chosen; ``fenced`` lets no other folder be typed."""
        super().__init__()
        self._fenced = fenced
        self._simulator = simulator
        self._writing = writing
        self._file_name = name
        self._folder = folder
        self._cursor = 0
        self._offered = ""
        self._listed = Static(id="export-listed")
        self._field = Input(compact=True, id="export-name")
        self._status = Static(markup=False, id="export-status")

    def compose(self) -> ComposeResult:
        with Vertical(id="export"):
            yield self._listed
            yield self._field
            yield self._status

    def on_mount(self) -> None:
        self.query_one("#export").border_title = "Export: what, and the file's name"
        self._field.cursor_blink = False
        if self._fenced:
            sweep_parts(self._folder)
        self.set_focus(self._field)
        self._offer()

    @property
    def target(self) -> Path:
        """The file that the name in the field stands for."""
        name = self._field.value.strip()
        return self._folder / (name if self._fenced else typed_path(name))

    def action_point(self, lines: int) -> None:
        """Choose another export; the name changes its ending with it."""
        self._cursor = min(max(self._cursor + lines, 0), len(EXPORTS) - 1)
        if self._field.value == self._offered:
            self._offer()
        else:
            self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        where = "the browser saves it" if self.app.is_web else f"goes to {self.target}"
        self._status.update(f"{where}\n{KEYS}")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write, after a question where that would overwrite something."""
        event.stop()
        name = self._field.value.strip()
        if self._writing.busy:
            self._status.update(f"Another file is still being written.\n{KEYS}")
        elif not name:
            self._status.update(f"The file needs a name.\n{KEYS}")
        elif self._fenced and not is_plain(name):
            self._status.update(
                f"Here a name has letters, digits, dots, - and _ only; no dot and no - in front.\n{KEYS}"
            )
        elif refusal := option_like(name):
            self._status.update(f"{refusal}\n{KEYS}")
        elif self.app.is_web:
            self._download()
        else:
            try:
                self._ask_or_begin(self.target)
            except OSError as error:
                self._refuse(self.target, error)

    def _ask_or_begin(self, target: Path) -> None:
        """Write, unless there is something under that name that somebody may want to keep."""
        if self._fenced and folder_size(self._folder) > MOST_EXPORTED:
            most = f"{MOST_EXPORTED // 10**6} MB"
            self._status.update(f"not written: {self._folder} holds more than {most} already.\n{KEYS}")
        elif target.is_dir():
            self._status.update(f"{target} is a folder.\n{KEYS}")
        elif self._fenced and target.is_symlink():
            self._status.update(f"{target} is a link, and here none is followed.\n{KEYS}")
        elif (written := ordinary_target(target)).exists():
            question = QuestionScreen(f"{written} exists.", {"o": "overwrite it"}, leave="leave it as it is")
            self.app.push_screen(question, lambda answer: self._begin() if answer else None)
        else:
            self._begin()

    def _refuse(self, target: Path, error: OSError) -> None:
        self._status.update(f"not written ({error.strerror}): {target}\n{KEYS}")

    def _offer(self) -> None:
        """Show what is chosen, with a name that no file has."""
        self._list()
        self._field.value = self._offered = self._free_name(EXPORTS[self._cursor].ending)
        self._field.cursor_position = len(self._field.value)

    def _list(self) -> None:
        lines = [f"{export.name:<8} {export.meaning}" for export in EXPORTS]
        self._listed.update(
            Content("\n").join(
                Content.styled(f"> {line}", "bold $accent") if place == self._cursor else Content(f"  {line}")
                for place, line in enumerate(lines)
            )
        )

    def _free_name(self, ending: str) -> str:
        name, number = f"{self._file_name}{ending}", 2
        while (self._folder / name).exists():
            name, number = f"{self._file_name}-{number}{ending}", number + 1
        return name

    def _writer(self) -> Writer:
        return EXPORTS[self._cursor].writer(self._simulator)

    def _download(self) -> None:
        """Let the browser save the file: this machine is not the student's."""
        name, file = Path(self._field.value.strip()).name, TemporaryFile()  # noqa: SIM115 - it is closed by the next one
        self._writing.hand_out(file)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            self._writer()(text)
            text.flush()
        except OSError as error:
            self._refuse(Path(name), error)
            return
        finally:
            text.detach()
        # As bytes: a text would be handed over as one, which the server cannot send.
        self.app.deliver_binary(file, save_filename=name, mime_type="text/plain")
        self._status.update(f"the browser saves {name}.\n{KEYS}")

    def _begin(self) -> None:
        self._status.update(f"writing {self.target}")
        target = self.target

        def tell(trouble: OSError | None) -> None:
            if trouble is None:
                self._status.update(f"written: {target.absolute()}\n{KEYS}")
            else:
                self._refuse(target, trouble)

        self._writing.begin(target, self._writer(), tell)
