from __future__ import annotations

from collections.abc import Callable

import pytest

from workbook.cost.whatif import facts
from workbook.cost.whatif.guarantees import given_up, guarantees
from workbook.graph.build import build_graph
from workbook.graph.model import Graph
from workbook.template.source import load_profile

ONE_EXIT = {"route_b": "NatGatewayId: !Ref NatA", "nat_b": ""}
SPOT = "CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT, Weight: 1}]"
CLOSED_AT_NIGHT = """
Scaled:
  Type: AWS::ApplicationAutoScaling::ScalableTarget
  Properties:
    ServiceNamespace: ecs
    ScalableDimension: ecs:service:DesiredCount
    ResourceId: !Sub "service/${Cluster}/${Service.Name}"
    MinCapacity: 2
    MaxCapacity: 4
    ScheduledActions:
      - ScheduledActionName: open
        Schedule: cron(0 8 ? * MON-FRI *)
        ScalableTargetAction: {MinCapacity: 2, MaxCapacity: 4}
      - ScheduledActionName: close
        Schedule: cron(0 18 ? * MON-FRI *)
        ScalableTargetAction: {MinCapacity: 0, MaxCapacity: 0}
"""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"count": "DesiredCount: 1"}, ["Availability: calls may fail", "Availability: pages may fail"]),
        ({"standby": "MultiAZ: false"}, ["Availability: calls may fail", "Recovery: no failover by itself"]),
        ({"backups": "BackupRetentionPeriod: 7"}, ["Recovery: backups reach back 7 days instead of 14."]),
        ({"backups": "AllowMajorVersionUpgrade: true"}, ["Recovery: backups reach back 1 day instead of 14."]),
        ({"backups": "BackupRetentionPeriod: 0"}, ["Recovery: no backups"]),
        (ONE_EXIT, ["Availability: when the zone of the way out is lost"]),
        (
            {"way_out": "DestinationCidrBlock: 10.9.0.0/16, NatGatewayId"},
            ["Reach: the program gets to nothing outside AWS."],
        ),
        ({"address": "AssignPublicIp: ENABLED"}, ["Security: tasks have addresses on the internet"]),
        ({"open_database": "PubliclyAccessible: true"}, ["Security: the database has an address on the internet."]),
        ({"launch": SPOT}, ["Availability: AWS may take tasks away"]),
        ({"logs": "RetentionInDays: 7"}, ["Security: logs reach back 7 days instead of 30 days."]),
        # Working days of 8 to 18: 10 of 24 hours on 5 of 7 days, of 730 hours.
        ({"more": CLOSED_AT_NIGHT}, ["Availability: open 210 hours of a month instead of 730."]),
    ],
)
def test_a_lesser_guarantee_is_told_and_its_return_is_not(
    changed: Callable[..., Graph], words: dict[str, str], said: list[str]
) -> None:
    before, after = guarantees(changed()), guarantees(changed(**words))

    lost = [text.en for text in given_up(before, after)]
    assert len(lost) == len(said)
    assert all(text.startswith(start) for text, start in zip(lost, said, strict=True)), lost
    assert given_up(after, before) == ()


def test_logs_kept_for_ever_are_more_than_any_number_of_days(changed: Callable[..., Graph]) -> None:
    endless = guarantees(changed(logs="LogGroupClass: STANDARD"))

    (lost,) = given_up(endless, guarantees(changed()))
    assert lost.en == "Security: logs reach back 30 days instead of to the first day."
    assert lost.es == "Seguridad: los registros abarcan 30 días en lugar de todo el tiempo."


def test_nothing_is_given_up_against_oneself(changed: Callable[..., Graph]) -> None:
    assert given_up(guarantees(changed()), guarantees(changed())) == ()


def test_starter_gives_up_what_the_decisions_about_it_say() -> None:
    standard, starter = (guarantees(build_graph(load_profile(name))) for name in ("standard", "starter"))

    topics = [text.en.partition(":")[0] for text in given_up(standard, starter)]
    assert topics == ["Availability", "Recovery", "Recovery", "Availability", "Security"]
    assert given_up(starter, standard) == ()


def test_what_gives_a_public_address_is_shown(changed: Callable[..., Graph]) -> None:
    proof = facts.public_program(changed(address="AssignPublicIp: ENABLED"))

    assert proof is not None
    assert (proof.logical_id, proof.path.rpartition(".")[2]) == ("Service", "AssignPublicIp")
    assert facts.public_program(changed()) is None


@pytest.mark.parametrize("subnets", ["Subnets: [!Ref PublicA, !Ref PublicB]", "SecurityGroups: [sg-0123456789abcdef0]"])
def test_an_express_service_in_public_subnets_gets_public_addresses(
    changed: Callable[..., Graph], subnets: str
) -> None:
    express = f"""
Api:
  Type: AWS::ECS::ExpressGatewayService
  Properties: {{NetworkConfiguration: {{{subnets}}}}}
"""
    assert facts.public_program(changed(more=express)) is not None


def test_an_express_service_in_private_subnets_gets_none(changed: Callable[..., Graph]) -> None:
    express = """
Api:
  Type: AWS::ECS::ExpressGatewayService
  Properties: {NetworkConfiguration: {Subnets: [!Ref PrivateA, !Ref PrivateB]}}
"""
    assert facts.public_program(changed(more=express)) is None


def test_instances_get_public_addresses_by_their_launch_template(changed: Callable[..., Graph]) -> None:
    group = """
Template:
  Type: AWS::EC2::LaunchTemplate
  Properties: {LaunchTemplateData: {NetworkInterfaces: [{AssociatePublicIpAddress: true}]}}
Group:
  Type: AWS::AutoScaling::AutoScalingGroup
  Properties:
    MinSize: "2"
    MaxSize: "2"
    VPCZoneIdentifier: [!Ref PublicA]
    LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}
"""
    proof = facts.public_program(changed(more=group))

    assert proof is not None
    assert proof.logical_id == "Template"


def test_a_design_without_private_subnets_needs_no_way_out_of_them(changed: Callable[..., Graph]) -> None:
    public = changed(places="Subnets: [!Ref PublicA, !Ref PublicB]", address="AssignPublicIp: ENABLED")

    assert facts.own_exits(changed()) == 2
    assert facts.own_exits(public) is None


def test_lightsail_keeps_backups_of_a_week(graph_of: Callable[[str], Graph]) -> None:
    kept = "It: {Type: AWS::Lightsail::Database, Properties: {RelationalDatabaseBundleId: micro_2_0}}"
    dropped = kept.replace("micro_2_0", "micro_2_0, BackupRetention: false")

    assert facts.backup_days(graph_of(kept)) == 7
    assert facts.backup_days(graph_of(dropped)) == 0
