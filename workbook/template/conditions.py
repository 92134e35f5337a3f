"""Which conditions of a template hold, where a value may be unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from workbook.lang import Text
from workbook.template.cycles import in_order
from workbook.template.functions import comparable
from workbook.template.model import Compound, Note, Reference, Unknown, Value
from workbook.template.raw import Raw, mapping

ASSUMED = Text(
    en="the condition {name} depends on a value that nothing gives, so it is taken as {truth}",
    es="la condición {name} depende de un valor que nada indica, así que se toma como {truth}",
)
TRUE = Text(en="true", es="verdadera")
FALSE = Text(en="false", es="falsa")

Operand = str | Reference | Unknown | Compound


def decide(conditions: Mapping[str, Raw], resolve: Callable[[Raw], Value]) -> tuple[dict[str, bool], tuple[Note, ...]]:
    """The truth of every condition, with a note for each that had to be assumed.

    A condition that depends on an unknown value counts as true, so that what it guards is examined rather than passed
    over. The assumptions describe one possible deployment: what one condition takes for granted binds the others, so
    `IsProduction` and its opposite never hold together. The first by name that can be true wins.

    Raises:
        CircleError: conditions refer to each other in a circle.
    """
    world = _World(resolve)
    notes: list[Note] = []
    for name in evaluation_order(conditions):
        truth = world.truth(conditions[name])
        if truth is None:
            world.assume(conditions[name], wanted=True)
            truth = world.truth(conditions[name]) is not False
            text = ASSUMED.format(name=name, truth=TRUE if truth else FALSE)
            notes.append(Note(f"Conditions.{name}", text))
        world.decided[name] = truth
    return world.decided, tuple(sorted(notes, key=lambda note: note.path))


def evaluation_order(conditions: Mapping[str, Raw]) -> tuple[str, ...]:
    """The conditions, each after those that it refers to.

    Raises:
        CircleError: conditions refer to each other in a circle.
    """
    return in_order({name: list(_names(expression)) for name, expression in conditions.items()})


def _names(expression: Raw) -> Iterator[str]:
    """The conditions that an expression refers to."""
    todo = [expression]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            named = value.get("Condition")
            if isinstance(named, str):
                yield named
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)


@dataclass(slots=True)
class _World:
    """One possible deployment: the conditions decided so far and what they assume about unknown values."""

    resolve: Callable[[Raw], Value]
    decided: dict[str, bool] = field(default_factory=dict)
    equal: dict[Operand, Operand] = field(default_factory=dict)
    unequal: set[frozenset[Operand]] = field(default_factory=set)

    def truth(self, expression: Raw) -> bool | None:
        """Whether an expression holds; None where an unknown value decides it."""
        function, argument = _call(expression)
        if function == "Condition":
            return self.decided.get(str(argument))
        if function == "Fn::Equals":
            return self._are_equal(argument)
        if function == "Fn::Not":
            inner = self.truth(_items(argument)[0])
            return None if inner is None else not inner
        if function in ("Fn::And", "Fn::Or"):
            return _combine([self.truth(item) for item in _items(argument)], every=function == "Fn::And")
        return None

    def assume(self, expression: Raw, *, wanted: bool) -> None:
        """Assume what makes the expression come out as wanted, without contradicting what is already known."""
        function, argument = _call(expression)
        if self.truth(expression) is not None:
            return
        if function == "Fn::Equals":
            self._bind(argument, wanted=wanted)
        elif function == "Fn::Not":
            self.assume(_items(argument)[0], wanted=not wanted)
        elif function in ("Fn::And", "Fn::Or"):
            for item in _items(argument):
                if self.truth(expression) is None:
                    self.assume(item, wanted=wanted)

    def _operands(self, argument: Raw) -> tuple[Operand, Operand]:
        first, second = (comparable(self.resolve(item)) for item in _items(argument))
        return self.equal.get(first, first), self.equal.get(second, second)

    def _are_equal(self, argument: Raw) -> bool | None:
        first, second = self._operands(argument)
        if first == second:
            return True
        if frozenset((first, second)) in self.unequal or not (_may_be(first, second) and _may_be(second, first)):
            return False
        return False if isinstance(first, str) and isinstance(second, str) else None

    def _bind(self, argument: Raw, *, wanted: bool) -> None:
        first, second = self._operands(argument)
        if not wanted:
            self.unequal.add(frozenset((first, second)))
        elif isinstance(first, str):
            self.equal[second] = first
        else:
            self.equal[first] = second


def _may_be(operand: Operand, text: Operand) -> bool:
    """Whether an operand may turn out to be a text: a physical id, or text with some literal part, is never empty."""
    never_empty = isinstance(operand, Compound) or (isinstance(operand, Reference) and operand.attribute is None)
    return not (never_empty and text == "")


def _combine(truths: list[bool | None], *, every: bool) -> bool | None:
    """And (`every`) or Or of three-valued truths, after Kleene."""
    if (not every) in truths:
        return not every
    return None if None in truths else every


def _call(expression: Raw) -> tuple[str | None, Raw]:
    members = mapping(expression)
    return next(iter(members.items())) if len(members) == 1 else (None, None)


def _items(argument: Raw) -> list[Raw]:
    return argument if isinstance(argument, list) else []
