"""The commands that are given records of runs: they check them, or open the screen with one."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

import click

from gdtui.cli.options import NOTICE, one_line
from gdtui.cli.screen import start_app
from gdtui.core.figures import counted
from gdtui.core.work import finished

if TYPE_CHECKING:
    from gdtui.files.records import Record

SECONDS_A_WORD = 0.5
"""How often a person at a terminal is told how far checking is."""


def _checked(path: str) -> Record:
    """The record in a file; who waits at a terminal is told how far it is."""
    from pathlib import Path

    from gdtui.files.records import checking

    shows = sys.stderr is not None and sys.stderr.isatty()
    due, word = monotonic() + SECONDS_A_WORD, ""

    def tell(rows: int) -> None:
        nonlocal due, word
        if shows and monotonic() >= due:
            due, word = monotonic() + SECONDS_A_WORD, f"checking: row {rows:,}"
            click.echo(f"\r{word}", err=True, nl=False)

    try:
        return finished(checking(Path(path)), tell)
    finally:
        if word:
            click.echo(f"\r{' ' * len(word)}\r", err=True, nl=False)


@click.command()
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
def verify(paths: tuple[str, ...]) -> None:
    """Check records of runs: a line for each, and exit status 1 where a row does not follow from its parameters.

    Parameters, every figure and flag of every row, the verdict, and the figures of a forecast in gdtui's present words
    are checked. What is written otherwise than gdtui writes it, though no row is wrong for it, is a line of warning. A
    record that a newer gdtui wrote cannot be checked: exit status 1, too.
    """
    from gdtui.files.disk import NewerError, UnusableError

    failed = False
    for path in paths:
        outcome = "failed"
        try:
            record = _checked(path)
        except UnusableError as error:
            reason = str(error)
            outcome = "not checked" if isinstance(error, NewerError) else outcome
        except OSError as error:
            reason = error.strerror or "not readable"
        else:
            click.echo(f"ok: {one_line(path)}: {counted(record.rows, 'row')}, {record.verdict}")
            for difference in record.differences:
                click.echo(f"warning: {one_line(path)}: {difference}")
            continue
        failed = True
        click.echo(f"{outcome}: {one_line(path)}: {reason}")
    sys.exit(1 if failed else 0)


@click.command(name="open")
@click.argument("path", type=click.Path(), metavar="FILE")
@click.pass_context
def open_(context: click.Context, /, path: str) -> None:
    """Open the screen with the run of a record, at its last row, once its rows are checked."""
    from gdtui.core.session import MOST_ROWS
    from gdtui.files.disk import UnusableError

    try:
        record = _checked(path)
    except UnusableError as error:
        raise click.ClickException(f"{path}: {error}.") from None
    told = [f"{difference}." for difference in record.differences[:1]]
    if record.rows > MOST_ROWS:
        told = [f"the record has {record.rows:,} rows; here are the first {MOST_ROWS:,}."]
    context.meta[NOTICE] = context.meta.get(NOTICE) or "".join(told)
    start_app(context, {**record.parameters.written(), "rows": min(record.rows, MOST_ROWS), "resume": "never"})
