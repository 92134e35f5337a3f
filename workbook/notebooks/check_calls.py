"""The calls of `check` in a cell: which exercise each is for, and the expression of its answer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

EXERCISE = re.compile(r"\*\*(?:Exercise|Ejercicio) (\d+)\.(\d+)")
"""How prose names the exercise that begins."""

_ID = re.compile(r"\d\d\.\d+")


@dataclass(frozen=True, slots=True)
class CheckCall:
    """One call: the exercise, the function as the cell writes it, and the node with the arguments."""

    exercise: str
    function: str
    call: ast.Call


def check_calls(source: str) -> list[CheckCall]:
    """The calls in the order in which they stand; none where the cell is not plain Python."""
    try:
        return list(calls_in(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def calls_in(tree: ast.AST) -> Iterator[CheckCall]:
    """The calls below a node that name an exercise and give an answer."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > 1 and _name(node.func) == "check":
            exercise = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if isinstance(exercise, str) and _ID.fullmatch(exercise):
                yield CheckCall(exercise, ast.unparse(node.func), node)


def begun(prose: str) -> str | None:
    """The id of the exercise that a cell of prose begins, the last one where there are several."""
    found = EXERCISE.findall(prose)
    return f"{int(found[-1][0]):02}.{found[-1][1]}" if found else None


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
