"""The file between a teacher and those who follow: one appends lines to it, the others look whether there are more."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Container
from pathlib import Path

from gdtui.files.broadcast import LineReader, LineWriter, Scene

TAIL = 64 * 1024
"""Bytes from the end at which a reader that comes late begins; the last whole line mostly is within them."""
MOST_READ = 2**20
"""Bytes from the end that are looked through where the last ones hold no whole line; more hold nothing but rubbish."""


class BroadcastFile:
    """Appends to a file, one write a line, so that no reader ever sees two mixed; trouble is told, nothing is raised.

    Opening it raises OSError where that cannot be done, or where it is no ordinary file.
    """

    def __init__(self, path: Path) -> None:
        # Not through a link, which in a shared folder may be another's, and without waiting at a pipe.
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        try:
            self._descriptor = os.open(path, flags, 0o644)
        except OSError as error:
            if path.is_symlink():
                raise OSError(error.errno, "a link, no file of its own", str(path)) from None
            raise
        status = os.fstat(self._descriptor)
        if not stat.S_ISREG(status.st_mode):
            os.close(self._descriptor)
            raise OSError(0, "no ordinary file", str(path))
        # Whatever the last start left unfinished ends here.
        self._torn = status.st_size > 0
        self._writer = LineWriter(secrets.token_hex(4))

    def show(self, shown: Scene) -> str:
        """Append what is shown; a line that says why it could not be written, or nothing."""
        line = self._writer.line(shown)
        if self._torn:
            line = b"\n" + line
        try:
            written = os.write(self._descriptor, line)
        except OSError as error:
            self._lost(torn=self._torn)
            return f"the class does not see this: {error.strerror}."
        if written < len(line):
            self._lost(torn=True)
            return "the class does not see this: the disk is full."
        self._torn = False
        return ""

    def _lost(self, *, torn: bool) -> None:
        self._torn = torn
        self._writer.say_everything()

    def close(self) -> None:
        """Write no more."""
        os.close(self._descriptor)


class FollowedFile:
    """A file that grows, looked at again and again; it may come late, go, be cut off or be replaced."""

    def __init__(self, path: Path, views: Container[str] | None = None) -> None:
        """``views`` are the charts that there are: a line with another one is skipped."""
        self.path = path
        self._views = views
        self.state = ""
        """Why there is nothing to read, in a few words, or nothing."""
        self.news = ""
        """What happened to the file since this was emptied."""
        self.reader = LineReader(views)
        self._identity: tuple[int, int] | None = None
        self._read_up_to = 0
        self._seen: tuple[object, ...] = ()

    def changed(self) -> bool:
        """Whether there may be something to read, or to say; this is what following costs when nothing happens."""
        try:
            status = os.stat(self.path)  # noqa: PTH116, a Path would cost twice as much
            seen: tuple[object, ...] = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        except OSError as error:
            seen = (error.errno,)
        if seen == self._seen:
            return False
        self._seen = seen
        return True

    def read(self) -> None:
        """Take in what is new; ``reader`` then has what is shown, ``state`` and ``news`` what is to be said."""
        try:
            self._read()
        except FileNotFoundError:
            self._missing("no file yet" if self._identity is None else "file removed")
        except OSError as error:
            self._missing(error.strerror or "not readable")

    def _missing(self, state: str) -> None:
        if self._identity is not None:
            self._identity = None
        elif self.state == "file removed" and state == "no file yet":
            return
        self.state = state

    def _read(self) -> None:
        descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                self._missing("no ordinary file")
                return
            identity = (status.st_dev, status.st_ino)
            if identity != self._identity:
                if self._identity is not None:
                    self.news = "the file was replaced; the new one is followed"
                self._begin(descriptor, status.st_size)
            elif status.st_size < self._read_up_to:
                self.news = "the file was cut off; what comes now is followed"
                self._begin(descriptor, status.st_size)
            elif status.st_size - self._read_up_to > TAIL:
                self._begin(descriptor, status.st_size)
            else:
                self._take(descriptor, status.st_size)
            self._identity, self.state = identity, ""
        finally:
            os.close(descriptor)

    def _take(self, descriptor: int, size: int) -> None:
        content = os.pread(descriptor, size - self._read_up_to, self._read_up_to)
        self._read_up_to += len(content)
        self.reader.take(content)

    def _begin(self, descriptor: int, size: int) -> None:
        """Read from near the end, and from farther off where nothing there can be understood."""
        tail = TAIL
        while True:
            start = max(0, size - tail)
            self.reader = LineReader(self._views, late=start > 0)
            self._read_up_to = start
            if start > 0:
                # The line that is cut here is nobody's fault.
                content = os.pread(descriptor, size - start, start)
                self.reader.take(content.partition(b"\n")[2])
                self._read_up_to = start + len(content)
            else:
                self._take(descriptor, size)
            if self.reader.shown is not None or self.reader.newer or start == 0 or tail >= MOST_READ:
                return
            tail *= 4
