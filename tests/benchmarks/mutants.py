"""Whether the tests bite: small faults, one at a time, in a copy of the packages, and which test finds each."""

from __future__ import annotations

import ast
import os
import random
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import copy2, copytree
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from tests.benchmarks.environment import environment
from tests.benchmarks.options import Options
from tests.benchmarks.table import Row

ROOT = Path(__file__).parents[2]
COPIED = ("gdtui", "tests", "pyproject.toml", "README.md")
PACKAGES = ("core", "lab", "charts", "files")
PYTEST = (
    *("nice", sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-n", "0", "-m", "not slow"),
    *("-p", "no:cacheprovider", "--hypothesis-profile=unshrunk", "--hypothesis-seed=0"),
)
FINDING = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
MOST_MEMORY = 4 * 10**9
"""Bytes, for a fault that makes lists without an end."""
MOST_PERCENT = 10
SHOWN = 60
UNTOUCHED = ("annotation", "returns", "decorator_list")
"""What says the kinds of things, and does nothing."""
SWAPPED: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Eq, ast.NotEq), (ast.Is, ast.IsNot), (ast.In, ast.NotIn), (ast.And, ast.Or)),
    *((ast.Add, ast.Sub), (ast.Mult, ast.Div), (ast.BitOr, ast.BitAnd)),
)
INSTEAD: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.USub: (ast.UAdd,),
    **{one: (other,) for pair in SWAPPED for one, other in (pair, pair[::-1])},
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that can be made wrong in a tree: of which kind, where it is shown, and what makes it so."""

    kind: str
    node: ast.AST
    make: Callable[[], object]


def mutants(options: Options) -> Iterator[Row]:
    """A line for each fault, with the test that found it, and at last the share that no test of its package found."""
    with TemporaryDirectory(prefix="gdtui-mutants-") as folder, ThreadPoolExecutor(options.at_once) as pool:
        sound = Path(folder, "sound")
        for name in COPIED:
            (copytree if (ROOT / name).is_dir() else copy2)(ROOT / name, sound / name)
        chosen = _chosen(sound, options.seed, options.mutants)
        limits = {package: _limit(sound, package) for package in sorted({path.parts[1] for path, _ in chosen})}
        lived = 0
        for said, finding, seconds in pool.map(lambda mutant: _tried(sound, limits, *mutant), chosen):
            lived += finding is None
            yield Row(f"{said}: {'LIVED' if finding is None else finding}", seconds, "s")
        what = f"of {len(chosen)} mutants of seed {options.seed} lived"
        yield Row(what, 100 * lived / len(chosen), "%", most=MOST_PERCENT)


def _chosen(sound: Path, seed: int, count: int) -> list[tuple[Path, int]]:
    """So many mutants, of each kind as many: a file, and the number of the fault among all that can be in it."""
    chance = random.Random(seed)
    kinds: dict[str, list[tuple[Path, int]]] = {}
    for path in sorted(path for package in PACKAGES for path in (sound / "gdtui" / package).rglob("*.py")):
        for number, fault in enumerate(_faults(ast.parse(path.read_text(encoding="utf-8")))):
            kinds.setdefault(fault.kind, []).append((path.relative_to(sound), number))
    shuffled = [chance.sample(kinds[kind], count) for kind in sorted(kinds)]
    return [mutant for together in zip(*shuffled, strict=True) for mutant in together][:count]


def _mutated(path: Path, number: int) -> tuple[str, str]:
    """The line and what is changed in it, and the file's text with that fault."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    fault = list(_faults(tree))[number]
    before = _shown(fault.node)
    fault.make()
    return f"{getattr(fault.node, 'lineno', 1)}  {before}  ->  {_shown(fault.node)}", ast.unparse(tree)


def _faults(node: ast.AST, around: ast.AST | None = None) -> Iterator[Fault]:
    """Every fault that can be put into a node or below it; constants are shown with what is right around them.

    Of texts names, keys and signs are changed, not the words of sentences.
    """
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                for kind in INSTEAD[type(op)]:
                    yield Fault("comparison", node, partial(ops.__setitem__, place, kind()))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield Fault("operator", node, partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), operand)))
        case ast.BinOp(op=op) | ast.AugAssign(op=op) | ast.BoolOp(op=op) | ast.UnaryOp(op=op):
            for kind in INSTEAD.get(type(op), ()):
                yield Fault("operator", node, partial(setattr, node, "op", kind()))
        case ast.Constant(value=str() as value) if " " in value or isinstance(around, ast.JoinedStr):
            return
        case ast.Constant(value=bool() | int() | float() | str() | bytes() as value):
            shown = around if isinstance(around, ast.expr) and len(ast.unparse(around)) <= SHOWN else node
            yield Fault("constant", shown, partial(setattr, node, "value", _another(value)))
    for name, part in ast.iter_fields(node):
        if name not in UNTOUCHED:
            for child in part if isinstance(part, list) else [part]:
                if isinstance(child, ast.AST):
                    yield from _faults(child, node)


def _another(value: Any) -> Any:
    """A constant of the same kind that is another one."""
    match value:
        case bool():
            return not value
        case float():
            return 2 * value or 1.0
        case int():
            return value + 1
    return value + type(value)(b"x" if isinstance(value, bytes) else "x")


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _limit(sound: Path, package: str) -> float:
    """How many seconds the tests of a package may take: a few times what they took without a fault."""
    finding, seconds = _found(sound, sorted((sound / "tests" / package).glob("test_*.py")), 3600)
    assert finding is None, f"without a fault fails {finding}"
    return 60 + 3 * seconds


def _tried(sound: Path, limits: dict[str, float], path: Path, number: int) -> tuple[str, str | None, float]:
    """What was changed, what found it (None if nothing did), and the seconds that this took."""
    said, text = _mutated(sound / path, number)
    package, name = path.parts[1], ".".join(path.with_suffix("").parts)

    def distance(tests: Path) -> int:
        """The tests of the module first, then those of a file that imports it."""
        imports = re.search(rf"\b{re.escape(name)}\b", tests.read_text(encoding="utf-8"))
        return 0 if tests.stem == f"test_{path.stem}" else 1 if imports else 2

    with TemporaryDirectory(dir=sound.parent) as folder:
        # With the compiled modules, which are told by the time and the length of their sources.
        tree = Path(folder)
        copytree(sound, tree, dirs_exist_ok=True)
        (tree / path).write_text(text, encoding="utf-8")
        tests = sorted(sorted((tree / "tests" / package).glob("test_*.py")), key=distance)
        return (f"{path}:{said}", *_found(tree, tests, limits[package]))


def _found(tree: Path, tests: list[Path], most_seconds: float) -> tuple[str | None, float]:
    """The first test that fails in this tree, None where none does; and the seconds that this took."""
    command = [*PYTEST, *(str(path.relative_to(tree)) for path in tests)]
    variables = environment(str(tree)) | {"PYTHONPATH": str(tree)}
    began = monotonic()
    with subprocess.Popen(
        command, cwd=tree, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        try:
            said = process.communicate(timeout=most_seconds)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return f"no end within {most_seconds:.0f} s", monotonic() - began
    seconds = monotonic() - began
    if process.returncode == 0:
        return None, seconds
    finding = FINDING.search(said)
    return finding[1] if finding else f"pytest ended with {process.returncode}", seconds
