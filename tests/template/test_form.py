"""What keeps a mapping from being a template, one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

NAMES = "expected the name of a resource or a list of them"
FUNCTION = "expected an intrinsic function of CloudFormation"
JOIN = "did you mean Fn::Join?"
ALONE = "a function must be the only key of its mapping"

Faults = Callable[..., list[str]]


def with_value(value: object) -> dict[str, Any]:
    return {"Resources": {"A": {"Type": "T", "Properties": {"P": value}}}}


@pytest.mark.parametrize(
    ("template", "sentences"),
    [
        ({"Outputs": {}}, ["web.yaml has no section Resources; expected a CloudFormation template"]),
        ({"Resources": {}}, ["web.yaml declares no resource, Resources is empty; expected at least one"]),
        ({"Resources": None}, ["web.yaml declares no resource, Resources is empty; expected at least one"]),
        ({"Resources": [1]}, ["web.yaml has a list at Resources; expected a mapping"]),
        ({"Resources": {"A": "B"}}, ["web.yaml has a text at Resources.A; expected a mapping"]),
        (
            {"Resources": {"A": {}, "B": {"Type": 5}}},
            [
                "web.yaml has a resource without a Type at Resources.A; expected a text such as AWS::S3::Bucket",
                "web.yaml has a resource without a Type at Resources.B; expected a text such as AWS::S3::Bucket",
            ],
        ),
        (
            {"Resources": {"A": {"Type": "T", "Properties": [1], "DependsOn": {"x": 1}}}},
            [
                "web.yaml has a list at Resources.A.Properties; expected a mapping",
                f"web.yaml gives DependsOn something else than it takes at Resources.A.DependsOn; {NAMES}",
            ],
        ),
        (
            {**with_value(1), "Outputs": [], "Parameters": {"P": 1}},
            [
                "web.yaml has a number at Parameters.P; expected a mapping",
                "web.yaml has a list at Outputs; expected a mapping",
            ],
        ),
        (
            with_value([{"Fn::Foo": 1}, {"Fn::Joinn": []}]),
            [
                f"web.yaml uses the unknown function Fn::Foo at Resources.A.Properties.P.0; {FUNCTION}",
                f"web.yaml uses the unknown function Fn::Joinn at Resources.A.Properties.P.1; {FUNCTION}; {JOIN}",
            ],
        ),
        (
            with_value({"Fn::Sub": "a", "b": 1}),
            [f"web.yaml has Fn::Sub beside other keys at Resources.A.Properties.P; {ALONE}"],
        ),
    ],
)
def test_every_fault_is_named_with_its_place(faults: Faults, template: dict[str, Any], sentences: list[str]) -> None:
    assert sorted(faults(template)) == sorted(sentences)


@pytest.mark.parametrize(
    "call",
    [
        {"Ref": 5},
        {"Fn::GetAtt": "Vpc"},
        {"Fn::GetAtt": ["Vpc"]},
        {"Fn::Join": "a"},
        {"Fn::Join": [",", ["a"], "b"]},
        {"Fn::Select": [1]},
        {"Fn::Split": [","]},
        {"Fn::Sub": ["a"]},
        {"Fn::Sub": {"a": "b"}},
        {"Fn::If": ["c", 1]},
        {"Fn::If": [{"Ref": "c"}, 1, 2]},
        {"Fn::FindInMap": ["a", "b"]},
        {"Fn::Cidr": "10.0.0.0/8"},
        {"Fn::Equals": [1]},
        {"Fn::Not": []},
        {"Fn::ImportValue": None},
        {"Fn::GetStackOutput": "a"},
    ],
)
def test_an_argument_that_a_function_cannot_take_is_refused(faults: Faults, call: dict[str, Any]) -> None:
    (function,) = call
    (sentence,) = faults(with_value([call]))
    assert sentence.startswith(
        f"web.yaml gives {function} something else than it takes at Resources.A.Properties.P.0; expected"
    )


def test_faults_in_conditions_rules_and_outputs_are_found(faults: Faults) -> None:
    template = {
        **with_value(1),
        "Conditions": {"C": {"Fn::Eq": [1, 1]}},
        "Rules": {"R": {"Assertions": [{"Assert": {"Fn::Contain": [1]}}]}},
        "Outputs": {"O": {"Value": {"Fn::Nope": 1}}},
    }
    assert [sentence.split(" at ")[1].split(";")[0] for sentence in faults(template)] == [
        "Conditions.C",
        "Outputs.O.Value",
        "Rules.R.Assertions.0.Assert",
    ]


def test_names_that_only_look_like_functions_are_data(stack: Callable[..., Any]) -> None:
    value = {"Ref": "a", "Other": 1}
    (resource,) = stack(with_value(value)).resources.values()
    assert resource.get("P") == value
