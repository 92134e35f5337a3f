from __future__ import annotations

import json
import re

from infra.templates import Snapshot


def test_images_are_scanned_unchangeable_and_expire(snapshot: Snapshot) -> None:
    repository = snapshot.only("AWS::ECR::Repository")
    assert repository["ImageScanningConfiguration"] == {"ScanOnPush": True}
    assert repository["ImageTagMutability"] == "IMMUTABLE"
    assert len(json.loads(repository["LifecyclePolicy"]["LifecyclePolicyText"])["rules"]) == 2


def test_only_the_production_environment_of_one_repository_is_trusted(snapshot: Snapshot) -> None:
    trusts = [
        statement
        for role in snapshot.properties("AWS::IAM::Role")
        for statement in role["AssumeRolePolicyDocument"]["Statement"]
        if statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    ]
    assert len(trusts) == 2  # one role deploys, one publishes the site
    for trust in trusts:
        assert trust["Condition"] == {
            "StringEquals": {
                "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                "token.actions.githubusercontent.com:sub": "repo:example/inventory:environment:production",
            }
        }


def test_the_identity_provider_needs_no_function(snapshot: Snapshot) -> None:
    provider = snapshot.only("AWS::IAM::OIDCProvider")
    assert provider["Url"] == "https://token.actions.githubusercontent.com"
    assert provider["ClientIdList"] == ["sts.amazonaws.com"]


def test_the_pipeline_deploys_through_the_cdk_roles_only(snapshot: Snapshot) -> None:
    text = json.dumps(snapshot.templates["Delivery"]["Resources"])
    assert "cdk-hnb659fds-deploy-role-000000000000-us-east-1" in text
    assert "cdk-hnb659fds-file-publishing-role-000000000000-us-east-1" in text
    for action in ("ecs:UpdateService", "ecs:RegisterTaskDefinition", "lookup-role"):
        assert action not in text


def test_what_the_pipeline_does_to_stacks_itself_is_looking(snapshot: Snapshot) -> None:
    text = json.dumps(snapshot.templates["Delivery"]["Resources"])

    assert set(re.findall(r"cloudformation:[A-Z]\w+", text)) == {
        "cloudformation:DescribeStacks",
        "cloudformation:GetTemplate",
    }


def test_the_pipeline_may_run_the_migration_and_no_other_task(snapshot: Snapshot) -> None:
    (policy,) = [
        resource["Properties"]
        for logical_id, resource in snapshot.resources("AWS::IAM::Policy")
        if logical_id.startswith("MigrationPipelineRuns")
    ]
    statements = {statement["Sid"]: statement for statement in policy["PolicyDocument"]["Statement"]}
    assert statements.keys() == {"RunMigration", "WatchMigration", "HandOverRoles", "FindLog", "ReadLastWords"}
    assert statements["RunMigration"]["Resource"]["Ref"].startswith("MigrationTaskDefinition")
    assert statements["HandOverRoles"]["Condition"] == {
        "StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}
    }
