"""Metric math, as far as alarms use it: sums, differences, products and quotients of metrics and numbers."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class ExpressionError(Exception):
    """An expression that is not understood."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"expression {text!r} is not understood; expected numbers and ids of metrics with +, -, *, / and brackets"
        )


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression over the ids of metrics, or of other expressions."""

    tree: ast.expr
    names: frozenset[str]

    def value(self, known: Mapping[str, float | None]) -> float | None:
        """What it comes to; None where a metric has no value, or where it divides by zero."""
        values = {name: value for name in self.names if (value := known[name]) is not None}
        if len(values) < len(self.names):
            return None
        try:
            return _value(self.tree, values)
        except ZeroDivisionError:
            return None


def parse(text: str) -> Expression:
    """An expression.

    Raises:
        ExpressionError: it is not understood.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise ExpressionError(text) from None
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif not _is_understood(node):
            raise ExpressionError(text)
    return Expression(tree, frozenset(names))


def _is_understood(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in {int, float}
    return isinstance(node, (ast.BinOp, ast.UnaryOp, ast.USub, ast.Load, *_OPERATORS))


def _value(node: ast.expr, known: Mapping[str, float]) -> float:
    match node:
        case ast.Name(id=name):
            return known[name]
        case ast.BinOp(left=left, op=joined, right=right):
            return _OPERATORS[type(joined)](_value(left, known), _value(right, known))
        case ast.UnaryOp(operand=operand):
            return -_value(operand, known)
        case ast.Constant(value=int() | float() as number):
            return float(number)
    raise AssertionError(ast.dump(node))
