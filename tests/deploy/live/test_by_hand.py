"""What somebody has added by hand, beside the templates, is found."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from deploy.live.case import Told, cases, told
from workbook.deploy.live.model import Answer

ELB = "AWS::ElasticLoadBalancingV2::"
ANY = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
ROUTE = {"DestinationCidrBlock": "192.168.0.0/16", "GatewayId": "igw-2", "Origin": "CreateRoute"}
SUBSCRIPTION = {"Protocol": "https", "Endpoint": "https://elsewhere.example", "SubscriptionArn": "arn:s9"}


@pytest.mark.parametrize(
    ("kind", "operation", "where", "added", "path"),
    [
        ("AWS::EC2::RouteTable", "describe_route_tables", "RouteTables.0.Routes", ROUTE, "Routes"),
        ("AWS::EC2::SecurityGroup", "describe_security_groups", "SecurityGroups.0.IpPermissions", ANY,
         "SecurityGroupIngress"),
        ("AWS::EC2::SecurityGroup", "describe_security_groups", "SecurityGroups.0.IpPermissionsEgress", ANY,
         "SecurityGroupEgress"),
        (f"{ELB}LoadBalancer", "describe_listeners", "Listeners", {"ListenerArn": "arn:l9"}, "Listeners"),
        (f"{ELB}Listener", "describe_rules", "Rules", {"RuleArn": "arn:r9", "IsDefault": False}, "Rules"),
        ("AWS::SNS::Topic", "list_subscriptions_by_topic", "Subscriptions", SUBSCRIPTION, "Subscription"),
        ("AWS::IAM::Role", "list_attached_role_policies", "AttachedPolicies", {"PolicyArn": "arn:admin"},
         "ManagedPolicyArns"),
        ("AWS::ECS::TaskDefinition", "describe_task_definition", "taskDefinition.containerDefinitions.0.environment",
         {"name": "DEBUG", "value": "1"}, "ContainerDefinitions.0.Environment"),
        ("AWS::RDS::DBParameterGroup", "describe_db_parameters", "Parameters",
         {"ParameterName": "log_statement", "ParameterValue": "all"}, "Parameters.log_statement"),
        ("AWS::Events::Rule", "list_targets_by_rule", "Targets", {"Id": "x", "Arn": "arn:x"}, "Targets"),
    ],
)  # fmt: skip
def test_what_is_added_to_a_list_is_shown_alone(kind: str, operation: str, where: str, added: Any, path: str) -> None:
    case, answers = cases()[kind], deepcopy(told(cases()[kind]))
    listed = next(answer for (_, asked, _), answer in answers.items() if asked == operation)
    for step in where.split("."):
        listed = listed[int(step) if step.isdigit() else step]
    listed.append(added)
    reading = case.read(Told(answers))

    assert reading is not None
    (different,) = [each for each in case.compared(reading) if each.answer is Answer.DIFFERENT]
    assert different.path == path
    assert not different.expected
    assert different.found


@pytest.mark.parametrize(
    ("kind", "operation", "asked", "answer", "path"),
    [
        ("AWS::ECR::Repository", "get_repository_policy", '{"repositoryName": "images"}',
         {"policyText": '{"Statement": []}'}, "RepositoryPolicyText"),
        ("AWS::IAM::Role", "list_role_policies", '{"RoleName": "deployer"}', {"PolicyNames": []}, "Policies.push"),
    ],
)  # fmt: skip
def test_another_policy_is_a_difference(kind: str, operation: str, asked: str, answer: Any, path: str) -> None:
    case, answers = cases()[kind], told(cases()[kind])
    (key,) = [key for key in answers if key[1:] == (operation, asked)]
    reading = case.read(Told({**answers, key: answer}))

    assert reading is not None
    assert [each.path for each in case.compared(reading) if each.answer is Answer.DIFFERENT] == [path]


def test_a_policy_of_a_bucket_that_no_template_gives_it_is_a_difference() -> None:
    case = cases()["AWS::S3::Bucket"]
    reading = case.read(Told(told(case)))
    alone = replace(case, siblings=[])

    assert reading is not None
    assert "Policy" not in {each.path for each in case.compared(reading)}
    assert [each.path for each in alone.compared(reading) if each.answer is Answer.DIFFERENT] == ["Policy"]
