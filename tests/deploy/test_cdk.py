from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from workbook.deploy.cdk import Cdk, Count, Event, events
from workbook.deploy.target import local_target
from workbook.errors import DeployError
from workbook.lang import Lang

SAID = """InventoryNetwork | 0/9 | 2:41:43 AM | CREATE_IN_PROGRESS   | AWS::EC2::VPC         | Vpc (Vpc8378EB38)
InventoryNetwork |  1 | 2:41:44 AM | CREATE_COMPLETE      | AWS::EC2::VPC         | Vpc (Vpc8378EB38)
 ✅  InventoryNetwork
"""
FAILED = "Net | 2/9 | 2:41:44 AM | CREATE_FAILED | AWS::EC2::VPC | Vpc (V) no such thing"


def program(folder: Path, *, says: str, code: int) -> Path:
    """A stand-in for the CDK CLI, which notes how it was called."""
    path = folder / "cdk"
    path.write_text(
        "#!/usr/bin/env python3\nimport json, os, sys\n"
        f"json.dump([sys.argv[1:], dict(os.environ)], open({str(folder / 'called')!r}, 'w'))\n"
        f"print({says!r})\nsys.exit({code})\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def heard() -> list[Event]:
    return []


def cdk(folder: Path, *, says: str = SAID, code: int = 0) -> Cdk:
    return Cdk(program(folder, says=says, code=code), folder / "assembly", local_target(4567))


def called(folder: Path) -> tuple[list[str], dict[str, str]]:
    arguments, environment = json.loads((folder / "called").read_text())
    return arguments, environment


def test_it_is_called_with_exactly_these_arguments(tmp_path: Path, heard: list[Event]) -> None:
    app = f"--app={tmp_path / 'assembly'}"

    cdk(tmp_path).bootstrap(heard.append)
    assert called(tmp_path)[0] == ["bootstrap", "aws://000000000000/us-east-1", app]
    cdk(tmp_path).deploy(("A", "B"), heard.append, {"ImageDigest": "sha256:1"})
    how = ["--exclusively", "--require-approval=never", "--progress=events", "--parameters=ImageDigest=sha256:1"]
    assert called(tmp_path)[0] == ["deploy", "A", "B", *how, app]
    cdk(tmp_path).destroy(heard.append)
    assert called(tmp_path)[0] == ["destroy", "--all", "--force", app]


def test_it_works_on_this_machine_with_keys_of_nobody(
    tmp_path: Path, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "company")

    cdk(tmp_path).bootstrap(heard.append)

    given = called(tmp_path)[1]
    assert given["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4567"
    assert given["AWS_ACCESS_KEY_ID"] == "local"
    assert "AWS_PROFILE" not in given


def test_what_it_says_of_resources_is_heard_as_it_comes(tmp_path: Path, heard: list[Event]) -> None:
    cdk(tmp_path).deploy(("A",), heard.append)

    assert heard == [
        Event("InventoryNetwork", 0, 9, "CREATE_IN_PROGRESS", "AWS::EC2::VPC", "Vpc (Vpc8378EB38)"),
        Event("InventoryNetwork", 1, None, "CREATE_COMPLETE", "AWS::EC2::VPC", "Vpc (Vpc8378EB38)"),
    ]


def test_a_failure_tells_step_code_and_reason_in_both_languages(tmp_path: Path, heard: list[Event]) -> None:
    with pytest.raises(DeployError) as failed:
        cdk(tmp_path, says=f"{SAID}{FAILED}\nlater words", code=3).deploy(("A", "B"), heard.append)

    assert failed.value.in_language(Lang.EN) == [f"Deploying A, B failed with exit code 3: {FAILED}"]
    assert failed.value.in_language(Lang.ES) == [f"Desplegando A, B falló con el código de salida 3: {FAILED}"]


def test_where_it_is_not_installed_the_way_to_it_is_told(tmp_path: Path, heard: list[Event]) -> None:
    lacking = Cdk(tmp_path / "cdk", tmp_path, local_target(4567))

    with pytest.raises(DeployError, match=r"the CDK CLI is not installed, expected .*; run make setup"):
        lacking.bootstrap(heard.append)


@pytest.mark.parametrize("line", ["", "Net | x | 2", "✨  Synthesis time: 1s", "Net | 1/9 | 2:41 | odd | AWS::X | y"])
def test_other_lines_tell_nothing_of_resources(line: str) -> None:
    assert list(events([line])) == []


def test_each_resource_counts_once_and_a_stack_is_whole_when_it_says_so() -> None:
    def event(done: int, total: int | None, status: str, kind: str, name: str) -> Event:
        return Event("Net", done, total, status, kind, name)

    told = [
        event(0, 3, "CREATE_IN_PROGRESS", "AWS::EC2::VPC", "Vpc"),
        event(1, 3, "CREATE_COMPLETE", "AWS::EC2::VPC", "Vpc"),
        event(2, 3, "CREATE_COMPLETE", "AWS::EC2::VPC", "Vpc"),
        event(4, 3, "CREATE_COMPLETE", "AWS::EC2::Subnet", "Subnet"),
        event(5, 3, "CREATE_COMPLETE", "AWS::CloudFormation::Stack", "Net"),
        event(6, 3, "CREATE_COMPLETE", "AWS::EC2::Route", "Route"),
        event(7, None, "DELETE_COMPLETE", "AWS::EC2::Route", "Route2"),
    ]

    count = Count()
    assert [(each.done, each.total) for each in map(count.counted, told)] == [
        (0, 3),
        (1, 3),
        (1, 3),
        (2, 3),
        (3, 3),
        (4, 4),
        (5, None),
    ]
