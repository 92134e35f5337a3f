"""What a deployment would change, read from what `cdk diff` says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deploy.stubbed import Account
from workbook.deploy.cdk import Cdk
from workbook.deploy.plan import Action, Change, Plan, changes_in, plan
from workbook.deploy.release import Progress
from workbook.deploy.stacks import STACKS
from workbook.deploy.target import Target
from workbook.errors import DeployError
from workbook.template.source import SNAPSHOTS

# As the CDK CLI 2.1148 says it.
SAID = """Stack InventoryData (aws://000000000000/us-east-1)
Resources
[~] AWS::RDS::DBInstance Database/Instance DatabaseInstanceAA8A5FDE replace
 ├─ [~] DBName (requires replacement)
 │   ├─ [-] inventory
 │   └─ [+] other
 ├─ [~] MultiAZ (may cause replacement)
 └─ [~] StorageEncrypted (requires replacement)
[-] AWS::SecretsManager::Secret Key KeyFC614061 destroy
[-] AWS::S3::Bucket Files FilesAB orphan

Stack InventoryNetwork (aws://000000000000/us-east-1)
Resources
[-] AWS::EC2::FlowLog Vpc/FlowLog/FlowLog VpcFlowLog8FF33A73 destroy
[+] AWS::EC2::FlowLog Vpc/FlowLog/FlowLog VpcFlowLog8FF33A73X
[~] AWS::EC2::EIP Vpc/EIP VpcEIPD7E02669
 └─ [~] Tags
     └─ @@ -18,5 +18,9 @@
        [ ]   {
        [+]     "Key": "x",
        [ ] ]

✨  Number of stacks with differences: 2
"""
TARGET = Target("000000000000", "us-east-1", None)
SILENT = Progress(lambda _: None, lambda _: None)


def test_each_resource_has_its_action_and_the_properties_that_change() -> None:
    said = SAID.splitlines()

    data = list(changes_in(said[:10], "InventoryData"))
    assert [(change.logical_id, change.action) for change in data] == [
        ("DatabaseInstanceAA8A5FDE", Action.REPLACE),
        ("KeyFC614061", Action.REMOVE),
        ("FilesAB", Action.LEAVE),
    ]
    assert data[0].properties == ("DBName", "MultiAZ", "StorageEncrypted")
    network = list(changes_in(said[11:], "InventoryNetwork"))
    assert [change.action for change in network] == [Action.REMOVE, Action.ADD, Action.CHANGE]
    assert network[2].is_of_tags
    assert not network[1].is_of_tags


def test_a_standby_is_added_to_a_database_in_place() -> None:
    head = "[~] AWS::RDS::DBInstance Database/Instance Database1 may be replaced"
    (change,) = changes_in([head, " └─ [~] MultiAZ (may cause replacement)"], "Data")
    assert (change.action, change.loses) == (Action.CHANGE, False)

    (change,) = changes_in([head, " └─ [~] Engine (may cause replacement)"], "Data")
    assert (change.action, change.loses) == (Action.MAY_REPLACE, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("S", "Db", "AWS::RDS::DBInstance", Action.REPLACE, ("DBName",)), "another AWS::RDS::DBInstance would"),
        (Change("S", "Cdn", "AWS::CloudFront::Distribution", Action.MAY_REPLACE, ("X",)), "because of X; it holds"),
        (Change("S", "Cdn", "AWS::CloudFront::Distribution", Action.REMOVE), "would leave S; it holds data or a name"),
        (Change("S", "Files", "AWS::S3::Bucket", Action.LEAVE), "AWS::S3::Bucket Files would leave S"),
    ],
)
def test_what_holds_data_or_a_name_is_not_lost(change: Change, said: str) -> None:
    harmless = Change("S", "Task", "AWS::ECS::TaskDefinition", Action.REPLACE, ("Cpu",))
    Plan((harmless,)).check()

    with pytest.raises(DeployError, match=said) as refused:
        Plan((harmless, change)).check()
    assert "--allow-replacement" in str(refused.value)


@pytest.fixture
def assembly(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SNAPSHOTS / "standard", tmp_path / "assembly"))


def cdk(folder: Path, assembly: Path, said: str) -> Cdk:
    """A CLI that says this, and notes what it was asked."""
    program = folder / "cdk"
    program.write_text(f"#!/bin/sh\necho \"$@\" > {folder}/asked\ncat <<'END'\n{said}\nEND\n")
    program.chmod(0o755)
    return Cdk(program, assembly, TARGET)


def deployed(
    account: Account,
    assembly: Path,
    changed: str = "",
    status: str = "CREATE_COMPLETE",
    change: Callable[[Any], object] = lambda template: template.update(Description="another"),
) -> None:
    """All stacks, as the assembly says, but for one."""
    stacks = [{"StackName": each, "StackStatus": status, "CreationTime": 1} for each in STACKS]
    for _ in range(2):
        account.answers("cloudformation.describe_stacks", {"Stacks": stacks})
    for name in STACKS:
        template = json.loads((assembly / f"{name}.template.json").read_text())
        if name == changed:
            change(template)
        asked = {"StackName": name, "TemplateStage": "Original"}
        account.answers("cloudformation.get_template", {"TemplateBody": json.dumps(template)}, asked)


def test_only_stacks_that_differ_are_asked_about(
    tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(monkeypatch)
    deployed(account, assembly)
    assert plan(cdk(tmp_path, assembly, SAID), SILENT) == Plan(())
    assert not (tmp_path / "asked").exists()

    deployed(account, assembly, changed="InventoryData")
    found = plan(cdk(tmp_path, assembly, SAID), SILENT)
    assert [change.stack for change in found.changes] == ["InventoryData"] * 3
    asked = (tmp_path / "asked").read_text().split()
    assert asked == ["diff", "InventoryData", "--exclusively", "--method=template", f"--app={assembly}"]


def test_where_nothing_is_deployed_everything_is_added(
    tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(monkeypatch)
    empty = {"StackName": STACKS[0], "StackStatus": "ROLLBACK_COMPLETE", "CreationTime": 1}
    for _ in range(2):
        account.answers("cloudformation.describe_stacks", {"Stacks": [empty]})
    found = plan(cdk(tmp_path, assembly, ""), SILENT)

    assert found.count(Action.ADD) == len(found.changes) == 121


def rename_database(template: Any) -> None:
    (database,) = [each for each in template["Resources"].values() if each["Type"] == "AWS::RDS::DBInstance"]
    database["Properties"]["DBName"] = "another"


def turn_into_another_type(template: Any) -> None:
    (database,) = [each for each in template["Resources"].values() if each["Type"] == "AWS::RDS::DBInstance"]
    database["Type"] = "AWS::DynamoDB::Table"


@pytest.mark.parametrize("status", ["IMPORT_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_FAILED", "UPDATE_FAILED"])
def test_what_stands_is_compared_whatever_has_happened_to_it(
    tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    deployed(Account(monkeypatch), assembly, "InventoryData", status, rename_database)

    with pytest.raises(DeployError, match="another AWS::RDS::DBInstance would take the place"):
        plan(cdk(tmp_path, assembly, SAID), SILENT).check()


def enlarge_disk(template: Any) -> None:
    (database,) = [each for each in template["Resources"].values() if each["Type"] == "AWS::RDS::DBInstance"]
    database["Properties"]["AllocatedStorage"] = "50"


GROWN = """Stack InventoryData (aws://000000000000/us-east-1)
Resources
[~] AWS::RDS::DBInstance Database/Instance DatabaseInstanceAA8A5FDE
 └─ [~] AllocatedStorage
     ├─ [-] 50
     └─ [+] 20
"""


def test_a_disk_that_would_become_smaller_is_refused_whatever_is_allowed(
    tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deployed(Account(monkeypatch), assembly, "InventoryData", change=enlarge_disk)
    planned = plan(cdk(tmp_path, assembly, GROWN), SILENT)

    assert [(change.action, change.properties) for change in planned.changes] == [
        (Action.REFUSE, ("AllocatedStorage",))
    ]
    with pytest.raises(DeployError, match="the disk of AWS::RDS::DBInstance DatabaseInstanceAA8A5FDE in InventoryData"):
        planned.check(allow_replacement=True)


def test_a_disk_that_grows_is_changed(tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reduce_disk(template: Any) -> None:
        enlarge_disk(template)
        (database,) = [each for each in template["Resources"].values() if each["Type"] == "AWS::RDS::DBInstance"]
        database["Properties"]["AllocatedStorage"] = "10"

    deployed(Account(monkeypatch), assembly, "InventoryData", change=reduce_disk)
    planned = plan(cdk(tmp_path, assembly, GROWN), SILENT)

    assert [change.action for change in planned.changes] == [Action.CHANGE]
    planned.check()


@pytest.mark.parametrize("change", [rename_database, turn_into_another_type])
def test_what_the_cli_does_not_tell_may_be_lost(
    tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], object]
) -> None:
    deployed(Account(monkeypatch), assembly, "InventoryData", change=change)

    with pytest.raises(DeployError, match=r"DatabaseInstanceAA8A5FDE in InventoryData, because of \?"):
        plan(cdk(tmp_path, assembly, "There were no differences"), SILENT).check()


@pytest.mark.parametrize(
    "line",
    [
        "[~] AWS::RDS::DBInstance Db1 will be replaced soon",
        "[~] AWS::RDS::DBInstance Database Db1 replace (or so)",
        "[-] AWS::RDS::DBInstance Database Db1 destroy (OR move to Other.Db2 via refactoring)",
        " [~] AWS::RDS::DBInstance Database Db1 replace",
    ],
)
def test_a_resource_of_which_something_unknown_is_said_stops_everything(line: str) -> None:
    changes = list(changes_in(["[~] AWS::EC2::VPC Vpc Vpc1"], "Data"))
    assert [change.action for change in changes] == [Action.CHANGE]

    with pytest.raises(DeployError, match="says of Data what is not understood, so nothing is deployed"):
        list(changes_in([line], "Data"))


def test_a_resource_that_may_be_replaced_for_no_reason_that_is_told_may_be_lost() -> None:
    (change,) = changes_in(["[~] AWS::RDS::DBInstance Database Db1 may be replaced"], "Data")

    assert change.loses
