"""One assumption at a time: the order is that of what each moves, and together they stay within the interval."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from workbook.cost.estimate import Settings, estimate
from workbook.cost.whatif.sway import Sway, sways
from workbook.graph.build import build_graph
from workbook.template.source import load_profile
from workbook.workload.load import Usage, default_usage

GRAPH = build_graph(load_profile("standard"))


@pytest.fixture(scope="module")
def found() -> tuple[Sway, ...]:
    return sways(GRAPH, 1000)


def test_what_moves_the_total_most_comes_first(found: tuple[Sway, ...]) -> None:
    widths = [each.width for each in found]

    assert widths == sorted(widths, reverse=True)
    assert all(widths)


def test_an_assumption_alone_moves_the_total_no_further_than_all_of_them(found: tuple[Sway, ...]) -> None:
    whole = estimate(GRAPH, 1000)

    assert all(whole.low <= each.low <= whole.total <= each.high <= whole.high for each in found)


def test_the_totals_are_those_of_an_estimate_with_that_value(found: tuple[Sway, ...]) -> None:
    first = found[0]
    fixed = replace(first.assumption, likely=first.assumption.high)
    usage = Usage({**default_usage().common, first.assumption.key: fixed})

    assert estimate(GRAPH, 1000, Settings(usage=usage)).total == pytest.approx(first.high, abs=Decimal("0.01"))


def test_assumptions_without_an_interval_move_nothing() -> None:
    flat = {key: replace(each, low=each.likely, high=each.likely) for key, each in default_usage().common.items()}

    assert sways(GRAPH, 1000, Settings(usage=Usage(flat))) == ()
