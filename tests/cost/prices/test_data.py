"""What must hold of the committed prices and free amounts."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from workbook.cost.number import HOURS_PER_MONTH
from workbook.cost.prices.free import FreeTier
from workbook.cost.prices.load import HAND_KEPT, allowances, default_book, free_credits, snapshots
from workbook.cost.prices.model import LIST_DAYS, Basis
from workbook.cost.prices.snapshot import read_prices

BOOK = default_book()
REGIONS = ("eu-west-1", "sa-east-1", "us-east-1", "us-west-2")
NOT_IN_SAO_PAULO = r"aurora\..*|lightsail\..*|rds\.instance\.postgres\.db\.(m7g|r7g)\..*"
ONLY_IN_VIRGINIA = r"fargate\.(vcpu|memory)\.(x86|arm)\.plan-.*"


def test_the_book_has_the_four_regions() -> None:
    assert BOOK.regions == REGIONS


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_every_key_but_the_documented_exceptions(region: str) -> None:
    regional = {key for key, place in BOOK.prices if place in REGIONS}
    missing = {key for key in regional if (key, region) not in BOOK.prices}
    excepted = {"us-east-1": r"(?!)", "sa-east-1": rf"{NOT_IN_SAO_PAULO}|{ONLY_IN_VIRGINIA}"}
    pattern = excepted.get(region, ONLY_IN_VIRGINIA)

    assert missing == {key for key in regional if re.fullmatch(pattern, key)}


def test_every_edge_has_the_same_keys() -> None:
    by_edge = {edge: {key for key, place in BOOK.prices if place == edge} for edge in ("edge:US", "edge:EU", "edge:SA")}

    assert by_edge["edge:US"] == by_edge["edge:EU"] == by_edge["edge:SA"] != set()


def test_a_key_is_in_one_place_everywhere_or_in_many() -> None:
    everywhere = {key for key, place in BOOK.prices if place == "global"}

    assert not [key for key, place in BOOK.prices if place != "global" and key in everywhere]


def test_a_key_has_one_unit_and_one_service_in_all_places() -> None:
    kinds = {(price.key, price.unit, price.service) for price in BOOK.prices.values()}

    assert len(kinds) == len({key for key, _, _ in kinds})


def test_a_snapshot_is_named_by_its_newest_date() -> None:
    # A second one of a day has a number besides.
    assert [path.stem[:10] for path in snapshots()] == [
        max(price.dated for price in read_prices(path)).isoformat() for path in snapshots()
    ]


def test_files_are_sorted_so_that_two_can_be_compared_by_eye() -> None:
    for path in (*snapshots(), HAND_KEPT):
        rows = [line.split(",")[:2] for line in path.read_text(encoding="utf-8").splitlines()[1:]]

        assert rows == sorted(rows)


def test_only_what_is_kept_by_hand_has_limits_of_its_own() -> None:
    assert {price.stale_after_days for path in snapshots() for price in read_prices(path)} == {LIST_DAYS}
    assert all(price.stale_after_days <= LIST_DAYS for price in read_prices(HAND_KEPT))


def test_a_price_taken_from_virginia_is_the_one_of_virginia() -> None:
    alike = [price for price in BOOK.prices.values() if price.basis is Basis.US_EAST_1]

    assert alike
    for price in alike:
        assert BOOK.prices[price.key, "us-east-1"].tiers == price.tiers


def test_a_derived_price_is_the_result_of_its_formula() -> None:
    """A formula multiplies the first key by the second and divides by the third; a lone key is taken as it is."""
    derived = [price for price in BOOK.prices.values() if price.basis is Basis.DERIVED]

    assert derived
    for price in derived:
        first, *others = (BOOK.prices[key, price.place].first for key in re.split(r" [×/] ", price.source))
        expected = first * others[0] / others[1] if others else first
        assert price.first == expected.quantize(price.first)


def test_standbys_and_pairs_never_cost_less_than_one() -> None:
    for (key, place), price in BOOK.prices.items():
        if key.endswith(".multi"):
            assert price.first > BOOK.prices[key.removesuffix("multi") + "single", place].first


def test_buying_ahead_and_spot_cost_less_than_on_demand() -> None:
    for (key, place), price in BOOK.prices.items():
        on_demand = re.sub(r"\.(spot|plan-.*|reserved-1yr-no-upfront\.hour)$", "", key)
        if on_demand != key:
            assert price.first < BOOK.prices[on_demand, place].first, (key, place)


def test_a_reservation_paid_in_part_has_both_of_its_parts() -> None:
    hours = {key for key, _ in BOOK.prices if key.endswith("partial-upfront.hour")}
    sums = {key for key, _ in BOOK.prices if key.endswith("partial-upfront.upfront")}

    assert {key.removesuffix("hour") for key in hours} == {key.removesuffix("upfront") for key in sums} != set()


def test_published_prices_of_the_smallest_task_and_balancer() -> None:
    """AWS's own examples: 0.25 vCPU and 0.5 GB for a month are 9.01 USD, an idle Application Load Balancer 16.43."""
    cpu, memory, hour = (
        BOOK.prices[key, "us-east-1"].first for key in ("fargate.vcpu.x86", "fargate.memory.x86", "alb.hour")
    )

    task = (cpu * Decimal("0.25") + memory * Decimal("0.5")) * HOURS_PER_MONTH
    assert task.quantize(Decimal("0.01")) == Decimal("9.01")
    assert hour * HOURS_PER_MONTH == Decimal("16.4250")


@pytest.mark.parametrize("free_tier", FreeTier)
def test_a_free_amount_is_of_prices_that_exist_and_have_its_unit(free_tier: FreeTier) -> None:
    for allowance in allowances(free_tier):
        units = {price.unit for price in BOOK.prices.values() if price.key in allowance.keys}
        assert all(BOOK.places(key) for key in allowance.keys)
        assert units <= {allowance.unit, "GB-month"} if allowance.unit == "GB" else units == {allowance.unit}


def test_accounts_get_what_their_programme_gives() -> None:
    always = set(allowances(FreeTier.ALWAYS_FREE))

    assert [each.keys for each in allowances(FreeTier.NONE)] == [("cloudfront.invalidation",)]
    assert set(allowances(FreeTier.CREDITS)) == always
    assert set(allowances(FreeTier.LEGACY_12_MONTHS)) > always


def test_credits_are_an_amount_of_money_and_not_a_free_quantity() -> None:
    credit = free_credits()

    assert (credit.usd, credit.further_usd, credit.months) == (100, 100, 6)
