"""Expressions of the loop's language in their simplest form, and as text that people can read.

Whatever is read becomes a sum of products: in front of each an exact fraction, then whole powers of what cannot be
taken apart. Like terms meet there, equal factors cancel (which fills the hole that x / x has at 0), and numbers are
reckoned as on paper, so that ``3 * 0.1`` is 0.3. Expressions are gone through without recursion, so none is too deep.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")

# How firmly a text holds together, from a sum, which needs brackets nearly everywhere, to what never needs any.
SUM, PRODUCT, MINUS, POWER, WHOLE = range(5)


@dataclass(frozen=True, slots=True)
class Part:
    """What a product is made of, as text without its brackets; ``terms`` is the sum that it is, if it is one.

    Two are the same if their keys are: sums whatever the order of their terms, all others if their texts are.
    """

    key: str
    text: str = field(compare=False)
    holds: int
    terms: Terms = field(default=(), compare=False)
    opposite: str = field(default="", compare=False)


Powers = dict[Part, int]
Terms = tuple[tuple[Fraction, Powers], ...]
"""A sum; each term is a number that is not 0 times powers of parts, none to the power 0. The empty sum is 0."""

ZERO: Terms = ()
ONE: Terms = ((Fraction(1), {}),)
MOST_DIGITS = 15
LARGEST_EXACT = 10**MOST_DIGITS
"""Up to here numerators, denominators and exponents are exact; longer numbers are rounded to a float."""


def parsed(text: str) -> ast.expr:
    """The expression that a text is."""
    return ast.parse(text, mode="eval").body


def written(expression: ast.expr) -> str:
    """An expression simplified, with as few brackets as it needs, and 4 rather than 4.0."""
    return as_text(folded(expression, combined)).text


def simplified(expression: ast.expr) -> ast.expr:
    """The simplest form of an expression that is known here, as a new tree that shares nothing with the old one."""
    return parsed(written(expression))


def folded(expression: ast.expr, rule: Callable[[ast.expr, list[T]], T]) -> T:
    """What a rule makes of an expression, given what it made of its parts."""
    results: list[T] = []
    to_do = [(expression, False)]
    while to_do:
        node, are_parts_done = to_do.pop()
        children = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
        parts = [child for child in children if isinstance(child, ast.expr)]
        if are_parts_done:
            first = len(results) - len(parts)
            results[first:] = [rule(node, results[first:])]
        else:
            to_do += [(node, True), *((part, False) for part in reversed(parts))]
    return results[0]


def combined(node: ast.expr, parts: list[Terms]) -> Terms:
    """An expression as a sum of products, given its parts as such; ValueError where it is not of the language."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return _product(((Fraction(repr(number)), {}),)) if number else ZERO
        case ast.Name(id=name):
            return _part(name, WHOLE)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as op):
            return minus(parts[0]) if isinstance(op, ast.USub) else parts[0]
        case ast.BinOp(op=ast.Add()):
            return _sum(*parts)
        case ast.BinOp(op=ast.Sub()):
            return _sum(parts[0], minus(parts[1]))
        case ast.BinOp(op=ast.Mult()):
            return _product(*parts)
        case ast.BinOp(op=ast.Div()):
            return _product(parts[0], _power(parts[1], minus(ONE)))
        case ast.BinOp(op=ast.Pow()):
            return _power(*parts)
        case ast.Call(func=ast.Name(id="sign")):
            return _sign(parts[0])
        case ast.Call(func=ast.Name(id=name)):
            return _part(f"{name}({', '.join(as_text(each).text for each in parts)})", WHOLE)
    raise ValueError(f"{type(node).__name__} is no expression; there are numbers, names, + - * / ** and functions")


def as_number(terms: Terms) -> Fraction | None:
    """The number that a sum is; None where it is more than a number."""
    if len(terms) == 1 and not terms[0][1]:
        return terms[0][0]
    return None if terms else Fraction(0)


def minus(terms: Terms) -> Terms:
    """A sum with the other sign."""
    return _positive_first([(-number, powers) for number, powers in terms])


def _positive_first(terms: list[tuple[Fraction, Powers]]) -> Terms:
    """``b - a`` rather than ``-a + b``."""
    first = next((index for index, (number, _) in enumerate(terms) if number > 0), 0)
    return (*terms[first : first + 1], *terms[:first], *terms[first + 1 :])


def _part(text: str, holds: int) -> Terms:
    return ((Fraction(1), {_text(text, holds): 1}),)


def _bracketed(terms: Terms) -> Part:
    """A sum of several terms as a part, with what it and its opposite are known by."""
    texts = sorted((_product_as_text(abs(number), powers).text, number > 0) for number, powers in terms)
    key, opposite = ("".join(f"{'+' if plus is side else '-'}{text}" for text, plus in texts) for side in (True, False))
    return Part(key, as_text(terms).text, SUM, terms, opposite)


def _rounded(number: Fraction) -> Fraction | None:
    """A number as it can be written: exact, or the float next to it; None where no float is near."""
    if max(abs(number.numerator), number.denominator) <= LARGEST_EXACT:
        return number
    try:
        return Fraction(repr(float(number))) or None
    except OverflowError:
        return None


def _sum(*sums: Terms) -> Terms:
    """The sum of sums, with like terms in one."""
    terms = list(sums[0])
    for number, powers in (term for each in sums[1:] for term in each):
        index = next((index for index, (_, others) in enumerate(terms) if others == powers), len(terms))
        total = number + sum(own for own, _ in terms[index : index + 1])
        rounded = _rounded(total)
        if rounded is None and total:  # No float is so large or so small: both terms stay.
            index, rounded = len(terms), number
        terms[index : index + 1] = [(rounded, powers)] if rounded else []
    return _positive_first(terms)


