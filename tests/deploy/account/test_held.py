from __future__ import annotations

from pathlib import Path

from workbook.deploy.account.held import Held
from workbook.deploy.stacks import StackResource

FIRST = StackResource("Network", "Vpc", "AWS::EC2::VPC", "vpc-1", "us-east-1")
SECOND = StackResource("Data", "Database", "AWS::RDS::DBInstance", "db", "eu-west-1")


def test_what_an_earlier_end_has_noted_is_told_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "account" / "held.json"
    assert Held(file).note([FIRST, SECOND]) == (FIRST, SECOND)

    assert Held(file).note([SECOND]) == (FIRST, SECOND)
    assert Held(file).resources() == (FIRST, SECOND)


def test_nothing_is_noted_before_and_after(tmp_path: Path) -> None:
    held = Held(tmp_path / "held.json")
    held.forget()
    assert held.resources() == ()

    held.note([FIRST])
    held.forget()
    assert held.resources() == ()
    assert list(tmp_path.iterdir()) == []
