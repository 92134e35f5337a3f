"""What only the deployment tells is told, and counted as AWS does where the property is left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from workbook.cost.estimate import Bill, Settings, bill, estimate
from workbook.cost.readers.undecided import BELOW, DECIDING, EACH
from workbook.graph.model import Graph

ELSEWHERE = {"Fn::ImportValue": "Elsewhere"}
BESIDE = {
    "Task": {
        "Type": "AWS::ECS::TaskDefinition",
        "Properties": {"Cpu": "512", "Memory": "1024", "RequiresCompatibilities": ["FARGATE"]},
    },
    "Machine": {"Type": "AWS::EC2::Instance", "Properties": {"InstanceType": "t3.micro"}},
}
BASES: dict[str, dict[str, Any]] = {
    "AWS::CloudWatch::Alarm": {"MetricName": "Errors"},
    "AWS::ECS::Service": {"TaskDefinition": {"Ref": "Task"}, "DesiredCount": 2, "LaunchType": "FARGATE"},
    "AWS::ECS::TaskDefinition": {"Cpu": "512", "Memory": "1024", "RequiresCompatibilities": ["FARGATE"]},
    "AWS::EC2::Volume": {"Size": 10},
    "AWS::Lambda::Function": {"Runtime": "python3.13"},
    "AWS::Lightsail::Container": {"Power": "nano"},
    "AWS::RDS::DBInstance": {"Engine": "postgres", "DBInstanceClass": "db.t4g.small", "AllocatedStorage": 20},
    "AWS::RDS::DBCluster": {"Engine": "aurora-postgresql"},
    "AWS::Route53::HealthCheck": {"HealthCheckConfig": {"Type": "HTTPS", "FullyQualifiedDomainName": "a.example"}},
}
PAIRS = [(kind, path.removesuffix(f".{BELOW}")) for kind, paths in DECIDING.items() for path in paths]


def put(properties: dict[str, Any], path: str, value: object) -> None:
    """Set what stands at a dotted path, in the first entry of each list; None leaves the last name out."""
    step, _, rest = path.partition(".")
    after, _, further = rest.partition(".")
    if after == EACH:
        entry: dict[str, Any] = {}
        properties[step] = [entry if further else value]
        if further:
            put(entry, further, value)
    elif rest:
        put(properties.setdefault(step, {}), rest, value)
    elif value is not None:
        properties[step] = value


@pytest.fixture
def billed(graph_of: Callable[[str], Graph]) -> Callable[[str, dict[str, Any]], Bill]:
    def read(kind: str, properties: dict[str, Any]) -> Bill:
        resources = {**BESIDE, "It": {"Type": kind, "Properties": properties}}
        graph = graph_of("\n".join(f"{name}: {json.dumps(each)}" for name, each in resources.items()))
        return bill(Settings().context(graph, 100.0))

    return read


@pytest.mark.parametrize(("kind", "path"), PAIRS)
def test_a_property_that_decides_a_price_is_told(billed, kind, path):
    properties = json.loads(json.dumps(BASES.get(kind, {})))
    put(properties, path, ELSEWHERE)
    gaps = [gap for gap in billed(kind, properties).gaps if gap.owner.logical_id == "It"]

    expected = f"Resources.It.Properties.{path.replace(EACH, '0')}"
    assert expected in [gap.owner.path for gap in gaps]


@pytest.mark.parametrize(("kind", "path"), [pair for pair in PAIRS if not pair[1].endswith(EACH)])
def test_it_is_counted_as_if_it_were_left_out(billed, kind, path):
    left_out, undecided = (json.loads(json.dumps(BASES.get(kind, {}))) for _ in range(2))
    put(left_out, path, None)
    if path in left_out:
        del left_out[path]
    put(undecided, path, ELSEWHERE)

    assert amounts(billed(kind, undecided)) == amounts(billed(kind, left_out))


def amounts(found: Bill) -> list[tuple[str, str]]:
    components = [charge.component for charge in found.charges if charge.owner.logical_id == "It"]
    return sorted((each.price, repr(each.quantity)) for each in components)


def test_what_stands_around_a_property_may_be_undecided_too(billed):
    found = billed("AWS::KMS::Key", {"EnableKeyRotation": True, "RotationPeriodInDays": {"Ref": "AWS::NoValue"}})
    around = billed("AWS::ECS::TaskDefinition", {**BASES["AWS::ECS::TaskDefinition"], "RuntimePlatform": ELSEWHERE})

    assert not [gap for gap in found.gaps if gap.owner.logical_id == "It"]
    assert [gap.owner.path for gap in around.gaps] == ["Resources.It.Properties.RuntimePlatform"]


def test_an_undecided_property_leaves_a_priced_resource_priced(graph_of):
    found = estimate(
        graph_of("""
            Key: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: !ImportValue Elsewhere}}
        """),
        100,
    )

    assert (found.coverage.metered, found.coverage.unsupported) == (1, 0)
    assert "EnableKeyRotation (${Fn::ImportValue(Elsewhere)})" in found.gaps[0].reason.en


def test_a_capacity_provider_that_only_the_deployment_tells_is_a_gap(billed):
    strategy = [{"CapacityProvider": ELSEWHERE, "Weight": 1}]
    found = billed("AWS::ECS::Service", {"TaskDefinition": {"Ref": "Task"}, "CapacityProviderStrategy": strategy})

    assert "whether the tasks run on Fargate" in "\n".join(gap.reason.en for gap in found.gaps)
    assert not amounts(found)
