"""Derivatives: as people would write them, and right beside two oracles that know no rule of derivation."""

from __future__ import annotations

import ast
import cmath
import math
import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gdtui.core.algebra import parsed, simplified, written
from gdtui.core.derivative import FUNCTIONS, RULES, derivative
from gdtui.core.language import sign

patient = settings(suppress_health_check=[HealthCheck.filter_too_much])

REAL: Mapping[str, Callable[..., Any]] = {
    **{name: getattr(math, name) for name in ("sqrt", "exp", "log", "sin", "cos", "tanh")},
    "abs": abs,
    "min": min,
    "max": max,
    "sign": sign,
}


def by(text: str, name: str = "x") -> str:
    return ast.unparse(derivative(parsed(text), name))


def came_to(text: str, **values: float) -> float:
    result = eval(text, {"__builtins__": {}, **REAL}, values)
    assert isinstance(result, int | float)
    return float(result)


# As it is read.


@pytest.mark.parametrize(
    ("text", "name", "slope"),
    [
        ("(2 * weight - 0.8) ** 2", "weight", "4 * (2 * weight - 0.8)"),
        ("((input * weight) - goal_pred) ** 2", "weight", "2 * input * (input * weight - goal_pred)"),
        ("((input * weight) - goal_pred) ** 2", "input", "2 * weight * (input * weight - goal_pred)"),
        ("(weight ** 2 - 1.0) ** 2", "weight", "4 * weight * (weight ** 2 - 1)"),
        ("0.25 * w ** 4 - w ** 2 + 0.3 * w", "w", "w ** 3 - 2 * w + 0.3"),
        ("(pred - goal_pred) ** 2 / 2", "pred", "pred - goal_pred"),
        ("pred - goal_pred", "pred", "1"),
        ("5", "x", "0"),
        ("y ** 2", "x", "0"),
        ("x * x * x", "x", "3 * x ** 2"),
        ("x * (1 - x)", "x", "1 - 2 * x"),
        ("-(-x)", "x", "1"),
        ("3 * 0.1 * x", "x", "0.3"),
        ("x / 3 + x / 3", "x", "2 / 3"),
        ("x ** 3 / 7", "x", "3 * x ** 2 / 7"),
        ("1 / x", "x", "-1 / x ** 2"),
        ("sin(x) / x", "x", "cos(x) / x - sin(x) / x ** 2"),
        ("1 / (1 + exp(-x))", "x", "exp(-x) / (1 + exp(-x)) ** 2"),
        ("cos(2 * x)", "x", "-2 * sin(2 * x)"),
        ("tanh(input * weight)", "weight", "input * (1 - tanh(input * weight) ** 2)"),
        ("sqrt(x)", "x", "0.5 / sqrt(x)"),
        ("log(x ** 2)", "x", "2 / x"),
        ("x * log(x)", "x", "log(x) + 1"),
        ("x ** 0.5", "x", "0.5 * x ** (-0.5)"),
        ("x ** n", "x", "n * x ** (n - 1)"),
        ("2 ** x", "x", "2 ** x * log(2)"),
        ("0 ** x", "x", "0"),
        ("x ** x", "x", "x ** x * (log(x) + 1)"),
        ("abs(pred - goal_pred)", "pred", "sign(pred - goal_pred)"),
        ("abs(goal_pred - pred)", "pred", "-sign(goal_pred - pred)"),
        ("max(0, x)", "x", "0.5 * (1 + sign(x))"),
        ("min(x, 1)", "x", "0.5 * (1 - sign(x - 1))"),
        ("max(x, x + y)", "x", "1"),
    ],
)
def test_a_derivative_is_written_as_a_person_would(text: str, name: str, slope: str) -> None:
    assert by(text, name) == slope


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("4.0 * x", "4 * x"),
        ("((x)) + (0)", "x"),
        ("1 * x ** 1 + x ** 0", "x + 1"),
        ("0 * x", "0"),
        ("--x - -y", "x + y"),
        ("-a + b", "b - a"),
        ("a - (b - (c + a))", "2 * a + c - b"),
        ("(a - b) * c", "(a - b) * c"),
        ("-(a - b) * c", "(b - a) * c"),
        ("(a - b) * -c", "-c * (a - b)"),
        ("(a + b) * -(c + d)", "(a + b) * (-c - d)"),
        ("(a - b) * (b - a) / (b + c)", "-(a - b) ** 2 / (b + c)"),
        ("(a + b) * c - c * (b + a)", "0"),
        ("a - (b - c) * 2", "a - 2 * (b - c)"),
        ("x / 2", "0.5 * x"),
        ("x / 3", "x / 3"),
        ("a / (b * c) / d ** 2", "a / (b * c * d ** 2)"),
        ("(a * b) ** 2", "a ** 2 * b ** 2"),
        ("-2 ** x", "-2 ** x"),
        ("(-2) ** x", "(-2) ** x"),
        ("(a ** b) ** c", "(a ** b) ** c"),
        ("a ** b ** c", "a ** b ** c"),
        ("a ** (b + 1)", "a ** (b + 1)"),
        ("max(2.50, x, -x)", "max(2.5, x, -x)"),
        ("0.1 ** 30 * x", "0.1 ** 30 * x"),
        ("1e200 * 1e200 * x", "1e+200 * 1e+200 * x"),
        ("1e-200 * 1e-200 * x", "1e-200 * 1e-200 * x"),
        ("1e200 * -1e200 * x", "-1e+200 * 1e+200 * x"),
        ("1e308 * x + 1e308 * x", "1e+308 * x + 1e+308 * x"),
        ("(x ** 1e9) ** 1e9", "(x ** 1000000000) ** 1000000000"),
        ("(x + y) ** 2 / (x + y) - x", "y"),
        ("1e-7 * x + 1e300", "1e-07 * x + 1e+300"),
        ("sign(-3) * x", "-x"),
    ],
)
def test_the_simplest_form(text: str, simple: str) -> None:
    assert written(parsed(text)) == simple


