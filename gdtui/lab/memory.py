"""The loop from memory: which lines are blank at each level, and whether a typed line means the same.

A line is parsed and compared, never run.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from gdtui.core.parameters import Parameters

LINES = Parameters().loop.lines
"""The lines of gradient descent's loop that are to be remembered."""
BLANKS = ((4,), (3, 4), (2, 3, 4), (0, 2, 3, 4), (0, 1, 2, 3, 4))
"""Which of them are blank, by their number, at each level."""
OTHER_NAMES = {
    "prediction": "pred",
    "goal": "goal_pred",
    "lr": "alpha",
    "pure_error": "delta",
    "w": "weight",
}
"""What people also call a name of the loop; the other lines would not know it by that."""
LONGEST_LINE = 200
OPERATIONS = {"*": "a multiplication", "+": "an addition or a subtraction", "**": "a power", "/": "a division"}
Form = tuple[Any, ...]


class LineError(ValueError):
    """A typed line that is no line of the loop; the text says what kind of thing is wrong with it."""


def missing(typed: str, expected: str) -> str:
    """What kind of thing a typed line lacks to mean the same as the expected one; empty where it does."""
    try:
        target, form = _parsed(typed)
    except LineError as error:
        return str(error)
    wanted_target, wanted = _parsed(expected)
    for name in sorted({target, *_names(form)} & set(OTHER_NAMES)):
        return f"the other lines call it {OTHER_NAMES[name]}, not {name}"
    if target != wanted_target:
        return "it gives a value to another name than this line should"
    if form == wanted:
        return ""
    names, wanted_names = _names(form), _names(wanted)
    if set(names) - set(wanted_names):
        return "it uses a name that does not belong here"
    if set(wanted_names) - set(names):
        return "a name is missing"
    operations, wanted_operations = Counter(_operations(form)), Counter(_operations(wanted))
    for operation, what in OPERATIONS.items():
        if wanted_operations[operation] > operations[operation]:
            return f"{what} is missing"
        if wanted_operations[operation] < operations[operation]:
            return f"there is {what} too many"
    return "the parts are right, but their signs or their order are not"


def _parsed(line: str) -> tuple[str, Form]:
    """The name that a line gives a value to, and the value in a form that is the same for equal meanings."""
    if not line.strip():
        _refuse("nothing is typed yet")
    if len(line) > LONGEST_LINE:
        _refuse("it is far too long")
    try:
        with warnings.catch_warnings():
            # What Python thinks of a line that is only compared is nobody's concern, as of "1 is 1".
            warnings.simplefilter("ignore")
            body = ast.parse(line.strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        _refuse("it is not a line of Python yet")
    if len(body) == 1 and isinstance(body[0], ast.Assign) and len(body[0].targets) == 1:
        target, value = body[0].targets[0], body[0].value
    elif len(body) == 1 and isinstance(body[0], ast.AugAssign):
        target = body[0].target
        value = ast.BinOp(ast.Name(target.id if isinstance(target, ast.Name) else ""), body[0].op, body[0].value)
    else:
        _refuse("it does not give a value to a name, with =")
    if not isinstance(target, ast.Name):
        _refuse("it does not give a value to a name, with =")
    return target.id, _form(value)


def _refuse(reason: str) -> NoReturn:
    raise LineError(reason)


def _form(node: ast.expr) -> Form:
    """An expression as a sum of products: the order of operands, brackets and ways to write a square drop out."""
    if isinstance(node, ast.Name):
        return ("name", node.id)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return ("number", float(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
        return _form(node.operand)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _minus(_form(node.operand))
    if isinstance(node, ast.BinOp):
        left, right = _form(node.left), _form(node.right)
        if isinstance(node.op, ast.Add):
            return _sum(left, right)
        if isinstance(node.op, ast.Sub):
            return _sum(left, _minus(right))
        if isinstance(node.op, ast.Mult):
            return _square(left) if left == right else _product(left, right)
        if isinstance(node.op, ast.Pow):
            return _square(left) if right == ("number", 2.0) else ("**", left, right)
        if isinstance(node.op, ast.Div):
            return ("/", left, right)
    _refuse("it uses something that the loop does not need")


def _minus(form: Form) -> Form:
    if form[0] == "-":
        return form[1]  # type: ignore[no-any-return]
    if form[0] == "+":
        return _sum(*(_minus(part) for part in form[1:]))
    return ("-", form)


def _sum(*forms: Form) -> Form:
    parts = [part for form in forms for part in (form[1:] if form[0] == "+" else (form,))]
    return ("+", *sorted(parts, key=repr))


def _product(left: Form, right: Form) -> Form:
    """A product with its minus signs outside."""
    if left[0] == "-" or right[0] == "-":
        plain = [form[1] if form[0] == "-" else form for form in (left, right)]
        product = _product(plain[0], plain[1])
        return _minus(product) if (left[0] == "-") != (right[0] == "-") else product
    parts = [part for form in (left, right) for part in (form[1:] if form[0] == "*" else (form,))]
    return ("*", *sorted(parts, key=repr))


def _square(form: Form) -> Form:
    """A square: of a difference it is the same either way round."""
    return ("**", min(form, _minus(form), key=repr), ("number", 2.0))


def _names(form: Form) -> list[str]:
    return [part[1] for part in _parts(form) if part[0] == "name"]


def _operations(form: Form) -> list[str]:
    """Each operation as often as it takes place: a product of three is two of them."""
    return [part[0] for part in _parts(form) if part[0] in OPERATIONS for _ in part[2:]]


def _parts(form: Form) -> Iterator[Form]:
    yield form
    for part in form[1:]:
        if isinstance(part, tuple):
            yield from _parts(part)
