"""The command that draws a chart of a run, for slides, handouts and other terminals."""

from __future__ import annotations

from typing import Any

import click

from gdtui.charts.views import CHART_VIEWS, FIRST_VIEW
from gdtui.cli.options import (
    Count,
    asks_for_ascii,
    chosen,
    format_option,
    iterations_option,
    opened,
    output_option,
    parameter_options,
    run_parameters,
)
from gdtui.core.session import MOST_ROWS

COLUMNS, ROWS = Count(20, 300), Count(5, 120)


@click.command()
@parameter_options
@iterations_option(MOST_ROWS)
@click.option(
    "--view", type=click.Choice(list(CHART_VIEWS)), default=FIRST_VIEW, show_default=True, help="Which chart."
)
@click.option("--width", type=COLUMNS, default=80, show_default=True, help="Its columns.")
@click.option("--height", type=ROWS, default=20, show_default=True, help="Its rows.")
@format_option(["text", "ansi", "svg"], "chart", "text")
@output_option
def chart(
    iterations: int | None,
    view: str,
    width: int,
    height: int,
    format_name: str,
    output: str,
    **options: Any,
) -> None:
    """Draw a chart of a run at its last row, as the screen does."""
    # Drawing needs plotext, which no other command loads.
    from gdtui.charts.export import as_ansi, as_text, drawn
    from gdtui.charts.glyphs import ASCII, UNICODE
    from gdtui.core.session import Session

    parameters, default_iterations = run_parameters(chosen(options))
    session = Session.start(parameters).step((iterations or default_iterations) - 1)
    glyphs = ASCII if asks_for_ascii(output) else UNICODE
    cells = drawn(session, view, width, height, glyphs)
    with opened(output) as out:
        if format_name == "svg":
            out.write(_svg(as_ansi(cells), width, height))
        else:
            out.write(as_ansi(cells) if format_name == "ansi" else as_text(cells))


def _svg(ansi: str, width: int, height: int) -> str:
    """A picture of coloured text."""
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(width=width, height=height, file=io.StringIO(), record=True)
    console.print(Text.from_ansi(ansi), end="")
    return console.export_svg(title="gdtui")