# At kinks.


@pytest.mark.parametrize(
    ("text", "at", "before", "there", "after"),
    [
        ("abs(x)", 0.0, -1.0, 0.0, 1.0),
        ("abs(3 - 2 * x)", 1.5, -2.0, 0.0, 2.0),
        ("3 * x + abs(x)", 0.0, 2.0, 3.0, 4.0),
        ("max(x, 0)", 0.0, 0.0, 0.5, 1.0),
        ("min(x, 0)", 0.0, 1.0, 0.5, 0.0),
        ("max(1, 4 * x - 3)", 1.0, 0.0, 2.0, 4.0),
        ("min(x ** 2, 2 - x)", 1.0, 2.0, 0.5, -1.0),
        ("max(x, -x)", 0.0, -1.0, 0.0, 1.0),
        ("max(-2, x, 0)", 0.0, 0.0, 0.5, 1.0),
        ("max(-x, 0, 3 * x)", 0.0, -1.0, 1.25, 3.0),
        ("max(0, 1, 5, 4 * x)", 1.25, 0.0, 2.0, 4.0),
        ("sign(x)", 0.0, 0.0, 0.0, 0.0),
    ],
)
def test_at_a_kink_the_derivative_is_the_mean_of_both_sides(
    text: str, at: float, before: float, there: float, after: float
) -> None:
    slope = by(text)
    near = 2.0**-40
    assert [came_to(slope, x=at - near), came_to(slope, x=at), came_to(slope, x=at + near)] == pytest.approx(
        [before, there, after], abs=1e-11
    )


def test_the_sign_of_a_value() -> None:
    assert [sign(-3.5), sign(-0.0), sign(0.0), sign(5e-324), sign(math.inf)] == [-1.0, 0.0, 0.0, 1.0, 1.0]
    assert math.isnan(sign(math.nan))


# Beside oracles.

names = st.sampled_from(["x", "x", "x", "y"])
numbers = st.one_of(
    st.integers(0, 9).map(str),
    st.integers(1, 99).map(lambda tenths: repr(tenths / 10)),
    st.integers(1, 999).map(lambda hundredths: repr(hundredths / 100)),
)


