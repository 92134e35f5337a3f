"""What becomes of runs that come at once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbook.pipeline.concurrency import MOST, Group, fates, group
from workbook.pipeline.workflows import load

ARRIVALS = {"first": 0, "back": 1, "second": 2}


def told(rules: Group) -> list[tuple[str, int | None, int]]:
    return [(fate.name, fate.began, fate.ended) for fate in fates(rules, ARRIVALS, 10)]


def test_releases_wait_for_each_other() -> None:
    rules = group(load()["release.yml"].jobs["release"].told["concurrency"])

    assert rules == Group(cancels=False, waiting=MOST)
    assert told(rules) == [("first", 0, 10), ("back", 10, 20), ("second", 20, 30)]


def test_without_a_queue_the_one_that_waits_is_thrown_out() -> None:
    rules = group({"group": "release"})

    assert told(rules) == [("first", 0, 10), ("back", None, 2), ("second", 10, 20)]


def test_a_group_that_cancels_cuts_off_what_runs() -> None:
    rules = group({"group": "release", "cancel-in-progress": "true"})

    assert told(rules) == [("first", 0, 1), ("back", 1, 2), ("second", 2, 12)]
    assert [fate.message.en for fate in fates(rules, ARRIVALS, 10)] == ["cut off", "cut off", "done"]


def test_who_comes_late_begins_at_once() -> None:
    assert [fate.began for fate in fates(Group(), {"a": 0, "b": 10, "c": 50}, 10)] == [0, 10, 50]


@given(
    arrivals=st.dictionaries(st.text(), st.integers(0, 100)),
    minutes=st.integers(1, 30),
    cancels=st.booleans(),
    waiting=st.integers(0, 3),
)
def test_everybody_has_a_fate_and_no_two_overlap(
    arrivals: dict[str, int], minutes: int, waiting: int, *, cancels: bool
) -> None:
    found = fates(Group(cancels, waiting), arrivals, minutes)
    ran = sorted((fate.began, fate.ended) for fate in found if fate.began is not None)

    assert {fate.name for fate in found} == arrivals.keys()
    assert all(before <= after for (_, before), (after, _) in pairwise(ran))
