"""The stacks of one source joined: nested stacks, exports and imports, order of deployment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.template import problems
from workbook.template.conditions import evaluation_order
from workbook.template.cycles import CircleError, arrows, in_order
from workbook.template.dependencies import calls, needs
from workbook.template.functions import comparable, unknown
from workbook.template.model import Stack, StackName, Value, describe
from workbook.template.raw import Raw, RawStack, mapping
from workbook.template.scope import Scope

NO_EXPORT = Text(
    en="no stack of this source exports that name",
    es="ninguna pila de esta fuente exporta ese nombre",
)
NO_OUTPUT = Text(
    en="no stack of this source has that output",
    es="ninguna pila de esta fuente tiene esa salida",
)

Environment: TypeAlias = "tuple[str | None, str | None]"


def link(roots: Iterable[RawStack]) -> tuple[Stack, ...]:
    """Every stack resolved, in the order of deployment, a nested stack after the one that holds it.

    Raises:
        SourceError: names clash, or things refer to each other in a circle.
    """
    try:
        return _Linker(roots).stacks()
    except RecursionError as error:
        raise SourceError(problems.TOO_LONG_CHAIN) from error


class _Linker:
    """All scopes of one source, and what they offer to each other."""

    def __init__(self, roots: Iterable[RawStack]) -> None:
        self.roots = {root.name: Scope(root, self) for root in sorted(roots, key=lambda root: root.name)}
        self.scopes = {scope.name: scope for root in self.roots.values() for scope in _tree(root)}
        self.root_of = {scope.name: name for name, root in self.roots.items() for scope in _tree(root)}
        self.deployed: dict[Value, list[Scope]] = {}
        for scope in self.scopes.values():
            self.deployed.setdefault(scope.ref("AWS::StackName"), []).append(scope)
        self.exports: dict[tuple[Environment, Value], tuple[Scope, str]] = {}

    def stacks(self) -> tuple[Stack, ...]:
        _refuse([*self._condition_circles()])
        _refuse([*self._collect_exports()])
        for scope in self.scopes.values():
            scope.forget()
        _refuse([*self._resource_circles()])
        return tuple(scope.stack() for name in self._order() for scope in _tree(self.roots[name]))

    def exported(self, name: Value, importer: Scope) -> Value:
        found = self.exports.get((_environment(importer), comparable(name)))
        if found is None:
            return unknown("Fn::ImportValue", name, reason=NO_EXPORT)
        exporter, output = found
        return exporter.output(output)

    def output(self, stack: Value, output: Value, region: Value, reader: Scope) -> Value:
        where = reader.ref("AWS::Region") if region is None else region
        scope = self._deployed(stack, where)
        if scope is None or not scope.declares_output(describe(output)):
            return unknown("Fn::GetStackOutput", stack, output, where, reason=NO_OUTPUT)
        return scope.output(describe(output))

    def scope(self, stack: StackName) -> Scope:
        return self.scopes[stack]

    def _deployed(self, stack: Value, region: Value) -> Scope | None:
        """The one stack of a name in a Region, where a Region that nothing says may be any."""
        named = self.deployed.get(stack, []) if isinstance(stack, str) else []
        found = [scope for scope in named if region == scope.raw.region or None in (scope.raw.region, _text(region))]
        return found[0] if len(found) == 1 else None

    def _condition_circles(self) -> Iterator[Text]:
        for scope in self.scopes.values():
            try:
                evaluation_order(scope.raw.section("Conditions"))
            except CircleError as error:
                yield problems.CONDITION_CYCLE.format(where=scope.raw.where, cycle=arrows(error.names))

    def _collect_exports(self) -> Iterator[Text]:
        for scope in self.scopes.values():
            for output, declared in sorted(scope.raw.section("Outputs").items()):
                export = mapping(mapping(declared).get("Export")).get("Name")
                if export is None or not scope.declares_output(output):
                    continue
                key = (_environment(scope), comparable(scope.resolve(export)))
                if key in self.exports:
                    yield _same_export(self.exports[key], (scope, output), key[1])
                self.exports[key] = (scope, output)

    def _resource_circles(self) -> Iterator[Text]:
        for scope in self.scopes.values():
            graph = {
                name: needs(body, scope.condition) for name, body in scope.resources.items() if scope.included(name)
            }
            try:
                in_order(graph)
            except CircleError as error:
                yield problems.RESOURCE_CYCLE.format(where=scope.raw.where, cycle=arrows(error.names))

    def _order(self) -> tuple[str, ...]:
        required = {name: {*root.raw.requires, *self._producers(root)} - {name} for name, root in self.roots.items()}
        try:
            return in_order(required)
        except CircleError as error:
            raise SourceError(problems.STACK_CYCLE.format(cycle=arrows(error.names))) from error

    def _producers(self, root: Scope) -> Iterator[str]:
        """The root stacks whose exports and outputs a root stack or one nested in it reads."""
        for scope in _tree(root):
            for function, argument in calls(scope.raw.template, scope.condition):
                stack = self._producer(scope, function, argument)
                if stack is not None:
                    yield self.root_of[stack]

    def _producer(self, scope: Scope, function: str, argument: Raw) -> StackName | None:
        if function == "Fn::ImportValue":
            found = self.exports.get((_environment(scope), comparable(scope.resolve(argument))))
            return found[0].name if found else None
        if function == "Fn::GetStackOutput":
            stack, region = (scope.resolve(mapping(argument).get(key)) for key in ("StackName", "Region"))
            where = scope.ref("AWS::Region") if region is None else region
            producer = self._deployed(stack, where)
            return producer.name if producer else None
        return None


def _refuse(faults: list[Text]) -> None:
    if faults:
        raise SourceError(*faults)


def _tree(scope: Scope) -> Iterator[Scope]:
    """A stack and those nested in it, each after the one that holds it."""
    todo = [scope]
    while todo:
        current = todo.pop()
        yield current
        todo.extend(child for _, child in sorted(current.children.items(), reverse=True))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _environment(scope: Scope) -> Environment:
    return scope.raw.account, scope.raw.region


def _same_export(first: tuple[Scope, str], second: tuple[Scope, str], name: Value) -> Text:
    places = [f"{scope.name}/{output}" for scope, output in (first, second)]
    return problems.SAME_EXPORT.format(first=places[0], second=places[1], name=describe(name))
