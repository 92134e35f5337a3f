"""What the functions in a template stand for, seen through the properties of one resource."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbook.template.model import (
    Compound,
    LogicalId,
    Reference,
    ResourceId,
    Stack,
    StackName,
    Unknown,
    Value,
    describe,
    undeclared,
)

ReadStack = Callable[..., Stack]


def ref(name: str, attribute: str | None = None) -> Reference:
    return Reference(ResourceId(StackName("web"), LogicalId(name)), attribute)


TEMPLATE: dict[str, Any] = {
    "Parameters": {
        "Name": {"Type": "String", "Default": "shop"},
        "Image": {"Type": "String"},
        "Port": {"Type": "Number", "Default": "8000"},
        "Ratio": {"Type": "Number", "Default": 0.5},
        "Text": {"Type": "String", "Default": 80},
        "Flag": {"Type": "String", "Default": True},
        "Zones": {"Type": "CommaDelimitedList", "Default": "a, b"},
        "Ports": {"Type": "List<Number>", "Default": "80,443"},
        "None": {"Type": "CommaDelimitedList", "Default": ""},
        "Ami": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/ami/latest"},
    },
    "Mappings": {"Sizes": {"small": {"Cpu": 256, "Zones": ["a", "b"]}}},
    "Conditions": {
        "Shop": {"Fn::Equals": [{"Ref": "Name"}, "shop"]},
        "Office": {"Fn::Not": [{"Condition": "Shop"}]},
    },
    "Resources": {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
        "Bucket": {"Type": "AWS::S3::Bucket"},
    },
}


@pytest.fixture
def value(stack: ReadStack) -> Callable[[object], Value]:
    """The resolved value of one raw property of the template above."""

    def resolve(raw: object) -> Value:
        probe = {"Type": "AWS::SSM::Parameter", "Properties": {"Value": raw}}
        template = {**TEMPLATE, "Resources": {**TEMPLATE["Resources"], "Probe": probe}}
        return stack(template).resources[LogicalId("Probe")].get("Value")

    return resolve


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"Ref": "Vpc"}, ref("Vpc")),
        ({"Ref": "Name"}, "shop"),
        ({"Ref": "Port"}, 8000),
        ({"Ref": "Ratio"}, 0.5),
        ({"Ref": "Text"}, "80"),
        ({"Ref": "Flag"}, "true"),
        ({"Ref": "Zones"}, ("a", "b")),
        ({"Ref": "Ports"}, (80, 443)),
        ({"Ref": "None"}, ()),
        ({"Ref": "AWS::Partition"}, "aws"),
        ({"Ref": "AWS::URLSuffix"}, "amazonaws.com"),
        ({"Ref": "AWS::StackName"}, "web"),
        ({"Ref": {"Fn::Sub": "Vpc"}}, ref("Vpc")),
        ({"Fn::GetAtt": "Vpc.CidrBlock"}, ref("Vpc", "CidrBlock")),
        ({"Fn::GetAtt": ["Vpc", "CidrBlock"]}, ref("Vpc", "CidrBlock")),
        ({"Fn::GetAtt": ["Vpc", {"Ref": "Name"}]}, ref("Vpc", "shop")),
        ({"Fn::Sub": "${Name}-${!kept}-${Port}"}, "shop-${kept}-8000"),
        ({"Fn::Sub": "${Bucket}"}, ref("Bucket")),
        ({"Fn::Sub": "${Bucket.Arn}/*"}, Compound((ref("Bucket", "Arn"), "/*"))),
        ({"Fn::Sub": ["${a}/${Name}", {"a": {"Ref": "Bucket"}}]}, Compound((ref("Bucket"), "/shop"))),
        ({"Fn::Sub": ["${Name}", {"Name": "own"}]}, "own"),
        ({"Fn::Sub": ["<${a}>", {"a": {"Ref": "AWS::NoValue"}}]}, "<>"),
        ({"Fn::Join": ["-", ["a", {"Ref": "Port"}, {"Ref": "AWS::NoValue"}]]}, "a-8000"),
        ({"Fn::Join": [",", {"Ref": "Zones"}]}, "a,b"),
        ({"Fn::Split": ["-", "a-b"]}, ("a", "b")),
        ({"Fn::Select": ["1", {"Ref": "Zones"}]}, "b"),
        ({"Fn::Select": [0, {"Fn::Split": [",", {"Fn::Join": [",", [{"Ref": "Vpc"}, "x"]]}]}]}, ref("Vpc")),
        ({"Fn::FindInMap": ["Sizes", "small", "Cpu"]}, 256),
        ({"Fn::FindInMap": ["Sizes", "small", "Zones"]}, ("a", "b")),
        ({"Fn::FindInMap": ["Sizes", "huge", "Cpu", {"DefaultValue": {"Ref": "Port"}}]}, 8000),
        ({"Fn::If": ["Shop", "yes", "no"]}, "yes"),
        ({"Fn::If": ["Office", "yes", {"Ref": "Vpc"}]}, ref("Vpc")),
        ({"Fn::Cidr": [{"Fn::GetAtt": ["Vpc", "CidrBlock"]}, 2, 8]}, ("10.0.0.0/24", "10.0.1.0/24")),
        ({"Fn::Base64": "hi"}, "aGk="),
        ({"Fn::Length": {"Ref": "Zones"}}, 2),
        ({"Fn::ToJsonString": {"a": {"Ref": "Ports"}}}, '{"a":[80,443]}'),
        (["x", {"Ref": "AWS::NoValue"}, {"Fn::If": ["Office", "y", {"Ref": "AWS::NoValue"}]}], ("x",)),
        ({"a": {"Ref": "AWS::NoValue"}, "b": 1}, {"b": 1}),
        ({"Ref": "AWS::NoValue"}, None),
        ({"Condition": {"StringEquals": {"a": "b"}}}, {"Condition": {"StringEquals": {"a": "b"}}}),
        ("{{resolve:ssm:/a/b}}", "{{resolve:ssm:/a/b}}"),
    ],
)
def test_known_values_are_computed(value: Callable[[object], Value], raw: object, expected: Value) -> None:
    assert value(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expression", "reason"),
    [
        ({"Ref": "Image"}, "web/Image", "the parameter has no default"),
        ({"Ref": "Ami"}, "SSM(/ami/latest)", "Systems Manager parameter /ami/latest"),
        ({"Ref": "AWS::Region"}, "AWS::Region", "does not say which Region"),
        ({"Ref": "AWS::AccountId"}, "AWS::AccountId", "does not say which Region and account"),
        ({"Ref": "AWS::StackId"}, "AWS::StackId(web)", "gives the stack its id"),
        ({"Ref": "Missing"}, "web/Missing", "declares nothing named Missing"),
        ({"Fn::GetAtt": "Missing.Arn"}, "web/Missing.Arn", "declares nothing named Missing"),
        ({"Fn::Sub": "${Missing}"}, "web/Missing", "declares nothing named Missing"),
        ({"Fn::GetAZs": ""}, "Fn::GetAZs(AWS::Region)", "differs from account to account"),
        ({"Fn::GetAZs": "eu-west-1"}, "Fn::GetAZs(eu-west-1)", "differs from account to account"),
        ({"Fn::Select": [0, {"Fn::GetAZs": "eu-west-1"}]}, "Fn::Select(0, Fn::GetAZs(eu-west-1))", "differs from"),
        ({"Fn::Select": [5, ["a"]]}, "Fn::Select(5, [a])", "has 1 elements, so it has no element 5"),
        ({"Fn::FindInMap": ["Sizes", "huge", "Cpu"]}, "Fn::FindInMap(Sizes, huge, Cpu)", "has no such key"),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Image"}, "Cpu"]}, "Fn::FindInMap(Sizes, web/Image, Cpu)", "deployment"),
        ({"Fn::ImportValue": {"a": 1}}, "Fn::ImportValue({a: 1})", "no stack of this source exports"),
        ({"Fn::ImportValue": "net-Vpc"}, "Fn::ImportValue(net-Vpc)", "no stack of this source exports"),
        (
            {"Fn::GetStackOutput": {"StackName": "a", "OutputName": "b"}},
            "Fn::GetStackOutput(a, b, AWS::Region)",
            "that output",
        ),
        ({"Fn::Transform": {"Name": "AWS::Include"}}, "Fn::Transform({Name: AWS::Include})", "runs only during"),
        ({"Fn::Contains": [["a"], "a"]}, "Fn::Contains([[a], a])", "in the section Rules only"),
        ({"Fn::Equals": ["a", "a"]}, "Fn::Equals([a, a])", "in conditions only"),
        ({"Fn::Cidr": ["10.0.0.0/24", 2, 9]}, "Fn::Cidr(10.0.0.0/24, 2, 9)", "cannot be divided into 2 blocks"),
    ],
)
def test_unknown_values_say_what_and_why(
    value: Callable[[object], Value], raw: object, expression: str, reason: str
) -> None:
    unknown = value(raw)
    assert isinstance(unknown, Unknown)
    assert unknown.expression == expression
    assert reason in unknown.reason.en
    assert unknown.reason.es != unknown.reason.en


def test_equal_expressions_give_equal_unknowns(value: Callable[[object], Value]) -> None:
    assert value({"Fn::Select": [0, {"Fn::GetAZs": ""}]}) == value(
        {"Fn::Select": ["0", {"Fn::GetAZs": {"Ref": "AWS::Region"}}]}
    )
    assert value({"Fn::Select": [0, {"Fn::GetAZs": ""}]}) != value({"Fn::Select": [1, {"Fn::GetAZs": ""}]})


def test_a_list_that_is_unknown_keeps_join_unknown_with_its_sources(value: Callable[[object], Value]) -> None:
    joined = value({"Fn::Join": [",", {"Fn::GetAtt": ["Vpc", "CidrBlockAssociations"]}]})
    assert isinstance(joined, Unknown)
    assert joined.sources == (ref("Vpc", "CidrBlockAssociations"),)


def test_a_range_without_a_block_in_the_template_stays_unknown(stack: ReadStack) -> None:
    cidr = {"Fn::Cidr": [{"Fn::GetAtt": ["Vpc", "CidrBlock"]}, 1, 8]}
    resources = {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"Ipv4IpamPoolId": "pool"}},
        "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"CidrBlock": {"Fn::Select": [0, cidr]}}},
    }
    block = stack({"Resources": resources}).resources[LogicalId("Subnet")].get("CidrBlock")
    assert isinstance(block, Unknown)
    assert block.sources == (ref("Vpc", "CidrBlock"),)


def test_a_resource_keeps_what_stands_beside_its_properties(stack: ReadStack) -> None:
    body = {
        "Type": "AWS::S3::Bucket",
        "DependsOn": ["Vpc", "Gone"],
        "DeletionPolicy": {"Fn::If": ["Office", "Delete", "Retain"]},
        "Metadata": {"path": {"Ref": "Name"}},
        "Condition": "Office",
    }
    read = stack({**TEMPLATE, "Resources": {**TEMPLATE["Resources"], "Logs": body}})
    logs = read.resources[LogicalId("Logs")]
    assert logs.depends_on == (ResourceId(StackName("web"), LogicalId("Vpc")),)
    assert logs.deletion_policy == "Retain"
    assert logs.metadata == {"path": "shop"}
    assert (logs.condition, logs.included) == ("Office", False)
    assert [note.path for note in read.notes] == ["Resources.Logs.DependsOn"]


def test_metadata_and_description_of_a_stack_are_kept_as_written(stack: ReadStack) -> None:
    read = stack({**TEMPLATE, "Description": "shop", "Metadata": {"Order": [{"Ref": "Name"}]}})
    assert read.description == "shop"
    assert read.metadata == {"Order": ({"Ref": "Name"},)}


def test_an_output_whose_condition_is_false_is_left_out(stack: ReadStack) -> None:
    outputs = {
        "A": {"Value": {"Ref": "Vpc"}},
        "B": {"Value": 1, "Condition": "Office"},
        "C": {"Value": 2, "Condition": "Shop"},
    }
    assert stack({**TEMPLATE, "Outputs": outputs}).outputs == {"A": ref("Vpc"), "C": 2}


def test_the_value_of_a_property_can_be_shown_on_one_line(value: Callable[[object], Value]) -> None:
    assert describe(value({"a": [{"Fn::Sub": "${Vpc}/${Image}"}, 1, None]})) == "{a: [${web/Vpc}/${web/Image}, 1, ]}"


def test_names_without_a_declaration_are_known_through_every_function(value: Callable[[object], Value]) -> None:
    joined = {"Fn::Join": ["", ["a", {"Fn::Select": [0, {"Fn::Split": [",", {"Ref": "Gone"}]}]}]]}

    assert undeclared(value(joined)) == ("web/Gone",)
    assert undeclared(value({"Ref": "Image"})) == ()