def larger(rational: bool) -> Callable[[st.SearchStrategy[str]], st.SearchStrategy[str]]:
    def of(smaller: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def made(shape: str, *exponents: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
            return st.builds(shape.format, smaller, *(exponents or (smaller, smaller)))

        ways = [made(f"(({{}}) {sign} ({{}}))") for sign in "+-*/"]
        ways += [made("(-({}))"), made("({}) ** {}", st.sampled_from(["-2", "-1", "0", "1", "2", "3"]))]
        ways += [made("abs({})"), made("min({}, {})"), made("max({}, {}, {})")]
        if not rational:
            ways += [made("({}) ** ({})"), made("({}) ** {}", st.sampled_from(["0.5", "1.5", "-0.3"]))]
            ways += [made(f"{name}({{}})") for name in ("sqrt", "exp", "log", "sin", "cos", "tanh")]
        return st.one_of(ways)

    return of


rational_expressions = st.recursive(st.one_of(names, numbers), larger(rational=True), max_leaves=10)
expressions = st.recursive(st.one_of(names, numbers), larger(rational=False), max_leaves=10)


class _AsFractions(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Call(ast.Name("Fraction", ast.Load()), [ast.Constant(repr(node.value))], [])


def exactly(expression: ast.expr, x: Fraction, y: Fraction) -> Fraction:
    """What an expression comes to, with every number in it taken as the decimal fraction that it is written as."""
    tree = ast.Expression(_AsFractions().visit(parsed(ast.unparse(expression))))
    known = {"Fraction": Fraction, "abs": abs, "min": min, "max": max, "sign": lambda value: Fraction(sign(value))}
    return Fraction(eval(compile(ast.fix_missing_locations(tree), "", "eval"), known, {"x": x, "y": y}))


def is_near_a_kink(expression: ast.expr, x: Fraction, y: Fraction) -> bool:
    for node in ast.walk(expression):
        match node:
            case ast.Call(func=ast.Name(id="abs"), args=[argument]):
                values = [exactly(argument, x, y), Fraction(0)]
            case ast.Call(args=arguments):
                values = [exactly(argument, x, y) for argument in arguments]
            case _:
                continue
        if any(abs(a - b) < Fraction(1, 10**9) for index, a in enumerate(values) for b in values[:index]):
            return True
    return False


places = st.integers(-300, 300).map(lambda hundredths: Fraction(hundredths, 100))


@patient
@given(rational_expressions, places, places)
def test_rational_derivatives_beside_central_differences_in_exact_fractions(
    text: str, x: Fraction, y: Fraction
) -> None:
    expression = parsed(text)
    try:
        value = exactly(expression, x, y)
        assume(not is_near_a_kink(expression, x, y))
    except ZeroDivisionError:
        assume(False)
    step = Fraction(1, 10**30)

    def difference(reach: Fraction) -> Fraction:
        return (exactly(expression, x + reach, y) - exactly(expression, x - reach, y)) / (2 * reach)

    wide, narrow = difference(step), difference(step / 2)
    assume(abs(wide - narrow) < Fraction(1, 10**20))  # or a pole is very near
    # The error of a central difference falls at least fourfold with half the step.
    assert abs(exactly(derivative(expression, "x"), x, y) - narrow) <= abs(wide - narrow)
    assert exactly(simplified(expression), x, y) == value


TINY = 1e-100


def _chosen(choose: Callable[..., complex]) -> Callable[..., complex]:
    return lambda *values: choose(values, key=lambda value: value.real)


COMPLEX: Mapping[str, Callable[..., complex]] = {
    **{name: getattr(cmath, name) for name in ("sqrt", "exp", "log", "sin", "cos", "tanh")},
    "abs": lambda value: value if value.real > 0 else -value,
    "min": _chosen(min),
    "max": _chosen(max),
}


def with_slope(node: ast.expr, x: float, y: float) -> tuple[float, float]:
    """The value of an expression and its slope over x, by a step to the imaginary side, which nothing cancels."""
    code = compile(ast.fix_missing_locations(ast.Expression(node)), "", "eval")
    value = complex(eval(code, {"__builtins__": {}, **COMPLEX}, {"x": complex(x, TINY), "y": complex(y)}))
    return value.real, value.imag / TINY


def is_tame(expression: ast.expr, x: float, y: float) -> bool:
    """Whether nothing in an expression is large there, and no kink, pole or edge is near."""
    for node in ast.walk(expression):
        if not isinstance(node, ast.expr) or (isinstance(node, ast.Name) and node.id in COMPLEX):
            continue
        value, slope = with_slope(node, x, y)
        if not (abs(value) < 100 and abs(slope) < 1_000):
            return False
        away: list[float] = []
        match node:
            case ast.BinOp(right=right, op=ast.Div()):
                away = [abs(with_slope(right, x, y)[0])]
            case ast.BinOp(left=left, right=right, op=ast.Pow()):
                base, exponent = with_slope(left, x, y)[0], with_slope(right, x, y)[0]
                is_whole_number = isinstance(right, ast.Constant | ast.UnaryOp) and exponent.is_integer()
                away = [abs(base) if is_whole_number else base]
            case ast.Call(func=ast.Name(id="sqrt" | "log"), args=[argument]):
                away = [with_slope(argument, x, y)[0]]
            case ast.Call(func=ast.Name(id="abs"), args=[argument]):
                away = [abs(with_slope(argument, x, y)[0])]
            case ast.Call(func=ast.Name(id="min" | "max"), args=arguments):
                values = sorted(with_slope(argument, x, y)[0] for argument in arguments)
                away = [b - a for a, b in pairwise(values)]
        if any(distance < 0.01 for distance in away):
            return False
    return True


@patient
@given(expressions, st.floats(-3, 3), st.floats(-3, 3))
def test_derivatives_beside_steps_to_the_imaginary_side(text: str, x: float, y: float) -> None:
    expression = parsed(text)
    try:
        assume(is_tame(expression, x, y))
    except (ArithmeticError, ValueError):
        assume(False)
    value, slope = with_slope(expression, x, y)
    assert came_to(by(text), x=x, y=y) == pytest.approx(slope, rel=1e-6, abs=1e-6)
    assert came_to(written(expression), x=x, y=y) == pytest.approx(value, rel=1e-6, abs=1e-6)


# Of the language, and stable.

any_numbers = st.floats(0, allow_infinity=False).map(repr)
wild_expressions = st.recursive(st.one_of(names, numbers, any_numbers), larger(rational=False), max_leaves=12)


@patient
@given(expressions)
def test_what_is_written_is_written_the_same_when_it_is_read_again(text: str) -> None:
    simple, slope = written(parsed(text)), derivative(parsed(text), "x")
    assert written(parsed(simple)) == simple
    assert written(parsed(written(slope))) == written(slope)


@given(wild_expressions)
def test_a_derivative_is_of_the_language_whatever_the_numbers_are(text: str) -> None:
    expression = parsed(text)
    for result in (derivative(expression, "x"), simplified(expression)):
        for node in ast.walk(result):
            match node:
                case ast.Name(id=name):
                    assert name in {"x", "y", *FUNCTIONS}
                case ast.Constant(value=value):
                    assert isinstance(value, int | float)
                    assert 0 <= value < math.inf
                case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                    assert len(arguments) == 1 if name not in ("min", "max") else len(arguments) >= 2
                case ast.UnaryOp(op=op):
                    assert isinstance(op, ast.USub)
                case ast.BinOp(op=op):
                    assert isinstance(op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow)
                case _:
                    assert isinstance(node, ast.operator | ast.unaryop | ast.expr_context)
    assert ast.dump(expression) == ast.dump(parsed(text))


@pytest.mark.parametrize("text", ["x < 1", "x and y", "not x", "'x'", "True", "x % 2", "x if y else 1", "[x]", "x.y"])
def test_what_is_no_expression_of_the_language_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no expression"):
        derivative(parsed(text), "x")


def test_a_function_without_a_derivative_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^round\(x\) has no slope; .* abs, sign, sqrt, .*, max, min$"):
        derivative(parsed("round(x)"), "x")


# Deep.

DEEP = {
    "sum": " + ".join("x" * 100),
    "product": " * ".join(f"(x + {number})" for number in range(57)),
    "functions": "sin(" * 130 + "x" + ")" * 130,
    "tanh": "tanh(" * 130 + "x" + ")" * 130,
    "brackets": "x * (1 + " * 57 + "x" + ")" * 57,
    "fractions": "x / (1 + " * 57 + "x" + ")" * 57,
    "powers": " ** ".join("x" * 100),
    "minus": "1 - (" * 120 + "x" + ")" * 120,
    "max": "max(y, " * 90 + "x" + ")" * 90,
    "max of many": f"max({', '.join(f'x ** {number}' for number in range(80))})",
    "signs": "-" * 190 + "x",
}
LONGEST = {"powers", "fractions", "max of many", "product"}
"""Those whose derivative takes more than a moment to write."""
DEEPEST = [pytest.param(text, marks=pytest.mark.slow if name in LONGEST else ()) for name, text in DEEP.items()]


def from_below(frames: int, result: Callable[[], Any]) -> Any:
    return from_below(frames - 1, result) if frames else result()


@pytest.mark.parametrize("text", DEEPEST, ids=DEEP)
def test_400_nodes_are_neither_too_deep_nor_grow_beyond_their_square(text: str) -> None:
    expression = parsed(text)
    nodes = sum(1 for _ in ast.walk(expression))
    assert 300 <= nodes <= 800
    slope = from_below(sys.getrecursionlimit() - 300, lambda: derivative(expression, "x"))
    assert sum(1 for _ in ast.walk(slope)) <= nodes**2
    said = written(slope)
    assert written(parsed(said)) == said


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_no_rule_has_a_derivative_twice(rule: str) -> None:
    used = [node.id for node in ast.walk(parsed(rule)) if isinstance(node, ast.Name)]
    assert used.count("du") <= 1
    assert used.count("dv") <= 1
