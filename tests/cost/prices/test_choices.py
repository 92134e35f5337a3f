"""Prices are found by region, service and key; what finds nothing names what there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cost.prices.conftest import Write, price
from workbook.cost.prices.age import stale_prices, summaries, summarize
from workbook.cost.prices.book import PriceBook
from workbook.cost.prices.choose import choose
from workbook.cost.prices.load import find_snapshot, last_two_snapshots, snapshots
from workbook.cost.prices.model import Basis
from workbook.errors import PriceError
from workbook.lang import Text

TODAY = date(2026, 10, 10)


@pytest.fixture
def book() -> PriceBook:
    return PriceBook({
        (each.key, each.place): each
        for each in (
            price("alb.hour", "eu-west-1"),
            price("alb.lcu", "eu-west-1"),
            price("alb.hour", "us-east-1"),
            price("albatross.hour", "eu-west-1"),
            price("route53.zone", "global", service="AmazonRoute53"),
            price("cloudfront.gb", "edge:SA", service="AmazonCloudFront"),
        )
    })  # fmt: skip


def test_everything_is_sorted_by_key_and_place(book: PriceBook) -> None:
    pairs = [(each.key, each.place) for each in choose(book)]

    assert pairs == sorted(pairs)
    assert len(pairs) == 6


def test_a_region_has_its_own_prices_and_those_that_hold_everywhere(book: PriceBook) -> None:
    assert {each.place for each in choose(book, region="us-east-1")} == {"us-east-1", "global", "edge:SA"}


@pytest.mark.parametrize("service", ["AmazonRoute53", "amazonroute53", "route53"])
def test_a_service_goes_by_its_name_in_the_list_or_by_its_keys(book: PriceBook, service: str) -> None:
    assert [each.key for each in choose(book, service=service)] == ["route53.zone"]


def test_a_key_finds_itself_and_the_longer_keys_below_it(book: PriceBook) -> None:
    assert {each.key for each in choose(book, keys=["alb"])} == {"alb.hour", "alb.lcu"}
    assert {each.key for each in choose(book, keys=["alb.lcu", "route53"])} == {"alb.lcu", "route53.zone"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"region": "eu-north-1"}, "no prices for the region “eu-north-1”; it has those of eu-west-1, us-east-1"),
        ({"service": "EKS"}, "no prices of the service “eks”; it has those of alb, albatross, amazoncloudfront"),
        ({"keys": ["alb.hours"]}, "no price “alb.hours”; the nearest are alb.hour"),
        ({"keys": [""]}, "no price “”"),
    ],
)
def test_a_word_that_finds_nothing_names_what_there_is(book: PriceBook, words: dict[str, str], said: str) -> None:
    with pytest.raises(PriceError, match=said):
        choose(book, **words)


def test_a_price_is_stale_on_the_day_after_its_limit() -> None:
    each = price(dated=date(2026, 10, 1), stale_after_days=9)

    assert not each.stale(TODAY)
    assert each.stale(date(2026, 10, 11))
    assert each.age(date(2026, 9, 1)) == 0


def test_a_summary_counts_every_reason_for_doubt() -> None:
    prices = [
        price(dated=date(2026, 1, 1), second_source="a bill"),
        price(basis=Basis.RECALLED, dated=date(2025, 1, 1)),
        price(dispute=Text(en="other", es="otra")),
    ]

    found = summarize(prices, TODAY)

    assert (found.count, found.oldest, found.newest) == (3, date(2025, 1, 1), date(2026, 10, 7))
    assert (found.stale, found.assumed, found.one_source, found.disputed) == (2, 1, 1, 1)
    assert summarize([], TODAY).oldest is None


def test_summaries_are_by_service(book: PriceBook) -> None:
    found = summaries(book.prices.values(), TODAY)

    assert {name: each.count for name, each in found.items()} == {
        "AWSELB": 4,
        "AmazonCloudFront": 1,
        "AmazonRoute53": 1,
    }


def test_the_longest_overdue_comes_first() -> None:
    old, floating = price("a.b", dated=date(2026, 4, 1)), price("c.d", dated=date(2026, 8, 1), stale_after_days=30)

    assert stale_prices([old, floating, price()], TODAY) == (floating, old)


def test_a_snapshot_goes_by_its_date_or_by_its_file(write: Write) -> None:
    other = write({})

    assert find_snapshot(snapshots()[-1].stem) == snapshots()[-1]
    assert find_snapshot(str(other)) == other
    with pytest.raises(PriceError, match=f"no snapshot of prices “2020-01-01”.*{snapshots()[-1].stem}"):
        find_snapshot("2020-01-01")


def test_the_last_two_snapshots_are_told_by_their_dates(write: Write, tmp_path: Path) -> None:
    write({}, name="2026-01-01.csv")
    with pytest.raises(PriceError, match="the only snapshot of prices is 2026-01-01"):
        last_two_snapshots(tmp_path)

    write({}, name="2026-02-01.csv")
    assert [path.stem for path in last_two_snapshots(tmp_path)] == ["2026-01-01", "2026-02-01"]
