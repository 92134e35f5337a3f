"""Stacks of one source: exports, order, circles, nested stacks, assemblies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbook.template.model import Assembly, LogicalId, Reference, ResourceId, StackName, Unknown
from workbook.template.source import load_assembly

Folder = Callable[[dict[str, Any]], Path]
Faults = Callable[..., list[str]]
Load = Callable[[dict[str, Any]], Assembly]


def template(properties: object = None, *, outputs: object = None, **sections: object) -> dict[str, Any]:
    body = {"Type": "AWS::SNS::Topic", "Properties": properties or {}}
    return {"Resources": {"Topic": body}, "Outputs": outputs or {}, **sections}


def exporting(name: object, value: object = None) -> dict[str, Any]:
    return {"Out": {"Value": value or {"Ref": "Topic"}, "Export": {"Name": name}}}


def importing(name: object) -> dict[str, Any]:
    return template({"Value": {"Fn::ImportValue": name}})


def ref(stack: str, name: str, attribute: str | None = None) -> Reference:
    return Reference(ResourceId(StackName(stack), LogicalId(name)), attribute)


def topic(assembly: Assembly, stack: str) -> object:
    return assembly.stack(stack).resources[LogicalId("Topic")].get("Value")


def manifest(stacks: dict[str, dict[str, Any]]) -> dict[str, Any]:
    kinds = {"type": "aws:cloudformation:stack"}
    return {"version": "1", "artifacts": {name: {**kinds, **content} for name, content in stacks.items()}}


def stack_of(file: str, environment: str = "aws://1/eu-west-1", **content: object) -> dict[str, Any]:
    return {"environment": environment, "properties": {"templateFile": file, **content}}


def test_an_import_is_followed_to_the_resource_that_is_exported(load: Load) -> None:
    files = {"a.json": importing("net-Topic"), "b.json": template(outputs=exporting({"Fn::Sub": "net-Topic"}))}
    assembly = load(files)
    assert topic(assembly, "a") == ref("b", "Topic")
    assert [stack.name for stack in assembly.stacks] == ["b", "a"]


def test_an_import_by_a_partly_unknown_name_is_followed_where_the_names_are_equal(load: Load) -> None:
    name = {"Fn::Sub": "${AWS::Region}-Topic"}
    assembly = load({"a.json": importing(name), "b.json": template(outputs=exporting(name))})
    assert topic(assembly, "a") == ref("b", "Topic")


def test_an_output_whose_condition_is_false_exports_nothing(load: Load) -> None:
    outputs = {"Out": {**exporting("Topic")["Out"], "Condition": "Never"}}
    never = {"Never": {"Fn::Equals": [1, 2]}}
    assembly = load({"a.json": importing("Topic"), "b.json": template(outputs=outputs, Conditions=never)})
    assert isinstance(topic(assembly, "a"), Unknown)


def test_an_export_name_used_twice_is_refused(faults: Faults) -> None:
    files = {"a.json": template(outputs=exporting("Topic")), "b.json": template(outputs=exporting("Topic"))}
    assert faults(files=files) == [
        "the outputs a/Out and b/Out both export the name Topic; an export name must be unique, so change one"
    ]


def test_stacks_that_import_from_each_other_are_refused(faults: Faults) -> None:
    files = {
        "a.json": {**importing("b"), "Outputs": exporting("a")},
        "b.json": {**importing("c"), "Outputs": exporting("b")},
        "c.json": {**importing("a"), "Outputs": exporting("c")},
    }
    (sentence,) = faults(files=files)
    assert sentence.startswith("stacks depend on each other in a circle, a → b → c → a;")


@pytest.mark.parametrize(
    "bodies",
    [
        {"A": {"Ref": "B"}, "B": {"Ref": "A"}},
        {"A": {"Fn::GetAtt": "B.Arn"}, "B": {"Fn::GetAtt": ["A", "Arn"]}},
        {"A": {"Fn::Sub": "x${B.Arn}"}, "B": {"Fn::Sub": ["${y}", {"y": {"Ref": "A"}}]}},
        {"A": [{"x": {"Fn::Join": ["", ["a", {"Ref": "B"}]]}}], "B": {"Fn::If": ["Always", {"Ref": "A"}, 1]}},
    ],
)
def test_resources_in_a_circle_are_refused(faults: Faults, bodies: dict[str, Any]) -> None:
    resources = {name: {"Type": "T", "Properties": {"P": value}} for name, value in bodies.items()}
    (sentence,) = faults({"Resources": resources, "Conditions": {"Always": {"Fn::Equals": [1, 1]}}})
    assert sentence.startswith("web.yaml has resources that refer to each other in a circle, A → B → A;")


def test_a_circle_through_depends_on_is_refused(faults: Faults) -> None:
    resources = {"A": {"Type": "T", "DependsOn": "B"}, "B": {"Type": "T", "Properties": {"P": {"Ref": "A"}}}}
    assert "A → B → A" in faults({"Resources": resources})[0]


def test_a_resource_that_refers_to_itself_is_refused(faults: Faults) -> None:
    assert "A → A" in faults({"Resources": {"A": {"Type": "T", "Properties": {"P": {"Ref": "A"}}}}})[0]


def test_a_circle_that_conditions_keep_open_is_none(load: Load) -> None:
    body = {"Type": "T", "Properties": {"P": {"Fn::If": ["Never", {"Ref": "B"}, 1]}}}
    guarded = {"Type": "T", "Condition": "Never", "Properties": {"P": [{"Ref": "A"}, {"Ref": "C"}]}}
    other = {"Type": "T", "Properties": {"P": {"Ref": "B"}}, "Metadata": {"own": {"Ref": "C"}}}
    resources = {"A": body, "B": guarded, "C": other}
    assembly = load({"a.json": {"Resources": resources, "Conditions": {"Never": {"Fn::Equals": [1, 2]}}}})
    assert [resource.included for resource in assembly.resources()] == [True, False, True]


def test_groups_that_allow_each_other_by_rules_of_their_own_are_no_circle(load: Load) -> None:
    group = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "x"}}

    def rule(owner: str, source: str) -> dict[str, Any]:
        names = {"GroupId": {"Ref": owner}, "SourceSecurityGroupId": {"Ref": source}}
        return {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": names}

    assembly = load({"a.json": {"Resources": {"A": group, "B": group, "Ab": rule("A", "B"), "Ba": rule("B", "A")}}})
    assert len(list(assembly.resources())) == 4


def test_conditions_in_a_circle_are_refused(faults: Faults) -> None:
    conditions = {"A": {"Fn::Not": [{"Condition": "B"}]}, "B": {"Condition": "A"}}
    (sentence,) = faults(template(Conditions=conditions))
    assert sentence == "web.yaml has conditions that refer to each other in a circle, A → B → A; remove one reference"


def test_an_assembly_gives_names_environments_and_order(load: Load) -> None:
    stacks = {
        "Web": {**stack_of("web.json", stackName="shop-web"), "dependencies": ["Web.assets", "Net"]},
        "Net": stack_of("net.json", "aws://unknown-account/unknown-region", parameters={"Size": "large"}),
        "Web.assets": {"type": "cdk:asset-manifest"},
    }
    net = template({"Value": {"Ref": "Size"}}, Parameters={"Size": {"Type": "String"}})
    web = template({"Value": {"Fn::Sub": "${AWS::AccountId}/${AWS::Region}/${AWS::StackName}/${AWS::URLSuffix}"}})
    files = {"manifest.json": manifest(stacks), "web.json": web, "net.json": net, "not-in-the-manifest.json": "{"}
    assembly = load(files)
    assert [(stack.name, stack.account, stack.region) for stack in assembly.stacks] == [
        ("Net", None, None),
        ("shop-web", "1", "eu-west-1"),
    ]
    assert topic(assembly, "Net") == "large"
    assert topic(assembly, "shop-web") == "1/eu-west-1/shop-web/amazonaws.com"


@pytest.mark.parametrize(
    ("region", "partition", "suffix"),
    [
        ("eu-west-1", "aws", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ],
)
def test_the_partition_follows_the_region(load: Load, region: str, partition: str, suffix: str) -> None:
    files = {
        "manifest.json": manifest({"A": stack_of("a.json", f"aws://1/{region}")}),
        "a.json": template({"Value": [{"Ref": "AWS::Partition"}, {"Ref": "AWS::URLSuffix"}]}),
    }
    assert topic(load(files), "A") == (partition, suffix)


def test_exports_belong_to_one_region_and_outputs_are_read_across_regions(load: Load) -> None:
    outputs = exporting("Topic")
    reader = [
        {"Fn::ImportValue": "Topic"},
        {"Fn::GetStackOutput": {"StackName": "Us", "OutputName": "Out", "Region": "us-east-1"}},
    ]
    stacks = {
        "Us": stack_of("a.json", "aws://1/us-east-1"),
        "Eu": stack_of("b.json", "aws://1/eu-west-1"),
        "Reader": stack_of("c.json", "aws://1/eu-west-1"),
    }
    files = {
        "a.json": template(outputs=outputs),
        "b.json": template(outputs=outputs),
        "c.json": template({"Value": reader}),
    }
    assembly = load({"manifest.json": manifest(stacks), **files})
    assert topic(assembly, "Reader") == (ref("Eu", "Topic"), ref("Us", "Topic"))
    assert [stack.name for stack in assembly.stacks] == ["Eu", "Us", "Reader"]


def test_an_output_is_read_by_the_name_of_its_stack_where_no_region_is_known(load: Load) -> None:
    reader = {"Fn::GetStackOutput": {"StackName": "us", "OutputName": "Out", "Region": "us-east-1"}}
    assembly = load({"us.json": template(outputs=exporting("Topic")), "a.json": template({"Value": reader})})
    assert topic(assembly, "a") == ref("us", "Topic")


def test_one_name_in_two_regions_is_told_apart(load: Load) -> None:
    stacks = {
        "A": stack_of("a.json", "aws://1/us-east-1", stackName="web"),
        "B": stack_of("a.json", "aws://1/eu-west-1", stackName="web"),
        "C": stack_of("a.json", "aws://1/eu-west-1", stackName="other"),
    }
    assembly = load({"manifest.json": manifest(stacks), "a.json": template({"Value": {"Ref": "AWS::StackName"}})})
    assert {str(stack.name): topic(assembly, stack.name) for stack in assembly.stacks} == {
        "web@us-east-1": "web",
        "web@eu-west-1": "web",
        "other": "other",
    }


def test_one_name_twice_in_one_region_is_refused(faults: Faults) -> None:
    stacks = {name: stack_of(f"{name}.json", stackName="web") for name in "ab"}
    files = {"manifest.json": manifest(stacks), "a.json": template(), "b.json": template()}
    assert "both give a stack named web@eu-west-1@1" in faults(files=files)[0]


def test_nested_assemblies_are_read_with_the_order_between_them(load: Load) -> None:
    stage = {"type": "cdk:cloud-assembly"}
    files = {
        "manifest.json": {
            "artifacts": {
                "assembly-A": {**stage, "properties": {"directoryName": "assembly-A"}, "dependencies": ["assembly-B"]},
                "assembly-B": {**stage, "properties": {"directoryName": "assembly-B"}},
            }
        },
        "assembly-A/manifest.json": manifest({"ANet": stack_of("net.json", stackName="A-Net")}),
        "assembly-A/net.json": template(),
        "assembly-B/manifest.json": manifest({"BNet": stack_of("net.json", stackName="B-Net")}),
        "assembly-B/net.json": template(),
    }
    assert [stack.name for stack in load(files).stacks] == ["B-Net", "A-Net"]


@pytest.mark.parametrize(
    ("artifacts", "sentence"),
    [
        ({"A": stack_of("gone.json")}, "manifest.json names the template gone.json, which does not exist"),
        ({"A": stack_of("../out.json")}, "manifest.json has an artifact A that cannot be read"),
        ({"A": {"properties": {}}}, "manifest.json has an artifact A that cannot be read"),
        ({"A": {"type": "cdk:cloud-assembly"}}, "manifest.json has an artifact A that cannot be read"),
        ({"A": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}}, "manifest.json includes itself"),
        ({}, "holds no CloudFormation template"),
    ],
)
def test_a_manifest_that_leads_nowhere_is_refused(faults: Faults, artifacts: dict[str, Any], sentence: str) -> None:
    content = {name: {"type": "aws:cloudformation:stack", **body} for name, body in artifacts.items()}
    assert sentence in faults(files={"manifest.json": {"artifacts": content}})[0]


def test_a_manifest_of_something_else_is_passed_over(load: Load) -> None:
    assembly = load({"manifest.json": {"name": "a web application", "icons": []}, "a.json": template()})
    assert [stack.name for stack in assembly.stacks] == ["a"]


def test_a_snapshot_without_its_manifest_gives_the_same_digest(folder: Folder) -> None:
    files = {"web.template.json": template(), "net.template.json": importing("x")}
    stacks = {name.split(".")[0]: stack_of(name) for name in files}
    with_manifest = load_assembly(folder({"manifest.json": manifest(stacks), **files}))
    (folder({}) / "manifest.json").unlink()
    without = load_assembly(folder({}))
    assert without.digest == with_manifest.digest
    assert [stack.name for stack in without.stacks] == [stack.name for stack in with_manifest.stacks]


def nested(file: str, *, key: str = "TemplateURL", **parameters: object) -> dict[str, Any]:
    body: dict[str, Any] = {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": parameters}}
    if key == "TemplateURL":
        body["Properties"]["TemplateURL"] = file
    else:
        body["Metadata"] = {key: file}
    return body


CHILD = template(
    {"Value": {"Ref": "Size"}},
    outputs={"Topic": {"Value": {"Fn::GetAtt": "Topic.Arn"}}, "Size": {"Value": {"Ref": "Size"}}},
    Parameters={"Size": {"Type": "String", "Default": "small"}},
)


@pytest.mark.parametrize("key", ["TemplateURL", "aws:asset:path"])
def test_a_nested_stack_is_followed_both_ways(load: Load, key: str) -> None:
    parent = {
        "Resources": {
            "Bucket": {"Type": "AWS::S3::Bucket"},
            "Child": nested("child.json", key=key, Size={"Ref": "Bucket"}),
            "Topic": {
                "Type": "T",
                "Properties": {
                    "Value": [
                        {"Fn::GetAtt": "Child.Outputs.Topic"},
                        {"Fn::GetAtt": "Child.Outputs.Size"},
                        {"Fn::Sub": "${Child.Outputs.Gone}"},
                    ]
                },
            },
        }
    }
    assembly = load({"parent.json": parent, "child.json": CHILD})
    assert [stack.name for stack in assembly.stacks] == ["parent", "parent-Child"]
    values = topic(assembly, "parent")
    assert isinstance(values, tuple)
    arn, size, gone = values
    assert arn == ref("parent-Child", "Topic", "Arn")
    assert size == ref("parent", "Bucket")
    assert isinstance(gone, Unknown)
    assert topic(assembly, "parent-Child") == ref("parent", "Bucket")
    assert assembly.stack("parent-Child").nested_in == ref("parent", "Child").target


def test_a_nested_stack_is_found_through_the_hash_of_its_asset(load: Load) -> None:
    digest = "ab" * 32
    url = {"Fn::Sub": f"https://s3.${{AWS::Region}}.amazonaws.com/bucket/{digest}.json"}
    parent = {"Resources": {"Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}}}
    assets = {"files": {digest: {"source": {"path": "child.json"}}}}
    assembly = load({"parent.json": parent, "child.json": CHILD, "parent.assets.json": assets})
    assert [stack.name for stack in assembly.stacks] == ["parent", "parent-Child"]
    assert topic(assembly, "parent-Child") == "small"


def test_a_nested_stack_that_lies_elsewhere_stays_a_reference(load: Load, tmp_path: Path) -> None:
    (tmp_path / "outside.json").write_text(json.dumps(CHILD))
    for url in ("https://bucket.s3.amazonaws.com/child.json", "gone.json", "../outside.json", "x" * 5000, "a\0b"):
        resources = {
            "Child": nested(url),
            "Topic": {"Type": "T", "Properties": {"Value": {"Fn::GetAtt": "Child.Outputs.Topic"}}},
        }
        assembly = load({"parent.json": {"Resources": resources}})
        assert topic(assembly, "parent") == ref("parent", "Child", "Outputs.Topic")


def test_a_template_nested_twice_gives_two_stacks(load: Load) -> None:
    assembly = load(
        {"p.json": {"Resources": {"A": nested("c.json"), "B": nested("c.json", Size="big")}}, "c.json": CHILD}
    )
    assert [(stack.name, topic(assembly, stack.name)) for stack in assembly.stacks[1:]] == [
        ("p-A", "small"),
        ("p-B", "big"),
    ]


def test_what_is_nested_in_an_excluded_stack_is_excluded(load: Load) -> None:
    never = {"Never": {"Fn::Equals": [1, 2]}}
    child = {**nested("c.json"), "Condition": "Never"}
    assembly = load({"p.json": {"Resources": {"A": child}, "Conditions": never}, "c.json": CHILD})
    assert [resource.included for resource in assembly.resources()] == [False, False]


def test_an_import_reaches_a_nested_stack_whose_exports_depend_on_it(load: Load) -> None:
    child = {
        **CHILD,
        "Conditions": {"Sized": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Size"}, ""]}]}},
        "Outputs": {"Out": {**exporting("child-Topic")["Out"], "Condition": "Sized"}},
    }
    parent = {"Resources": {"A": nested("c.json", Size={"Fn::ImportValue": "net-Topic"})}}
    files = {"p.json": parent, "c.json": child, "z.json": template(outputs=exporting("net-Topic"))}
    assembly = load({**files, "q.json": importing("child-Topic")})
    assert topic(assembly, "p-A") == ref("z", "Topic")
    assert topic(assembly, "q") == ref("p-A", "Topic")
    assert not assembly.stack("p-A").notes
    assert [stack.name for stack in assembly.stacks] == ["z", "p", "p-A", "q"]


@pytest.mark.parametrize("files", [{"a.json": "a.json"}, {"a.json": "b.json", "b.json": "a.json"}])
def test_nested_stacks_that_include_themselves_are_refused(faults: Faults, files: dict[str, str]) -> None:
    (sentence,) = faults(files={name: {"Resources": {"N": nested(inner)}} for name, inner in files.items()})
    circle = " → ".join([*files, "a.json"])
    assert sentence == f"nested stacks include each other in a circle, {circle}; remove one of them"


def test_nested_stacks_that_multiply_are_refused(faults: Faults) -> None:
    files: dict[str, Any] = {
        f"{n:02}.json": {"Resources": {name: nested(f"{n + 1:02}.json") for name in "ABCD"}} for n in range(12)
    }
    (sentence,) = faults(files={**files, "12.json": CHILD})
    assert "expands to more than 2000 nested stacks" in sentence


def test_nested_stacks_that_feed_each_other_are_refused(faults: Faults) -> None:
    parent = {
        "Resources": {
            "A": nested("c.json", Size={"Fn::GetAtt": "B.Outputs.Size"}),
            "B": nested("c.json", Size={"Fn::GetAtt": "A.Outputs.Size"}),
        }
    }
    (sentence,) = faults(files={"p.json": parent, "c.json": CHILD})
    assert "A → B → A" in sentence or "p-A/Outputs.Size" in sentence


def test_a_value_is_handed_through_a_long_chain_of_nested_stacks(load: Load) -> None:
    count = 300
    resources = {"N000": nested("c.json", Size="first")}
    for n in range(1, count):
        resources[f"N{n:03}"] = nested("c.json", Size={"Fn::GetAtt": f"N{n - 1:03}.Outputs.Size"})
    assembly = load({"p.json": {"Resources": resources}, "c.json": CHILD})
    assert topic(assembly, f"p-N{count - 1:03}") == "first"
