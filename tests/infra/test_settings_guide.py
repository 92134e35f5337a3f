"""What the guide to an account says of each setting is what the CDK app and the command make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from inventory_infra.settings import Settings, read_settings
from repo.tracked import ROOT
from workbook.deploy.account import settings as account
from workbook.errors import DeployError

GUIDE = (ROOT / "docs" / "howto" / "deploy-to-aws.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(?P<name>\w+)` \|[^|]*\|[^|]*\| (?P<default>[^|]*) \| `(?P<example>[^|]*)` \|$", re.MULTILINE)
OF_THE_COMMAND = {"profile", "image_digest"}
"""What an option of `workbook deploy` says instead of the file."""


def rows() -> Mapping[str, re.Match[str]]:
    return {row["name"]: row for row in ROW.finditer(GUIDE)}


def test_every_setting_has_a_row_or_an_option() -> None:
    assert {*rows()} == {field.name for field in fields(Settings)} - OF_THE_COMMAND
    assert all(f"`{name}` is `--" in GUIDE for name in OF_THE_COMMAND)


def test_every_example_can_be_used() -> None:
    given = {name: json.loads(row["example"]) for name, row in rows().items()}

    settings = read_settings(given)

    for name in given.keys() - {"availability_zones", "busy_hours"}:
        assert getattr(settings, name) == given[name]
    assert [*settings.availability_zones] == given["availability_zones"]
    assert settings.busy_hours is not None
    assert settings.busy_hours.time_zone in given["busy_hours"]


def test_what_is_needed_is_what_the_command_asks_for(tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("{}")

    with pytest.raises(DeployError) as missing:
        account.read_settings(tmp_path / "none.json")

    needed = [name for name, row in rows().items() if row["default"] == "none, needed"]
    assert f"lacks {', '.join(needed)}," in str(missing.value)


def test_the_defaults_are_those_of_the_cdk_app() -> None:
    settings = read_settings({"region": "us-east-1", "domain": "inventory.acme.com"})
    told = {name: row["default"].strip("`") for name, row in rows().items() if row["default"].startswith("`")}

    assert told.pop("availability_zones") == "a` and `b` of the region"
    assert settings.availability_zones == ("us-east-1a", "us-east-1b")
    assert set(told) == {"github_environment", "owner", "cost_centre"}
    assert all(getattr(settings, name) == default for name, default in told.items())
    assert rows()["zone"]["default"] == "the `domain`"
    assert settings.zone == "inventory.acme.com"


def test_the_example_file_names_every_setting_and_can_be_used() -> None:
    held = json.loads((ROOT / account.EXAMPLE).read_text(encoding="utf-8"))

    assert {*held} == {*rows()}
    assert read_settings(held).domain == held["domain"]


def test_the_file_itself_is_never_committed() -> None:
    assert f"/{account.FILE.as_posix()}" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
