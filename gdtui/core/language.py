"""The loop's language: a small part of Python, checked as a syntax tree before anything of it is compiled.

Assignments to plain names, ``if`` with comparisons, one ``for input, goal_pred in pairs:``, numbers, names,
``+ - * / **``, brackets and a few functions. Numbers are floats, so that no power can grow without an end.
"""

from __future__ import annotations

import ast
import builtins
import keyword
import math
import warnings
from collections.abc import Callable, Sequence
from typing import NoReturn


def sign(value: float) -> float:
    """-1, 0 or 1, the side of 0 that a value is on; nan for nan."""
    return float((value > 0) - (value < 0)) if value == value else value


FUNCTIONS: dict[str, Callable[..., float]] = {
    "abs": abs,
    "sign": sign,
    "min": min,
    "max": max,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "sin": math.sin,
    "cos": math.cos,
    "tanh": math.tanh,
}
"""What a line may call, each with one number, ``min`` and ``max`` with two or more."""
OF_SEVERAL = ("min", "max")
PAIRS = "pairs"
"""What the ``for`` of several pairs goes through."""
MOST_LINES, MOST_NODES, LONGEST_LINE, DEEPEST = 30, 400, 200, 50
TAKEN_WORDS = (set(dir(builtins)) | set(keyword.kwlist) | {PAIRS}) - {"input"}
"""Names that mean something else already; ``input`` is the lab's own."""
HAS = "there are numbers, names, + - * / ** and brackets"
IS_A_LINE = f"a line is name = ..., if ...: or for input, goal_pred in {PAIRS}:"
NOT_THERE = {ast.Attribute: "a dot after a name", ast.Subscript: "a square bracket", ast.NamedExpr: "the sign :="}


class LoopError(ValueError):
    """A text that is not in the loop's language; ``line`` counts from 1, the text names it and says why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def checked(lines: Sequence[str], *, room: int = 1) -> list[ast.stmt]:
    """The statements of these lines; LoopError where one is not in the language.

    ``room`` is how many times as much as may be typed there may be.
    """
    if len(lines) > room * MOST_LINES:
        raise LoopError(MOST_LINES + 1, f"there are {MOST_LINES} lines at most")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise LoopError(number, f"longer than {LONGEST_LINE} characters")
        # A comment may be in any language, but steers no terminal.
        code = [sign for sign in line.partition("#")[0] if not sign.isascii()]
        strange = next(iter([*code, *(sign for sign in line if not sign.isprintable())]), None)
        if strange is not None:
            raise LoopError(number, f"{strange!a} is no sign of the language; {HAS}")
    depth = 0
    for number, line in enumerate(lines, 1):
        for sign in line.partition("#")[0]:
            depth += (sign == "(") - (sign == ")")
            if depth > DEEPEST:
                raise LoopError(number, f"brackets are nested more than {DEEPEST} deep")
    try:
        with warnings.catch_warnings():
            # What Python only warns of is refused below.
            warnings.simplefilter("ignore")
            body = parsed(lines)
    except SyntaxError as error:
        raise LoopError(error.lineno or 1, f"this is no line of Python yet ({error.msg})") from None
    except (ValueError, RecursionError, MemoryError):
        raise LoopError(1, "this is too deep or too big to be read") from None
    nodes = [each for statement in body for each in ast.walk(statement)]
    if len(nodes) > room * MOST_NODES:
        raise LoopError(1, f"there is too much in these lines; {MOST_NODES} names, numbers and signs are the most")
    loops = [each for each in nodes if isinstance(each, ast.For)]
    if len(loops) > 1:
        raise LoopError(loops[1].lineno, "there is one for at most")
    for statement in body:
        _check_statement(statement)
    statements = [each.lineno for each in nodes if isinstance(each, ast.stmt)]
    for number in statements:
        if statements.count(number) > 1:
            raise LoopError(number, "one line does one thing; put the other on a line of its own")
    return body


def parsed(lines: Sequence[str]) -> list[ast.stmt]:
    """The statements of these lines, a tree of one's own; not checked, and what Python raises."""
    return ast.parse("\n".join(line.partition("#")[0].rstrip() for line in lines)).body


def _refuse(node: ast.AST, reason: str) -> NoReturn:
    raise LoopError(getattr(node, "lineno", 1), reason)


def _check_statement(node: ast.stmt) -> None:
    match node:
        case ast.Assign(targets=[ast.Name() as target], value=value):
            _check_target(target)
            _check_value(value)
        case ast.AugAssign(target=ast.Name() as target, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), value=value):
            _check_target(target)
            _check_value(value)
        case ast.If(test=test, body=body, orelse=orelse):
            _check_condition(test)
            for statement in (*body, *orelse):
                _check_statement(statement)
        case ast.For(target=ast.Tuple(elts=[ast.Name(id="input"), ast.Name(id="goal_pred")]), orelse=[]):
            if not isinstance(node.iter, ast.Name) or node.iter.id != PAIRS:
                _refuse(node, IS_A_LINE)
            for statement in node.body:
                _check_statement(statement)
        case ast.For():
            _refuse(node, IS_A_LINE)
        case ast.Assign() | ast.AugAssign():
            _refuse(node, "a line gives a value to one plain name, with =, +=, -=, *= or /=")
        case _:
            _refuse(node, f"this is not in the language; {IS_A_LINE}")


def _check_target(node: ast.Name) -> None:
    if node.id in FUNCTIONS:
        _refuse(node, f"{node.id} is a function; choose another name")
    _check_name(node)


def _check_name(node: ast.Name) -> None:
    if node.id in TAKEN_WORDS or node.id.startswith("_"):
        _refuse(node, f"'{node.id[:40]}' means something else in Python; choose another name")


def _check_value(node: ast.expr) -> None:
    match node:
        case ast.Name(id=name):
            if name in FUNCTIONS:
                _refuse(node, f"{name} is a function; write {name}(...)")
            _check_name(node)
        case ast.Constant(value=bool() | complex() | str() | bytes() | None):
            _refuse(node, f"this is no number; {HAS}")
        case ast.Constant(value=int() | float() as value):
            try:
                finite = math.isfinite(float(value))
            except OverflowError:
                finite = False
            if not finite:
                _refuse(node, "a number is too big for a float")
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check_value(operand)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Pow(), right=right):
            _check_value(left)
            _check_value(right)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            if len(arguments) != 1 if name not in OF_SEVERAL else len(arguments) < 2:
                _refuse(node, f"{name} takes {'two numbers or more' if name in OF_SEVERAL else 'one number'}")
            for argument in arguments:
                _check_value(argument)
        case ast.Call():
            _refuse(node, f"only {', '.join(FUNCTIONS)} can be called, with numbers")
        case _:
            _refuse(node, f"{NOT_THERE.get(type(node), 'such a thing')} is not in the language; {HAS}")


def _check_condition(node: ast.expr) -> None:
    match node:
        case ast.BoolOp(values=values):
            for value in values:
                _check_condition(value)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            _check_condition(operand)
        case ast.Compare(left=left, ops=ops, comparators=others) if not any(
            isinstance(op, ast.Is | ast.IsNot | ast.In | ast.NotIn) for op in ops
        ):
            for value in (left, *others):
                _check_value(value)
        case _:
            _refuse(node, "a condition compares: down_error < up_error, with and, or, not")
