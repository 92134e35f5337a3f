from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.live.case import Told
from workbook.deploy.live.deployed import Basis, Created, deployment_of
from workbook.errors import SourceError

STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/Net/1"
MINE = {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}}}
THEIRS = {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}}}}


def key(operation: str, **asked: str) -> tuple[str, str, str]:
    return "cloudformation", operation, json.dumps(asked, sort_keys=True)


def summary(name: str, status: str, **others: str) -> dict[str, str]:
    return {"LogicalResourceId": name, "ResourceType": "AWS::EC2::VPC", "ResourceStatus": status, **others}


ANSWERS: dict[tuple[str, str, str], Any] = {
    key("describe_stacks"): {
        "Stacks": [
            {"StackName": "Net", "StackStatus": "DELETE_COMPLETE", "StackId": "old"},
            {
                "StackName": "Net",
                "StackStatus": "UPDATE_COMPLETE",
                "StackId": STACK,
                "Parameters": [
                    {"ParameterKey": "P", "ParameterValue": "1"},
                    {"ParameterKey": "Ami", "ParameterValue": "/ami", "ResolvedValue": "ami-1"},
                ],
                "Outputs": [{"OutputKey": "Id", "OutputValue": "vpc-1"}],
            },
            {"StackName": "Edge", "StackStatus": "REVIEW_IN_PROGRESS", "StackId": "new"},
        ]
    },
    key("list_exports"): {"Exports": [{"Name": "Net:Vpc", "Value": "vpc-1"}]},
    key("get_template", StackName=STACK, TemplateStage="Processed"): {"TemplateBody": THEIRS},
    key("list_stack_resources", StackName=STACK): {
        "StackResourceSummaries": [
            summary("Vpc", "CREATE_COMPLETE", PhysicalResourceId="vpc-1"),
            summary("Old", "DELETE_COMPLETE", PhysicalResourceId="vpc-0"),
            summary("Failed", "CREATE_FAILED"),
        ]
    },
}


@pytest.fixture
def assembly(tmp_path: Path) -> Path:
    """Three stacks, of which one is deployed; one says its region."""
    artifacts = {}
    for name, region in (("Net", "us-east-1"), ("Edge", "us-east-1"), ("Web", "unknown-region")):
        (tmp_path / f"{name}.template.json").write_text(json.dumps(MINE))
        properties = {"templateFile": f"{name}.template.json"}
        where = f"aws://000000000000/{region}"
        artifacts[name] = {"type": "aws:cloudformation:stack", "environment": where, "properties": properties}
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return tmp_path


def test_a_deployment_is_what_cloudformation_says_of_the_stacks_of_an_assembly(assembly: Path) -> None:
    edge, net, web = deployment_of(Told(ANSWERS), assembly).stacks

    assert (net.id, net.status, net.parameters) == (STACK, "UPDATE_COMPLETE", {"P": "1", "Ami": "ami-1"})
    assert net.created == {"Vpc": Created("AWS::EC2::VPC", "vpc-1")}
    assert net.raw.template == MINE
    assert net.place.account == "123456789012"  # of the target, whatever the assembly was made for
    assert (edge.id, edge.status) == (None, "REVIEW_IN_PROGRESS")
    assert (web.id, web.status, web.place.region) == (None, None, "us-east-1")


@pytest.mark.parametrize("body", [THEIRS, json.dumps(THEIRS), json.dumps(THEIRS).replace('"', "'")])
def test_it_is_compared_with_what_it_was_deployed_from_where_that_is_asked(assembly: Path, body: Any) -> None:
    answers = {**ANSWERS, key("get_template", StackName=STACK, TemplateStage="Processed"): {"TemplateBody": body}}
    net = deployment_of(Told(answers), assembly, Basis.DEPLOYED).stacks[1]

    assert net.raw.template == THEIRS


@pytest.mark.parametrize("is_local", [True, False])
def test_a_nested_stack_is_one_more_stack(tmp_path: Path, *, is_local: bool) -> None:
    inner = "arn:aws:cloudformation:us-east-1:123456789012:stack/Net-Inner-1/2"
    url = "inner.json" if is_local else "https://bucket.s3.amazonaws.com/inner.json"
    outer = {"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}}}
    (tmp_path / "Net.json").write_text(json.dumps(outer))
    (tmp_path / "inner.json").write_text(json.dumps(MINE))
    described = [*ANSWERS[key("describe_stacks")]["Stacks"]]
    described.append({"StackName": "Net-Inner-1", "StackStatus": "CREATE_COMPLETE", "StackId": inner})
    created = {
        **summary("Inner", "CREATE_COMPLETE", PhysicalResourceId=inner),
        "ResourceType": outer["Resources"]["Inner"]["Type"],
    }
    answers = {
        **ANSWERS,
        key("describe_stacks"): {"Stacks": described},
        key("list_stack_resources", StackName=STACK): {"StackResourceSummaries": [created]},
        key("list_stack_resources", StackName=inner): ANSWERS[key("list_stack_resources", StackName=STACK)],
        key("get_template", StackName=inner, TemplateStage="Processed"): {"TemplateBody": THEIRS},
    }
    net, nested = deployment_of(Told(answers), tmp_path / "Net.json").stacks

    assert (net.name, nested.name, nested.id) == ("Net", "Net-Inner-1", inner)
    assert nested.created == {"Vpc": Created("AWS::EC2::VPC", "vpc-1")}
    assert nested.raw.template == (MINE if is_local else THEIRS)


def test_an_assembly_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        deployment_of(Told(ANSWERS), tmp_path)
