"""What CloudFormation says is deployed: stacks, their templates and parameters, and how AWS calls each resource."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from workbook.deploy.live.apis import Apis
from workbook.deploy.live.model import StackResult
from workbook.deploy.live.reading import Place
from workbook.template.files import Templates
from workbook.template.link import link
from workbook.template.parse import parse_template
from workbook.template.pseudo import pseudo_parameters
from workbook.template.raw import RawStack, mapping
from workbook.template.source import read_source

NESTED = "AWS::CloudFormation::Stack"
_SERVICE = "cloudformation"


class Basis(StrEnum):
    """Which templates a deployment is compared with."""

    ASSEMBLY = "assembly"
    """Those of the assembly that the caller names: is what I have what is there?"""

    DEPLOYED = "deployed"
    """Those that CloudFormation was given last: has anybody changed what it made?"""


@dataclass(frozen=True, slots=True)
class Created:
    """A resource as CloudFormation has made it."""

    type: str
    physical_id: str


@dataclass(frozen=True, slots=True)
class DeployedStack:
    """A stack, with the template that it is compared with; without an id, it is not deployed."""

    raw: RawStack
    place: Place
    id: str | None = None
    status: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    notified: tuple[str, ...] = ()
    """ARNs of topics that hear of its events."""

    created: Mapping[str, Created] = field(default_factory=dict)
    """Resources by logical id."""

    @property
    def name(self) -> str:
        """Under which it is deployed."""
        return self.raw.deployed_as or self.raw.name

    @property
    def result(self) -> StackResult:
        """What a report says of it."""
        return StackResult(self.name, self.place.region, self.status)


@dataclass(frozen=True, slots=True)
class Deployment:
    """All stacks of an assembly as they are deployed, and what the stacks of their regions export."""

    stacks: tuple[DeployedStack, ...]
    exports: Mapping[str, Mapping[str, str]]
    """Values by name, by region."""


def deployment_of(apis: Apis, assembly: Path, basis: Basis = Basis.ASSEMBLY) -> Deployment:
    """What is deployed of the stacks that an assembly, a folder of templates or a template names.

    Raises:
        SourceError: the assembly cannot be used.
        ClientError: CloudFormation refuses to tell.
        BotoCoreError: it cannot be reached.
    """
    templates = Templates()
    _, roots = read_source(assembly, templates)
    templates.refuse_problems()
    link(roots)  # refuses circles and names that clash
    target = apis.target
    placed = [replace(raw, region=raw.region or target.region, account=target.account) for raw in roots]
    regions = sorted({str(raw.region) for raw in placed})
    described = {region: _described(apis, region) for region in regions}
    stacks = (stack for raw in placed for stack in _tree(apis, raw, described[str(raw.region)], basis))
    exports = {region: _exports(apis, region) for region in regions}
    return Deployment(tuple(sorted(stacks, key=lambda stack: (stack.name, stack.place.region))), exports)


def _described(apis: Apis, region: str) -> Mapping[str, Mapping[str, Any]]:
    found = apis.ask(_SERVICE, "describe_stacks", region)["Stacks"]
    return {each["StackName"]: each for each in found if each["StackStatus"] != "DELETE_COMPLETE"}


def _exports(apis: Apis, region: str) -> Mapping[str, str]:
    found = apis.ask(_SERVICE, "list_exports", region).get("Exports", [])
    return {each["Name"]: each["Value"] for each in found}


def _tree(
    apis: Apis, raw: RawStack, described: Mapping[str, Mapping[str, Any]], basis: Basis
) -> Iterator[DeployedStack]:
    """A stack, and those nested in it; of one whose template lies elsewhere, the one that it was deployed from."""
    stack = _deployed(apis, raw, described, basis)
    yield stack
    nested = {name for name, body in stack.raw.resources().items() if body.get("Type") == NESTED}
    for name in sorted(nested):
        created = stack.created.get(name)
        deployed_as = created.physical_id.split("/")[1] if created else None
        local = raw.children.get(name)
        child = local or RawStack(f"{raw.name}-{name}", {}, raw.where)
        child = replace(child, region=raw.region, account=raw.account, deployed_as=deployed_as)
        yield from _tree(apis, child, described, basis if local else Basis.DEPLOYED)


def _deployed(apis: Apis, raw: RawStack, described: Mapping[str, Mapping[str, Any]], basis: Basis) -> DeployedStack:
    pseudo = pseudo_parameters(raw)
    place = Place(str(raw.account), str(raw.region), str(pseudo["AWS::Partition"]))
    told = described.get(raw.deployed_as or raw.name)
    if told is None or told["StackStatus"] == "REVIEW_IN_PROGRESS":
        return DeployedStack(raw, place, status=None if told is None else str(told["StackStatus"]))
    identifier = told["StackId"]
    if basis is Basis.DEPLOYED:
        raw = replace(raw, template=_template(apis, identifier, place.region))
    return DeployedStack(
        raw,
        place,
        id=identifier,
        status=told["StackStatus"],
        parameters={each["ParameterKey"]: _value(each) for each in told.get("Parameters", [])},
        outputs={each["OutputKey"]: each["OutputValue"] for each in told.get("Outputs", [])},
        notified=tuple(told.get("NotificationARNs", ())),
        created=dict(_created(apis, identifier, place.region)),
    )


def _value(parameter: Mapping[str, str]) -> str:
    """Of a parameter that names one of Systems Manager, what that one held."""
    return parameter.get("ResolvedValue") or parameter.get("ParameterValue", "")


def _template(apis: Apis, stack: str, region: str) -> dict[str, Any]:
    """The template of a stack after its macros have run."""
    body = apis.ask(_SERVICE, "get_template", region, StackName=stack, TemplateStage="Processed")["TemplateBody"]
    said = body if isinstance(body, str) else json.dumps(body)
    return mapping(parse_template(said.encode(), stack))


def _created(apis: Apis, stack: str, region: str) -> Iterator[tuple[str, Created]]:
    listed = apis.ask(_SERVICE, "list_stack_resources", region, StackName=stack)
    for each in listed["StackResourceSummaries"]:
        if each["ResourceStatus"] != "DELETE_COMPLETE" and each.get("PhysicalResourceId"):
            yield each["LogicalResourceId"], Created(each["ResourceType"], each["PhysicalResourceId"])
