"""The one file that is written at a time, beside the screen: a long run takes seconds, and keys are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from io import TextIOBase
from pathlib import Path
from threading import Event
from typing import IO, cast

from gdtui.files.exports import written_over

Writer = Callable[[IO[str]], None]


class StoppedError(Exception):
    """The program ends; nobody waits for the file."""


class FileWriter:
    """What is being written, if anything is."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._stop = Event()
        self._handed_out: IO[bytes] | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None and not self._task.done()

    def begin(self, target: Path, write: Writer, tell: Callable[[OSError | None], None]) -> None:
        """Have a file written; ``tell`` is called with what went wrong, or with None once it is whole."""
        self._task = asyncio.create_task(self._write(target, write, tell))

    def hand_out(self, file: IO[bytes]) -> None:
        """Have a browser save a file, that is open until another takes its place: who never saves keeps only one."""
        if self._handed_out is not None:
            self._handed_out.close()
        self._handed_out = file

    def stop(self) -> None:
        """Write no more; a file that is not whole yet goes."""
        self._stop.set()

    async def _write(self, target: Path, write: Writer, tell: Callable[[OSError | None], None]) -> None:
        def whole() -> None:
            with written_over(target) as out:
                write(cast(IO[str], _Stoppable(out, self._stop)))

        try:
            await asyncio.to_thread(whole)
        except OSError as error:
            tell(error)
        except StoppedError:
            pass
        else:
            tell(None)


class _Stoppable(TextIOBase):
    """A file that takes no more once it is to stop: a thread can be ended in no other way."""

    def __init__(self, file: IO[str], stop: Event) -> None:
        self._file, self._stop = file, stop

    def write(self, text: str) -> int:
        if self._stop.is_set():
            raise StoppedError
        return self._file.write(text)
