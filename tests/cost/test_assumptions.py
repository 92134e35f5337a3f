"""No assumption is without effect: each moves the bill of some source, or what the bill says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from workbook.cost.estimate import Bill, Settings, bill
from workbook.cost.whatif.rivals import rivals as rival
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.source import load_profile
from workbook.workload.load import Usage, default_usage

WATCHED = """
    Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterSettings: [{Name: containerInsights, Value: enabled}]}}
    Key: {Type: AWS::KMS::Key}
    Data: {Type: AWS::RDS::DBInstance, Properties: {DBInstanceClass: db.t4g.micro, Engine: postgres,
      AllocatedStorage: 20, StorageEncrypted: true, KmsKeyId: !GetAtt Key.Arn, MonitoringInterval: 60}}
    Image: {Type: AWS::ECR::Repository, Properties: {LifecyclePolicy: {LifecyclePolicyText: ""}}}
    Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: a.b}}
    Name: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Zone, Name: c.a.b, Type: A, TTL: 60,
      ResourceRecords: [10.0.0.1]}}
    Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
    Flow: {Type: AWS::EC2::FlowLog, Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: REJECT,
      LogGroupName: !Ref Logs, DeliverLogsPermissionArn: arn}}
    Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
    Task:
      Type: AWS::ECS::TaskDefinition
      Properties: {Cpu: 256, Memory: 512, RequiresCompatibilities: [FARGATE],
        ContainerDefinitions: [{Name: api, Image: !GetAtt Image.RepositoryUri}]}
    Service:
      Type: AWS::ECS::Service
      Properties: {Cluster: !Ref Cluster, LaunchType: FARGATE, TaskDefinition: !Ref Task}
    Target:
      Type: AWS::ApplicationAutoScaling::ScalableTarget
      Properties: {MinCapacity: 1, MaxCapacity: 9, ServiceNamespace: ecs, ScalableDimension: ecs:service:DesiredCount,
        ResourceId: !Sub "service/${Cluster}/${Service.Name}"}
"""
"""What no profile has: flow logs, a key of the customer's own, a name that is no alias, a target without a policy."""


@cache
def known() -> tuple[Graph, ...]:
    return build_graph(load_profile("growth")), *(rival.graph_of(each) for each in rival.RIVALS)


def charged(graph: Graph, key: str, value: float) -> Bill:
    """The bill under one assumption, as its quantities, for so many users that every limit is passed."""
    common = dict(default_usage().common)
    common[key] = replace(common[key], low=value, likely=value, high=value)
    return bill(Settings(usage=Usage(common), growing=True).context(graph, 20_000.0))


def amounts(found: Bill) -> object:
    quantities = [(each.pool, each.component.quantity) for each in found.charges]
    return [(pool, None if amount is None else float(amount)) for pool, amount in quantities], found.gaps


@pytest.mark.parametrize("key", sorted(default_usage().common))
def test_every_assumption_moves_a_bill(graph_of: Callable[[str], Graph], key: str) -> None:
    assumption = default_usage().common[key]
    # Near what is likely and far from it, so that no limit and no larger effect hides this one.
    near = [assumption.likely * factor or factor for factor in (0.001, 0.5, 1, 2, 1_000)]
    values = {min(max(value, assumption.least), assumption.most) for value in near}
    moved = [
        graph
        for graph in (*known(), graph_of(WATCHED))
        if len({str(amounts(charged(graph, key, value))) for value in values}) > 1
    ]

    assert moved
