"""Figures that others published come out again."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from workbook.cost.cases.model import Verdict
from workbook.cost.cases.read import read_cases
from workbook.cost.cases.run import verify
from workbook.cost.prices.load import default_book

PUBLISHED = Path(__file__).parents[2] / "fixtures" / "cases" / "published.json"
CASES = read_cases(PUBLISHED)
CENT = Decimal("0.01")

EXPLAINED = {
    # Infracost counts the tiers of endpoints at 1,000,000 and 5,000,000 GB; the price list has powers of two.
    "ic-vpce-7PB-tiers": Decimal("680.064"),
    # Infracost counts the ten rules inside a managed group, which AWS bills as one rule.
    "ic-wafv2": Decimal(-10),
}
"""What a case explains of the difference between the figure that a source prints and the one that AWS charges."""

PROSE = {"ph-lowcost-stack", "ph-optionB-8h-day", "ph-replica-multiaz"}
"""The cases whose properties are prose."""


def outcome(case):
    (found,) = verify([case], default_book())
    return found


@pytest.mark.parametrize("case", [case for case in CASES if case.id not in PROSE], ids=lambda case: case.id)
def test_a_case_comes_out_within_a_cent(case):
    found = outcome(case)
    assert found.verdict is Verdict.AGREES, found.reason
    assert abs(found.computed - case.expected) <= CENT


def test_what_is_said_in_prose_alone_is_left_out_with_that_reason():
    left_out = [found for found in verify(CASES, default_book()) if found.verdict is Verdict.LEFT_OUT]
    assert {found.case.id for found in left_out} == PROSE
    assert all("prose" in found.reason.en for found in left_out)


@pytest.mark.parametrize("case", [case for case in CASES if case.published is not None], ids=lambda case: case.id)
def test_a_printed_figure_differs_by_what_the_case_explains_alone(case):
    computed = case.expected if case.id in PROSE else outcome(case).computed
    assert abs(computed - case.published - EXPLAINED.get(case.id, 0)) <= CENT
    assert case.explained.startswith("differs") == (case.id in EXPLAINED)


def test_every_case_has_its_public_source_and_day():
    said = json.loads(PUBLISHED.read_text(encoding="utf-8"))["cases"]
    assert len(said) == 57
    assert all(case["source"] and case["source_date"] for case in said)
