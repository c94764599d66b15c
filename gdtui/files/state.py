"""Files that the simulator keeps for a person: written whole or not at all, and never thrown away."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def state_folder() -> Path:
    """The platform's folder for what a program remembers from one time to the next."""
    # Loaded here: only what reads or writes state needs it.
    from platformdirs import user_state_path

    return user_state_path("gdtui", appauthor=False)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that whoever reads it sees the old text or the new one; OSError where that cannot be done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def set_aside(path: Path) -> Path:
    """Give a file that cannot be used another name beside its own, and free its name; OSError where that fails."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.unreadable-{number}")
        if not aside.exists():
            return path.rename(aside)
    raise FileExistsError(17, "too many files set aside", str(path))
