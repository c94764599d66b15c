"""The lines of one iteration, stepped, followed, listed and shown with their values: what is read is what runs."""

from __future__ import annotations

import ast
import copy
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from gdtui.core.figures import short
from gdtui.core.language import FUNCTIONS, LONGEST_LINE, MOST_LINES, PAIRS, LoopError, checked

MOST_SHOWN = 66
"""Characters of a line and of its expression with values; of a longer one only the result is shown."""

Values = Mapping[str, Any]
"""A float for each name, and for ``pairs`` a tuple of (input, goal_pred)."""


ROOM = 4
"""A problem's lines and somebody's own may together be so many times as much as may be typed."""


class Loop:
    """The checked lines of one iteration, as they were written and as a syntax tree; ``loop_of`` makes each once."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self._pruned: dict[tuple[str, ...], Loop] = {}

    @cached_property
    def body(self) -> list[ast.stmt]:
        """The statements; LoopError where the lines are not in the language."""
        return checked(self.lines, room=ROOM)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The names that are given a value, in the order in which that first happens."""
        return tuple(dict.fromkeys(name for statement in self.body for name in _targets(statement)))

    @property
    def calls(self) -> set[str]:
        """The functions that are called."""
        return {each.id for node in self.body for each in ast.walk(node) if isinstance(each, ast.Name)} & set(FUNCTIONS)

    @cached_property
    def read(self) -> tuple[str, ...]:
        """The names whose value from before the iteration is looked at: what is given, and what is carried on."""
        return tuple(dict.fromkeys(_reads_before_writing(self.body, set())))

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """The names that go from one iteration to the next: looked at before they are given a new value."""
        return tuple(name for name in self.read if name in self.written)

    @cached_property
    def of_a_pair(self) -> set[str]:
        """The names that only lines within the ``for`` give a value to: at the end they have the last pair's."""
        return set(self.written) - set(_targets_of_all(self.body))

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The names that the lines never change: the input, the goal, the knobs."""
        return tuple(name for name in self.read if name not in self.written)

    def for_the_sake_of(self, *names: str) -> Loop:
        """The same without the lines that these names, and what is carried on, do not need."""
        if names not in self._pruned:
            kept = _needed(self.body, {*names, *self.carried})
            self._pruned[names] = loop_of(line for number, line in enumerate(self.lines, 1) if number in kept)
        return self._pruned[names]

    def shown(self, values: Values) -> list[tuple[str, str]]:
        """Each line with the values of one iteration put in; nothing beside a line that is not reached.

        ``values`` has each name that is read before it is written.
        """
        beside: dict[int, tuple[str, str]] = {}
        _show(self.body, dict(values), beside)
        shown = []
        for number, line in enumerate(self.lines, 1):
            put_in, result = beside.get(number, ("", ""))
            shown.append((line, result if len(line) + len(put_in) > MOST_SHOWN else put_in + result))
        return shown


@lru_cache(maxsize=256)
def _loop(lines: tuple[str, ...]) -> Loop:
    return Loop(lines)


def loop_of(lines: Iterable[str]) -> Loop:
    """The loop of these lines, the same object for the same lines."""
    return _loop(tuple(lines))


def parse_loop(text: str) -> Loop:
    """The loop that somebody typed; LoopError names the first line that is not in the language, and says why."""
    if len(text) > MOST_LINES * LONGEST_LINE:
        raise LoopError(1, f"the text is too long; {MOST_LINES} lines of {LONGEST_LINE} characters are the most")
    loop = loop_of(line.rstrip() for line in text.splitlines())
    if not checked(loop.lines):
        raise LoopError(1, "there is no line yet; weight = weight - alpha * weight_delta is one")
    return loop


# What is read and written.


def _targets(node: ast.stmt) -> Iterator[str]:
    """The names that a statement may give a value to."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            yield each.id


