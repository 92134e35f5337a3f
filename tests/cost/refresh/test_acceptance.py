"""What is as before gets a new date and source; what changed too much waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cost.prices.conftest import price
from cost.refresh.conftest import offer_of, rule_of
from workbook.cost.prices.diff import compare
from workbook.cost.prices.model import Basis, Tier
from workbook.cost.prices.refresh.acceptance import check_day, check_jumps, renewed
from workbook.cost.prices.refresh.catalogue import Source
from workbook.cost.prices.refresh.match import match
from workbook.cost.prices.refresh.offers import Product, Rate
from workbook.errors import PriceError
from workbook.lang import Text

DAY = date(2026, 11, 20)
RULE = rule_of("fargate.vcpu.x86")
SOURCE = Source("AmazonECS", "us-east-1", "2026", "2026-11-01T00:00:00Z", "https://there", "abc", 3)
KNOWN = replace(
    price("fargate.vcpu.x86", "us-east-1", "0.04048", unit="vCPU-hour", service="AmazonECS"),
    description="Fargate vCPU",
    source="a public repository",
    dated=date(2026, 10, 7),
)


def product(sku: str = "VCPU", usd: str = "0.04048", unit: str = "hours", free: str = "0", **more: str) -> Product:
    tiers = (Tier(Decimal(0), None, Decimal(usd)),)
    attributes = {"usagetype": "USE1-Fargate-vCPU-Hours:perCPU", **more}
    return Product(sku, attributes, (Rate("on-demand", unit, Decimal(free), tiers),))


def renew(known, *products: Product):
    return renewed(match(RULE, offer_of(*(products or (product(),))), {}), known, SOURCE, DAY)


def test_a_price_that_is_as_before_keeps_everything_but_source_date_and_doubts() -> None:
    doubted = replace(KNOWN, dispute=Text(en="no", es="no"), basis=Basis.WEAK, second_source="a bill")

    assert renew(doubted) == replace(
        KNOWN,
        usage_type="USE1-Fargate-vCPU-Hours:perCPU",
        sku="VCPU",
        source=str(SOURCE),
        dated=DAY,
        second_source="a bill",
        dispute=None,
        basis=Basis.READ,
    )


def test_who_said_it_before_becomes_the_second_source_of_what_is_as_before() -> None:
    assert renew(KNOWN).second_source == "a public repository, 2026-10-07"


@pytest.mark.parametrize("basis", [basis for basis in Basis if basis is not Basis.READ])
def test_what_was_only_assumed_before_is_no_second_source(basis: Basis) -> None:
    assert renew(replace(KNOWN, basis=basis)).second_source == ""


def test_an_older_price_list_is_no_second_source() -> None:
    assert renew(replace(KNOWN, source="AWS price list, AmazonECS 2025")).second_source == ""


def test_a_price_that_changed_has_no_second_source_and_keeps_its_description() -> None:
    found = renew(replace(KNOWN, second_source="a bill"), product(usd="0.05"))

    assert (found.first, found.second_source, found.description) == (Decimal("0.05"), "", "Fargate vCPU")


def test_a_price_is_not_renewed_twice_on_one_day() -> None:
    once = renew(KNOWN)

    assert renewed(match(RULE, offer_of(product()), {}), once, replace(SOURCE, version="other"), DAY) is once


def test_of_several_products_of_one_price_the_known_one_stays() -> None:
    both = offer_of(product("A"), product("B"))

    assert match(RULE, both, {}, "B").product.sku == "B"
    assert match(RULE, both, {}, "gone").product.sku == "A"


@pytest.mark.parametrize("unit", ["hours", "HRS", "vCPU-Hours"])
def test_a_unit_may_be_written_as_the_price_list_does(unit: str) -> None:
    assert match(RULE, offer_of(product(unit=unit)), {}).rate.unit == unit


def test_a_free_amount_must_be_one_that_the_book_knows() -> None:
    offer = offer_of(product(free="20"))

    assert match(RULE, offer, {RULE.key: frozenset({Decimal(20)})}).rate.free == 20
    with pytest.raises(PriceError, match=r"is free up to 20; expected 0: correct free-tier\.yaml"):
        match(RULE, offer, {})


def test_everything_that_is_wrong_with_a_product_is_told() -> None:
    with pytest.raises(PriceError) as caught:
        match(RULE, offer_of(product(usd="9", unit="days", free="20")), {})

    assert len(caught.value.problems) == 3


def jump(old: str, new: str, **more: str) -> None:
    check_jumps(compare([price(usd=old)], [price(usd=new, **more)]).changed)


@pytest.mark.parametrize(("old", "new"), [("1", "1.5"), ("1", "0.5"), ("0.04", "0.05"), ("2", "2")])
def test_a_change_by_half_or_less_is_taken(old: str, new: str) -> None:
    jump(old, new)


@pytest.mark.parametrize(("old", "new"), [("1", "1.51"), ("1", "0.49"), ("1", "0"), ("0", "0.01"), ("1", "1000")])
def test_a_change_by_more_than_half_is_refused(old: str, new: str) -> None:
    with pytest.raises(PriceError, match=rf"alb\.hour in eu-west-1 would go from {old} to {new} USD.*--accept"):
        jump(old, new)


def test_another_unit_is_refused_even_at_the_same_amount() -> None:
    with pytest.raises(PriceError, match="--accept"):
        jump("1", "1", unit="day")


def test_all_jumps_are_named_at_once() -> None:
    old, new = ([price(key, usd=usd) for key in ("alb.hour", "alb.lcu", "nat.gb")] for usd in ("1", "2"))

    with pytest.raises(PriceError) as caught:
        check_jumps(compare(old, new).changed)

    assert len(caught.value.problems) == 3


def test_a_price_list_that_is_older_than_the_book_is_refused() -> None:
    check_day(DAY, [KNOWN, replace(KNOWN, dated=DAY)])
    check_day(DAY, [])
    with pytest.raises(
        PriceError, match=r"is of 2026-11-20, but fargate\.vcpu\.x86 in us-east-1 was read on 2026-11-21"
    ):
        check_day(DAY, [KNOWN, replace(KNOWN, dated=date(2026, 11, 21))])
