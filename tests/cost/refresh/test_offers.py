"""Tiers are read by what they say, never by their order; what is free at the start is told apart from what is paid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cost.refresh.conftest import OFFERS, file_of, rate_of, rule_of, tiers, wanted
from workbook.cost.prices.refresh.offer_csv import from_csv
from workbook.cost.prices.refresh.offer_json import from_json
from workbook.cost.prices.refresh.offers import Row, Wanted, products
from workbook.errors import PriceError

LIST = OFFERS / "price-list"
ONE = Wanted(frozenset({"U"}), frozenset({"on-demand"}))


def rows(*said: tuple[str, str, str]) -> list[Row]:
    return [Row("SKU1", "on-demand", "GB", begin, end, usd) for begin, end, usd in said]


def read(*said: tuple[str, str, str]):
    (product,) = products({"SKU1": {"usagetype": "U"}}, rows(*said), ONE, "a test")
    return product.rates[0]


@st.composite
def ladders(draw):
    """Tiers that cover each quantity once, and may begin with a free one, as rows in any order."""
    edges = sorted(draw(st.sets(st.integers(1, 10**9), min_size=0, max_size=6)))
    usd = draw(st.lists(st.integers(1, 10**6), min_size=len(edges) + 1, max_size=len(edges) + 1))
    free = bool(edges) and draw(st.booleans())
    amounts = [0 if free and place == 0 else amount for place, amount in enumerate(usd)]
    said = list(zip(["0", *map(str, edges)], [*map(str, edges), "Inf"], [f"0.{a:010}" for a in amounts], strict=True))
    return edges[0] if free else 0, said, draw(st.permutations(said))


@given(ladders())
def test_the_order_of_the_rows_does_not_matter(ladder) -> None:
    _, said, mixed = ladder

    assert read(*said) == read(*mixed)


@given(ladders(), st.integers(0, 2 * 10**9))
def test_a_quantity_costs_what_the_list_says_beyond_the_free_amount(ladder, quantity: int) -> None:
    free, said, _ = ladder
    rate = read(*said)
    listed = next(
        Decimal(usd) for begin, end, usd in said if int(begin) <= quantity and (end == "Inf" or quantity < int(end))
    )

    assert rate.free == free
    if quantity >= free:
        assert next(tier.usd for tier in reversed(rate.tiers) if tier.start <= quantity - free) == listed


@given(ladders(), st.data())
def test_a_ladder_without_one_of_its_rungs_is_refused(ladder, data) -> None:
    _, said, _ = ladder
    gone = data.draw(st.integers(0, len(said) - 1))
    rest = [row for place, row in enumerate(said) if place != gone]

    if not rest:
        (product,) = products({"SKU1": {}}, [], ONE, "a test")
        assert product.rates == ()
    else:
        with pytest.raises(PriceError, match="leave gaps or overlap"):
            read(*rest)


def test_a_price_that_is_always_zero_is_kept() -> None:
    assert tiers(read(("0", "Inf", "0.0000000000"))) == [(0, None, "0")]


def test_zeros_behind_an_amount_are_left_out_and_no_digit_is_lost() -> None:
    assert tiers(read(("0", "10240", "0.0900000000"), ("10240", "Inf", "0.00000000010"))) == [
        (0, 10240, "0.09"),
        (10240, None, "0.0000000001"),
    ]


def test_every_broken_price_of_an_offer_is_told_at_once() -> None:
    said = {"A": {}, "B": {}, "C": {}}
    broken = [
        Row(sku, "on-demand", "GB", "0", "Inf", usd) for sku, usd in zip("ABC", ("-1", "0.1", "word"), strict=True)
    ]

    with pytest.raises(PriceError) as caught:
        products(said, broken, ONE, "a test")

    assert len(caught.value.problems) == 2


def test_json_free_tiers_out_of_order() -> None:
    found = [rule_of("sns.requests"), rule_of("sns.email")]
    offer = from_json((LIST / file_of("AmazonSNS")).read_bytes(), wanted(*found), "SNS")

    requests, email = rate_of(offer, "SNSREQUESTS00001"), rate_of(offer, "SNSEMAIL00000001")
    assert (requests.free, tiers(requests)) == (1_000_000, [(0, None, "0.0000005")])
    assert (email.free, tiers(email)) == (1000, [(0, None, "0.00002")])


def test_json_reservations_have_an_hourly_and_an_upfront_part() -> None:
    key = "rds.instance.postgres.db.t4g.micro.single"
    terms = (
        "1yr-no-upfront.hour",
        "1yr-partial-upfront.hour",
        "1yr-partial-upfront.upfront",
        "3yr-partial-upfront.hour",
        "3yr-partial-upfront.upfront",
    )
    asked = [rule_of(key), *(rule_of(f"{key}.reserved-{each}") for each in terms)]
    offer = from_json((LIST / file_of("AmazonRDS")).read_bytes(), wanted(*asked), "RDS")

    found = {each: rate_of(offer, "RDSPOSTGRESMICRO", each) for each in terms}
    assert [rate.tiers[0].usd for rate in found.values()] == [
        Decimal(usd) for usd in ("0.0115", "0.0055", "48", "0.0038", "100")
    ]
    assert [rate.unit for rate in found.values()] == ["Hrs", "Hrs", "Quantity", "Hrs", "Quantity"]
    assert rate_of(offer, "RDSPOSTGRESMICRO").tiers[0].usd == Decimal("0.016")


def test_json_products_and_terms_that_nobody_asked_for_are_left_out() -> None:
    offer = from_json((LIST / file_of("AmazonECS")).read_bytes(), wanted(rule_of("fargate.vcpu.x86")), "ECS")

    assert [product.sku for product in offer.products] == ["FARGATEX86VCPU01"]


def test_csv_is_read_by_its_headings_and_has_the_names_of_json() -> None:
    found = [rule_of("nat.hour"), rule_of("ec2.instance.t4g.nano")]
    with (LIST / file_of("AmazonEC2", "csv")).open(encoding="utf-8", newline="\n") as lines:
        offer = from_csv(lines, wanted(*found), "EC2")

    assert (offer.code, offer.version, offer.published) == ("AmazonEC2", "20261101000000", "2026-11-01T00:00:00Z")
    assert [product.sku for product in offer.products] == ["NATHOURS00000001", "T4GNANOLINUX0001", "T4GNANOSUSE00001"]
    linux = offer.products[1]
    assert {name: linux.attributes[name] for name in rule_of("ec2.instance.t4g.nano").attributes} == {
        "operatingSystem": "Linux",
        "tenancy": "Shared",
        "preInstalledSw": "NA",
        "capacitystatus": "Used",
    }
    assert [rate.terms for rate in linux.rates] == ["on-demand"]


def test_csv_is_streamed_and_stops_nowhere_before_its_end() -> None:
    told = []

    def lines():
        with (LIST / file_of("AmazonEC2", "csv")).open(encoding="utf-8", newline="\n") as opened:
            for line in opened:
                told.append(line)
                yield line

    from_csv(lines(), wanted(rule_of("nat.hour")), "EC2")

    assert len(told) == 13


def test_plans_are_read_for_the_product_that_they_make_cheaper() -> None:
    found = [rule_of("fargate.vcpu.x86.plan-1yr-no-upfront"), rule_of("fargate.vcpu.x86.plan-3yr-all-upfront")]
    path = LIST / "savingsPlan/v1.0/aws/AWSComputeSavingsPlan/20261101000000/us-east-1/index.csv"
    with path.open(encoding="utf-8", newline="\n") as lines:
        offer = from_csv(lines, wanted(*found), "plans")

    of_ecs = next(product for product in offer.products if product.attributes["servicecode"] == "AmazonECS")
    assert {rate.terms: rate.tiers[0].usd for rate in of_ecs.rates} == {
        "1yr-no-upfront": Decimal("0.032384"),
        "3yr-all-upfront": Decimal("0.0194304"),
    }
