"""The kinds of sources, and what each says when it cannot be used."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbook.errors import ProfileError, SourceError
from workbook.template import files as files_module
from workbook.template import source as source_module
from workbook.template.files import Templates
from workbook.template.model import Assembly
from workbook.template.source import PROFILES, load_assembly, load_profile

BUCKET: dict[str, Any] = {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}
TOPIC: dict[str, Any] = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}

Folder = Callable[[dict[str, Any]], Path]
Faults = Callable[..., list[str]]


def names(assembly: Assembly) -> list[str]:
    return [str(stack.name) for stack in assembly.stacks]


@pytest.mark.parametrize("name", ["web.json", "web.template.json", "web.yaml", "web.yml", "web.template", "web.txt"])
def test_a_file_is_one_stack_by_the_name_of_the_file(folder: Folder, name: str) -> None:
    assembly = load_assembly(folder({name: BUCKET}) / name)
    assert assembly.name == names(assembly)[0] == ("web.txt" if name == "web.txt" else "web")
    assert [str(resource.id.logical_id) for resource in assembly.resources()] == ["Bucket"]


def test_a_folder_gives_its_templates_and_passes_over_the_rest(folder: Folder) -> None:
    source = folder(
        {
            "b.template.json": TOPIC,
            "a.yaml": BUCKET,
            "tree.json": {"Resources": 1},
            "a.assets.json": {"Resources": 1},
            "cdk.json": {"app": "python app.py"},
            "compose.yaml": "services: {web: {image: x}}",
            "several.yaml": "a: 1\n---\nb: 2",
            "mkdocs.yml": "x: !!python/name:y z",
            "README.md": "Resources",
            ".hidden.json": "{",
            "inner/c.json": "{",
        }
    )
    assembly = load_assembly(str(source))
    assert names(assembly) == ["a", "b"]
    assert assembly.name == "source"


def test_standard_input_is_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(BUCKET).encode())))
    assembly = load_assembly("-")
    assert names(assembly) == ["stdin"]


def test_closed_standard_input_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match="<stdin> is empty"):
        load_assembly("-")


def test_the_digest_depends_on_the_templates_only(folder: Folder) -> None:
    one = load_assembly(folder({"one/a.json": BUCKET, "one/b.json": TOPIC}) / "one").digest
    renamed = load_assembly(folder({"two/x.yaml": json.dumps(BUCKET, indent=4), "two/c.json": TOPIC}) / "two").digest
    other = load_assembly(folder({"three/a.json": BUCKET}) / "three").digest
    assert one == renamed != other
    assert len(one) == 64


def test_a_profile_is_read_from_its_snapshot(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshots = folder({f"{name}/web.template.json": BUCKET for name in PROFILES})
    monkeypatch.setattr(source_module, "SNAPSHOTS", snapshots)
    assert [(load_profile(name).name, load_profile(name).profile) for name in PROFILES] == [
        (name, name) for name in PROFILES
    ]
    assert load_assembly() == load_profile("standard")
    assert load_assembly(profile="growth") == load_profile("growth")
    assert load_assembly(snapshots / "starter", profile="starter") == load_profile("starter")
    assert load_assembly(snapshots / "starter").profile is None


def test_a_missing_snapshot_says_how_to_make_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "SNAPSHOTS", tmp_path)
    with pytest.raises(SourceError, match=r"no snapshot of the profile standard .* run `make synth`"):
        load_assembly()


def test_an_unknown_profile_names_those_that_exist() -> None:
    with pytest.raises(
        ProfileError, match=r"no profile standart; expected one of standard, starter, growth; did you mean"
    ):
        load_profile("standart")
    with pytest.raises(ProfileError, match=r"no profile huge; expected one of standard, starter, growth$"):
        load_assembly("somewhere", profile="huge")


@pytest.mark.parametrize("name", ["nowhere", "x" * 5000, "a\0b", ""])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match=r"does not exist|cannot be read|holds no CloudFormation template"):
        load_assembly(name)


def test_a_folder_without_templates_is_refused(faults: Faults) -> None:
    assert "holds no CloudFormation template" in faults(files={"package.json": {}, "notes.json": {"a": 1}})[0]


def test_broken_files_are_reported_where_nothing_else_is_a_template(faults: Faults) -> None:
    assert faults(files={"a.json": "{", "b.yaml": "a: 1\na: 2"}) == [
        "a.json breaks off at line 1, column 2 before the JSON is complete; write the file again",
        "b.yaml has the key a twice in one mapping, the second time at line 2; remove or rename one",
    ]


def test_every_broken_template_of_a_folder_is_reported(faults: Faults) -> None:
    found = faults(
        files={
            "a.template.json": "{",
            "b.json": '{"Resources": {',
            "c.yaml": "Resources: {A: {Properties: {}}, B: 1}",
            "d.json": BUCKET,
            "e.yaml": "AWSTemplateFormatVersion: 2010-09-09",
        }
    )
    assert [sentence.split(" ")[0] for sentence in found] == ["a.template.json", "b.json", "c.yaml", "c.yaml", "e.yaml"]


class _Unreadable(io.BytesIO):
    def read(self, _size: int | None = -1, /) -> bytes:
        raise OSError(21, "Is a directory")


def test_a_stream_that_cannot_be_read_is_refused() -> None:
    templates = Templates()
    assert templates.from_stream(_Unreadable(), "<stdin>") is None
    with pytest.raises(SourceError, match=r"<stdin> cannot be read \(Is a directory\)"):
        templates.refuse_problems()


def test_a_link_to_itself_does_not_exist(folder: Folder) -> None:
    source = folder({"a.json": BUCKET})
    (source / "loop.json").symlink_to(source / "loop.json")
    with pytest.raises(SourceError, match="does not exist"):
        load_assembly(source / "loop.json")
    assert names(load_assembly(source)) == ["a"]


def test_a_large_file_is_refused_before_it_is_parsed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "MAX_BYTES", 100)
    source = folder({"a.json": "{" + " " * 100})
    with pytest.raises(SourceError, match="is larger than the"):
        load_assembly(source / "a.json")


def test_two_files_of_one_name_are_refused(faults: Faults) -> None:
    (sentence,) = faults(files={"web.json": BUCKET, "web.yaml": TOPIC})
    assert "both give a stack named web" in sentence
