"""Reads every resource of a deployment back, and compares it with its template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path

from workbook.deploy.live import words
from workbook.deploy.live.apis import Apis
from workbook.deploy.live.compare import compare
from workbook.deploy.live.deployed import Basis, Created, DeployedStack, Deployment, deployment_of
from workbook.deploy.live.local import UNLIKE_AWS
from workbook.deploy.live.model import Presence, Report, ResourceResult
from workbook.deploy.live.names import DeployedNames
from workbook.deploy.live.readers.all import NOTHING_THERE, READERS
from workbook.deploy.live.reading import Reading, Sibling, Subject, UnnamedError, lacking, refused
from workbook.deploy.refusals import ClientError, code_of, in_sentences
from workbook.deploy.target import Target
from workbook.lang import Text
from workbook.template.dependencies import needs
from workbook.template.functions import unknown
from workbook.template.model import Unknown, Value

_THREADS = 8

Id = tuple[str, str]
"""Region and name of a stack as one text, and logical id: where a resource is declared."""


def read_back(target: Target, assembly: Path, basis: Basis = Basis.ASSEMBLY) -> Report:
    """Every resource that an assembly deploys at a target, compared with its template.

    Raises:
        SourceError: the assembly cannot be used.
        DeployError: the target cannot be reached, or refuses to tell what is deployed.
    """
    apis = Apis(target)
    with in_sentences(None if target.is_local else target.credentials):
        return report_of(deployment_of(apis, assembly, basis), apis)


def report_of(deployment: Deployment, apis: Apis) -> Report:
    """Every resource of a deployment that is known, compared with its template."""
    resources = _Readings(deployment, apis).results()
    ordered = sorted(resources, key=lambda each: (each.stack, each.region, each.logical_id))
    return Report(tuple(stack.result for stack in deployment.stacks), tuple(ordered))


@dataclass(frozen=True, slots=True)
class _Resource:
    """A resource of a template, and how AWS calls what became of it."""

    stack: DeployedStack
    logical_id: str
    type: str
    created: Created | None
    expected: Mapping[str, Value]

    def result(self, presence: Presence, note: Text | None = None) -> ResourceResult:
        return ResourceResult(
            stack=self.stack.name,
            logical_id=self.logical_id,
            type=self.type,
            physical_id=self.created.physical_id if self.created else None,
            region=self.stack.place.region,
            presence=presence,
            note=note,
        )

    @property
    def sibling(self) -> Sibling:
        return Sibling(self.type, self.created.physical_id if self.created else None, self.expected)


Outcome = Reading | Unknown | None
"""What came of reading a resource: an unknown says why nothing did, None that it is not there."""


class _Readings:
    """The readings of one deployment, each after those that its properties take attributes of."""

    def __init__(self, deployment: Deployment, apis: Apis) -> None:
        self.deployment = deployment
        self.apis = apis
        self.is_local = apis.is_local
        self.resources: dict[Id, _Resource] = {}
        self.outcomes: dict[Id, Outcome] = {}

    def results(self) -> Iterator[ResourceResult]:
        """One for each resource of the templates and of the stacks."""
        self._read()
        siblings = [each.sibling for each in self.resources.values()]
        for key, resource in self.resources.items():
            yield self._compared(resource, self.outcomes[key], siblings)
        for stack in self.deployment.stacks:
            yield from self._beside(stack)

    def _read(self) -> None:
        """Wave by wave, in which no resource needs another of the same wave."""
        needed: dict[Id, set[Id]] = {}
        named = {_id(stack, ""): self._names(stack) for stack in self.deployment.stacks}
        for names in named.values():
            needed.update(_needed(names))
        sorter = TopologicalSorter(needed)
        sorter.prepare()
        with ThreadPoolExecutor(_THREADS) as pool:
            while ready := sorted(sorter.get_ready()):
                self.resources.update({key: _resource(named[key[0], ""], key[1]) for key in ready})
                outcomes = pool.map(self._outcome, [self.resources[key] for key in ready])
                self.outcomes.update(zip(ready, outcomes, strict=True))
                sorter.done(*ready)

    def _names(self, stack: DeployedStack) -> DeployedNames:
        return DeployedNames(stack, self.deployment, self.apis, partial(self._attribute, stack))

    def _outcome(self, resource: _Resource) -> Outcome:
        reader, created = READERS.get(resource.type), resource.created
        if created is None:
            return None
        if reader is None:
            lacking_reader = NOTHING_THERE.get(resource.type, words.NO_READER)
            return unknown("type", resource.type, reason=lacking_reader.format(type=resource.type))
        subject = Subject(created.physical_id, resource.expected, resource.stack.place, self.apis)
        try:
            return reader.read(subject)
        except ClientError as error:
            return None if code_of(error) in reader.absent else refused(error)
        except LookupError as error:
            return lacking(error)
        except UnnamedError as error:
            return error.value

    def _attribute(self, stack: DeployedStack, name: str, wanted: str) -> Value:
        outcome = self.outcomes.get(_id(stack, name))
        if isinstance(outcome, Reading) and wanted in outcome.attributes:
            return outcome.attributes[wanted]
        if isinstance(outcome, Unknown):
            return unknown("Fn::GetAtt", f"{name}.{wanted}", reason=outcome.reason)
        reason = words.NO_ATTRIBUTE if isinstance(outcome, Reading) else words.NOT_THERE
        return unknown("Fn::GetAtt", f"{name}.{wanted}", reason=reason.format(name=name, attribute=wanted))

    def _compared(self, resource: _Resource, outcome: Outcome, siblings: list[Sibling]) -> ResourceResult:
        if resource.created is None:
            return resource.result(Presence.MISSING, _why_missing(resource.stack))
        if outcome is None:
            return resource.result(Presence.MISSING, words.GONE.format(physical_id=resource.created.physical_id))
        if isinstance(outcome, Unknown):
            return resource.result(Presence.UNKNOWN, outcome.reason)
        reader = READERS[resource.type]
        beside = reader.beside(resource.sibling, siblings) if reader.beside else {}
        unlike = UNLIKE_AWS.get(resource.type, {}) if self.is_local else {}
        never = {**reader.never, **unlike}
        properties = compare({**resource.expected, **beside}, outcome.properties, reader.forms, never)
        return replace(resource.result(Presence.THERE), properties=properties)

    def _beside(self, stack: DeployedStack) -> Iterator[ResourceResult]:
        for name, created in stack.created.items():
            if _id(stack, name) not in self.resources:
                yield _Resource(stack, name, created.type, created, {}).result(Presence.BESIDE, words.BESIDE)


def _id(stack: DeployedStack, logical_id: str) -> Id:
    return f"{stack.place.region}/{stack.name}", logical_id


def _needed(names: DeployedNames) -> Mapping[Id, set[Id]]:
    """The resources of a stack whose conditions hold, each with those that it needs."""
    bodies = {name: body for name, body in names.stack.raw.resources().items() if names.includes(name)}
    return {
        _id(names.stack, name): {_id(names.stack, each) for each in needs(body, names.condition) & bodies.keys()}
        for name, body in bodies.items()
    }


def _resource(names: DeployedNames, logical_id: str) -> _Resource:
    stack = names.stack
    kind = str(stack.raw.resources()[logical_id]["Type"])
    return _Resource(stack, logical_id, kind, stack.created.get(logical_id), names.properties(logical_id))


def _why_missing(stack: DeployedStack) -> Text:
    if stack.id is None:
        return words.NOT_DEPLOYED.format(stack=stack.name, region=stack.place.region)
    return words.NOT_CREATED
