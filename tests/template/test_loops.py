"""Loops of the language extensions, and the resources that only the deployment makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbook.template import loops
from workbook.template.loops import expand_loops
from workbook.template.model import LogicalId, Stack

TOPIC = {"Type": "AWS::SNS::Topic"}


def loop(collection: object, body: object, name: str = "N") -> dict[str, Any]:
    return {f"Fn::ForEach::{name}s": [name, collection, body]}


def test_a_loop_stands_for_a_copy_per_item(stack: Callable[..., Stack]) -> None:
    body = {"Topic${N}": {**TOPIC, "Properties": {"TopicName": {"Fn::Sub": "${N}-news"}, "DisplayName": {"Ref": "N"}}}}
    resources = stack({"Resources": {"Own": TOPIC, **loop(["a", "b"], body)}}).resources
    assert sorted(resources) == ["Own", "Topica", "Topicb"]
    assert resources[LogicalId("Topicb")].properties == {"TopicName": "b-news", "DisplayName": "b"}


def test_a_collection_may_be_the_default_of_a_parameter() -> None:
    template: dict[str, Any] = {
        "Parameters": {"Ports": {"Type": "CommaDelimitedList", "Default": "10.0.0.1, b-c"}},
        "Resources": loop({"Ref": "Ports"}, {"T&{N}": {**TOPIC, "Is": "${N}"}}),
    }
    assert expand_loops(template, "web")["Resources"] == {
        "T10001": {**TOPIC, "Is": "10.0.0.1"},
        "Tbc": {**TOPIC, "Is": "b-c"},
    }


def test_loops_may_be_nested_and_stand_in_properties_and_outputs() -> None:
    inner = loop(["x", "y"], {"${N}${M}": {"Value": {"Ref": "M"}}}, "M")
    template: dict[str, Any] = {
        "Resources": {"A": {**TOPIC, "Properties": loop(["p"], {"Is${N}": 1})}},
        "Outputs": loop(["a", "b"], inner),
    }
    expanded = expand_loops(template, "web")
    assert expanded["Resources"] == {"A": {**TOPIC, "Properties": {"Isp": 1}}}
    assert expanded["Outputs"] == {name: {"Value": name[1]} for name in ("ax", "ay", "bx", "by")}


@pytest.mark.parametrize("collection", [{"Ref": "Given"}, {"Fn::FindInMap": ["a", "b", "c"]}, [{"Ref": "x"}]])
def test_a_loop_over_what_only_the_deployment_knows_is_noted(stack: Callable[..., Stack], collection: object) -> None:
    parameters = {"Given": {"Type": "CommaDelimitedList"}}
    read = stack({"Parameters": parameters, "Resources": {"Own": TOPIC, **loop(collection, {"T${N}": TOPIC})}})
    assert list(read.resources) == ["Own"]
    (note,) = read.notes
    assert note.path == "Resources.Fn::ForEach::Ns"
    assert "only, so they are missing here" in note.text.en


def test_a_macro_among_the_resources_is_noted(stack: Callable[..., Stack]) -> None:
    read = stack({"Resources": {"Own": TOPIC, "Fn::Transform": {"Name": "AWS::Include"}}})
    assert [note.path for note in read.notes] == ["Resources.Fn::Transform"]


def test_loops_that_multiply_are_refused(faults: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "MAX_COPIES", 50)
    items = [str(number) for number in range(10)]
    inner = loop(items, {"T${N}x${M}": TOPIC}, "M")
    assert "loops that make more than 50 copies" in faults({"Resources": loop(items, inner)})[0]
