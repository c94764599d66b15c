"""The commands that are given records of runs: they check them, or open the screen with one."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from gdtui.cli.options import one_line
from gdtui.cli.screen import start_app
from gdtui.core.figures import counted


@click.command()
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="FILE...")
def verify(paths: tuple[str, ...]) -> None:
    """Check records of runs: a line for each, and exit status 1 where a row does not follow from its parameters."""
    from pathlib import Path

    from gdtui.files.records import read_record
    from gdtui.files.state import UnusableError

    failed = False
    for path in paths:
        try:
            record = read_record(Path(path))
        except UnusableError as error:
            reason = str(error)
        except OSError as error:
            reason = error.strerror or "not readable"
        else:
            click.echo(f"ok: {one_line(path)}: {counted(record.rows, 'row')}, {record.verdict}")
            continue
        failed = True
        click.echo(f"failed: {one_line(path)}: {reason}")
    sys.exit(1 if failed else 0)


@click.command(name="open")
@click.argument("path", type=click.Path(), metavar="FILE")
@click.pass_context
def open_(context: click.Context, /, path: str) -> None:
    """Open the screen with the run of a record, at its last row, once its rows are checked."""
    from pathlib import Path

    from gdtui.files.records import read_record
    from gdtui.files.state import UnusableError

    try:
        record = read_record(Path(path))
    except UnusableError as error:
        raise click.ClickException(f"{path}: {error}.") from None
    start_app(context, {**asdict(record.parameters), "rows": record.rows, "resume": "never"})
