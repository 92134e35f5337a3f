"""What a template leaves to the deployment, or asks for against all sense, is told and never silently priced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from workbook.cost.estimate import Estimate, estimate
from workbook.graph.model import Graph

DATABASE = """
    Db:
      Type: AWS::RDS::DBInstance
      Properties: {{Engine: postgres, DBInstanceClass: db.t4g.micro, MultiAZ: false, {more}}}
"""
SERVICE = """
    Task:
      Type: AWS::ECS::TaskDefinition
      Properties:
        Cpu: '1024'
        Memory: '2048'
        RequiresCompatibilities: [FARGATE]
    Svc:
      Type: AWS::ECS::Service
      Properties: {TaskDefinition: !Ref Task, DesiredCount: 10, LaunchType: !Ref Unknown}
    Box: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.micro}}
    Unknown: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: EC2}}
"""


@pytest.fixture
def priced(graph_of: Callable[[str], Graph]) -> Callable[[str], Estimate]:
    return lambda resources: estimate(graph_of(resources), 100)


def reasons(found: Estimate) -> str:
    return "\n".join(gap.reason.en for gap in found.gaps)


def test_a_launch_type_that_only_the_deployment_tells_is_a_gap(priced: Callable[[str], Estimate]) -> None:
    assert "whether the tasks run on Fargate" in reasons(priced(SERVICE))


@pytest.mark.parametrize("size", [-20, -1e9])
def test_a_negative_amount_takes_nothing_off_another(priced: Callable[[str], Estimate], size: float) -> None:
    found = priced(DATABASE.format(more=f"AllocatedStorage: {size}"))

    assert all(line.monthly is None or line.monthly >= 0 for line in found.lines)
    assert "nothing can be less than none" in reasons(found)


def test_a_public_database_pays_its_address(priced: Callable[[str], Estimate]) -> None:
    private, public = (
        priced(DATABASE.format(more=f"AllocatedStorage: 20, PubliclyAccessible: {word}")) for word in ("false", "true")
    )

    assert public.total - private.total == Decimal("0.005") * 730


def test_an_elastic_address_of_a_load_balancer_is_charged_once(priced: Callable[[str], Estimate]) -> None:
    found = priced("""
        One: {Type: AWS::EC2::EIP}
        Nlb:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            Type: network
            SubnetMappings: [{SubnetId: s, AllocationId: !GetAtt One.AllocationId}]
    """)
    lines = [line for line in found.lines if line.charge.component.price.startswith("ipv4.")]

    assert sum(line.quantity or 0 for line in lines) == 730


def test_a_replica_where_the_book_has_no_price_is_a_gap(priced: Callable[[str], Estimate]) -> None:
    found = priced("""
        Key:
          Type: AWS::SecretsManager::Secret
          Properties: {ReplicaRegions: [{Region: eu-west-1}, {Region: af-south-1}]}
    """)

    assert sum(line.monthly or 0 for line in found.lines) == Decimal("0.80")
    assert "no price for a replica in af-south-1" in reasons(found)


def test_a_nested_stack_that_lies_elsewhere_is_a_gap(priced: Callable[[str], Estimate]) -> None:
    found = priced("""
        Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://templates.example/x.yaml}}
    """)

    assert "not at hand" in reasons(found)
    assert found.coverage.unsupported == 1
