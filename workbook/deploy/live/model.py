"""What comes of comparing a deployment with its templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from workbook.deploy.live import words
from workbook.lang import RESOURCES, Text, counted
from workbook.template.model import Value


class Answer(StrEnum):
    """Three answers, never two."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"
    """Not readable at this target, by this program, or by anybody; the reason says which."""


class Presence(StrEnum):
    """Whether a resource is there, before anybody looks at what it is like."""

    THERE = "there"
    MISSING = "missing"
    """The template has it, and the target does not."""

    BESIDE = "beside"
    """The deployment has it, and the template does not."""

    UNKNOWN = "unknown"
    """Nobody could look."""


@dataclass(frozen=True, slots=True)
class PropertyResult:
    """One property of one resource, at its dotted path below `Properties`; nothing that may be secret is in it.

    Of a list whose order says nothing, a difference shows those elements alone that the other side lacks.
    """

    path: str
    expected: Value
    found: Value
    answer: Answer
    reason: Text | None = None
    """Why it could not be read."""


@dataclass(frozen=True, slots=True)
class ResourceResult:
    """One resource: where it stands, how AWS calls it, and every property that was compared."""

    stack: str
    logical_id: str
    type: str
    physical_id: str | None
    region: str
    presence: Presence
    properties: tuple[PropertyResult, ...] = ()
    """Sorted by path."""

    note: Text | None = None
    """Why it is not there, or could not be looked at."""

    @property
    def answer(self) -> Answer:
        """Different with any difference; unreadable where nothing could be compared; else equal in all that is told."""
        if self.presence in {Presence.MISSING, Presence.BESIDE}:
            return Answer.DIFFERENT
        if self.presence is Presence.UNKNOWN:
            return Answer.UNREADABLE
        answers = {each.answer for each in self.properties}
        if Answer.DIFFERENT in answers:
            return Answer.DIFFERENT
        return Answer.UNREADABLE if answers == {Answer.UNREADABLE} else Answer.EQUAL

    def of(self, answer: Answer) -> tuple[PropertyResult, ...]:
        """The properties with that answer."""
        return tuple(each for each in self.properties if each.answer is answer)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many have which answer."""

    equal: int
    different: int
    unreadable: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.equal + self.different + self.unreadable


@dataclass(frozen=True, slots=True)
class StackResult:
    """One stack of the deployment, and the word of CloudFormation for its state; None where it is not deployed."""

    name: str
    region: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """Every stack and resource of a deployment, sorted by stack and logical id; equal on equal input."""

    stacks: tuple[StackResult, ...]
    resources: tuple[ResourceResult, ...]

    @property
    def resource_counts(self) -> Counts:
        """How many resources have which answer."""
        return _counts(each.answer for each in self.resources)

    @property
    def property_counts(self) -> Counts:
        """How many properties have which answer."""
        return _counts(each.answer for resource in self.resources for each in resource.properties)

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs; what could not be read may."""
        return self.resource_counts.different == 0

    @property
    def coverage(self) -> Text:
        """The line that tells what was compared, and what was not."""
        resources, properties = self.resource_counts, self.property_counts
        return words.COVERAGE.format(
            resources=counted(resources.total, *RESOURCES),
            equal=resources.equal,
            different=resources.different,
            unreadable=resources.unreadable,
            properties=counted(properties.total, *words.PROPERTIES),
            equal_properties=properties.equal,
            different_properties=properties.different,
            unread=properties.unreadable,
        )


def _counts(answers: Iterable[Answer]) -> Counts:
    number = Counter(answers)
    return Counts(number[Answer.EQUAL], number[Answer.DIFFERENT], number[Answer.UNREADABLE])
