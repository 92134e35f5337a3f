from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from template.conftest import Files
from workbook.errors import SourceError
from workbook.template.edit import Edit, EditError, load_edited, load_in_rounds, put, remove
from workbook.template.model import Evidence, LogicalId, Reference, Resource, ResourceId, StackName, describe
from workbook.template.source import load_assembly, load_profile

WEB = """
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Other: {Type: AWS::EC2::VPC}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {FromPort: 80}
        - {FromPort: 443}
        - {FromPort: 8080}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Condition: {StringEquals: {"token.example.com:sub": main}}}
"""


@pytest.fixture
def web(folder: Callable[[Files], Path]) -> Path:
    return folder({"web.yaml": WEB}) / "web.yaml"


def place(path: str, stack: str = "web") -> Evidence:
    return Evidence(StackName(stack), LogicalId(""), path)


def changed(source: Path, *edits: Edit, logical_id: str = "Group") -> Resource:
    (stack,) = load_edited(*edits, source=source).stacks
    return stack.resources[LogicalId(logical_id)]


def test_without_edits_it_reads_what_loading_reads(web: Path) -> None:
    assert load_edited(source=web) == load_assembly(web)
    assert load_edited(profile="starter") == load_profile("starter")
    assert load_edited() == load_profile("standard")


def test_an_edit_that_changes_nothing_gives_an_equal_assembly() -> None:
    standard = load_profile("standard")
    database = next(r for r in standard.resources() if r.type == "AWS::RDS::DBInstance")
    same = database.evidence("Port")

    assert load_edited(put(same, "5432")) == standard


def test_a_property_gets_another_value(web: Path) -> None:
    group = changed(web, put(place("Resources.Group.Properties.SecurityGroupIngress.1.FromPort"), 22))

    assert [describe(group.get(f"SecurityGroupIngress.{i}.FromPort")) for i in range(3)] == ["80", "22", "8080"]


def test_a_value_may_be_a_function(web: Path) -> None:
    group = changed(web, put(place("Resources.Group.Properties.VpcId"), {"Ref": "Other"}))

    assert group.get("VpcId") == Reference(ResourceId(StackName("web"), LogicalId("Other")))


def test_a_property_that_is_absent_is_added_with_what_stands_around_it(web: Path) -> None:
    other = changed(
        web, put(place("Resources.Other.Properties.Tags"), [{"Key": "a", "Value": "b"}]), logical_id="Other"
    )

    assert describe(other.get("Tags")) == "[{Key: a, Value: b}]"


def test_an_entry_is_added_at_the_end_of_a_list(web: Path) -> None:
    group = changed(web, put(place("Resources.Group.Properties.SecurityGroupIngress.3"), {"FromPort": 22}))

    assert group.get("SecurityGroupIngress.3.FromPort") == 22


def test_a_resource_is_added_and_removed(web: Path) -> None:
    added = load_edited(put(place("Resources.Extra"), {"Type": "AWS::SNS::Topic"}), source=web)
    removed = load_edited(remove(place("Resources.Other")), source=web)

    assert "Extra" in added.stacks[0].resources
    assert sorted(removed.stacks[0].resources) == ["Group", "Role", "Vpc"]


def test_removals_do_not_move_the_places_of_each_other(web: Path) -> None:
    rules = "Resources.Group.Properties.SecurityGroupIngress"
    group = changed(
        web, remove(place(f"{rules}.0")), put(place(f"{rules}.2.FromPort"), 22), remove(place(f"{rules}.1"))
    )

    assert describe(group.get("SecurityGroupIngress")) == "[{FromPort: 22}]"


def test_keys_with_dots_are_found(web: Path) -> None:
    path = "AssumeRolePolicyDocument.Statement.Condition.StringEquals.token.example.com:sub"
    role = changed(web, put(place(f"Resources.Role.Properties.{path}"), "*"), logical_id="Role")

    condition = role.get("AssumeRolePolicyDocument.Statement.Condition.StringEquals")
    assert condition == {"token.example.com:sub": "*"}


def test_the_file_and_later_readings_stay_as_they_were(web: Path) -> None:
    before = load_assembly(web)
    edited = load_edited(remove(place("Resources.Other")), source=web)

    assert edited != before
    assert edited.digest != before.digest
    assert load_assembly(web) == before
    assert web.read_text(encoding="utf-8") == WEB


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (remove(place("Resources.Gone")), "the stack web has nothing at Resources.Gone"),
        (remove(place("Resources.Group.Properties.SecurityGroupIngress.3")), "nothing at Resources.Group"),
        (put(place("Resources.Group.Properties.SecurityGroupIngress.4"), 1), "nothing at Resources.Group"),
        (put(place("Resources.Group.Properties.SecurityGroupIngress.first"), 1), "nothing at Resources.Group"),
        (put(place("Resources.Group.Type.Name"), 1), "nothing at Resources.Group.Type.Name"),
        (put(place("Resources.Group.Properties.VpcId.0"), 1), "computes what stands at .* by Ref"),
        (put(place("Resources.A", "app"), {}), "no stack 'app'; expected one of web"),
    ],
)
def test_a_place_that_is_not_there_is_refused(web: Path, edit: Edit, expected: str) -> None:
    with pytest.raises(EditError, match=expected):
        load_edited(edit, source=web)


def test_a_round_finds_the_places_as_the_rounds_before_it_left_them(web: Path) -> None:
    added = place("Resources.Group.Properties.Added")
    once = load_in_rounds([put(added, [1])], [put(place(f"{added.path}.1"), 2)], source=web)

    assert once.digest == load_edited(put(added, [1, 2]), source=web).digest
    assert load_in_rounds([put(added, 1)], [remove(added)], source=web).digest == load_assembly(web).digest
    assert load_in_rounds([], [], source=web) == load_assembly(web)


def test_a_round_does_not_find_what_a_round_before_it_has_taken_away(web: Path) -> None:
    with pytest.raises(EditError, match=r"nothing at Resources\.Other"):
        load_in_rounds([remove(place("Resources.Other"))], [remove(place("Resources.Other"))], source=web)


def test_all_places_that_are_not_there_are_told_at_once(web: Path) -> None:
    with pytest.raises(EditError) as refused:
        load_edited(remove(place("Resources.A")), remove(place("Resources.B")), source=web)

    assert len(refused.value.problems) == 2


def test_what_is_no_template_after_the_edit_is_refused_in_the_name_of_the_stack(web: Path) -> None:
    with pytest.raises(SourceError, match=r"^web has a resource without a Type at Resources\.Other"):
        load_edited(remove(place("Resources.Other.Type")), source=web)


def test_a_nested_stack_goes_with_the_resource_that_holds_it(folder: Callable[[Files], Path]) -> None:
    inner = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "inner.yaml"}}
    source = folder({"inner.yaml": inner, "outer.yaml": {"Resources": {"Inner": nested, "Queue": {"Type": "A::B::C"}}}})

    edited = load_edited(remove(place("Resources.Inner", "outer")), source=source / "outer.yaml")

    assert [stack.name for stack in load_assembly(source / "outer.yaml").stacks] == ["outer", "outer-Inner"]
    assert [stack.name for stack in edited.stacks] == ["outer"]
