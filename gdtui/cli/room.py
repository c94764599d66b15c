"""How many pages a machine has room for."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

A_PAGE = 80 * 10**6
"""Bytes; what the program of a page takes, with some to spare."""
PART_FOR_PAGES = 0.5
"""Of all memory."""
FILES_A_PAGE = 4
"""The pipes of its program, and one more while it starts; its connection is counted with the others."""
OWN_FILES = 150
"""The server's own, and connections that come while others are being closed."""
CONNECTIONS_BESIDE = 50
"""At least so many that are no page's, from which pages come and go."""
MOST_BESIDE = 500
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")


def memory() -> int:
    """The bytes that there are, for a container those that it may have."""
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):
        return min(there, int(CGROUP_LIMIT.read_text()))
    return there


def room_for(asked: int | None) -> int:
    """How many pages there may be: as asked, else as memory says; ClickException for more than open files allow."""
    allowed = max((allowed_files() - OWN_FILES - CONNECTIONS_BESIDE) // (FILES_A_PAGE + 1), 1)
    if asked is None:
        return min(max(int(PART_FOR_PAGES * memory()) // A_PAGE, 1), allowed)
    if asked > allowed:
        raise click.ClickException(f"{asked} pages need more open files than this account may have: {allowed} can be.")
    return asked


def most_connections(pages: int) -> int:
    """How many connections there may be beside so many pages' programs, those of the pages among them."""
    return min(allowed_files() - OWN_FILES - FILES_A_PAGE * pages, pages + MOST_BESIDE)


def allowed_files() -> int:
    """How many files may be open; from now on as many as this account can have."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most == resource.RLIM_INFINITY:
        most = 2**16
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    return most
