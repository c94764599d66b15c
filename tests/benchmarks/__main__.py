"""``python -m tests.benchmarks [NAME ...]``: measure, and print the table of the budgets."""

from __future__ import annotations

import argparse
from dataclasses import fields

from tests.benchmarks.machine import machine
from tests.benchmarks.options import Options
from tests.benchmarks.registry import BENCHMARKS, WHEN_NAMED
from tests.benchmarks.table import header, line


def main() -> None:
    """Run the benchmarks that were asked for, nearly all if none was; each row is printed when it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    which = f"which: {', '.join(BENCHMARKS)}; all by default, but for {', '.join(WHEN_NAMED)}"
    parser.add_argument("names", nargs="*", metavar="NAME", help=which)
    for field in fields(Options):
        flag = f"--{field.name.replace('_', '-')}"
        parser.add_argument(flag, type=type(field.default), default=field.default, help="default: %(default)s")
    given = vars(parser.parse_args())
    names = given.pop("names") or [name for name in BENCHMARKS if name not in WHEN_NAMED]
    for name in names:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark '{name}'; there are {', '.join(BENCHMARKS)}")
    options = Options(**given)
    print(f"{machine()}\nmedians of {options.runs} runs\n\n{header()}", flush=True)
    for name in names:
        for row in BENCHMARKS[name](options):
            print(line(row.cells()), flush=True)


if __name__ == "__main__":
    main()
