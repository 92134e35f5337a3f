"""Small real templates, read as a whole: what is known, what is followed from stack to stack, what stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbook.template.model import Assembly, LogicalId, ResourceId, StackName, Unknown, describe, walk
from workbook.template.source import load_assembly

TEMPLATES = Path(__file__).parents[1] / "fixtures" / "templates"


@pytest.fixture(scope="module")
def assembly() -> Assembly:
    return load_assembly(TEMPLATES)


def value(assembly: Assembly, stack: str, resource: str, path: str) -> str:
    return describe(assembly.stack(stack).resources[LogicalId(resource)].get(path))


def test_every_template_is_a_stack(assembly: Assembly) -> None:
    sizes = {str(stack.name): len(stack.resources) for stack in assembly.stacks}
    assert sizes == sizes | {"network": 9, "service": 10, "topics": 4, "website": 3}
    order = [str(stack.name) for stack in assembly.stacks]
    assert order.index("network") < order.index("service")


@pytest.mark.parametrize(
    ("stack", "resource", "path", "expected"),
    [
        ("network", "PublicA", "CidrBlock", "10.1.0.0/24"),
        ("network", "PublicB", "CidrBlock", "10.1.1.0/24"),
        ("network", "PublicB", "AvailabilityZone", "${Fn::Select(1, Fn::GetAZs(AWS::Region))}"),
        ("network", "Vpc", "Tags.0.Value", "network-vpc"),
        ("network", "Egress", "NatGatewayId", "${network/Nat}"),
        ("network", "Egress", "GatewayId", ""),
        ("service", "Balancer", "Subnets", "[${network/PublicA}, ${network/PublicB}]"),
        ("service", "TaskGroup", "VpcId", "${network/Vpc}"),
        ("service", "FromBalancer", "FromPort", "8000"),
        ("service", "Task", "Memory", "1024"),
        ("website", "Policy", "PolicyDocument.Version", "2012-10-17"),
        ("website", "Policy", "PolicyDocument.Statement.0.Resource", "${website/Bucket.Arn}/*"),
        ("website", "Policy", "PolicyDocument.Statement.0.Principal.Service", "cloudfront.amazonaws.com"),
        ("website", "Distribution", "DistributionConfig.Enabled", "true"),
        ("website", "Distribution", "Tags.0.Value", "inventory"),
        ("topics", "Count", "Value", "2 topics"),
    ],
)
def test_values_are_followed(assembly: Assembly, stack: str, resource: str, path: str, expected: str) -> None:
    assert value(assembly, stack, resource, path) == expected


def test_what_stays_unknown_is_named(assembly: Assembly) -> None:
    service = assembly.stack("service")
    unknown = {
        leaf.expression
        for resource in service.resources.values()
        for _, leaf in walk(resource.properties)
        if isinstance(leaf, Unknown)
    }
    listener = "Fn::Split(/, ${service/Listener})"
    assert unknown == {"service/Image", f"Fn::Select(1, {listener})", f"Fn::Select(2, {listener})"}


def test_the_alarm_keeps_its_tie_to_the_load_balancer(assembly: Assembly) -> None:
    dimension = assembly.stack("service").resources[LogicalId("SlowAlarm")].get("Dimensions.0.Value")
    listener = ResourceId(StackName("service"), LogicalId("Listener"))
    found = {source.target for _, leaf in walk(dimension) if isinstance(leaf, Unknown) for source in leaf.sources}
    assert found == {listener}
