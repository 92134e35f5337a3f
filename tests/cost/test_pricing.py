"""What is priced together costs together, tier by tier, whoever causes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from workbook.cost.component import Component, Kind
from workbook.cost.number import exact
from workbook.cost.prices.free import Allowance, FreeTier
from workbook.cost.prices.load import allowances, default_book
from workbook.cost.pricing import Charge, cost_arrays, price_lines
from workbook.errors import PriceError
from workbook.lang import same
from workbook.template.model import Evidence, LogicalId, StackName

BOOK = default_book()
ALWAYS_FREE = allowances(FreeTier.ALWAYS_FREE)
TIERED = [price for _, price in sorted(BOOK.prices.items()) if len(price.tiers) > 1]
QUANTITIES = st.floats(0, 1e12, allow_nan=False, allow_infinity=False)
CLOSE = Decimal("1e-12")


def charge(key, place, quantity, owner="It"):
    component = Component(same(owner), key, quantity, Kind.USAGE, same(""), place=place)
    return Charge(Evidence(StackName("App"), LogicalId(owner), ""), component, place)


def monthly(charges, free=()):
    return [line.monthly for line in price_lines(charges, BOOK, free)]


def near(one, other):
    return abs(one - other) <= CLOSE * max(abs(one), abs(other), 1)


SOME_CHARGES = st.lists(
    st.builds(
        charge,
        st.sampled_from(["transfer.internet", "logs.ingest", "logs.storage", "logs.insights", "nat.gb", "endpoint.gb"]),
        st.sampled_from(["us-east-1", "sa-east-1"]),
        QUANTITIES,
    ),
    max_size=8,
)


@given(st.sampled_from(TIERED), st.lists(QUANTITIES, min_size=1, max_size=6))
def test_the_parts_of_a_pool_sum_to_what_the_pool_costs(price, quantities):
    parts = monthly([charge(price.key, price.place, each) for each in quantities])
    assert near(sum(parts), price.cost(sum((exact(each) for each in quantities), Decimal(0))))


def test_each_part_pays_in_proportion_and_not_by_its_place():
    # 20,480 GB: 10,240 × 0.09 + 10,240 × 0.085 = 1,792.00 for both halves
    half = charge("transfer.internet", "us-east-1", 10_240.0)
    assert monthly([half, half]) == [Decimal("896.00"), Decimal("896.00")]


@given(SOME_CHARGES, st.randoms(use_true_random=False))
def test_the_order_of_charges_does_not_matter(charges, random):
    shuffled = list(enumerate(charges))
    random.shuffle(shuffled)
    before, after = monthly(charges, ALWAYS_FREE), monthly([each for _, each in shuffled], ALWAYS_FREE)
    assert all(near(before[place], cost) for (place, _), cost in zip(shuffled, after, strict=True))


@given(SOME_CHARGES, SOME_CHARGES)
def test_groups_that_share_no_price_cost_what_each_costs_alone(here, others):
    there = [charge(each.component.price, "eu-west-1", each.component.quantity) for each in others]
    assert monthly([*here, *there]) == monthly(here) + monthly(there)


@given(st.lists(QUANTITIES, max_size=4), st.lists(QUANTITIES, max_size=4))
def test_groups_that_share_a_price_without_tiers_cost_what_each_costs_alone(some, others):
    parts = [[charge("nat.gb", "us-east-1", each) for each in group] for group in (some, others, [*some, *others])]
    first, second, both = (sum(monthly(group), Decimal(0)) for group in parts)
    assert near(both, first + second)


@given(SOME_CHARGES)
def test_what_is_free_never_makes_a_line_negative_nor_exceeds_it(charges):
    for line in price_lines(charges, BOOK, ALWAYS_FREE):
        assert line.monthly >= 0
        assert 0 <= line.free <= line.quantity * (1 + CLOSE)


@given(SOME_CHARGES)
def test_an_allowance_gives_no_more_than_its_amount(charges):
    lines = price_lines(charges, BOOK, ALWAYS_FREE)
    for allowance in ALWAYS_FREE:
        given_away = sum((line.free for line in lines if line.charge.component.price in allowance.keys), Decimal(0))
        assert given_away <= exact(allowance.amount) * (1 + CLOSE)


@given(SOME_CHARGES)
def test_what_is_free_never_costs_more(charges):
    without, within = monthly(charges), monthly(charges, ALWAYS_FREE)
    assert sum(within) <= sum(without) * (1 + CLOSE)


@pytest.mark.parametrize(("gb", "free", "published"), [(5, 5, "0"), (7, 7, "0"), (10, 7, "0.135")])
def test_two_allowances_for_one_price_add_up_and_give_nothing_twice(gb, free, published):
    # 3 GB and 4 GB are free; what is left at 0.045
    both = [Allowance(("nat.gb",), amount, "GB", FreeTier.ALWAYS_FREE, "", date(2026, 1, 1)) for amount in (3, 4)]
    charges = [charge("nat.gb", "us-east-1", float(gb))]
    (line,) = price_lines(charges, BOOK, both)
    assert (line.free, line.monthly) == (free, Decimal(published))
    assert float(cost_arrays(charges, BOOK, both)[0]) == pytest.approx(float(published))


def test_one_allowance_is_shared_by_regions_and_by_kinds_of_use():
    # 100 GB free for the account: of 60 GB in sa-east-1 and 60 GB in us-east-1, 20 GB are paid
    lines = price_lines(
        [charge("transfer.internet", place, 60.0) for place in ("us-east-1", "sa-east-1")], BOOK, ALWAYS_FREE
    )
    assert sum(line.free for line in lines) == 100
    # 5 GB of logs: 4 GB written and 3 GB kept leave 2 GB to pay for
    logs = price_lines(
        [charge("logs.ingest", "us-east-1", 4.0), charge("logs.storage", "us-east-1", 3.0)], BOOK, ALWAYS_FREE
    )
    assert [line.free for line in logs] == [4, 1]
    assert logs[1].monthly == 2 * Decimal("0.03")


@given(SOME_CHARGES, st.booleans())
def test_one_scenario_and_many_at_once_agree(charges, is_free):
    free = ALWAYS_FREE if is_free else ()
    one, many = monthly(charges, free), cost_arrays(charges, BOOK, free)
    assert all(float(cost) == pytest.approx(float(each), rel=1e-9, abs=1e-6)
               for cost, each in zip(one, many, strict=True))  # fmt: skip


@given(st.lists(st.lists(QUANTITIES, min_size=3, max_size=3), min_size=1, max_size=4))
def test_each_scenario_of_many_is_as_if_alone(quantities):
    many = cost_arrays(
        [charge("transfer.internet", "us-east-1", np.array(each)) for each in quantities], BOOK, ALWAYS_FREE
    )
    for place in range(3):
        alone = monthly([charge("transfer.internet", "us-east-1", each[place]) for each in quantities], ALWAYS_FREE)
        assert [float(each[place]) for each in many] == pytest.approx([float(each) for each in alone], rel=1e-9)


@pytest.mark.parametrize("price", TIERED, ids=lambda price: f"{price.key} {price.place}")
def test_every_edge_of_a_tier_costs_the_sum_of_the_tiers_below_it(price):
    below = Decimal(0)
    for tier, following in pairwise(price.tiers):
        assert tier.end == following.start
        below += (tier.end - tier.start) * tier.usd
        just_above = tier.end + 1
        for quantity, cost in ((tier.end, below), (just_above, below + following.usd)):
            said = charge(price.key, price.place, float(quantity))
            assert monthly([said]) == [cost]
            assert float(cost_arrays([said], BOOK, ())[0]) == pytest.approx(float(cost), rel=1e-12)


@pytest.mark.parametrize("price", TIERED, ids=lambda price: f"{price.key} {price.place}")
@given(quantity=QUANTITIES, more=QUANTITIES)
@trials(max_examples=25)
def test_more_never_costs_less_and_no_price_jumps(price, quantity, more):
    one, other = exact(quantity), exact(quantity) + exact(more)
    assert price.cost(one) <= price.cost(other)
    most = (other - one) * max(tier.usd for tier in price.tiers)
    assert price.cost(other) - price.cost(one) <= most + price.cost(other) * CLOSE


def test_a_usage_that_is_not_given_has_no_amount_and_changes_nothing_else():
    lines = price_lines([charge("nat.gb", "us-east-1", None), charge("nat.gb", "us-east-1", 100.0)], BOOK, ALWAYS_FREE)
    assert (lines[0].quantity, lines[0].monthly) == (None, None)
    assert lines[1].monthly == Decimal("4.5")


def test_nothing_used_costs_nothing():
    assert monthly([charge("transfer.internet", "us-east-1", 0.0)], ALWAYS_FREE) == [0]
    assert monthly([], ALWAYS_FREE) == []


def test_every_missing_price_is_named_at_once_with_the_places_that_have_it():
    with pytest.raises(PriceError) as raised:
        price_lines([charge("nat.hour", "mars-1", 1.0), charge("no.such", "us-east-1", 1.0)], BOOK, ())
    elsewhere, nowhere = raised.value.problems
    assert "nat.hour in mars-1" in elsewhere.en
    assert all(region in elsewhere.en and region in elsewhere.es for region in BOOK.places("nat.hour"))
    assert "no.such" in nowhere.en
    assert "add-a-price" in nowhere.es
