"""A person's sessions on disk: a file each, with a lock, so that terminals side by side leave each other alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Container, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from gdtui.files.disk import NewerError, UnusableError, set_aside, state_folder, sweep_parts, write_whole
from gdtui.files.sessions import StoredSession, read_saved, stored

FOLDER_NAME = "sessions"
KEPT_SESSIONS = 20
"""Once there are so many, a new session takes the place of the one that was left, or cut off, longest ago."""


class SessionFile:
    """A session's file, and the lock that says it is in use; the lock of a program that ends, however, is free."""

    def __init__(self, path: Path) -> None:
        """Take the lock; BlockingIOError where another program holds it."""
        self.path = path
        self._saves = count(1)
        self._newest = 0
        self._turn = Lock()
        self._lock = os.open(lock_of(path), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise

    def sweep(self) -> None:
        """Take away what a program that was killed while it saved has left."""
        sweep_parts(self.path.parent, self.path.name)

    def save(self, text: str) -> None:
        """Put what ``session_text`` gives in the file; OSError where that cannot be done.

        On a slow disk a save that began earlier may end later: it then leaves the newer one where it is.
        """
        number = next(self._saves)

        def put(part: Path, path: Path) -> None:
            with self._turn:
                if number < self._newest:
                    part.unlink()
                    return
                part.replace(path)
                self._newest = number

        write_whole(self.path, text, put)

    def release(self) -> None:
        """Let others use it."""
        os.close(self._lock)


class SessionFiles:
    """The files of a person's sessions in the state folder."""

    def __init__(self, folder: Path | None = None, views: Container[str] | None = None) -> None:
        """``views`` are the charts that there are; a session with another one is not readable."""
        self.path = (folder or state_folder()) / FOLDER_NAME
        self._views = views
        self.troubles: list[str] = []
        """A line for each file that could not be used."""
        self.in_use = 0
        """How many of the sessions looked at are open in other programs."""

    def last(self, *, even_left: bool) -> tuple[SessionFile, StoredSession] | None:
        """The session saved last, with its lock: of those that were cut off, or of all; its runs are to be worked out.

        Sessions in use and those of a newer gdtui are passed over; a file that holds none is set aside. OSError where
        the folder cannot be read.
        """
        self.in_use = 0
        found: tuple[SessionFile, StoredSession] | None = None
        for file, record in self._unused():
            if found is None and (even_left or not record.get("left")):
                try:
                    found = file, stored(record, self._views)
                    continue
                except UnusableError as error:
                    self.troubles.append(_put_away(file.path, error))
            file.release()
        return found

    def refuse(self, file: SessionFile, error: UnusableError) -> None:
        """Set aside a session whose runs do not come out as they were saved."""
        self.troubles.append(_put_away(file.path, error))
        file.release()

    def new(self) -> SessionFile:
        """A file for a new session, locked; OSError where there can be none."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        for number in range(1, KEPT_SESSIONS + 1):
            if file := self._free(number):
                return file
        # The newest come first; of those that were left, or else of those that were cut off, the oldest has to go.
        unused = sorted(self._unused(), key=lambda kept: bool(kept[1].get("left")))
        for file, _ in unused[:-1]:
            file.release()
        if unused:
            return unused[-1][0]
        return next(file for number in count(KEPT_SESSIONS + 1) if (file := self._free(number)))

    def decline(self, file: SessionFile, found: StoredSession) -> None:
        """Keep a session that nobody wants to go on with, so that it is not offered again."""
        file.save(found.declined())
        file.release()

    def _free(self, number: int) -> SessionFile | None:
        """The file of this number, locked, where there is no session in it and no program about to put one there."""
        path = self.path / f"{number}.json"
        try:
            file = SessionFile(path)
        except BlockingIOError:
            return None
        except OSError:
            if os.path.lexists(lock_of(path)):  # it is somebody else's; another number is free
                return None
            raise
        if file.path.exists():
            file.release()
            return None
        return file

    def _unused(self) -> Iterator[tuple[SessionFile, dict[str, Any]]]:
        """The sessions that no program has open, locked, the newest first."""
        try:
            paths = [path for path in self.path.iterdir() if path.suffix == ".json" and path.stem.isdecimal()]
        except FileNotFoundError:
            return
        for path in sorted(paths, key=_saved_at, reverse=True):
            try:
                file = SessionFile(path)
            except BlockingIOError:
                self.in_use += 1
                continue
            except OSError as error:
                self.troubles.append(f"session {path.name} cannot be used ({error.strerror}).")
                continue
            try:
                record = read_saved(path)
            except FileNotFoundError:
                file.release()
            except UnusableError as error:
                self.troubles.append(_put_away(path, error))
                file.release()
            except OSError as error:
                # What cannot be read now may be another time.
                self.troubles.append(f"session {path.name} cannot be read ({error.strerror}) and stays.")
                file.release()
            else:
                yield file, record


def lock_of(path: Path) -> Path:
    """The file whose lock says that this session is in use."""
    return path.with_suffix(".lock")


def _saved_at(path: Path) -> int:
    """When a session was saved, in nanoseconds; 0 where it has gone meanwhile."""
    with suppress(OSError):
        return path.lstat().st_mtime_ns
    return 0


def _put_away(path: Path, error: UnusableError) -> str:
    """Free the name of a file that holds no session, unless it is a newer gdtui's, and say what became of it."""
    if isinstance(error, NewerError):
        return f"session {path.name} was {error}; it stays as it is."
    try:
        aside = set_aside(path)
    except OSError as failed:
        return f"session {path.name} is {error} and stays ({failed.strerror})."
    return f"session {path.name} is {error}: kept as {aside.name}."
