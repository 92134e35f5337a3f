"""A changed logical id makes CloudFormation replace a resource; for these, that would lose data or a name."""

from __future__ import annotations

from collections.abc import Callable

from infra.templates import Snapshot

STATEFUL = (
    "AWS::EC2::VPC",
    "AWS::ECR::Repository",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBSubnetGroup",
    "AWS::Route53::HostedZone",
    "AWS::S3::Bucket",
    "AWS::SecretsManager::Secret",
)
DATA = ("AWS::ECR::Repository", "AWS::RDS::DBInstance", "AWS::Route53::HostedZone", "AWS::S3::Bucket")


def test_logical_ids_of_what_holds_state_never_change(snapshot: Snapshot, golden: Callable[[str, str], None]) -> None:
    ids = sorted(f"{resource['Type']} {logical_id}" for logical_id, resource in snapshot.resources(*STATEFUL))
    golden("stateful_ids.txt", "\n".join(ids) + "\n")


def test_what_holds_data_survives_its_stack(snapshot: Snapshot) -> None:
    for logical_id, resource in snapshot.resources(*DATA):
        assert resource["DeletionPolicy"] in {"Retain", "Snapshot"}, logical_id
        assert resource["UpdateReplacePolicy"] in {"Retain", "Snapshot"}, logical_id
