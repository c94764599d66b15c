"""The derivative of an expression of the loop's language, as an expression of that language, fit to be read.

At a kink, which ``sign(x)`` (-1, 0 or 1) tells apart, it is the mean
of both sides: abs has 0 there, max and min the mean of the two that tie (of several, two at a time from the left).
Elsewhere it is there where the expression and all its parts have a slope: ``sqrt(x)`` has none at 0. Of a power whose
exponent holds the name it is the derivative for a base above 0.
"""

from __future__ import annotations

import ast

from gdtui.core.algebra import ONE, ZERO, Terms, as_number, as_text, combined, folded, parsed

RULES = {
    "-u": "-du",
    "+u": "du",
    "u + v": "du + dv",
    "u - v": "du - dv",
    "u * v": "du * v + u * dv",
    "u / v": "du / v - u * dv / v ** 2",
    "u ** constant": "v * du * u ** (v - 1)",
    "constant ** v": "u ** v * log(u) * dv",
    "u ** v": "u ** v * (dv * log(u) + v * du / u)",
    "abs": "du * sign(u)",
    "sign": "0",
    "sqrt": "0.5 * du / sqrt(u)",
    "exp": "du * exp(u)",
    "log": "du / u",
    "sin": "du * cos(u)",
    "cos": "-du * sin(u)",
    "tanh": "du * (1 - tanh(u) ** 2)",
    "max": "0.5 * du * (1 + sign(u - v)) + 0.5 * dv * (1 - sign(u - v))",
    "min": "0.5 * du * (1 - sign(u - v)) + 0.5 * dv * (1 + sign(u - v))",
}
"""The derivative of what can be done with u and v; du and dv are theirs.

Each rule has du and dv once at most: twice, and a derivative would double with each level of the expression.
"""
PARSED_RULES = {name: parsed(rule) for name, rule in RULES.items()}
FUNCTIONS = [name for name in RULES if name.isalpha()]
SIGNS: dict[type[ast.AST], str] = {
    ast.USub: "-u",
    ast.UAdd: "+u",
    ast.Add: "u + v",
    ast.Sub: "u - v",
    ast.Mult: "u * v",
    ast.Div: "u / v",
}


def derivative(expression: ast.expr, name: str) -> ast.expr:
    """The derivative of an expression with respect to a name, simplified; all other names are constants."""

    def with_slope(node: ast.expr, parts: list[tuple[Terms, Terms]]) -> tuple[Terms, Terms]:
        value = combined(node, [part for part, _ in parts])
        if isinstance(node, ast.Name):
            return value, ONE if node.id == name else ZERO
        if not any(slope for _, slope in parts) or as_number(value) is not None:
            return value, ZERO
        return value, _slope(node, parts)

    return parsed(as_text(folded(expression, with_slope)[1]).text)


def _slope(node: ast.expr, parts: list[tuple[Terms, Terms]]) -> Terms:
    """The derivative of an operation or a call, given its parts, each with its own derivative."""
    (u, du), (v, dv) = parts[0], parts[1] if len(parts) > 1 else (ZERO, ZERO)
    match node:
        case ast.BinOp(op=ast.Pow()):
            rule = "u ** constant" if not dv else "u ** v" if du else "constant ** v"
            return _applied(rule, u, du, v, dv) if u else ZERO
        case ast.BinOp(op=op) | ast.UnaryOp(op=op):
            return _applied(SIGNS[type(op)], u, du, v, dv)
        case ast.Call(func=ast.Name(id="max" | "min" as name)):
            for count, (v, dv) in enumerate(parts[1:], 2):
                du = du if du == dv else _applied(name, u, du, v, dv)
                u = combined(node, [part for part, _ in parts[:count]])
            return du
        case ast.Call(func=ast.Name(id=name)) if name in RULES:
            return _applied(name, u, du, v, dv)
    raise ValueError(f"{ast.unparse(node)[:40]} has no slope; the functions that have one are {', '.join(FUNCTIONS)}")


def _applied(rule: str, u: Terms, du: Terms, v: Terms, dv: Terms) -> Terms:
    """A rule, with what its names stand for."""
    names = {"u": u, "du": du, "v": v, "dv": dv}

    def replaced(node: ast.expr, parts: list[Terms]) -> Terms:
        return names[node.id] if isinstance(node, ast.Name) else combined(node, parts)

    return folded(PARSED_RULES[rule], replaced)
