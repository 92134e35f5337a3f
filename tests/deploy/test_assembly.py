from __future__ import annotations

import pytest

from workbook.deploy.assembly import api_of, count_types, is_same, platform_of
from workbook.template.source import PROFILES, SNAPSHOTS


def test_templates_are_the_same_in_any_order_and_as_cloudformation_gives_them_back() -> None:
    assert is_same({"b": "producci?n", "a": 1}, {"a": 1, "b": "producción"})
    assert is_same({"b": "é"}, {"b": "é"})
    assert not is_same({"b": "é"}, {"b": "è"})
    assert not is_same({"a": 1}, {"a": 2})


@pytest.mark.parametrize("profile", PROFILES)
def test_an_assembly_tells_what_it_deploys(profile: str) -> None:
    assembly = SNAPSHOTS / profile

    assert api_of(assembly) == "https://api.inventory.example.com"
    assert platform_of(assembly) == "linux/arm64"
    assert count_types(assembly)["AWS::RDS::DBInstance"] == 1
