"""Answers as data: written by the process of a notebook, read by one that trusts nothing in it.

Only plain values, and dataclasses, enumerations and errors of the workbook, come back as what they were; no code of the
notebook does, and reading calls nothing that the data could choose. Anything else comes back as `Foreign`.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import islice
from pathlib import PurePath
from typing import Any, TypeAlias

from workbook.errors import WorkbookError
from workbook.lang import Text

Encoded: TypeAlias = dict[str, Any]
REF = "@"
MOST = 200_000
"""Parts of one answer; a graph of a template has some thousands."""

_KNOWN = ("template", "graph", "audit", "flow", "cost", "lang", "errors", "deploy.logs", "lessons.deploy_traces")
_COLLECTIONS: Mapping[str, type[list[object] | tuple[object, ...] | set[object] | frozenset[object]]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}


@dataclass(frozen=True, slots=True)
class Foreign:
    """What stands for an object that cannot be handed over; no exercise asks for one."""

    type: str


class UnreadableAnswerError(ValueError):
    """An answer is too large to keep, holds itself, or is not what `encode` writes."""


def encode(answer: object) -> Encoded:
    """An answer as what JSON can say.

    Raises:
        UnreadableAnswerError: it is too large, or holds itself.
    """
    writer = _Writer()
    try:
        root = writer.node(answer)
    except RecursionError as error:
        raise UnreadableAnswerError(type(answer).__name__) from error
    return {"root": root, "table": writer.table}


class _Writer:
    """Writes each object once, since those of a graph share most of what they hold."""

    def __init__(self) -> None:
        self.table: list[Any] = []
        self.places: dict[int, int] = {}
        self.kept: list[object] = []

    def node(self, value: object) -> object:
        if value is None or type(value) in {bool, int, float, str}:
            return value
        if id(value) in self.places:
            place = self.places[id(value)]
            if self.table[place] is None:
                raise UnreadableAnswerError(type(value).__name__)
            return {REF: place}
        if len(self.table) >= MOST:
            raise UnreadableAnswerError(type(value).__name__)
        place = self.places[id(value)] = len(self.table)
        self.kept.append(value)  # so that no other object gets its id
        self.table.append(None)
        self.table[place] = self._entry(value)
        return {REF: place}

    def _entry(self, value: object) -> list[object]:
        kind = type(value)
        if isinstance(value, Enum):
            return ["enum", kind.__module__, kind.__qualname__, value.name]
        if dataclasses.is_dataclass(value) and kind.__module__.startswith("workbook."):
            fields = {field.name: self.node(getattr(value, field.name)) for field in dataclasses.fields(value)}
            return ["data", kind.__module__, kind.__qualname__, fields]
        if isinstance(value, WorkbookError):
            return ["error", kind.__module__, kind.__qualname__, [self.node(problem) for problem in value.problems]]
        return self._plain(value)

    def _plain(self, value: object) -> list[object]:
        """A value of the language itself; those that are derived from one count as it."""
        if isinstance(value, Mapping):
            return ["dict", [[self.node(key), self.node(inner)] for key, inner in value.items()]]
        if isinstance(value, Iterator | KeysView | ValuesView | ItemsView):
            return ["list", [self.node(inner) for inner in islice(value, MOST)]]
        for name, kind in _COLLECTIONS.items():
            if isinstance(value, kind):
                return [name, [self.node(inner) for inner in value]]
        return [*_simple(value)]


def _simple(value: object) -> tuple[str, object]:
    if isinstance(value, str | PurePath):
        return "same", str(value)
    if isinstance(value, Decimal):
        return "decimal", str(value)
    item = getattr(value, "item", None)
    if type(value).__module__ == "numpy" and callable(item):
        return "same", item()  # a number of numpy, which is not imported here for the time that it takes
    return "foreign", type(value).__qualname__


_SIMPLE: Mapping[str, Callable[[Any], object]] = {
    "decimal": Decimal,
    "same": lambda held: held if isinstance(held, str | int | float | None) else Foreign("?"),
    "foreign": lambda held: Foreign(str(held)),
}


def decode(encoded: object) -> object:
    """The answer again; `Foreign` where it is not what `encode` writes."""
    try:
        reader = _Reader(encoded["table"])  # type: ignore[index]
        return reader.value(encoded["root"])  # type: ignore[index]
    except (ArithmeticError, AttributeError, ImportError, LookupError, RecursionError, TypeError, ValueError):
        return Foreign("?")


class _Reader:
    def __init__(self, table: list[Any]) -> None:
        self.table = table
        self.read: dict[int, object] = {}

    def value(self, node: object) -> object:
        if not isinstance(node, dict):
            return node
        place = node[REF]
        if place not in self.read:
            kind, *rest = self.table[place]
            self.read[place] = self._entry(kind, rest)
        return self.read[place]

    def _entry(self, kind: str, rest: list[Any]) -> object:
        if kind in _COLLECTIONS:
            return _COLLECTIONS[kind]([self.value(inner) for inner in rest[0]])
        if kind == "dict":
            return {self.value(key): self.value(inner) for key, inner in rest[0]}
        if kind in _SIMPLE:
            return _SIMPLE[kind](rest[0])
        return self._of_the_workbook(kind, *rest)

    def _of_the_workbook(self, kind: str, module: str, name: str, held: Any) -> object:  # noqa: ANN401 - unknown yet
        found = _class(module, name)
        if kind == "enum" and issubclass(found, Enum):
            return found[held]
        if kind == "error" and issubclass(found, WorkbookError):
            return found(*self._problems(held))
        if kind == "data" and dataclasses.is_dataclass(found):
            return self._filled(found, held)
        raise UnreadableAnswerError(kind)

    def _problems(self, held: list[Any]) -> Iterator[Text]:
        for problem in map(self.value, held):
            if not isinstance(problem, Text):
                raise UnreadableAnswerError(str(type(problem)))
            yield problem

    def _filled(self, found: type, held: dict[str, Any]) -> object:
        """An object with exactly the fields of its class, without a call of anything that it defines."""
        made: object = object.__new__(found)
        for field in dataclasses.fields(found):
            object.__setattr__(made, field.name, self.value(held[field.name]))
        return made


def _class(module: str, name: str) -> type:
    """A class of one of the modules of which answers are made, by its name there."""
    known = tuple(f"workbook.{each}" for each in _KNOWN)
    if module not in known and not module.startswith(tuple(f"{each}." for each in known)):
        raise UnreadableAnswerError(module)
    found = vars(importlib.import_module(module))[name]
    if not isinstance(found, type) or found.__module__ != module:
        raise UnreadableAnswerError(name)
    return found
