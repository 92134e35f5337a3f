"""What a reader is given, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workbook.deploy.live import words
from workbook.deploy.live.apis import Answered, Apis
from workbook.deploy.live.forms import Forms
from workbook.deploy.refusals import ClientError, code_of
from workbook.lang import Text
from workbook.template.functions import unknown
from workbook.template.model import Compound, Unknown, Value, walk


class UnnamedError(Exception):
    """What a resource is called is not known; `value` says why."""

    def __init__(self, value: Unknown) -> None:
        super().__init__(value.reason.en)
        self.value = value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stack is deployed."""

    account: str
    region: str
    partition: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A resource to be read: how AWS calls it, where it is, and what its template says of it."""

    physical_id: str
    expected: Mapping[str, Value]
    place: Place
    apis: Apis

    def ask(self, service: str, operation: str, **arguments: Any) -> Answered:  # noqa: ANN401 - as boto3
        """The answer of an API in the region of the stack.

        Raises:
            ClientError: it was refused.
        """
        return self.apis.ask(service, operation, self.place.region, **arguments)

    def called(self, name: str) -> str:
        """What the template calls the resource in one of its properties, where the physical id alone does not find it.

        Raises:
            UnnamedError: it is not known.
        """
        value = self.expected.get(name)
        if isinstance(value, str | int | float):
            return str(value)
        raise UnnamedError(first_unknown(value) or unknown(name, value))


@dataclass(frozen=True, slots=True)
class Reading:
    """A live resource: properties in the names and shapes of CloudFormation, and attributes as `Fn::GetAtt` gives them.

    None is a property that is not set; an `Unknown` is one that could not be read.
    """

    properties: Mapping[str, Value]
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sibling:
    """A resource of the same deployment, as far as others need to know it."""

    type: str
    physical_id: str | None
    expected: Mapping[str, Value]


Read = Callable[[Subject], Reading | None]
"""The live resource; None where it is not there."""

Beside = Callable[[Sibling, Iterable[Sibling]], Mapping[str, Value]]
"""What a resource should hold because of others, such as the rules of a security group that stand on their own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a type is read back and compared."""

    read: Read
    absent: Collection[str] = ()
    """Codes of errors that mean that it is not there."""

    forms: Forms = field(default_factory=dict)
    """How its properties are compared, where not as they stand."""

    never: Mapping[str, Text] = field(default_factory=dict)
    """Properties that nobody can read back, and why."""

    beside: Beside | None = None


def part(read: Callable[[], Any], *absent: str) -> Value:
    """A part of a resource that takes a question of its own: None with these errors, unknown with others."""
    try:
        return plain(read())
    except ClientError as error:
        return None if code_of(error) in absent else refused(error)
    except LookupError as error:
        return lacking(error)


def refused(error: ClientError) -> Unknown:
    """What stands for something that an API does not tell."""
    reason = words.REFUSED.format(operation=error.operation_name, code=code_of(error))
    return Unknown(f"{error.operation_name}: {code_of(error)}", reason)


def lacking(error: LookupError) -> Unknown:
    """What stands for something that an API should tell, and does not."""
    return unknown("answer", str(error), reason=words.LACKING.format(key=error))


def plain(value: Any) -> Value:  # noqa: ANN401 - whatever boto3 answers with
    """An answer as a value that never changes."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(plain(inner) for inner in value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | Unknown | Compound):
        return value
    return str(value)


def first_unknown(value: Value) -> Unknown | None:
    """The first part of a value that is not known."""
    return next((leaf for _, leaf in walk(value) if isinstance(leaf, Unknown)), None)
