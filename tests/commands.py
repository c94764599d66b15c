"""The commands as click has them."""

from __future__ import annotations

import click

from gdtui import cli


def command(name: str) -> click.Command:
    """The command of this name."""
    assert isinstance(cli.cli, click.Group)
    found = cli.cli.get_command(click.Context(cli.cli), name)
    assert found is not None
    return found
