"""Where the package reaches into what Textual and Rich do not document, found in its source."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import gdtui

LIBRARIES = ("textual", "rich")
DOCUMENTED = "textual.widgets."
"""Where an underscore means nothing: its classes are all handed out by ``textual.widgets``."""
UNDOCUMENTED = ("textual.driver", "textual.drivers")
"""Modules without an underscore that have no page in Textual's reference, either; to name their classes is allowed."""
LOOKED_UP = {"getattr", "setattr", "hasattr", "delattr"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Reach(NamedTuple):
    """One place in the package, and the name there: ``module:Class.name``, or ``?.name`` of who knows what class."""

    place: str
    name: str


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def is_library(module: str) -> bool:
    return module.partition(".")[0] in LIBRARIES


def is_undocumented(module: str) -> bool:
    private = _is_private_path(module) and not module.startswith(DOCUMENTED)
    return private or module.startswith(UNDOCUMENTED)


@cache
def tree_of(module: str) -> ast.Module:
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return ast.parse(Path(spec.origin).read_text(encoding="utf-8"))


@cache
def own_names(owner: type) -> frozenset[str]:
    """The names that a class itself gives to its objects."""
    names = set(vars(owner)) | set(vars(owner).get("__annotations__", ()))
    for node in ast.walk(tree_of(owner.__module__)):
        if isinstance(node, ast.ClassDef) and node.name == owner.__name__:
            names |= {each.attr for each in attributes(node) if is_own(each) and isinstance(each.ctx, ast.Store)}
    return frozenset(names)


def attributes(node: ast.AST) -> Iterator[ast.Attribute]:
    """Every ``value.name`` in a piece of source."""
    return (each for each in ast.walk(node) if isinstance(each, ast.Attribute))


def is_own(node: ast.Attribute) -> bool:
    """Whether this is ``self.name``, ``cls.name`` or ``super().name``."""
    value = node.value.func if isinstance(node.value, ast.Call) else node.value
    return isinstance(value, ast.Name) and value.id in ("self", "cls", "super")


@cache
def private_names() -> frozenset[str]:
    """Every private name that is given to some object in the libraries."""
    names = set[str]()
    for library in LIBRARIES:
        package = find_spec(library)
        assert package is not None
        assert package.origin is not None
        for path in Path(package.origin).parent.rglob("*.py"):
            names |= set(re.findall(r"(?:self\.|cls\.|def |^    )(_\w+)", path.read_text(encoding="utf-8"), re.M))
    return frozenset(filter(is_private, names))


@cache
def reaches() -> tuple[Reach, ...]:
    """All of the package's."""
    root = Path(gdtui.__file__).parent
    found = list[Reach]()
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = str(path.relative_to(root.parent))
        module = place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if "textual" in ast.unparse(tree) or "rich" in ast.unparse(tree):
            lines = _Reader(tree, importlib.import_module(module)).read()
            found += [Reach(f"{place}:{line}", name) for line, name in sorted(set(lines))]
    return tuple(found)


class _Reader:
    """Reads one module."""

    def __init__(self, tree: ast.Module, module: ModuleType) -> None:
        self._tree, self._module = tree, module
        self._imported = {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module and is_undocumented(node.module)
            for alias in node.names
        }
        self._made = {
            target.attr: node.value.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Name)
            and node.value.func.id in self._imported
            for target in node.targets
            if isinstance(target, ast.Attribute)
        }
        """By the names of attributes, the undocumented classes of what they hold."""

    def read(self) -> Iterator[tuple[int, str]]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, f"{each.name}:") for each in node.names if _is_private_path(each.name))
            elif isinstance(node, ast.ImportFrom) and is_library(node.module or ""):
                names = (each.name for each in node.names if _is_private_path(f"{node.module}.{each.name}"))
                yield from ((node.lineno, f"{node.module}:{name}") for name in names)
            elif isinstance(node, ast.ClassDef):
                yield from self._of_class(node)
            elif isinstance(node, ast.Attribute) and not is_own(node):
                yield from self._of_others(node)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LOOKED_UP:
                name = node.args[1]
                if isinstance(name, ast.Constant) and isinstance(name.value, str) and is_private(name.value):
                    yield node.lineno, f"?.{name.value}"

    def _of_class(self, node: ast.ClassDef) -> Iterator[tuple[int, str]]:
        """What a class takes over from the libraries' classes that it is built on, or puts in its place."""
        given = dict[str, type]()
        for base in reversed(self._bases(node)):
            given |= dict.fromkeys(own_names(base), base)
        uses = [(each.lineno, each.name) for each in node.body if isinstance(each, Function)]
        for each in node.body:
            targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
            uses += [(each.lineno, target.id) for target in targets if isinstance(target, ast.Name)]
        uses += [(each.lineno, each.attr) for each in attributes(node) if is_own(each)]
        for line, name in uses:
            base = given.get(name, object)
            dunder = name.startswith("__") and name.endswith("__")
            if (is_library(base.__module__) and is_private(name)) or (is_undocumented(base.__module__) and not dunder):
                yield line, f"{base.__module__}:{base.__qualname__}.{name}"

    def _bases(self, node: ast.ClassDef) -> list[type]:
        """The libraries' classes that a class is built on, each before those that it is built on itself."""
        bases = set[type]()
        for base in node.bases:
            plain = base.value if isinstance(base, ast.Subscript) else base
            owner = eval(ast.unparse(plain), vars(self._module))
            bases |= {each for each in getattr(owner, "__mro__", ()) if is_library(each.__module__)}
        return sorted(bases, key=lambda each: -len(each.__mro__))

    def _of_others(self, node: ast.Attribute) -> Iterator[tuple[int, str]]:
        value = node.value
        known = self._imported.get(value.id) if isinstance(value, ast.Name) else None
        if isinstance(value, ast.Attribute) and value.attr in self._made:
            known = self._imported[self._made[value.attr]]
        if known is not None:
            yield node.lineno, f"{known[0]}:{known[1]}.{node.attr}"
        elif is_private(node.attr) and node.attr in private_names():
            yield node.lineno, f"?.{node.attr}"


def _is_private_path(path: str) -> bool:
    return is_library(path) and any(map(is_private, path.split(".")))
