"""What a template says once it is read: stacks, resources, and values with the unknown parts named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NewType, TypeAlias

from workbook.lang import Text
from workbook.template.descriptions import SPANISH

StackName = NewType("StackName", str)
LogicalId = NewType("LogicalId", str)


@dataclass(frozen=True, slots=True, order=True)
class ResourceId:
    """A resource of an assembly: the stack that declares it and its logical id there."""

    stack: StackName
    logical_id: LogicalId

    def __str__(self) -> str:
        return f"{self.stack}/{self.logical_id}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A resource named by `Ref` (attribute is None) or by `Fn::GetAtt`; imports and nested outputs are followed."""

    target: ResourceId
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that the template alone does not tell: equal expressions stand for equal values.

    `sources` are the resources that it is computed from, for instance the listener of `Fn::Select` in its split ARN;
    `undeclared` are the names in it that its template declares nowhere, so that no deployment can tell it either.
    """

    expression: str
    reason: Text = field(compare=False)
    sources: tuple[Reference, ...] = ()
    undeclared: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Compound:
    """A text with parts that only the deployment knows, in order: `arn:aws:s3:::` followed by a reference."""

    parts: tuple[str | Reference | Unknown, ...]


Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = "Scalar | Reference | Unknown | Compound | tuple[Value, ...] | Mapping[str, Value]"


@dataclass(frozen=True, slots=True)
class Note:
    """What the reading of a template had to assume, or found that CloudFormation would refuse, and where."""

    path: str
    text: Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in a template that proves a statement, and what stands there."""

    stack: StackName
    logical_id: LogicalId
    path: str
    value: Value = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource with its properties resolved as far as known values allow."""

    id: ResourceId
    type: str
    properties: Mapping[str, Value] = field(hash=False)
    depends_on: tuple[ResourceId, ...] = ()
    condition: str | None = None
    included: bool = True
    deletion_policy: str | None = None
    metadata: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def get(self, path: str, default: Value = None) -> Value:
        """The value at a dotted path below `Properties`, such as `"DefaultActions.0.Type"`; default where absent."""
        return at(self.properties, path, default)

    def evidence(self, path: str = "") -> Evidence:
        """Evidence at a dotted path below `Properties`; without a path, the resource itself."""
        where = f"Resources.{self.id.logical_id}" + (f".Properties.{path}" if path else "")
        value = self.get(path) if path else self.type
        return Evidence(self.id.stack, self.id.logical_id, where, value)


@dataclass(frozen=True, slots=True)
class Stack:
    """One template with the environment that it is deployed to; region and account are None where nothing says them."""

    name: StackName
    region: str | None
    account: str | None
    resources: Mapping[LogicalId, Resource] = field(hash=False)
    outputs: Mapping[str, Value] = field(hash=False)
    description: str | None = None
    metadata: Mapping[str, Value] = field(default_factory=dict, hash=False)
    nested_in: ResourceId | None = None
    notes: tuple[Note, ...] = ()

    @property
    def holds(self) -> Text:
        """What it holds, as its template describes it; in Spanish, too, where the description is known."""
        said = self.description or ""
        return Text(en=said, es=SPANISH.get(said, said))


@dataclass(frozen=True, slots=True)
class Assembly:
    """All stacks of one source, in the order in which they are deployed.

    `digest` is the SHA-256 of the normalised templates, so equal input has an equal digest whatever its file is called.
    """

    name: str
    digest: str
    stacks: tuple[Stack, ...]
    profile: str | None = None

    def resources(self) -> Iterator[Resource]:
        """Every resource of every stack, conditions that are false included."""
        for stack in self.stacks:
            yield from stack.resources.values()

    def stack(self, name: str) -> Stack:
        """The stack of that name.

        Raises:
            KeyError: no stack has it.
        """
        for stack in self.stacks:
            if stack.name == name:
                return stack
        raise KeyError(name)


def at(value: Value, path: str, default: Value = None) -> Value:
    """The part of a resolved value at a dotted path; numbers index lists; default where the path leads nowhere."""
    for step in path.split("."):
        # A dict is found before the slower question whether something else is a mapping.
        if isinstance(value, (dict, Mapping)) and step in value:
            value = value[step]
        elif isinstance(value, tuple) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return default
    return value


def walk(value: Value, path: str = "") -> Iterator[tuple[str, Value]]:
    """Every leaf of a resolved value with its dotted path, parts of a compound text included."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from walk(inner, f"{path}.{index}" if path else str(index))
    elif isinstance(value, Compound):
        for part in value.parts:
            yield path, part
    else:
        yield path, value


def references(value: Value) -> Iterator[tuple[str, Reference]]:
    """Every reference inside a resolved value with the dotted path where it stands, those of unknown parts included."""
    for path, leaf in walk(value):
        if isinstance(leaf, Reference):
            yield path, leaf
        elif isinstance(leaf, Unknown):
            for source in leaf.sources:
                yield path, source


def undeclared(value: Value) -> tuple[str, ...]:
    """The names inside a value that its template declares nowhere, each once; CloudFormation refuses such names."""
    leaves = (leaf for _, leaf in walk(value) if isinstance(leaf, Unknown))
    return tuple(dict.fromkeys(name for leaf in leaves for name in leaf.undeclared))


def describe(value: Value) -> str:
    """A resolved value as one line of text, with what only the deployment knows in `${…}`.

    >>> bucket = Reference(ResourceId(StackName("Data"), LogicalId("Photos")), "Arn")
    >>> describe(Compound((bucket, "/*")))
    '${Data/Photos.Arn}/*'
    """
    if isinstance(value, Reference):
        return f"${{{value.target}.{value.attribute}}}" if value.attribute else f"${{{value.target}}}"
    if isinstance(value, Unknown):
        return f"${{{value.expression}}}"
    if isinstance(value, Compound):
        return "".join(map(describe, value.parts))
    if isinstance(value, tuple):
        return f"[{', '.join(map(describe, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {describe(inner)}' for key, inner in sorted(value.items()))}}}"
    return scalar_text(value)


def scalar_text(value: Scalar) -> str:
    """A scalar as CloudFormation writes it into text: booleans in lower case, nothing for null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
