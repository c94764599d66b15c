"""The expressions of the loop's language: their names, another in the place of one, and what they come to."""

from __future__ import annotations

import ast
import copy
import math
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from gdtui.core.language import FUNCTIONS, checked

Values = Mapping[str, Any]
"""A float for each name, and for ``pairs`` a tuple of (input, goal_pred)."""
NOT_TO_BE_HAD = (ArithmeticError, ValueError)
"""What Python raises where a figure cannot be had: a division by zero, a root of less than 0, more than a float."""


def power(base: float, exponent: float) -> float:
    """``base ** exponent``: infinite where it overflows; ValueError where Python would answer with a complex number."""
    try:
        result: float | complex = base**exponent
    except OverflowError:
        return math.inf
    if isinstance(result, complex):
        raise ValueError("a root of a negative number")
    return result


class Floats(ast.NodeTransformer):
    """Makes every number a float, and a call of each power that needs care, or of every power."""

    def __init__(self, *, every_power: bool) -> None:
        self._every_power = every_power

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Constant(float(node.value))  # type: ignore[arg-type]

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        is_whole = isinstance(node.right, ast.Constant) and float(node.right.value).is_integer()  # type: ignore[arg-type]
        self.generic_visit(node)
        if isinstance(node.op, ast.Pow) and (self._every_power or not is_whole):
            return ast.Call(ast.Name("_power", ast.Load()), [node.left, node.right], [])
        return node


def names_read(node: ast.AST) -> Iterator[str]:
    """The names that an expression looks at, or a statement at its head."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id not in FUNCTIONS:
            yield each.id


def with_name(node: ast.expr, name: str, text: str) -> ast.expr:
    """The expression with another, in the loop's language, in the place of a name."""

    class _Put(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return ast.parse(text, mode="eval").body if node.id == name else node

    put: ast.expr = _Put().visit(copy.deepcopy(node))
    return put


@lru_cache(maxsize=64)
def expression(text: str) -> ast.expr:
    """The tree of one expression of the loop's language."""
    (line,) = checked((f"value = {text}",))
    assert isinstance(line, ast.Assign)
    return line.value


@lru_cache(maxsize=256)
def value_of(node: ast.expr) -> Callable[[Values], Any]:
    """A function from the values of its names to what a checked expression comes to; nan where it cannot be had."""
    tree = ast.fix_missing_locations(ast.Expression(Floats(every_power=True).visit(copy.deepcopy(node))))
    code, known = compile(tree, "<loop>", "eval"), {"__builtins__": {}, "_power": power, **FUNCTIONS}

    def value(values: Values) -> Any:
        try:
            return eval(code, known, dict(values))
        except NOT_TO_BE_HAD:
            return math.nan

    return value
