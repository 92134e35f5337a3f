from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from workbook.lang import Lang
from workbook.workload import defaults
from workbook.workload.defaults import assumption_groups, assumptions
from workbook.workload.load import EDGES, default_workload
from workbook.workload.model import Assumption, Level, Workload
from workbook.workload.traffic import traffic
from workbook.workload.units import DIMENSIONS

EACH = pytest.mark.parametrize("assumption", assumptions().values(), ids=lambda each: each.key)
KEYS = {"unit", "low", "likely", "high", "least", "most", "source", "en", "es"}
TOTALS = ("sessions", "page_views", "api_requests", "asset_requests", "api_bytes_in", "api_bytes_out")


def test_every_field_of_the_workload_has_one_assumption_in_the_same_order() -> None:
    assert [each.name for each in fields(Workload)] == list(assumptions())


@EACH
def test_the_likely_value_lies_between_the_others_and_all_within_the_bounds(assumption: Assumption) -> None:
    low, likely, high = (assumption.at(level) for level in Level)

    assert low <= likely <= high or low >= likely >= high
    assert all(assumption.least <= each <= assumption.most for each in (low, likely, high))


@EACH
def test_a_unit_is_known_and_said_by_the_name_where_it_is_one_of_size_or_time(assumption: Assumption) -> None:
    names = {"bytes": "bytes", "GB": "gb", "MB": "mb", "MiB": "mib", "ms": "ms", "minutes": "minutes"}
    words = {**names, "seconds": "seconds", "hours": "hours", "months": "months", "per_second": "per_second"}

    assert any(assumption.unit in dimension for dimension in DIMENSIONS)
    assert words.get(assumption.unit, "") in assumption.key


@EACH
def test_meaning_and_source_are_written_in_both_languages(assumption: Assumption) -> None:
    for text in (assumption.meaning, assumption.source):
        assert text.en
        assert text.es
        assert text.en != text.es
        assert not any(text[lang].endswith(".") for lang in Lang)


def test_the_file_holds_nothing_that_is_not_read() -> None:
    """A comma in words without quotes would cut them and make a key of the rest."""
    groups = yaml.safe_load(Path(defaults.DEFAULTS).read_text(encoding="utf-8"))

    assert all(each.keys() == {"title", "assumptions"} for each in groups.values())
    unread = {key: said.keys() - KEYS for each in groups.values() for key, said in each["assumptions"].items()}
    assert {key: names for key, names in unread.items() if names} == {}
    assert all(group.title.en != group.title.es for group in assumption_groups())


def test_the_shares_of_the_edges_sum_to_one() -> None:
    for level in Level:
        assert sum(assumptions()[key].at(level) for key in EDGES) == 1


def test_low_and_high_make_less_and_more_traffic() -> None:
    low, likely, high = (traffic(100.0, default_workload(level)) for level in Level)

    for name in TOTALS:
        assert getattr(low, name) < getattr(likely, name) < getattr(high, name), name
    assert low.api_requests_by_hour.max() < likely.api_requests_by_hour.max() < high.api_requests_by_hour.max()
