"""The stacks of a deployment: their names, their order, and what CloudFormation says of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbook.deploy import words
from workbook.deploy.target import REGION, Target
from workbook.errors import DeployError
from workbook.template.parse import parse_template

NETWORK, DATA, DELIVERY = "InventoryNetwork", "InventoryData", "InventoryDelivery"
SERVICE = "InventoryService"
EDGE, OBSERVABILITY = "InventoryEdge", "InventoryObservability"
STACKS = (NETWORK, DATA, DELIVERY, SERVICE, EDGE, OBSERVABILITY)
"""In the order of their deployment."""

_TOOLKIT = "CDKToolkit"
_EDGE_REGION = REGION  # CloudFront takes its certificate from there only
_LOOK = 1  # seconds
_PATIENCE = 3600  # seconds; a database with a standby takes half of that


@dataclass(frozen=True, slots=True)
class Stack:
    """One stack that exists."""

    name: str
    status: str
    region: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_moving(self) -> bool:
        """Whether CloudFormation works on it."""
        return self.status.endswith("_IN_PROGRESS") and self.status != "REVIEW_IN_PROGRESS"

    @property
    def is_deployed(self) -> bool:
        """Whether it holds what it was deployed with; one whose creation failed holds nothing."""
        return self.status in {
            "CREATE_COMPLETE",
            "IMPORT_COMPLETE",
            "IMPORT_ROLLBACK_COMPLETE",
            "UPDATE_COMPLETE",
            "UPDATE_ROLLBACK_COMPLETE",
        }

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever deployed with it: its creation was only reviewed, or has failed."""
        return self.status in {"REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "CREATE_FAILED"}

    @property
    def is_stuck(self) -> bool:
        """Whether it takes no other deployment before somebody has looked at it."""
        return not (self.is_deployed or self.is_empty or self.is_moving)


@dataclass(frozen=True, slots=True)
class StackResource:
    """What CloudFormation has made for a resource of a stack, and has not deleted."""

    stack: str
    logical_id: str
    type: str
    physical_id: str
    region: str


@dataclass(frozen=True, slots=True)
class Stacks:
    """Those of one target."""

    target: Target

    def region_of(self, name: str) -> str:
        """Where a stack is deployed."""
        return _EDGE_REGION if name == EDGE else self.target.region

    def all(self) -> Mapping[str, Stack]:
        """Those that exist, of ours and the one that CDK prepares, the oldest first."""
        found = [each for region in self.regions for each in self._described(region)]
        ordered = sorted(found, key=lambda pair: (pair[0]["CreationTime"], pair[0]["StackName"]))
        stacks = [_stack(told, region) for told, region in ordered if told["StackName"] in {*STACKS, _TOOLKIT}]
        # Another deployment may stand in the region of the edge.
        return {stack.name: stack for stack in stacks if stack.region == self.region_of(stack.name)}

    def resources(self, name: str, kind: str = "") -> Iterator[StackResource]:
        """The resources of a stack that exists, of one type or of all."""
        yield from self._resources(name, self.region_of(name), kind)

    @property
    def is_toolkit_broken(self) -> bool:
        """Whether a preparation by CDK was begun in some region, and has failed."""
        return any(stack.is_empty for stack in self._toolkits())

    def toolkit(self) -> Iterator[StackResource]:
        """The resources of the stack that CDK prepares in each region."""
        for stack in self._toolkits():
            yield from self._resources(stack.name, stack.region)

    def _toolkits(self) -> list[Stack]:
        found = [each for region in self.regions for each in self._described(region)]
        return [_stack(told, region) for told, region in found if told["StackName"] == _TOOLKIT]

    def _resources(self, name: str, region: str, kind: str = "") -> Iterator[StackResource]:
        pages = self.target.client("cloudformation", region).get_paginator("list_stack_resources")
        for page in pages.paginate(StackName=name):
            for each in page["StackResourceSummaries"]:
                is_there = each["ResourceStatus"] != "DELETE_COMPLETE" and each.get("PhysicalResourceId")
                if is_there and kind in {"", each["ResourceType"]}:
                    ids = (each["LogicalResourceId"], each["ResourceType"], each["PhysicalResourceId"])
                    yield StackResource(name, *ids, region)

    def outputs(self, name: str) -> Mapping[str, str]:
        """What a stack gives to others; nothing where it does not exist."""
        found = self.all().get(name)
        return found.outputs if found else {}

    def parameters(self, name: str) -> Mapping[str, str]:
        """What a stack was deployed with; nothing where it was not."""
        found = self.all().get(name)
        return found.parameters if found and found.is_deployed else {}

    def template(self, name: str) -> Mapping[str, Any]:
        """The template that a stack was deployed from.

        Raises:
            ClientError: there is no such stack.
        """
        client = self.target.client("cloudformation", self.region_of(name))
        body = client.get_template(StackName=name, TemplateStage="Original")["TemplateBody"]
        # The CDK CLI deploys small templates as YAML; boto3 gives those in JSON as objects.
        return parse_template(body.encode(), name) if isinstance(body, str) else body

    def profile(self) -> str:
        """The profile that is deployed, as the template of the service says.

        Raises:
            DeployError: no service is deployed.
        """
        found = self.all().get(SERVICE)
        if found is None or not found.is_deployed:
            raise DeployError(words.NOTHING_DEPLOYED)
        return str(self.template(SERVICE)["Metadata"]["Workbook::Profile"]["name"])

    def settle(self, wait: Callable[[Stack], None]) -> None:
        """Until CloudFormation works on none of them, as after a deployment that was interrupted.

        Raises:
            DeployError: one takes too long.
        """
        end = time.monotonic() + _PATIENCE
        while moving := [stack for stack in self.all().values() if stack.is_moving]:
            for stack in moving:
                wait(stack)
            if time.monotonic() > end:
                raise DeployError(words.STILL_MOVING.format(stack=moving[0].name, status=moving[0].status))
            time.sleep(_LOOK)

    def check(self) -> None:
        """Whether each of them takes a deployment.

        Raises:
            DeployError: some need somebody who looks at them first.
        """
        stuck = [stack for stack in self.all().values() if stack.is_stuck]
        if stuck:
            raise DeployError(*(words.STUCK.format(stack=stack.name, status=stack.status) for stack in stuck))

    @property
    def regions(self) -> tuple[str, ...]:
        """Those that anything is deployed to."""
        return tuple(dict.fromkeys((self.target.region, _EDGE_REGION)))

    def _described(self, region: str) -> Iterator[tuple[Mapping[str, Any], str]]:
        pages = self.target.client("cloudformation", region).get_paginator("describe_stacks")
        for page in pages.paginate():
            for told in page["Stacks"]:
                yield told, region


def _stack(told: Mapping[str, Any], region: str) -> Stack:
    return Stack(
        name=told["StackName"],
        status=told["StackStatus"],
        region=region,
        outputs={each["OutputKey"]: each["OutputValue"] for each in told.get("Outputs", [])},
        parameters={each["ParameterKey"]: each["ParameterValue"] for each in told.get("Parameters", [])},
    )
