"""A refresh takes one product for each price or fails, keeps the old snapshot, and writes only what it has read."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cost.refresh.conftest import OLD, Write, balancer, dimension, elb, offer, product, table
from workbook.cost.prices.load import default_book
from workbook.cost.prices.model import Tier
from workbook.cost.prices.refresh.offers import from_csv, from_json
from workbook.cost.prices.refresh.rules import rules
from workbook.cost.prices.refresh.run import Refreshed, Request, refresh
from workbook.cost.prices.snapshot import read_prices
from workbook.cost.prices.write import snapshot_text
from workbook.errors import PriceError

TODAY = date(2026, 11, 25)


def request(snapshots: Path, files: Path, *, accept: bool = False, service: str = "AWSELB") -> Request:
    return Request(("us-east-1",), service, folder=files, accept=accept, snapshots=snapshots)


def run(snapshots: Path, files: Path, *, accept: bool = False) -> Refreshed:
    return refresh(request(snapshots, files, accept=accept), TODAY)


def test_a_changed_price_is_written_beside_the_old_snapshot(snapshots: Path, files: Path, publish: Write) -> None:
    publish(elb([dimension("0.0250")]))
    done = run(snapshots, files)

    assert done.new == snapshots / "2026-11-25.csv"
    assert [(c.after.key, c.old, c.new) for c in done.difference.changed] == [
        ("alb.hour", Decimal("0.0225"), Decimal("0.0250"))
    ]
    now = {price.key: price for price in read_prices(done.new)}
    assert now["alb.hour"].first == Decimal("0.0250")
    assert (now["alb.hour"].sku, now["alb.hour"].dated) == ("ALBHOUR", date(2026, 11, 20))
    assert now["alb.hour"].unit == "hour"
    assert "AWSELB 20261120000000" in now["alb.hour"].source
    assert now["sns.email"] == OLD[-1]
    assert read_prices(snapshots / "2026-10-01.csv") == tuple(sorted(OLD, key=lambda price: price.key))


def test_reading_the_same_again_writes_nothing(snapshots: Path, files: Path, publish: Write) -> None:
    publish(elb([dimension("0.0250")]))
    first = run(snapshots, files)
    second = refresh(request(snapshots, files), date(2026, 11, 26))

    assert first.new is not None
    assert second.new is None
    assert not second.difference
    assert sorted(path.name for path in snapshots.iterdir()) == ["2026-10-01.csv", "2026-11-25.csv"]


def test_a_jump_must_be_accepted(snapshots: Path, files: Path, publish: Write) -> None:
    publish(elb([dimension("0.0400")]))

    with pytest.raises(PriceError, match=r"alb\.hour in us-east-1 would go from 0\.0225 to 0\.0400"):
        run(snapshots, files)
    assert [path.name for path in snapshots.iterdir()] == ["2026-10-01.csv"]
    assert run(snapshots, files, accept=True).new is not None


def test_products_that_cost_the_same_are_one_price(snapshots: Path, files: Path, publish: Write) -> None:
    publish(elb(TWIN=(balancer(), [dimension("0.0225")])))

    assert not run(snapshots, files).difference


BROKEN = {
    "differ": (elb(TWIN=(balancer(), [dimension("0.03")])), r"2 products fit and cost differently \(ALBHOUR .*; TWIN"),
    "none": (elb(ALBHOUR=(balancer("TS-LoadBalancerUsage"), [dimension("0.0225")])), "has no product with usagetype"),
    "no term": (elb() | {"terms": {"OnDemand": {}}}, "has no product with usagetype"),
    "unit": (elb([dimension("0.0225", unit="Minutes")]), "the price list counts in Minutes; expected Hrs"),
    "gap": (elb([dimension("0.03", end="10"), dimension("0.02", "20")]), "ALBHOUR .* leave gaps or overlap"),
    "negative": (elb([dimension("-0.0225")]), "the price of the product ALBHOUR .* cannot be read"),
    "not a number": (elb([dimension("NaN")]), "the price of the product ALBHOUR .* cannot be read"),
    "other offer": (elb() | {"offerCode": "AmazonECS"}, "what was read is the offer 'AmazonECS'; expected AWSELB"),
    "page": ("<html>busy</html>", "is not JSON"),
    "cut": ('{"offerCode": "AWSELB", "products": {', "is not JSON"),
    "list": ("[1, 2]", "is no offer file"),
    "no products": ('{"offerCode": "AWSELB", "terms": {"OnDemand": {}}}', "an offer file lacks products"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_offer_is_refused_and_nothing_is_written(
    snapshots: Path, files: Path, publish: Write, name: str
) -> None:
    content, sentence = BROKEN[name]
    publish(content)

    with pytest.raises(PriceError, match=sentence):
        run(snapshots, files, accept=True)
    assert [path.name for path in snapshots.iterdir()] == ["2026-10-01.csv"]


def test_every_rule_that_fails_is_named_at_once(snapshots: Path, files: Path, publish: Write) -> None:
    publish(offer("AWSELB", {}))

    with pytest.raises(PriceError) as caught:
        run(snapshots, files)
    assert [problem.en.split(" ")[0] for problem in caught.value.problems] == [
        "alb.hour",
        "alb.lcu",
        "nlb.hour",
        "nlb.lcu",
    ]


def test_a_file_that_is_not_there_is_named(snapshots: Path, files: Path) -> None:
    with pytest.raises(PriceError, match=r"has no /offers/v1\.0/aws/AWSELB/current/region_index\.json"):
        run(snapshots, files)


def test_without_a_network_the_sentence_says_what_to_do(snapshots: Path) -> None:
    with pytest.raises(PriceError, match=r"cannot be reached: .*name a folder of copies with --from"):
        refresh(Request(("us-east-1",), "AWSELB", snapshots=snapshots), TODAY)


def test_an_unknown_region_and_an_unknown_service_are_refused(snapshots: Path, files: Path) -> None:
    with pytest.raises(PriceError, match="no rule reads prices of the region 'mars-1'"):
        refresh(Request(("mars-1",), snapshots=snapshots, folder=files), TODAY)
    with pytest.raises(PriceError, match="no rule reads prices of bread; expected one of"):
        refresh(request(snapshots, files, service="bread"), TODAY)


def test_what_is_free_at_the_start_moves_the_tiers_to_the_first_paid_unit() -> None:
    free = [
        dimension("0", end="10", unit="GB"),
        dimension("0.5", "10", "110", "GB"),
        dimension("0.2", "110", unit="GB"),
    ]
    read = from_json(json.dumps(offer("X", {"S": (product("F"), free)})).encode(), "x")

    assert read.products[0].tiers == (
        Tier(Decimal(0), Decimal(100), Decimal("0.5")),
        Tier(Decimal(100), None, Decimal("0.2")),
    )


def test_a_large_offer_is_read_line_by_line_for_the_usage_types_that_are_wanted() -> None:
    row = {
        "SKU": "NAT1",
        "TermType": "OnDemand",
        "StartingRange": "0",
        "EndingRange": "Inf",
        "Unit": "Hrs",
        "PricePerUnit": "0.045",
        "Product Family": "NAT Gateway",
        "usageType": "NatGateway-Hours",
        "operation": "NatGateway",
    }
    rows = [row, row | {"SKU": "R1", "TermType": "Reserved"}, row | {"SKU": "B1", "usageType": "BoxUsage:x"}]
    read = from_csv(table(rows).splitlines(keepends=True), frozenset({"NatGateway-Hours"}), "x")

    assert (read.code, read.version) == ("AmazonEC2", "20261120000000")
    assert [(each.sku, each.unit, each.tiers[0].usd) for each in read.products] == [("NAT1", "Hrs", Decimal("0.045"))]
    assert read.products[0].attributes["productFamily"] == "NAT Gateway"


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(PriceError, match="is no offer file"):
        from_csv(["a,b\n"] * 6, frozenset(), "x")


def test_every_rule_is_for_a_price_of_the_book_and_keeps_its_unit() -> None:
    book = default_book()
    found = rules(("us-east-1",))

    assert len({(rule.key, rule.place) for rule in found}) == len(found)
    assert [rule.key for rule in found if book.find(rule.key, rule.place) is None] == []


@pytest.mark.parametrize("region", default_book().regions)
def test_the_usage_type_of_a_rule_is_that_of_the_book(region: str) -> None:
    told = {rule.key: rule.attributes["usagetype"] for rule in rules((region,)) if rule.place == region}
    book = default_book()
    known = {key: price for key in told if (price := book.prices.get((key, region))) and price.sku}

    assert known
    assert {key: price.usage_type for key, price in known.items() if price.usage_type != told[key]} == {}


def test_a_snapshot_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "again.csv"
    newest = sorted(default_book().prices.values(), key=lambda price: (price.key, price.place))
    listed = tuple(price for price in newest if price.stale_after_days == newest[0].stale_after_days)
    file.write_text(snapshot_text(listed), encoding="utf-8")

    assert read_prices(file) == listed