def _product(*sums: Terms) -> Terms:
    """The product of sums; a sum of several terms is one part of it, and equal parts become one power."""
    product, powers = Fraction(1), Powers()
    for terms in sums:
        if not terms:
            return ZERO
        number, own = terms[0] if len(terms) == 1 else (Fraction(1), {_bracketed(terms): 1})
        total = _rounded(product * number)
        if total is None:  # No float is so large or so small: both numbers stay.
            total = product if number > 0 else -product
            own = {as_text(((abs(number), {}),)): 1, **own}
        product = total
        for part, exponent in own.items():
            opposite = Part(part.opposite, "", SUM)
            if opposite in powers:  # (a - b) * (b - a) is -(a - b) ** 2
                part, product = opposite, -product if exponent % 2 else product
            powers[part] = powers.get(part, 0) + exponent
    powers = {part: exponent for part, exponent in powers.items() if exponent}
    alone = next(iter(powers)).terms if [*powers.values()] == [1] and abs(product) == 1 else ZERO
    if alone:
        return alone if product > 0 else minus(alone)
    return ((product, powers),)


def _power(base: Terms, exponent: Terms) -> Terms:
    """A sum to the power of another: whole powers are taken of each factor, others stay as they are."""
    number = as_number(exponent)
    if base == ONE or number == 0:
        return ONE
    if number is not None and number.denominator == 1 and abs(number) <= LARGEST_EXACT:
        times = int(number)
        if times == 1 or (times > 0 and not base):
            return base
        if len(base) > 1:
            return ((Fraction(1), {_bracketed(base): times}),)
        for front, powers in base:
            raised = {part: own * times for part, own in powers.items()}
            digits = math.log10(max(abs(front.numerator), front.denominator)) * abs(times)
            if digits <= MOST_DIGITS and all(abs(each) <= LARGEST_EXACT for each in raised.values()):
                return ((front**times, raised),)
    return _part(f"{_in_brackets(as_text(base), WHOLE)} ** {_in_brackets(as_text(exponent), MINUS)}", POWER)


def _sign(terms: Terms) -> Terms:
    """The sign of a number is a number, and sign(-x) is -sign(x)."""
    if as_number(terms) is not None:
        return tuple((number / abs(number), {}) for number, _ in terms)
    if terms[0][0] < 0:
        return minus(_part(f"sign({as_text(minus(terms)).text})", WHOLE))
    return _part(f"sign({as_text(terms).text})", WHOLE)


def as_text(terms: Terms) -> Part:
    """A sum of products as text: y / 3 - 2 * x ** 2."""
    terms = (*map(_without_minus_before_bracket, terms[:1]), *terms[1:])
    products = [_product_as_text(abs(number), powers) for number, powers in terms] or [_text("0", WHOLE)]
    text, holds = products[0].text, products[0].holds if len(products) == 1 else SUM
    if terms and terms[0][0] < 0:
        text, holds = f"-{text}", min(holds, MINUS)
    for (number, _), product in zip(terms[1:], products[1:], strict=True):
        text += f" {'-' if number < 0 else '+'} {product.text}"
    return _text(text, holds)


def _text(text: str, holds: int) -> Part:
    return Part(text, text, holds)


def _without_minus_before_bracket(term: tuple[Fraction, Powers]) -> tuple[Fraction, Powers]:
    """``-x * (x - 1)`` and ``(1 - x) / y`` for what would be ``-(x - 1) * x`` and ``-(x - 1) / y``."""
    number, powers = term
    over = [part for part, exponent in powers.items() if exponent > 0]
    brackets = [part for part in over if part.terms and powers[part] == 1]
    if number > 0 or _front_and_behind(-number)[0] != 1 or not over or over[:1] != brackets[:1]:
        return term
    for part in over:
        if part not in brackets:
            return number, {part: powers[part], **powers}
    turned = _bracketed(minus(over[0].terms))
    return -number, {turned if part == over[0] else part: exponent for part, exponent in powers.items()}


def _product_as_text(number: Fraction, powers: Powers) -> Part:
    """A number above 0 times powers as text: 2 * x ** 2 / (3 * y)."""
    front, behind = (repr(float(each)).removesuffix(".0") for each in _front_and_behind(number))
    over = [] if front == "1" else [_text(front, WHOLE)]
    under = [] if behind == "1" else [_text(behind, WHOLE)]
    for part, exponent in powers.items():
        power = _text(f"{_in_brackets(part, WHOLE)} ** {abs(exponent)}", POWER)
        (over if exponent > 0 else under).append(part if abs(exponent) == 1 else power)
    above = _times(over)
    return _text(f"{_in_brackets(above, PRODUCT)} / {_in_brackets(_times(under), MINUS)}", PRODUCT) if under else above


def _front_and_behind(number: Fraction) -> tuple[Fraction, Fraction]:
    """What to multiply by and what to divide by: 0.5 and 1, but 2 and 3 for two thirds."""
    numerator, denominator = number.as_integer_ratio()
    decimal = repr(float(number))
    if Fraction(decimal) == number and len(decimal) <= len(f"{numerator} / {denominator}") + 3:
        return number, Fraction(1)
    return Fraction(numerator), Fraction(denominator)


def _times(parts: list[Part]) -> Part:
    if len(parts) > 1:
        return _text(" * ".join(_in_brackets(part, PRODUCT) for part in parts), PRODUCT)
    return parts[0] if parts else _text("1", WHOLE)


def _in_brackets(part: Part, least: int) -> str:
    """A part's text, in brackets where it holds together less firmly than its place asks."""
    return part.text if part.holds >= least else f"({part.text})"
