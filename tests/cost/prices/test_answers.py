"""Prices, their age and their changes read the same in JSON and as tables, in both languages."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cost.prices.conftest import price
from workbook.cost.prices.choose import choose
from workbook.cost.prices.diff import compare
from workbook.cost.prices.load import default_book
from workbook.cost.prices.model import Basis
from workbook.cost.prices.report import age_json, diff_json, prices_json
from workbook.lang import Lang, Text
from workbook.render.prices import age_page, diff_page, price_page

TODAY = date(2026, 11, 25)
PRICES = (
    price(second_source="a bill", dispute=Text(en="A model has 0.0225.", es="Un modelo da 0,0225.")),
    price("alb.lcu", usd="0.008", unit="LCU-hour", basis=Basis.US_EAST_1),
    price("lightsail.container.nano", usd="7", basis=Basis.RECALLED, dated=date(2026, 1, 1), service="AmazonLightsail"),
    price("s3.requests.read", usd="0.0000004", unit="request", service="AmazonS3", sku="ZCQD4CM637S7D8U5"),
    price("s3.storage", tiers=[(0, "0.023"), (51200, "0.022")], unit="GB-month", service="AmazonS3"),
)
NEWER = (
    price(usd="0.0300"),
    price("alb.lcu", usd="0.008", unit="LCU"),
    price("nlb.hour"),
    price("s3.storage", tiers=[(0, "0.023"), (10240, "0.022"), (51200, "0.021")], unit="GB-month"),
)


@pytest.mark.parametrize("lang", Lang)
def test_prices_are_shown_with_their_doubts_and_sources(golden, lang):
    golden(f"show.{lang}.txt", repr(price_page(PRICES, TODAY, lang, sources=True)) + "\n")


@pytest.mark.parametrize("lang", Lang)
def test_age_is_shown_by_service_with_what_is_overdue_assumed_and_disputed(golden, lang):
    golden(f"age.{lang}.txt", repr(age_page(PRICES, TODAY, lang)) + "\n")


@pytest.mark.parametrize("lang", Lang)
def test_differences_are_shown_with_what_changed_first(golden, lang):
    golden(f"diff.{lang}.txt", repr(diff_page(compare(PRICES, NEWER), "2026-10-07", "2026-11-25", lang)) + "\n")


def test_answers_in_json_have_the_documented_form(golden):
    answers = {
        "show": prices_json(PRICES, TODAY, Lang.EN),
        "age": age_json(PRICES, TODAY),
        "diff": diff_json(compare(PRICES, NEWER), "2026-10-07", "2026-11-25"),
    }

    golden("answers.json", json.dumps(answers, indent=2, ensure_ascii=False) + "\n")


def test_sources_are_left_out_where_many_prices_are_shown():
    assert "a bill" not in repr(price_page(PRICES, TODAY, Lang.EN, sources=False))


def test_no_price_is_lost_between_the_book_and_its_answers():
    prices = choose(default_book())

    told = prices_json(prices, TODAY, Lang.ES)
    counted = age_json(prices, TODAY)

    assert len(told["prices"]) == counted["summary"]["count"] == len(default_book().prices)
    assert sum(each["count"] for each in counted["services"]) == len(prices)
    assert len(counted["stale"]) == counted["summary"]["stale"]


def test_amounts_are_texts_without_an_exponent():
    told = json.dumps(prices_json(choose(default_book()), TODAY, Lang.EN))

    assert '"usd": "0.0000004"' in told
    assert "E-" not in told
    assert '"to": "1000000000"' in told


def test_no_difference_is_one_line():
    assert repr(diff_page(compare(PRICES, PRICES), "a", "b", Lang.EN)) == "a → b: changed: 0, added: 0, removed: 0"
