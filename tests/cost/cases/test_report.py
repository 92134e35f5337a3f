"""What comes out of cases, as a table and as JSON."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from workbook.cost.cases.model import Case
from workbook.cost.cases.report import to_json
from workbook.cost.cases.run import verify
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import default_book
from workbook.lang import Lang
from workbook.render.cost_cases import case_page

# 730 h × 0.045
GATEWAY = Case(
    "gate", "AWS::EC2::NatGateway", "us-east-1", 730.0, FreeTier.NONE, {}, {}, Decimal("32.85"), Decimal("32.85")
)
CASES = (
    GATEWAY,
    replace(GATEWAY, id="rounded", expected=Decimal("32.8508")),
    replace(GATEWAY, id="printed", published=Decimal(40), explained="counts a gateway too much"),
    replace(GATEWAY, id="apart", expected=Decimal(30), published=None),
    replace(GATEWAY, id="prose", resource_type="(whole stack)"),
    replace(GATEWAY, id="strange", usage={"gb": 1}),
)
OUTCOMES = verify(CASES, default_book())


def row(name, lang=Lang.EN):
    table = case_page(OUTCOMES, lang).parts[0]
    return next(cells for cells in table.rows if cells[0] == name)


def test_a_row_shows_expected_computed_and_published_side_by_side():
    assert row("gate") == ("gate", "32.85", "32.85", "0.00", "32.85", "agrees")
    assert row("apart") == ("apart", "30.00", "32.85", "2.85", "–", "differs")


def test_a_difference_below_a_cent_keeps_its_digits():
    assert row("rounded")[3] == "-0.0008"
    assert row("rounded", Lang.ES)[3] == "-0,0008"


def test_a_published_figure_that_is_another_stands_beside_its_explanation():
    assert row("printed")[4:] == ("40.00", "agrees; published figure: counts a gateway too much")
    assert row("printed", Lang.ES)[5] == "coincide; cifra publicada: counts a gateway too much"


@pytest.mark.parametrize(("name", "words"), [("prose", "left out: "), ("strange", "unreadable: ")])
def test_what_is_not_computed_has_a_reason_in_place_of_an_amount(name, words):
    assert row(name)[2:4] == ("–", "–")
    assert row(name)[5].startswith(words)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (Lang.EN, "3 cases agree, 1 differs, 1 is left out, 1 is unreadable."),
        (Lang.ES, "3 casos coinciden, 1 difiere, 1 se omite, 1 es ilegible."),
    ],
)
def test_the_verdicts_are_counted_below(lang, words):
    assert case_page(OUTCOMES, lang).parts[-1] == words


def test_the_answer_in_json_says_the_same_as_texts():
    told = to_json(OUTCOMES, Lang.EN)
    assert told["counts"] == {"agrees": 3, "differs": 1, "left out": 1, "unreadable": 1}
    apart, strange = told["cases"][3], told["cases"][5]
    assert (apart["expected"], apart["computed"], apart["difference"]) == ("30", "32.850", "2.850")
    assert (strange["computed"], strange["difference"]) == (None, None)
    assert "'gb'" in strange["reason"]
