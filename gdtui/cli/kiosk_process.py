"""Kiosk mode before the screen: what of the environment counts, where files go, and who sits there."""

from __future__ import annotations

import atexit
import os
import pwd
import re
import select
import shutil
import signal
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import monotonic

import click

from gdtui.cli.terminal import at_a_terminal

WORD = re.compile(r"[A-Za-z0-9._+@:-]{1,64}")
DESCRIBE_THE_TERMINAL = ("TERM", "COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR")
"""The only variables that are looked at."""
MOST_CELLS = {"COLUMNS": 300, "ROWS": 120}
PAGE_ESCAPE = "100"
"""Milliseconds; a page sends each key whole, so that ESC is soon known to be one."""
LONGEST_NAME = 40
REST_DIGITS = 12
"""How many digits stand for what of a longer name is left out."""
LONGEST_LINE = 4096
"""Bytes; a terminal takes no more before the end of a line."""
MOST_TRIES = 3
LARGEST_FILE = 100 * 10**6
"""Bytes; no export of a kiosk is larger."""
LARGEST_PAGE = 250 * 10**6
"""Bytes; no page's program has more memory of its own."""


def fence(folder: Path | None, students: Path | None, patience: float | None = None) -> None:
    """Forget the environment, take no signal that would leave the program, and put all files into one folder.

    To be called before Textual is loaded, which takes orders from variables. ``folder`` is where files go, the
    account's own unless said otherwise; of a folder of ``students`` the one that is asked for by name, for at most
    ``patience`` seconds.
    """
    if not at_a_terminal():
        raise click.ClickException("this account is for the simulator alone, which needs a terminal.")
    _forget(terminal_only(os.environ))
    home = _home() or folder or students
    if home is None:
        raise click.ClickException("this account has no home folder: add --folder or --students.")
    if students is not None:
        name = _asked_name(patience)
        folder = students / name
        if folder.is_symlink():
            raise click.ClickException(f"the folder of {name} is a link, which is not followed.")
        folder.mkdir(mode=0o700, exist_ok=True)
    os.environ["HOME"] = str(home)
    os.environ["XDG_STATE_HOME"] = str(folder or home / ".local" / "state")


def _home() -> Path | None:
    """The account's own folder; None for an account that the system does not know."""
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return None


def fence_browser() -> Callable[[], None]:
    """The same for a program whose other end is a browser; what removes the folder that its files go into."""
    place = tempfile.gettempdir()
    # The page's size comes in these two; the terminal that the page draws is always the same one.
    size = {name: str(_within(os.environ.get(name, ""), most)) for name, most in MOST_CELLS.items()}
    _forget({**size, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "ESCDELAY": PAGE_ESCAPE})
    _limit_memory()
    folder = tempfile.mkdtemp(prefix=page_folder(os.getpid()), dir=place)
    os.environ["HOME"] = os.environ["XDG_STATE_HOME"] = folder
    remove = partial(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(remove)
    return remove


def page_folder(process: int) -> str:
    """How the name of a page's folder begins."""
    return f"gdtui-{process}-"


def _forget(kept: dict[str, str]) -> None:
    """Leave these variables only, and take no signal that would leave the program."""
    os.environ.clear()
    os.environ.update(kept)
    sys.dont_write_bytecode = True
    for leaving in (signal.SIGTSTP, signal.SIGQUIT):
        signal.signal(leaving, signal.SIG_IGN)
    _limit_files()


def _within(text: str, most: int) -> int:
    """A number of cells that a page may have."""
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 6 else most


def terminal_only(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that describe the terminal, as far as their values are words."""
    return {name: environment[name] for name in DESCRIBE_THE_TERMINAL if WORD.fullmatch(environment.get(name, ""))}


def folder_name(name: str) -> str:
    """A person's name as the name of a folder: ``Ada Lovelace`` is ``ada-lovelace``; empty where it cannot be one."""
    apart = unicodedata.normalize("NFKD", name)
    if any(each.isalnum() and not each.isascii() for each in apart):
        return ""  # without that letter it would be somebody else's name
    plain = apart.encode("ascii", "ignore").decode().lower()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(whole) <= LONGEST_NAME:
        return whole
    import hashlib

    # Of two long names that begin alike each has a folder of its own.
    rest = f"-{hashlib.sha256(whole.encode()).hexdigest()[:REST_DIGITS]}"
    return whole[: LONGEST_NAME - len(rest)].rstrip("-") + rest


def _asked_name(patience: float | None) -> str:
    """The name that a student types before the screen opens."""
    until = None if patience is None else monotonic() + patience
    for _ in range(MOST_TRIES):
        sys.stdout.write("Your name: ")
        sys.stdout.flush()
        keyboard = sys.stdin.fileno()
        # A terminal hands out whole lines, so what can be read is one.
        if not select.select([keyboard], [], [], until and max(until - monotonic(), 0))[0]:
            click.echo()
            raise click.ClickException("nobody said a name.")
        line = os.read(keyboard, LONGEST_LINE)
        name = folder_name(line.decode("utf-8", "replace"))
        if name:
            return name
        if not line:
            break
        click.echo("A name needs letters from a to z, or digits.")
    raise click.Abort


def _limit_files() -> None:
    """No file grows beyond a limit, and no picture of the memory is left on the disk."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit(resource.RLIMIT_FSIZE, LARGEST_FILE)


def _limit_memory() -> None:
    """What asks for more memory than any page needs ends itself, and takes nothing from the others."""
    import resource

    _limit(resource.RLIMIT_DATA, LARGEST_PAGE)


def _limit(what: int, most: int) -> None:
    import resource

    _, given = resource.getrlimit(what)
    most = most if given == resource.RLIM_INFINITY else min(given, most)
    resource.setrlimit(what, (most, most))
