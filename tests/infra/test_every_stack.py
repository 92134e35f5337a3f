from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra.templates import STACKS, Snapshot

# CloudFormation offers no tags for these.
UNTAGGABLE = {
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::EC2::Route",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::VPCCidrBlock",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::IAM::Policy",
    "AWS::Logs::ResourcePolicy",
    "AWS::Route53::RecordSet",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SecretsManager::SecretTargetAttachment",
}
TAG_PROPERTIES = ("Tags", "HostedZoneTags", "ResourceTags")

# Names that are settings of an AWS account, by which a second deployment would collide with the first.
PHYSICAL_NAMES = {
    "AlarmName",
    "BucketName",
    "ClusterName",
    "DBSubnetGroupName",
    "DashboardName",
    "FunctionName",
    "LoadBalancerName",
    "RepositoryName",
    "RoleName",
    "ServiceName",
    "TopicName",
    "UserName",
}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    else:
        yield path, value


def test_nothing_runs_code_at_deployment(snapshot: Snapshot) -> None:
    types = {resource["Type"] for _, resource in snapshot.resources()}
    assert not {kind for kind in types if kind.startswith(("Custom::", "AWS::CloudFormation::Custom", "AWS::Lambda::"))}


def test_every_resource_that_takes_tags_has_all_of_them(snapshot: Snapshot) -> None:
    expected = {
        "project": "inventory",
        "profile": snapshot.profile,
        "owner": "platform-team",
        "cost-centre": "inventory",
    }
    for logical_id, resource in snapshot.resources():
        if resource["Type"] in UNTAGGABLE:
            continue
        tags = next((resource["Properties"][key] for key in TAG_PROPERTIES if key in resource["Properties"]), {})
        found = tags if isinstance(tags, dict) else {tag["Key"]: tag["Value"] for tag in tags}
        assert expected.items() <= found.items(), logical_id


def test_no_resource_has_a_name_without_need(snapshot: Snapshot) -> None:
    for logical_id, resource in snapshot.resources():
        named = PHYSICAL_NAMES & {key for key, value in resource["Properties"].items() if isinstance(value, str)}
        assert not named, f"{logical_id} fixes {named}"


def test_no_template_holds_a_secret(snapshot: Snapshot) -> None:
    for _, resource in snapshot.resources():
        for path, value in leaves(resource["Properties"]):
            last = path.rsplit(".", 1)[-1].lower()
            if isinstance(value, str) and last in {"masteruserpassword", "password", "secretstring"}:
                pytest.fail(f"{path} is a literal")
    (database,) = snapshot.properties("AWS::RDS::DBInstance")
    assert "{{resolve:secretsmanager:" in json.dumps(database["MasterUserPassword"])


def test_every_log_group_expires(snapshot: Snapshot) -> None:
    groups = list(snapshot.resources("AWS::Logs::LogGroup"))
    assert len(groups) >= 7
    for logical_id, group in groups:
        assert group["Properties"]["RetentionInDays"] >= 7, logical_id
        assert group["DeletionPolicy"] in {"Retain", "Delete"}, logical_id


def test_no_template_depends_on_an_account_or_a_lookup(snapshot: Snapshot) -> None:
    accounts = set(re.findall(r"(?<![0-9a-f])\d{12}(?![0-9a-f])", json.dumps(snapshot.templates)))
    assert accounts == {"000000000000"}


def test_every_stack_says_its_profile(snapshot: Snapshot) -> None:
    for name in STACKS:
        profile = snapshot.templates[name]["Metadata"]["Workbook::Profile"]
        assert profile["name"] == snapshot.profile
        assert profile["version"] >= 1
        assert profile["title"].keys() == {"en", "es"}


def test_only_the_starter_profile_gives_guarantees_up(snapshot: Snapshot) -> None:
    savings = [
        saving
        for template in snapshot.templates.values()
        for saving in template["Metadata"].get("Workbook::Savings", [])
    ]
    assert bool(savings) == (snapshot.profile == "starter")
    for saving in savings:
        for part in ("saving", "gives_up", "undo"):
            assert saving[part].keys() == {"en", "es"}
            assert all(len(sentence) > 20 for sentence in saving[part].values())


WITHOUT_RESOURCE = frozenset(
    {"cloudformation:DescribeStacks", "ecr:GetAuthorizationToken", "ecs:DescribeTaskDefinition"}
)
"""What AWS allows for all resources or for none; of stacks, those that do not exist yet are asked for too."""


def test_no_policy_allows_every_action(snapshot: Snapshot) -> None:
    for logical_id, resource in snapshot.resources("AWS::IAM::Policy", "AWS::IAM::Role"):
        for statement in resource["Properties"].get("PolicyDocument", {}).get("Statement", []):
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            assert not [action for action in actions if action.endswith("*")], logical_id
            if statement["Resource"] == "*":
                assert WITHOUT_RESOURCE.issuperset(actions), logical_id
