"""A small template of a stranger, and the command called as a shell would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from workbook.cli import main

Run = Callable[..., "Answer"]

FOREIGN = """
Parameters:
  Network: {Type: String, Default: 10.9.0.0/16}
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: !Ref Network}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!Ref Network, 2, 8]]}
  Mesh:
    Type: AWS::AppMesh::Mesh
"""
ASSUMING = """
Parameters:
  Stage: {Type: String}
Conditions:
  Production: !Equals [!Ref Stage, production]
Resources:
  Bucket: {Type: AWS::S3::Bucket, Condition: Production, DependsOn: Gone}
  Queue: {Type: AWS::SQS::Queue, Condition: Undeclared}
  Fn::ForEach::Rows: [Name, !Ref Stage, {"Table${Name}": {Type: AWS::DynamoDB::Table}}]
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A template that is not ours, with one resource that the engine does not know."""
    file = tmp_path / "foreign.yaml"
    file.write_text(FOREIGN)
    return file


@dataclass(frozen=True, slots=True)
class Answer:
    """What a shell sees of a command."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, called in an empty folder with its output piped."""

    def command(*arguments: str | Path, stdin: str = "") -> Answer:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(stdin.encode())))
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        return Answer(code, *capsys.readouterr())

    return command
