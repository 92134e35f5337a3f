"""One stack while it is resolved: what the names in its template stand for, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from workbook.errors import SourceError
from workbook.lang import Text
from workbook.template import problems
from workbook.template.conditions import decide
from workbook.template.functions import unknown
from workbook.template.intrinsics import argument_value
from workbook.template.model import (
    LogicalId,
    Note,
    Reference,
    Resource,
    ResourceId,
    Stack,
    StackName,
    Unknown,
    Value,
    describe,
)
from workbook.template.parameters import parameter_value
from workbook.template.pseudo import pseudo_parameters
from workbook.template.raw import Raw, RawStack, mapping

UNDECLARED = Text(
    en="the template declares nothing named {name}; CloudFormation refuses this",
    es="la plantilla no declara nada llamado {name}; CloudFormation lo rechaza",
)
MISSING_DEPENDENCY = Text(
    en="DependsOn names {name}, which the template does not declare; CloudFormation refuses this",
    es="DependsOn nombra {name}, que la plantilla no declara; CloudFormation lo rechaza",
)
DEPLOYMENT_MAKES = Text(
    en="the resources that {name} makes are known during the deployment only, so they are missing here",
    es="los recursos que crea {name} solo se conocen durante el despliegue, así que aquí faltan",
)
ZONES = Text(
    en="which zones these are differs from account to account",
    es="qué zonas son depende de la cuenta",
)
NO_CONDITION = Text(
    en="the template declares no condition {name}, so it is taken as true; CloudFormation refuses this",
    es="la plantilla no declara la condición {name}, así que se toma como verdadera; CloudFormation lo rechaza",
)


class Neighbours(Protocol):
    """What one stack can learn of the others of its assembly."""

    def exported(self, name: Value, importer: Scope) -> Value:
        """The value of an export, else an unknown that says why there is none."""

    def output(self, stack: Value, output: Value, region: Value, reader: Scope) -> Value:
        """The value of an output of a stack given by name, else an unknown that says why there is none."""

    def scope(self, stack: StackName) -> Scope:
        """The scope of a stack."""


class Scope:
    """The names of one stack; values are resolved on first use and kept."""

    def __init__(self, raw: RawStack, neighbours: Neighbours, parent: tuple[Scope, str] | None = None) -> None:
        self.raw = raw
        self.name = StackName(raw.name)
        self.neighbours = neighbours
        self.parent = parent
        self.children = {name: Scope(child, neighbours, (self, name)) for name, child in raw.children.items()}
        self.resources = raw.resources()
        self._attributes: dict[tuple[str, str], Reference] = {}
        self._pending: set[str] = set()
        self.forget()

    def forget(self) -> None:
        """Drop the values kept so far, which may lack what other stacks have come to offer since."""
        self.outputs: dict[str, Value] = {}
        self.notes: list[Note] = []
        self._names: dict[str, Value] = pseudo_parameters(self.raw)
        self._conditions: dict[str, bool] | None = None

    def ref(self, name: str) -> Value:
        """The value of a parameter, pseudo parameter or resource."""
        if name not in self._names:
            self._names[name] = self._look_up(name)
        return self._names[name]

    def attribute(self, name: str, attribute: str) -> Value:
        """The value of an attribute of a resource; outputs of nested stacks are followed."""
        if name not in self.resources:
            return self._undeclared(name, f".{attribute}")
        if name in self.children and attribute.startswith("Outputs."):
            return self.children[name].output(attribute.removeprefix("Outputs."))
        if (name, attribute) not in self._attributes:
            self._attributes[name, attribute] = Reference(self.id(name), attribute)
        return self._attributes[name, attribute]

    def condition(self, name: str) -> bool:
        """Whether a condition counts as true."""
        decided = self._decided()
        if name not in decided:
            decided[name] = True
            self.notes.append(Note(f"Conditions.{name}", NO_CONDITION.format(name=name)))
        return decided[name]

    def _decided(self) -> dict[str, bool]:
        if self._conditions is None:
            self._conditions, notes = decide(self.raw.section("Conditions"), self.resolve)
            self.notes.extend(notes)
        return self._conditions

    def find_in_map(self, name: Value, first: Value, second: Value) -> Value | None:
        """The value of a mapping under two keys; None where it has none."""
        value: Raw = self.raw.section("Mappings")
        for key in (name, first, second):
            value = mapping(value).get(describe(key))
        return None if value is None else self.resolve(value)

    def import_value(self, name: Value) -> Value:
        """The value of an export of the same Region and account."""
        return self.neighbours.exported(name, self)

    def stack_output(self, stack: Value, output: Value, region: Value) -> Value:
        """The value of an output of another stack."""
        return self.neighbours.output(stack, output, region, self)

    def address_range(self, value: Value) -> Value:
        """The range that the template gives to a VPC or subnet where the value is its `CidrBlock` attribute."""
        if not isinstance(value, Reference) or value.attribute != "CidrBlock":
            return value
        owner = self.neighbours.scope(value.target.stack)
        given = mapping(owner.resources[value.target.logical_id].get("Properties")).get("CidrBlock")
        return value if given is None else owner.resolve(given)

    def zones(self, region: Value) -> Value:
        """The availability zones of a Region, which the account decides."""
        return unknown("Fn::GetAZs", region, reason=ZONES)

    def output(self, name: str) -> Value:
        """The value of an output; unknown where the stack has none of that name."""
        if name in self.outputs:
            return self.outputs[name]
        declared = mapping(self.raw.section("Outputs").get(name))
        if "Value" not in declared:
            return Unknown(f"{self.name}/Outputs.{name}", UNDECLARED.format(name=name))
        if name in self._pending:
            raise SourceError(problems.VALUE_CYCLE.format(value=f"{self.name}/Outputs.{name}"))
        self._pending.add(name)
        self.outputs[name] = self.resolve(declared["Value"])
        self._pending.discard(name)
        return self.outputs[name]

    def declares_output(self, name: str) -> bool:
        """Whether the stack has an output of that name and its condition holds."""
        declared = mapping(self.raw.section("Outputs").get(name))
        return "Value" in declared and self._holds(declared)

    def resolve(self, value: Raw) -> Value:
        """The value of a raw piece of this stack's template; None where it is to be left out."""
        return argument_value(value, self)

    def id(self, name: str) -> ResourceId:
        """The id of a resource of this stack."""
        return ResourceId(self.name, LogicalId(name))

    def included(self, name: str) -> bool:
        """Whether a resource is deployed: its condition holds, and those of the nested stacks around it."""
        around = self.parent is None or self.parent[0].included(self.parent[1])
        return around and self._holds(self.resources[name])

    def stack(self) -> Stack:
        """The stack with all its resources and outputs resolved."""
        resources = {LogicalId(name): self._resource(name, self.resources[name]) for name in sorted(self.resources)}
        outputs = {
            name: self.output(name) for name in sorted(self.raw.section("Outputs")) if self.declares_output(name)
        }
        self._note_generated()
        description = self.raw.template.get("Description")
        return Stack(
            name=self.name,
            region=self.raw.region,
            account=self.raw.account,
            resources=resources,
            outputs=outputs,
            description=description if isinstance(description, str) else None,
            metadata=_frozen_mapping(self.raw.template.get("Metadata")),
            nested_in=self.parent[0].id(self.parent[1]) if self.parent else None,
            notes=tuple(sorted(self.notes, key=lambda note: (note.path, note.text.en))),
        )

    def _note_generated(self) -> None:
        for name in self.raw.section("Resources"):
            if name.startswith("Fn::"):
                self.notes.append(Note(f"Resources.{name}", DEPLOYMENT_MAKES.format(name=name)))

    def _look_up(self, name: str) -> Value:
        declaration = self.raw.section("Parameters").get(name)
        if declaration is not None:
            return parameter_value(self.name, name, declaration, self._given(name))
        if name in self.resources:
            return Reference(self.id(name))
        return self._undeclared(name)

    def _undeclared(self, name: str, attribute: str = "") -> Unknown:
        """What a name without a declaration stands for; macros and loops may still declare it during the deployment."""
        names = () if self.raw.grows else (f"{self.name}/{name}",)
        return Unknown(f"{self.name}/{name}{attribute}", UNDECLARED.format(name=name), undeclared=names)

    def _given(self, name: str) -> Value:
        if self.parent is None:
            return self.resolve(self.raw.parameters.get(name))
        parent, resource = self.parent
        properties = mapping(parent.resources[resource].get("Properties"))
        parameters = mapping(properties.get("Parameters"))
        return parent.resolve(parameters[name]) if name in parameters else None

    def _holds(self, body: dict[str, Raw]) -> bool:
        condition = body.get("Condition")
        return not isinstance(condition, str) or self.condition(condition)

    def _resource(self, name: str, body: dict[str, Raw]) -> Resource:
        condition = body.get("Condition")
        policy = self.resolve(body.get("DeletionPolicy"))
        return Resource(
            id=self.id(name),
            type=str(body["Type"]),
            properties=self._mapping(body.get("Properties")),
            depends_on=self._depends_on(name, body.get("DependsOn", [])),
            condition=condition if isinstance(condition, str) else None,
            included=self.included(name),
            deletion_policy=policy if isinstance(policy, str) else None,
            metadata=self._mapping(body.get("Metadata")),
        )

    def _mapping(self, body: Raw) -> Mapping[str, Value]:
        resolved = self.resolve(body)
        return resolved if isinstance(resolved, Mapping) else {}

    def _depends_on(self, name: str, names: Raw) -> tuple[ResourceId, ...]:
        wanted = sorted({str(one) for one in (names if isinstance(names, list) else [names])})
        for missing in (one for one in wanted if one not in self.resources):
            text = MISSING_DEPENDENCY.format(name=missing)
            self.notes.append(Note(f"Resources.{name}.DependsOn", text))
        return tuple(self.id(one) for one in wanted if one in self.resources)


def _frozen_mapping(value: Raw) -> Mapping[str, Value]:
    return {key: _frozen(inner) for key, inner in mapping(value).items()}


def _frozen(value: Raw) -> Value:
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return _frozen_mapping(value) if isinstance(value, dict) else value
