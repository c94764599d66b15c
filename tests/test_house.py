"""What is imported when: the core and the commands know no screen."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import gdtui

SCREEN_LIBRARIES = {"textual", "plotext", "rich"}


def imported_by(code: str) -> set[str]:
    """The top-level modules that are loaded once this code has run in a fresh Python."""
    script = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "module",
    [
        "gdtui.core.session",
        "gdtui.core.forecast",
        "gdtui.core.sweep",
        "gdtui.lab.words",
        "gdtui.lab.comparison",
        "gdtui.lab.catalogue",
        "gdtui.charts.views",
        "gdtui.files.formats",
        "gdtui.files.sweeps",
        "gdtui.workspace.replay",
        "gdtui.files.broadcast_file",
        "gdtui.files.class_results",
    ],
)
def test_the_core_the_lab_the_files_and_the_charts_registry_know_no_screen(module: str) -> None:
    assert not imported_by(f"import {module}") & (SCREEN_LIBRARIES | {"click"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--lesson", "breaking"],
        ["run", "--format", "json"],
        ["sweep"],
        ["lessons"],
        ["lessons", "results", "--all", "tests"],
        ["--version"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_the_commands_start_without_the_screen(arguments: list[str]) -> None:
    call = f"import sys; sys.argv = ['gdtui', *{arguments!r}]; from gdtui.cli import main"
    code = f"{call}\ntry: main()\nexcept SystemExit as left: assert not left.code"
    assert not imported_by(code) & SCREEN_LIBRARIES


def test_a_fault_in_plain_mode_is_reported_without_the_screen(tmp_path: Path) -> None:
    (tmp_path / "typed").write_text("n\n")
    code = "\n".join(
        [
            "import sys",
            f"sys.argv, sys.stdin = ['gdtui', '--plain', '--fresh'], open({str(tmp_path / 'typed')!r})",
            "from gdtui.cli import main",
            "from gdtui.core.session import Session",
            "Session.step = lambda *_: [][1]",
            "try: main()",
            "except SystemExit as left: assert left.code == 1",
        ]
    )
    told = imported_by(code)
    assert "IndexError;" in told
    assert not told & SCREEN_LIBRARIES


def test_the_screen_does_need_them() -> None:
    assert imported_by("import gdtui.app") >= SCREEN_LIBRARIES


def imports() -> dict[str, set[str]]:
    """Each module with those that it imports anywhere, be it for its types alone, and with their packages."""
    root = Path(gdtui.__file__).parents[1]
    paths = {".".join(path.relative_to(root).with_suffix("").parts): path for path in root.glob("gdtui/**/*.py")}
    modules = {name.removesuffix(".__init__"): path for name, path in paths.items()}
    return {name: set(_imported(name, path, modules)) for name, path in modules.items()}


def _imported(name: str, path: Path, modules: Collection[str]) -> Iterator[str]:
    own = set(_with_packages(name))
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("gdtui"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from set(_with_packages(whole if whole in modules else node.module)) - own


def _with_packages(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def test_no_modules_import_each_other_not_even_for_their_types() -> None:
    # Raises with the circle, where there is one.
    in_order = list(TopologicalSorter(imports()).static_order())
    assert in_order.index("gdtui.core.loop") < in_order.index("gdtui.app.app")


def test_no_two_modules_have_one_name() -> None:
    names = Counter(
        path.name for path in Path(gdtui.__file__).parent.rglob("*.py") if path.stem.strip("_") == path.stem
    )
    assert [name for name, count in names.items() if count > 1] == []
