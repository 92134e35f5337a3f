from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbook.template import snapshot
from workbook.template.snapshot import refresh_snapshot, snapshot_differences, snapshot_files, write_snapshot
from workbook.template.source import load_assembly

ALL = ("Base.template.json", "Web.template.json", "manifest.json")
TEMPLATE = {
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "almacén"}}},
    "Parameters": {"BootstrapVersion": {"Type": "String", "Default": "6"}, "Digest": {"Type": "String"}},
    "Rules": {"CheckBootstrapVersion": {"Assertions": []}, "Own": {"Assertions": []}},
}


def assemble(folder: Path, template: dict[str, Any] | None = None, **properties: object) -> Path:
    folder.mkdir(exist_ok=True)
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://000000000000/us-east-1",
        "displayName": "Web",
        "dependencies": ["Web.assets", "Base"],
        "properties": {"templateFile": "Web.template.json", "assumeRoleArn": "arn:of:this:account", **properties},
        "additionalMetadataFile": "Web.metadata.json",
    }
    base = {**stack, "displayName": "Base", "dependencies": [], "properties": {"templateFile": "Base.template.json"}}
    artifacts = {"Web.assets": {"type": "cdk:asset-manifest"}, "Web": stack, "Base": base, "Tree": {"type": "cdk:tree"}}
    for name, content in {
        "manifest.json": {"version": "55.0.0", "artifacts": artifacts, "missing": []},
        "Web.template.json": template or TEMPLATE,
        "Base.template.json": {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}},
        "tree.json": {},
    }.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def read(files: Any, name: str) -> Any:
    return json.loads(files[name])


def test_a_snapshot_holds_templates_and_a_manifest_and_nothing_else(tmp_path: Path) -> None:
    files = snapshot_files(assemble(tmp_path / "out"))
    assert tuple(sorted(files)) == ALL


def test_what_belongs_to_one_account_or_tool_is_left_out(tmp_path: Path) -> None:
    files = snapshot_files(assemble(tmp_path / "out"))
    assert read(files, "manifest.json")["artifacts"]["Web"] == {
        "type": "aws:cloudformation:stack",
        "environment": "aws://000000000000/us-east-1",
        "displayName": "Web",
        "dependencies": ["Base"],
        "properties": {"templateFile": "Web.template.json"},
    }
    template = read(files, "Web.template.json")
    assert template["Parameters"] == {"Digest": {"Type": "String"}}
    assert template["Rules"] == {"Own": {"Assertions": []}}


def test_sections_that_become_empty_disappear(tmp_path: Path) -> None:
    bare = {
        "Resources": {},
        "Parameters": {"BootstrapVersion": {"Type": "String"}},
        "Rules": {"CheckBootstrapVersion": {}},
    }
    files = snapshot_files(assemble(tmp_path / "out", bare))
    assert read(files, "Web.template.json") == {"Resources": {}}


def test_the_order_of_keys_does_not_matter(tmp_path: Path) -> None:
    backwards = dict(reversed(TEMPLATE.items()))
    assert snapshot_files(assemble(tmp_path / "a")) == snapshot_files(assemble(tmp_path / "b", backwards))


def test_letters_beyond_ascii_stay_readable(tmp_path: Path) -> None:
    assert "almacén".encode() in snapshot_files(assemble(tmp_path / "out"))["Web.template.json"]


def test_a_snapshot_is_an_assembly_of_its_own(tmp_path: Path) -> None:
    write_snapshot(assemble(tmp_path / "out"), tmp_path / "snapshot")
    stacks = load_assembly(tmp_path / "snapshot").stacks
    assert [(stack.name, stack.region, stack.account) for stack in stacks] == [
        ("Base", "us-east-1", "000000000000"),
        ("Web", "us-east-1", "000000000000"),
    ]


def test_writing_names_what_changed_and_removes_what_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "snapshots" / "standard"
    assembly = assemble(tmp_path / "out")
    assert write_snapshot(assembly, target) == ALL
    assert write_snapshot(assembly, target) == ()
    (target / "Old.template.json").write_text("{}", encoding="utf-8")
    assemble(tmp_path / "out", {"Resources": {}})
    assert write_snapshot(assembly, target) == ("Old.template.json", "Web.template.json")
    assert tuple(sorted(path.name for path in target.iterdir())) == ALL


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An assembly that stands for what synthesis gives, and an empty folder of snapshots."""
    assembly = assemble(tmp_path / "out")
    monkeypatch.setattr(snapshot, "SNAPSHOTS", tmp_path / "snapshots")
    monkeypatch.setattr(snapshot, "synthesize", lambda _profile, **_: assembly)
    return assembly


def test_differences_are_named_until_the_snapshot_is_refreshed(sources: Path) -> None:
    assert snapshot_differences("starter") == ALL
    assert refresh_snapshot("starter") == ALL
    assert snapshot_differences("starter") == ()
    assemble(sources, {"Resources": {}})
    assert snapshot_differences("starter") == ("Web.template.json",)