def _targets_of_all(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that statements give a value to which stand in no ``for``."""
    for node in body:
        if isinstance(node, ast.If):
            yield from _targets_of_all([*node.body, *node.orelse])
        elif not isinstance(node, ast.For):
            yield from _targets(node)


def _names(node: ast.AST) -> Iterator[str]:
    """The names that an expression looks at, or a statement at its head."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id not in FUNCTIONS:
            yield each.id


def _reads_before_writing(body: Sequence[ast.stmt], known: set[str]) -> Iterator[str]:
    """The names that these statements look at before they surely have a value; ``known`` takes in those that have."""
    for node in body:
        if isinstance(node, ast.If | ast.For):
            head = node.test if isinstance(node, ast.If) else node.iter
            yield from (name for name in _names(head) if name not in known)
            inside = known | (set(_targets(node.target)) if isinstance(node, ast.For) else set())  # type: ignore[arg-type]
            then, otherwise = set(inside), set(known)
            yield from _reads_before_writing(node.body, then)
            yield from _reads_before_writing(node.orelse, otherwise)
            # What only one way through gives a value to keeps, the other way, the one from before.
            either = (then ^ otherwise) - inside if isinstance(node, ast.If) else set()
            yield from either
            known |= then & otherwise
        elif isinstance(node, ast.Assign | ast.AugAssign):
            looked_at = [*_names(node.value)]
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                looked_at.append(node.target.id)
            yield from (name for name in looked_at if name not in known)
            known |= set(_targets(node))


def _needed(body: Sequence[ast.stmt], wanted: set[str]) -> set[int]:
    """The numbers of the lines that these names need, from the last statement to the first; ``wanted`` grows."""
    kept: set[int] = set()
    for node in reversed(body):
        if not wanted.intersection(_targets(node)):
            continue
        if isinstance(node, ast.For):
            # Round after round, until nothing that a line needs stands in a later one.
            before = -1
            while before < len(wanted):
                before = len(wanted)
                inside = _needed(node.body, wanted)
            kept |= {node.lineno, *inside}
            wanted.update(_names(node.iter))
            continue
        end = node.end_lineno or node.lineno
        kept.update(range(node.lineno, end + 1))
        wanted.update(_names(node))
        wanted.update(name for each in ast.walk(node) if isinstance(each, ast.AugAssign) for name in _targets(each))
    return kept


# Stepping.

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


class _Floats(ast.NodeTransformer):
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


def _text(body: Sequence[ast.stmt], depth: int, *, every_power: bool = False) -> str:
    """Statements as lines of a function, with floats for numbers."""
    floats = _Floats(every_power=every_power)
    text = ast.unparse([floats.visit(copy.deepcopy(node)) for node in body] or [ast.Pass()])  # type: ignore[arg-type]
    return "\n".join("    " * depth + line for line in text.splitlines())


def _made(source: str) -> Callable[..., Callable[..., Any]]:
    """The function ``_make`` of a source that was put together here from checked lines.

    Names that the lines do not have begin with an underscore there: no name in the language does.
    """
    names: dict[str, Any] = {
        "__builtins__": {},
        **FUNCTIONS,
        "_power": power,
        "_new": tuple.__new__,
        "_nan": math.nan,
        "_inf": math.inf,
    }
    names |= {"_cannot": NOT_TO_BE_HAD, "_range": range}
    exec(compile(source, "<loop>", "exec"), names)
    make: Callable[..., Callable[..., Any]] = names["_make"]
    return make


def _unpacked(names: Sequence[str]) -> str:
    return "".join(f"{name}, " for name in names)


def _kept(names: Iterable[str], when: str) -> str:
    """The statement that keeps the values of these names as they are before any line."""
    return "; ".join(f"{when}{name} = {name}" for name in names)


BEGAN, NOW = "_began_", "_now_"
"""In front of a name, what it was before the first iteration, and before the present one."""


@lru_cache(maxsize=256)
def _stepping(loop: Loop, carried: tuple[str, ...], columns: tuple[str, ...], careful: bool) -> Callable[..., Any]:
    """What makes the function of ``stepper``; ``careful`` is for the rows in which a figure cannot be had."""
    at_hand = f"_iteration, {NOW}weight, error, weight, _new(_figures, ({_unpacked(columns)}))"
    # A sum is finite only where all of its terms are; the rare sum that overflows by itself is looked at again.
    total = " + ".join(("error", "weight", *columns))
    keep = _kept(carried, NOW)
    unknown = [name for name in loop.written if name not in carried]
    first, otherwise = keep, f"return _careful()(_iteration, {_unpacked([NOW + name for name in carried])})"
    if careful:
        first = f"{keep}; {' = '.join([*unknown, '_nan'])}"
        otherwise = f"{' = '.join([*carried, '_nan'])}; return _rare({at_hand})"
    return _made(f"""
def _make(_figures, _kind, _rare, _careful, {_unpacked(loop.given)}):
    def _step(_iteration, {_unpacked(carried)}):
        {first}
        try:
{_text(loop.body, 3, every_power=careful)}
            if -_inf < {total} < _inf:
                return _new(_kind, ({at_hand}, ()))
            return _rare({at_hand})
        except _cannot:
            {otherwise}
    return _step
""")


def stepper(
    loop: Loop,
    carried: Sequence[str],
    columns: Sequence[str],
    values: Values,
    figures: type,
    kind: type,
    rare: Callable[..., Any],
) -> Callable[..., Any]:
    """A function from an iteration's number and the carried values to a row.

    The row is a ``kind`` of tuple, of the iteration, the weight as it was, the error, the weight as it is then, a
    ``figures`` kind of tuple of the columns, and (). Where they are not surely all finite, it is what ``rare`` makes of
    all but the last: a figure that overflows is infinite; from one that cannot be had on, all are nan.
    """
    given = {name: values[name] for name in loop.given}

    def make(*, careful: bool) -> Callable[..., Any]:
        made = _stepping(loop, tuple(carried), tuple(columns), careful)
        step: Callable[..., Any] = made(figures, kind, rare, lambda: make(careful=True), **given)
        return step

    # Few runs have such a row, and making the function takes longer than many rows do.
    return make(careful=False)


@lru_cache(maxsize=256)
def _following(loop: Loop, carried: tuple[str, ...], figure: str) -> Callable[..., Callable[..., Any]]:
    names, as_they_were = _unpacked(carried), _unpacked([NOW + name for name in carried])
    is_back = " and ".join(f"{name} == {BEGAN}{name}" for name in carried)
    until = next(number for number, node in enumerate(loop.body, 1) if figure in _targets(node))
    while any(figure in _targets(node) for node in loop.body[until:]):
        until += 1
    return _made(f"""
def _make({_unpacked(loop.given)}):
    def _follow(_low, _high, _updates, {names}):
        {_kept(carried, BEGAN)}
        _taken = 0
        try:
            for _taken in _range(_updates):
                {_kept(carried, NOW)}
{_text(loop.body[:until], 4)}
                if _low <= {figure} <= _high:
                    return _taken, {as_they_were}
{_text(loop.body[until:], 4)}
                if {is_back}:
                    return _taken + 1, {names}
        except _cannot:
            return _taken, {as_they_were}
        return _updates, {names}
    return _follow
""")


def follower(
    loop: Loop, carried: Sequence[str], figure: str, values: Values, kept: Sequence[str] = ()
) -> Callable[..., Any]:
    """A function that takes many updates with nothing written down, as fast as Python goes.

    It is called with two limits, a number of updates and the carried values, and answers how many were taken and the
    carried values then. It stops early where the figure is from the lower limit to the upper, where the carried values
    are back at those it began with, and where a figure overflows or cannot be had, of those that these or the names in
    ``kept`` need.
    """
    needed = loop.for_the_sake_of(figure, *kept)
    return _following(needed, tuple(carried), figure)(**{name: values[name] for name in needed.given})


# Showing.


def names_in(node: ast.AST) -> set[str]:
    """The names that an expression looks at."""
    return set(_names(node))


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
    tree = ast.fix_missing_locations(ast.Expression(_Floats(every_power=True).visit(copy.deepcopy(node))))
    code, known = compile(tree, "<loop>", "eval"), {"__builtins__": {}, "_power": power, **FUNCTIONS}

    def value(values: Values) -> Any:
        try:
            return eval(code, known, dict(values))
        except NOT_TO_BE_HAD:
            return math.nan

    return value


def _value(node: ast.expr, values: Values) -> Any:
    return value_of(node)(values)


class _PutIn(ast.NodeTransformer):
    """Puts the value in the place of each name."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self._values:
            return node
        text = short(self._values[node.id])
        # A minus of its own, so that a power of it gets its brackets.
        return ast.UnaryOp(ast.USub(), ast.Name(text[1:])) if text.startswith("-") else ast.Name(text)


def _with_values(node: ast.expr, values: Values) -> str:
    return ast.unparse(_PutIn(values).visit(copy.deepcopy(node)))


def _show(body: Sequence[ast.stmt], values: dict[str, Any], beside: dict[int, tuple[str, str]]) -> None:
    """Go through the statements once, and put down for each line its values and what it came to."""
    for node in body:
        if isinstance(node, ast.If):
            is_so = _value(node.test, values)
            beside[node.lineno] = f"{_with_values(node.test, values)}: ", "yes" if is_so is True else "no"
            _show(node.body if is_so is True else node.orelse, values, beside)
        elif isinstance(node, ast.For):
            for pair in values[PAIRS]:
                values["input"], values["goal_pred"] = pair
                _show(node.body, values, beside)
        elif isinstance(node, ast.Assign | ast.AugAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            assert isinstance(target, ast.Name)
            value = node.value
            if isinstance(node, ast.AugAssign):
                value = ast.BinOp(ast.Name(target.id, ast.Load()), node.op, node.value)
            put_in = _with_values(value, values)
            values[target.id] = _value(value, values)
            beside[node.lineno] = f"{put_in} ", f"= {short(values[target.id])}"
