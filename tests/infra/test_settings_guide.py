"""What the guide to an account says of each setting is what the CDK app and the command make of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from inventory_infra.settings import Settings, read_settings
from repo.tracked import ROOT
from workbook.deploy.account import settings as account
from workbook.errors import DeployError

ROW = re.compile(r"^\| `(?P<name>\w+)` \|[^|]*\|[^|]*\| (?P<default>[^|]*) \| `(?P<example>[^|]*)` \|$", re.MULTILINE)
OF_THE_COMMAND = {"profile", "image_digest"}
"""What an option of `workbook deploy` says instead of the file."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide in one language, and its words in the column of defaults."""

    page: str
    option: str
    needed: str
    zones: str
    zone: str

    @property
    def text(self) -> str:
        return (ROOT / "docs" / "howto" / self.page).read_text(encoding="utf-8")

    @property
    def rows(self) -> Mapping[str, re.Match[str]]:
        return {row["name"]: row for row in ROW.finditer(self.text)}


ENGLISH = Guide("deploy-to-aws.md", "is", "none, needed", "a` and `b` of the region", "the `domain`")
SPANISH = Guide("deploy-to-aws.es.md", "es", "ninguno, obligatorio", "a` y `b` de la región", "el `domain`")


@pytest.fixture(params=(ENGLISH, SPANISH), ids=lambda guide: guide.page)
def guide(request: pytest.FixtureRequest) -> Guide:
    assert isinstance(request.param, Guide)
    return request.param


def test_every_setting_has_a_row_or_an_option(guide: Guide) -> None:
    assert {*guide.rows} == {field.name for field in fields(Settings)} - OF_THE_COMMAND
    assert all(f"`{name}` {guide.option} `--" in guide.text for name in OF_THE_COMMAND)


def test_every_example_can_be_used(guide: Guide) -> None:
    given = {name: json.loads(row["example"]) for name, row in guide.rows.items()}

    settings = read_settings(given)

    for name in given.keys() - {"availability_zones", "busy_hours"}:
        assert getattr(settings, name) == given[name]
    assert [*settings.availability_zones] == given["availability_zones"]
    assert settings.busy_hours is not None
    assert settings.busy_hours.time_zone in given["busy_hours"]


def test_what_is_needed_is_what_the_command_asks_for(guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("{}")

    with pytest.raises(DeployError) as missing:
        account.read_settings(tmp_path / "none.json")

    needed = [name for name, row in guide.rows.items() if row["default"] == guide.needed]
    assert f"lacks {', '.join(needed)}," in str(missing.value)


def test_the_defaults_are_those_of_the_cdk_app(guide: Guide) -> None:
    settings = read_settings({"region": "us-east-1", "domain": "inventory.acme.com"})
    told = {name: row["default"].strip("`") for name, row in guide.rows.items() if row["default"].startswith("`")}

    assert told.pop("availability_zones") == guide.zones
    assert settings.availability_zones == ("us-east-1a", "us-east-1b")
    assert set(told) == {"github_environment", "owner", "cost_centre"}
    assert all(getattr(settings, name) == default for name, default in told.items())
    assert guide.rows["zone"]["default"] == guide.zone
    assert settings.zone == "inventory.acme.com"


def test_the_example_file_names_every_setting_and_can_be_used(guide: Guide) -> None:
    held = json.loads((ROOT / account.EXAMPLE).read_text(encoding="utf-8"))

    assert {*held} == {*guide.rows}
    assert read_settings(held).domain == held["domain"]


def test_the_file_itself_is_never_committed() -> None:
    assert f"/{account.FILE.as_posix()}" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
