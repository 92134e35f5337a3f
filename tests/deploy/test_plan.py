"""What a deployment would change, read from what `cdk diff` says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from deploy.stubbed import Account
from workbook.deploy.cdk import Cdk
from workbook.deploy.plan import Action, Change, Plan, changes_in, plan
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


def deployed(account: Account, assembly: Path, changed: str = "") -> None:
    """All stacks, as the assembly says, but for one."""
    stacks = [{"StackName": each, "StackStatus": "CREATE_COMPLETE", "CreationTime": 1} for each in STACKS]
    account.answers("cloudformation.describe_stacks", {"Stacks": stacks})
    for name in STACKS:
        template = json.loads((assembly / f"{name}.template.json").read_text())
        if name == changed:
            template["Description"] = "another"
        asked = {"StackName": name, "TemplateStage": "Original"}
        account.answers("cloudformation.get_template", {"TemplateBody": json.dumps(template)}, asked)


def test_only_stacks_that_differ_are_asked_about(
    tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(monkeypatch)
    deployed(account, assembly)
    assert plan(cdk(tmp_path, assembly, SAID), lambda _: None) == Plan(())
    assert not (tmp_path / "asked").exists()

    deployed(account, assembly, changed="InventoryData")
    found = plan(cdk(tmp_path, assembly, SAID), lambda _: None)
    assert [change.stack for change in found.changes] == ["InventoryData"] * 3
    asked = (tmp_path / "asked").read_text().split()
    assert asked == ["diff", "InventoryData", "--exclusively", "--method=template", f"--app={assembly}"]


def test_where_nothing_is_deployed_everything_is_added(
    tmp_path: Path, assembly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(monkeypatch)
    account.answers("cloudformation.describe_stacks", {"Stacks": []})
    found = plan(cdk(tmp_path, assembly, ""), lambda _: None)

    assert found.count(Action.ADD) == len(found.changes) == 121
