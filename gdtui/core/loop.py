"""The lines of one iteration: checked, read, listed, shown with values; ``compiled`` makes functions of them."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from gdtui.core.expressions import Values, names_read, value_of
from gdtui.core.figures import short
from gdtui.core.language import FUNCTIONS, LONGEST_LINE, MOST_LINES, PAIRS, LoopError, checked

MOST_SHOWN = 66
"""Characters of a line and of its expression with values; of a longer one only the result is shown."""

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
        return tuple(dict.fromkeys(name for statement in self.body for name in targets(statement)))

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


@lru_cache(maxsize=512)
def targets(node: ast.stmt) -> tuple[str, ...]:
    """The names that a statement may give a value to."""
    names = (each for each in ast.walk(node) if isinstance(each, ast.Name))
    return tuple(each.id for each in names if isinstance(each.ctx, ast.Store))


def _targets_of_all(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that statements give a value to which stand in no ``for``."""
    for node in body:
        if isinstance(node, ast.If):
            yield from _targets_of_all([*node.body, *node.orelse])
        elif not isinstance(node, ast.For):
            yield from targets(node)


def _reads_before_writing(body: Sequence[ast.stmt], known: set[str]) -> Iterator[str]:
    """The names that these statements look at before they surely have a value; ``known`` takes in those that have."""
    for node in body:
        if isinstance(node, ast.If | ast.For):
            head = node.test if isinstance(node, ast.If) else node.iter
            yield from (name for name in names_read(head) if name not in known)
            inside = known | (set(targets(node.target)) if isinstance(node, ast.For) else set())
            then, otherwise = set(inside), set(known)
            yield from _reads_before_writing(node.body, then)
            yield from _reads_before_writing(node.orelse, otherwise)
            # What only one way through gives a value to keeps, the other way, the one from before.
            either = (then ^ otherwise) - inside if isinstance(node, ast.If) else set()
            yield from either
            known |= then & otherwise
        elif isinstance(node, ast.Assign | ast.AugAssign):
            looked_at = [*names_read(node.value)]
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                looked_at.append(node.target.id)
            yield from (name for name in looked_at if name not in known)
            known |= set(targets(node))


def _needed(body: Sequence[ast.stmt], wanted: set[str]) -> set[int]:
    """The numbers of the lines that these names need, from the last statement to the first; ``wanted`` grows."""
    kept: set[int] = set()
    for node in reversed(body):
        if not wanted.intersection(targets(node)):
            continue
        if isinstance(node, ast.For):
            # Round after round, until nothing that a line needs stands in a later one.
            before = -1
            while before < len(wanted):
                before = len(wanted)
                inside = _needed(node.body, wanted)
            kept |= {node.lineno, *inside}
            wanted.update(names_read(node.iter))
            continue
        end = node.end_lineno or node.lineno
        kept.update(range(node.lineno, end + 1))
        wanted.update(names_read(node))
        wanted.update(name for each in ast.walk(node) if isinstance(each, ast.AugAssign) for name in targets(each))
    return kept


# Showing.


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
            is_so = value_of(node.test)(values)
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
            values[target.id] = value_of(value)(values)
            beside[node.lineno] = f"{put_in} ", f"= {short(values[target.id])}"
