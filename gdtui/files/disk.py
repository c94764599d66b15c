"""Files that the simulator keeps for a person: written whole or not at all, and never thrown away."""

from __future__ import annotations

import errno
import fcntl
import glob
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, BinaryIO

FORMAT_FIRST = re.compile(rb'\s*\{\s*"format"\s*:\s*"([^"\\]{1,60})"')
"""How a file begins that says its format."""
HEAD = 200
"""Bytes in which it says so."""


class UnusableError(ValueError):
    """A file that does not hold what it should; the text says why in a few words."""


class NewerError(UnusableError):
    """A file of a version after this one, which stays exactly as it is."""

    def __init__(self) -> None:
        super().__init__("written by a newer gdtui")


def is_newer(name: object, known: str) -> bool:
    """Whether a format is the known one with a higher number after the slash: gdtui.run/2, where it is gdtui.run/1."""
    kind, _, number = known.partition("/")
    found = re.fullmatch(rf"{re.escape(kind)}/([1-9][0-9]{{0,8}})", name) if isinstance(name, str) else None
    return found is not None and int(found[1]) > int(number)


def begins_newer(content: bytes, known: str) -> bool:
    """Whether this is the beginning of a file, or a line, of such a format, whatever follows."""
    found = FORMAT_FIRST.match(content, 0, HEAD)
    return found is not None and is_newer(found[1].decode(errors="replace"), known)


def check_format(name: object, *known: str) -> None:
    """NewerError where a format is newer than the last of those known, UnusableError where it is another."""
    if is_newer(name, known[-1]):
        raise NewerError
    if name not in known:
        raise UnusableError(f"not of the format {' or '.join(known)}")


def state_folder() -> Path:
    """The platform's folder for what a program remembers from one time to the next; OSError where there is none."""
    # Loaded here: only what reads or writes state needs it.
    from platformdirs import user_state_path

    try:
        return user_state_path("gdtui", appauthor=False)
    except RuntimeError:
        raise OSError(errno.ENOENT, "no home folder is known", "set HOME or XDG_STATE_HOME") from None


def read_ordinary(path: Path, most_bytes: int, known_format: str) -> bytes:
    """What an ordinary file holds; UnusableError where it is something else or larger, OSError where unreadable.

    NewerError where it begins as one of a newer format, however large it is.
    """
    with opened_ordinary(path) as file:
        if begins_newer(file.read(HEAD), known_format):
            raise NewerError
        file.seek(0)
        size = os.fstat(file.fileno()).st_size
        if size > most_bytes:
            raise UnusableError(f"larger than {most_bytes // 10**6:,} MB")
        return file.read(size)


def typed_lines(path: Path, most_bytes: int) -> list[str]:
    """The lines that a person wrote into a file; UnusableError where they are no text, or too many."""
    with opened_ordinary(path, through_links=True) as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise UnusableError(f"larger than {most_bytes // 1000} KB")
    try:
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UnusableError("not text") from None


@contextmanager
def opened_ordinary(path: Path, *, through_links: bool = False) -> Iterator[BinaryIO]:
    """An ordinary file to read from; UnusableError where it is something else, OSError where it cannot be read.

    A named pipe without a writer, a device or a link out of the folder keeps nobody waiting and gives nothing.
    """
    # Opening a named pipe would wait for its writer.
    ways = os.O_NONBLOCK if through_links else os.O_NONBLOCK | os.O_NOFOLLOW
    try:
        file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | ways))  # noqa: SIM115
    except IsADirectoryError:
        raise UnusableError("no ordinary file") from None
    except OSError as error:
        if error.errno == errno.ELOOP and not through_links:
            raise UnusableError("a link") from None
        raise
    with file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnusableError("no ordinary file")
        yield file


@contextmanager
def written_whole(
    path: Path, mode: int = 0o600, put: Callable[[Path, Path], object] | None = None
) -> Iterator[IO[str]]:
    """A file to write to, so that whoever reads the path sees what it held before or all of the new; OSError if not.

    ``mode`` is who may read and write it, less what the umask takes away; ``put`` gives the new file the path's name.
    """
    # Named after the file, so that what a killed program left can be told.
    part = path.with_name(f"{part_prefix(path.name)}{os.urandom(4).hex()}")
    try:
        with open(part, "x", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            with suppress(OSError):  # there are file systems without locks
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield file
            file.flush()
            os.fsync(file.fileno())
        (put or Path.replace)(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """The lock of this file, from others who ask for it, too; after ``patience`` seconds it goes on without.

    So it does where no lock can be had: a file system without locks keeps nobody from working.
    """
    with ExitStack() as held:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            held.callback(os.close, descriptor)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                # In a thread, since the system's own queue is a fair one and knows no patience.
                waiting = Thread(target=_wait_for_lock, args=(descriptor,), daemon=True)
                waiting.start()
                waiting.join(patience)
        yield


def _wait_for_lock(descriptor: int) -> None:
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def part_prefix(name: str) -> str:
    """How the names begin under which a file is written before it is whole."""
    # In bytes, of which a name may have 255.
    return f".{os.fsencode(name)[:100].decode(errors='ignore')}.part-"


def sweep_parts(folder: Path, name: str | None = None) -> None:
    """Take away what programs that were killed while they wrote this file have left, or any file of the folder.

    What is still being written is locked, and stays.
    """
    parts: list[Path] = []
    with suppress(OSError):
        parts = list(folder.glob(f"{'.*.part-' if name is None else glob.escape(part_prefix(name))}*"))
    for part in parts:
        with suppress(OSError), open(part, "rb", opener=_ordinary_ways) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()


def folder_size(folder: Path) -> int:
    """How many bytes the files right in a folder have together, those that are not whole yet, too."""
    with os.scandir(folder) as entries:
        return sum(entry.stat(follow_symlinks=False).st_size for entry in entries)


def _ordinary_ways(name: str, flags: int) -> int:
    """Open it without waiting for the writer of a named pipe, and through no link."""
    return os.open(name, flags | os.O_NONBLOCK | os.O_NOFOLLOW)


def typed_path(text: str) -> Path:
    """The file that a person means, with ~ for the own folder; where nobody is of a name after it, as it is typed."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def write_whole(path: Path, text: str, put: Callable[[Path, Path], object] | None = None) -> None:
    """Put a text in a file of the state folder, whole or not at all; OSError where that cannot be done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path, put=put) as file:
        file.write(text)


def set_aside(path: Path) -> Path:
    """Give a file that cannot be used another name beside its own, and free its name; OSError where that fails."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.unreadable-{number}")
        if not aside.exists():
            return path.rename(aside)
    raise FileExistsError(17, "too many files set aside", str(path))
