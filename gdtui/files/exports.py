"""Files that a person names: what was there stays until the new one is whole, and links and rights are kept."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from gdtui.files.disk import sweep_parts, written_whole

MOST_LINKS = 40
PROCESSES = Path("/proc")


def option_like(name: str) -> str:
    """What is said of a name that other programs would take for an option, instead of writing it; else nothing."""
    return f"Other programs take a name with - in front for an option; ./{name} would do." if name[:1] == "-" else ""


def ordinary_target(path: Path) -> Path:
    """The file that is written where a person names this one: the one that links lead to, there already or not.

    OSError where there is something that is no ordinary file, or one that may not be written.
    """
    path = _followed(path)
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return path
    if stat.S_ISDIR(kind):
        raise _error(errno.EISDIR, path)
    if not stat.S_ISREG(kind):
        raise OSError(errno.EINVAL, "no ordinary file", str(path))
    if not os.access(path, os.W_OK):
        raise _error(errno.EACCES, path)
    return path


@contextmanager
def written_over(path: Path) -> Iterator[IO[str]]:
    """A file to write to that takes the place of an ordinary one once it is whole; OSError if it cannot.

    A new file has the rights that the umask leaves; one that was there keeps its own, and its owner.
    """
    path = ordinary_target(path)
    sweep_parts(path.parent, path.name)
    try:
        before = path.stat()
    except FileNotFoundError:
        with written_whole(path, 0o666) as out:
            yield out
        return
    folder_is_open = os.access(path.parent, os.W_OK | os.X_OK)
    if folder_is_open and before.st_nlink == 1 and os.geteuid() in (0, before.st_uid):
        with written_whole(path) as out:
            os.fchown(out.fileno(), before.st_uid, before.st_gid)
            os.fchmod(out.fileno(), before.st_mode & 0o777)
            yield out
    else:
        # Another file in its place would have another owner, or only one of its names.
        with _copied_over(path) as out:
            yield out


@contextmanager
def written_to(path: Path) -> Iterator[IO[str]]:
    """The same for a command, whose results also go to devices, to pipes, and to files that are open already."""
    followed = _followed(path)
    if followed.parent == _own_descriptors() and followed.name.isdecimal():
        # Not opened anew: what others write to it before and after stays.
        with os.fdopen(os.dup(int(followed.name)), "w", encoding="utf-8") as out:
            yield out
    elif path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8") as out:
            yield out
    else:
        with written_over(path) as out:
            yield out


@contextmanager
def _copied_over(path: Path) -> Iterator[IO[str]]:
    """The same in the file that is there: what is written is copied to it once it is whole and there is room for it."""
    import shutil
    from tempfile import TemporaryFile

    with path.open("r+b") as file, TemporaryFile() as whole:
        out = TextIOWrapper(whole, encoding="utf-8")
        yield out
        out.flush()
        os.posix_fallocate(file.fileno(), 0, max(whole.tell(), 1))
        whole.seek(0)
        shutil.copyfileobj(whole, file)
        file.truncate()


def _followed(path: Path) -> Path:
    """Where links lead; the system's own links to open files, as /dev/stdout is one, are not followed."""
    for _ in range(MOST_LINKS):
        path = Path(os.path.realpath(path.parent)) / path.name
        if PROCESSES in path.parents or not path.is_symlink():
            return path
        path = path.parent / path.readlink()
    raise _error(errno.ELOOP, path)


def _own_descriptors() -> Path:
    return Path(os.path.realpath(PROCESSES / "self" / "fd"))


def _error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))
