from __future__ import annotations

import json
from typing import Any

import pytest

from deploy.live.case import PLACE, Case, Told, cases, told
from workbook.deploy.live import words
from workbook.deploy.live.deployed import Created, DeployedStack, Deployment
from workbook.deploy.live.engine import report_of
from workbook.deploy.live.model import Answer, Counts, Presence, Report, ResourceResult
from workbook.deploy.live.readers.all import READERS
from workbook.lang import Lang
from workbook.template.raw import RawStack

TYPES = sorted(cases())
NO_LISTS = {
    "AWS::CloudWatch::Alarm": "MetricAlarms",
    "AWS::ApplicationAutoScaling::ScalableTarget": "ScalableTargets",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "ScalingPolicies",
    "AWS::Logs::LogGroup": "logGroups",
    "AWS::Logs::ResourcePolicy": "resourcePolicies",
    "AWS::Route53::RecordSet": "ResourceRecordSets",
    "AWS::SNS::Subscription": "Subscriptions",
    "AWS::EC2::Route": "RouteTables",
    "AWS::EC2::SubnetRouteTableAssociation": "RouteTables",
}
"""Types that AWS answers of with a list, empty where there is none, and how the list is called."""


def stack(template: dict[str, Any], created: dict[str, Created]) -> DeployedStack:
    raw = RawStack("Stack", template, "here", PLACE.region, PLACE.account)
    return DeployedStack(raw, PLACE, id="arn:aws:cloudformation:::stack/Stack/1a2b-3c", created=created)


def of_case(case: Case) -> DeployedStack:
    body = {"Type": case.type, "Properties": json.loads(json.dumps(case.properties))}
    return stack({"Resources": {"It": body}}, {"It": Created(case.type, case.id)})


def report(*stacks: DeployedStack, apis: Told | None = None) -> Report:
    return report_of(Deployment(stacks, {PLACE.region: {"exported": "Z9"}}), apis or Told({}))


def only(*stacks: DeployedStack, apis: Told | None = None) -> ResourceResult:
    (result,) = report(*stacks, apis=apis).resources
    return result


@pytest.mark.parametrize("kind", TYPES)
def test_a_resource_that_is_gone_is_missing(kind: str) -> None:
    case = cases()[kind]
    empty = {next(iter(told(case))): {NO_LISTS[kind]: []}} if kind in NO_LISTS else {}
    result = only(of_case(case), apis=Told(empty, code=next(iter(READERS[kind].absent), "-")))

    assert (result.presence, result.answer) == (Presence.MISSING, Answer.DIFFERENT)
    assert result.note == words.GONE.format(physical_id=case.id)


@pytest.mark.parametrize("kind", TYPES)
def test_a_resource_that_may_not_be_looked_at_is_neither_equal_nor_different(kind: str) -> None:
    result = only(of_case(cases()[kind]), apis=Told({}))

    assert (result.presence, result.answer) == (Presence.UNKNOWN, Answer.UNREADABLE)
    assert "AccessDenied" in str(result.note)


@pytest.mark.parametrize("kind", TYPES)
def test_one_question_that_is_refused_leaves_the_other_answers(kind: str) -> None:
    case, answers = cases()[kind], told(cases()[kind])

    for other in [*answers][1:]:
        result = only(of_case(case), apis=Told({key: each for key, each in answers.items() if key != other}))
        if result.presence is Presence.THERE:
            unread = {str(each.reason) for each in result.of(Answer.UNREADABLE) if each.path not in case.unread}
            assert any("AccessDenied" in reason for reason in unread), other


def test_a_type_without_a_reader_is_never_equal() -> None:
    reason = "no reader for the type AWS::SQS::Queue"
    needs = {"HostedZoneTags": [], "Name": {"Fn::GetAtt": ["Q", "QueueName"]}}
    template = {
        "Resources": {"Q": {"Type": "AWS::SQS::Queue"}, "Z": {"Type": "AWS::Route53::HostedZone", "Properties": needs}}
    }
    created = {"Q": Created("AWS::SQS::Queue", "q"), "Z": Created("AWS::Route53::HostedZone", "Z1")}
    queue, zone = report(stack(template, created), apis=Told(told(cases()["AWS::Route53::HostedZone"]))).resources

    assert (queue.answer, str(queue.note)) == (Answer.UNREADABLE, reason)
    assert [str(each.reason) for each in zone.of(Answer.UNREADABLE) if each.path == "Name"] == [reason]


def test_what_one_side_alone_has_is_different() -> None:
    template = {
        "Conditions": {"No": {"Fn::Equals": ["a", "b"]}},
        "Resources": {
            "Failed": {"Type": "AWS::EC2::VPC"},
            "NotMade": {"Type": "AWS::EC2::VPC", "Condition": "No"},
        },
    }
    absent = DeployedStack(RawStack("Absent", template, "here", PLACE.region, PLACE.account), PLACE)
    found = report(stack(template, {"ByAnother": Created("AWS::EC2::VPC", "vpc-9")}), absent)

    assert [(each.stack, each.logical_id, each.presence, each.answer.value) for each in found.resources] == [
        ("Absent", "Failed", Presence.MISSING, "different"),
        ("Stack", "ByAnother", Presence.BESIDE, "different"),
        ("Stack", "Failed", Presence.MISSING, "different"),
    ]
    assert found.resources[0].note == words.NOT_DEPLOYED.format(stack="Absent", region="us-east-1")
    assert found.resource_counts == Counts(0, 3, 0)
    assert not found.is_equal


def test_attributes_are_read_before_whoever_needs_them_and_an_unknown_one_is_named() -> None:
    gateway = cases()["AWS::EC2::InternetGateway"]
    needs = {"InternetGatewayId": {"Fn::GetAtt": ["Z", "InternetGatewayId"]}, "VpcId": {"Fn::GetAtt": "Z.Odd"}}
    template = {
        "Resources": {
            "A": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": needs},
            "Z": {"Type": gateway.type, "Properties": gateway.properties},
        }
    }
    created = {"A": Created("AWS::EC2::VPCGatewayAttachment", "a"), "Z": Created(gateway.type, gateway.id)}
    attachment, _ = report(stack(template, created), apis=Told(told(gateway))).resources

    assert [(each.path, each.answer.value, str(each.reason)) for each in attachment.properties] == [
        ("InternetGatewayId", "equal", "None"),
        ("VpcId", "unreadable", "the attribute Odd of Z is not read back"),
    ]


def test_on_this_machine_the_port_of_the_database_is_another_by_design() -> None:
    case = cases()["AWS::RDS::DBInstance"]
    here = only(of_case(case), apis=Told(told(case), local=True))

    assert {each.path for each in here.of(Answer.UNREADABLE)} == {*case.unread, "Port"}
    assert here.answer is Answer.EQUAL


def test_equal_input_gives_an_equal_report_with_its_coverage_in_both_languages() -> None:
    case = cases()["AWS::SecretsManager::Secret"]
    found = report(of_case(case), apis=Told(told(case)))

    assert found == report(of_case(case), apis=Told(told(case)))
    assert found.coverage[Lang.EN] == (
        "1 resource: 1 equal, 0 different, 0 that cannot be read here. "
        "3 properties: 2 equal, 0 different, 1 that cannot be read here."
    )
    assert found.coverage[Lang.ES].startswith("1 recurso: 1 iguales")
