from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pytest

from deploy.live.case import cases, stubbed
from workbook.deploy.live.model import Answer
from workbook.deploy.live.readers.all import READERS
from workbook.template.source import PROFILES, SNAPSHOTS

TYPES = sorted(cases())


def test_there_is_a_case_for_each_reader() -> None:
    assert set(TYPES) == set(READERS)


@pytest.mark.parametrize("kind", TYPES)
def test_what_aws_answers_of_a_resource_is_equal_to_its_template(kind: str) -> None:
    case = cases()[kind]
    with stubbed(case) as apis:
        reading = case.read(apis)

    assert reading is not None
    results = case.compared(reading)
    assert [each for each in results if each.answer is Answer.DIFFERENT] == []
    assert {each.path for each in results if each.answer is Answer.UNREADABLE} == case.unread
    assert all(each.reason for each in results if each.answer is Answer.UNREADABLE)
    assert {name: reading.attributes[name] for name in case.attributes} == {
        name: tuple(value) if isinstance(value, list) else value for name, value in case.attributes.items()
    }


@pytest.mark.parametrize("kind", TYPES)
def test_every_property_that_the_profiles_name_is_given(kind: str) -> None:
    case = cases()[kind]
    with stubbed(case) as apis:
        reading = case.read(apis)

    assert reading is not None
    assert named_in_profiles()[kind] <= reading.properties.keys() | READERS[kind].never.keys()


def test_every_type_of_the_profiles_is_read() -> None:
    assert named_in_profiles().keys() <= READERS.keys()


@cache
def named_in_profiles() -> Mapping[str, set[str]]:
    """Properties by type."""
    found: dict[str, set[str]] = defaultdict(set)
    for profile in PROFILES:
        for path in (SNAPSHOTS / profile).glob("*.template.json"):
            for resource in json.loads(path.read_text(encoding="utf-8"))["Resources"].values():
                found[resource["Type"]] |= resource.get("Properties", {}).keys()
    return found
